"""A diary in a shell, plain and under a passphrase."""

import io
import json
import sys
from pathlib import Path

import pytest

from afterneedle.__main__ import main
from support.locked_from_a_shell import NOW, STORY, WORDS, Run


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs one command on the diary d.db, with these lines on standard input."""
    monkeypatch.chdir(tmp_path)

    def ran(*words: str, lines: tuple[str, ...] = ()) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "stdin", io.StringIO("".join(f"{line}\n" for line in lines)))
        capsys.readouterr()
        status = main(["--diary", "d.db", "--now", NOW, *words])
        told = capsys.readouterr()
        return status, told.out.replace(f"{tmp_path}/", ""), told.err.replace(f"{tmp_path}/", "")

    return ran


@pytest.fixture
def plain(run: Run, tmp_path: Path) -> Path:
    """A diary without a passphrase, and one backup of it."""
    (tmp_path / "story.json").write_text(json.dumps(STORY), "utf-8")
    assert run("import", "story.json")[0] == 0
    assert run("backup")[0] == 0
    return tmp_path / "d.db"


@pytest.fixture
def code(run: Run, plain: Path) -> str:
    """The recovery code of the diary, which has got a passphrase."""
    status, said, err = run("passphrase", lines=(WORDS,))
    assert (status, err) == (0, "")
    return said.splitlines()[1].removeprefix("Recovery code: ")
