"""Whatever is wrong with the diary, a command says it in one sentence, exits with 1, and changes nothing."""

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from afterneedle.__main__ import main
from afterneedle.diary import Diary
from afterneedle.store import errors
from afterneedle.store.sqlite import Store

COMMANDS = (("flags",), ("export", "out.json"), ("report", "out.pdf"), ("remind", "--once"), ("verify",))


@contextmanager
def missing(path: Path) -> Iterator[None]:
    yield


@contextmanager
def empty(path: Path) -> Iterator[None]:
    path.touch()
    yield


@contextmanager
def not_a_file(path: Path) -> Iterator[None]:
    path.mkdir()
    yield


@contextmanager
def not_a_diary(path: Path) -> Iterator[None]:
    path.write_text("Dear diary\n" * 500)
    yield


@contextmanager
def newer(path: Path) -> Iterator[None]:
    Diary.create(path).close()
    with sqlite3.connect(path) as db:
        db.execute("PRAGMA user_version = 99")
    db.close()
    yield


@contextmanager
def damaged(path: Path) -> Iterator[None]:
    Diary.create(path).close()
    os.truncate(path, path.stat().st_size // 2)
    yield


@contextmanager
def locked(path: Path) -> Iterator[None]:
    Diary.create(path).close()
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    yield
    other.execute("ROLLBACK")
    other.close()


@pytest.mark.parametrize("trouble", [missing, empty, not_a_file, not_a_diary, newer, damaged, locked])
def test_every_command_names_the_trouble_and_leaves_everything_as_it_is(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    trouble: Callable[[Path], Iterator[None]],
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(Store.open.__func__, "__defaults__", (False, 0.0))
    path = tmp_path / "d.db"
    kind = next(kind for kind in errors.StoreError.__subclasses__() if kind.kind == trouble.__name__)
    with trouble(path):
        before = contents(tmp_path)
        for words in COMMANDS:
            assert main(["--diary", "d.db", *words]) == 1
            told = capsys.readouterr()
            assert told.out == ""
            assert told.err.startswith(str(kind(Path("d.db"))))
            assert len(told.err.splitlines()) == 1
            assert contents(tmp_path) == before


@pytest.mark.parametrize(
    "words",
    [
        ("backup",),
        ("backup", "--list"),
        ("flags", "--json"),
        ("remind",),
        ("verify", "--rescue", "new.db"),
        ("--background",),
    ],
)
def test_where_no_diary_is_none_is_made_but_by_import_and_restore(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    words: tuple[str, ...],
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["--diary", "dairy.db", *words]) == 1
    assert capsys.readouterr().err == f"{errors.Missing(Path('dairy.db'))}\n"
    assert list(tmp_path.iterdir()) == []


def contents(folder: Path) -> dict[str, bytes | None]:
    return {file.name: file.read_bytes() if file.is_file() else None for file in folder.iterdir()}
