"""A file gets another form whole, or keeps the one that it has; and of the plain one nothing is left."""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from afterneedle.domain.catalogue import Catalogue
from afterneedle.store import convert, errors
from afterneedle.store.convert import OPENED, convert_file, exported, remove_opened, remove_parts
from afterneedle.store.keys import Key, is_plain, looks_encrypted
from afterneedle.store.opening import connect
from afterneedle.store.schema import DEFINITIONS, definitions
from afterneedle.store.sqlite import Store
from support.days import MONDAY, check_in
from support.forms import FORMS, KEY, as_code
from support.older_diaries import put_diary_of, rows, told_of, version, what_was_told

OTHER = Key(bytes(range(32, 64)), b"another salt 456")
SECRET = "a very private sentence"
WAYS = {"encrypt": (None, KEY), "rekey": (KEY, OTHER), "decrypt": (KEY, None)}


@pytest.fixture(params=WAYS)
def way(request: pytest.FixtureRequest) -> tuple[Key | None, Key | None]:
    keys: tuple[Key | None, Key | None] = WAYS[request.param]
    return keys


def diary(path: Path, catalogue: Catalogue, key: Key | None) -> Path:
    """One with a secret in it, and one in its history."""
    store = Store.create(path, key)
    for note in (SECRET, SECRET * 500, "edited"):
        with store.change("check_in", MONDAY):
            store.put_check_in(check_in(catalogue, note=note))
    store.close()
    return path


def files(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.iterdir())


def test_all_of_it_is_there_in_the_other_form_and_nothing_else(
    path: Path, catalogue: Catalogue, way: tuple[Key | None, Key | None]
) -> None:
    old, new = way
    before = rows(diary(path, catalogue, old), old)
    convert_file(path, old, new)
    assert rows(path, new) == before
    assert is_plain(path) == (new is None)
    with closing(connect(path, 0, new)) as db:
        assert definitions(db) == DEFINITIONS
    store = Store.open(path, new)
    store.verify(catalogue)
    store.undo(MONDAY)
    store.close()
    assert files(path.parent) == ["diary.db"]
    assert path.stat().st_mode & 0o777 == 0o600


def test_no_byte_of_an_encrypted_file_says_anything(path: Path, catalogue: Catalogue) -> None:
    convert_file(diary(path, catalogue, None), None, KEY)
    content = path.read_bytes()
    for word in (SECRET, "check_in", "SQLite", "audit", KEY.secret.hex()):
        assert word.encode() not in content
    assert KEY.secret not in content
    assert looks_encrypted(path)


@pytest.mark.parametrize("key", FORMS.values(), ids=FORMS)
def test_a_file_of_an_older_schema_keeps_it_until_it_is_opened(path: Path, key: Key | None) -> None:
    put_diary_of(1, path)
    before = rows(path)
    convert_file(path, None, KEY)
    convert_file(path, KEY, key)
    assert version(path, key) == 1
    assert rows(path, key) == before
    assert told_of(path, key) == what_was_told(1)


def test_of_the_plain_file_not_even_a_program_that_has_it_open_can_read_more(
    path: Path, catalogue: Catalogue
) -> None:
    with diary(path, catalogue, None).open("rb") as held:
        convert_file(path, None, KEY)
        assert held.read() == b""


def test_a_plain_file_with_a_second_name_is_blank_under_that_one_too(
    path: Path, catalogue: Catalogue
) -> None:
    second = path.with_name("second.db")
    os.link(diary(path, catalogue, None), second)
    convert_file(path, None, KEY)
    assert second.read_bytes() == b""


def test_what_is_damaged_stays_as_it_is(path: Path, catalogue: Catalogue) -> None:
    content = diary(path, catalogue, None).read_bytes()
    path.write_bytes(content[: -2 * 4096] + b"\xff" * 8192)
    before = path.read_bytes()
    with pytest.raises(errors.Damaged):
        convert_file(path, None, KEY)
    assert path.read_bytes() == before
    assert files(path.parent) == ["diary.db"]


def test_a_copy_that_lacks_a_row_takes_no_place(
    path: Path, catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = diary(path, catalogue, None).read_bytes()
    export = convert._export

    def lose_a_row(db: sqlite3.Connection, part: Path, key: Key | None) -> None:
        export(db, part, key)
        with closing(connect(part, 0, key)) as copy:
            copy.execute("DELETE FROM change")

    monkeypatch.setattr(convert, "_export", lose_a_row)
    with pytest.raises(errors.NotCopied):
        convert_file(path, None, KEY)
    assert path.read_bytes() == before
    assert files(path.parent) == ["diary.db"]


def test_on_a_full_disk_the_file_keeps_its_form(path: Path, catalogue: Catalogue) -> None:
    before = diary(path, catalogue, None).read_bytes()
    script = """
import resource, sys
from pathlib import Path
from afterneedle.store.convert import convert_file
from afterneedle.store.errors import StoreError
resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, resource.RLIM_INFINITY))
try:
    convert_file(Path(sys.argv[1]), None, key)
except (StoreError, OSError) as error:
    print(getattr(error, "kind", error))
"""
    line = [sys.executable, "-c", as_code(KEY) + script, path]
    run = subprocess.run(line, capture_output=True, text=True, check=True)
    assert run.stdout in ("full\n", "io\n")
    assert path.read_bytes() == before
    assert files(path.parent) == ["diary.db"]


def test_a_file_stays_with_its_owner_also_when_an_administrator_converts_it(
    path: Path, catalogue: Catalogue
) -> None:
    diary(path, catalogue, None)
    owner = 65534 if os.geteuid() == 0 else os.geteuid()
    os.chown(path, owner, -1)
    convert_file(path, None, KEY)
    assert path.stat().st_uid == owner


def test_a_name_that_cannot_be_taken_leaves_the_file_as_it_is(
    path: Path, catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = diary(path, catalogue, None).read_bytes()

    def refuse(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(PermissionError):
        convert_file(path, None, KEY)
    assert path.read_bytes() == before
    assert files(path.parent) == ["diary.db"]


# what a killed program left


def test_plain_copies_of_an_encrypted_diary_are_gone_once_it_is_opened(
    path: Path, catalogue: Catalogue
) -> None:
    diary(path, catalogue, KEY)
    left = path.with_name(f"{OPENED}x.part")
    for file in (left, left.with_name(f"{left.name}-journal"), path.with_name("mine.db")):
        file.write_text(SECRET)
    with left.open() as held:
        Store.open(path, KEY).close()
        assert held.read() == ""
    assert files(path.parent) == ["diary.db", "mine.db"]


def test_a_part_that_has_its_name_already_loses_only_the_other_one(tmp_path: Path) -> None:
    named, part = tmp_path / "diary-2026.db", tmp_path / f"{OPENED}x.part"
    named.write_text("a backup")
    os.link(named, part)
    remove_opened(tmp_path)
    assert files(tmp_path) == [named.name]
    assert named.read_text() == "a backup"


def test_all_that_was_left_unfinished_goes_with_whole_folders(tmp_path: Path) -> None:
    rescue = tmp_path / ".afterneedle-rescue"
    rescue.mkdir()
    for file in (rescue / "damaged.db", tmp_path / ".afterneedle-1.part", tmp_path / "diary.db"):
        file.write_text(SECRET)
    remove_parts(tmp_path)
    assert files(tmp_path) == ["diary.db"]


def test_what_a_link_leads_to_stays_when_the_link_goes(tmp_path: Path) -> None:
    """Anybody who can write to a folder for backups could have put it there."""
    elsewhere, folder = tmp_path / "elsewhere", tmp_path / "backups"
    for made in (elsewhere, folder, folder / ".afterneedle-rescue"):
        made.mkdir()
    (elsewhere / "letter.txt").write_text(SECRET)
    (folder / f"{OPENED}x.part").symlink_to(elsewhere / "letter.txt")
    (folder / ".afterneedle-folder").symlink_to(elsewhere)
    (folder / ".afterneedle-rescue" / "damaged.db").symlink_to(elsewhere / "letter.txt")
    remove_opened(folder)
    remove_parts(folder)
    assert files(folder) == []
    assert (elsewhere / "letter.txt").read_text() == SECRET


def test_a_copy_that_was_broken_off_leaves_the_diary_ready_for_the_next(
    path: Path, catalogue: Catalogue
) -> None:
    diary(path, catalogue, KEY)
    with closing(connect(path, 0, KEY)) as db:
        began: list[str] = []
        db.set_trace_callback(began.append)
        db.set_progress_handler(lambda: "sqlcipher_export" in began[-1], 1)
        with pytest.raises(sqlite3.OperationalError):
            exported(db, path.parent, OTHER)
        db.set_progress_handler(None, 0)
        assert files(path.parent) == ["diary.db"]
        assert OTHER.opens(exported(db, path.parent, OTHER))
