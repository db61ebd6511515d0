"""Whatever lies at the path: a diary, or one sentence that says what to do. Nothing is created or changed."""

import os
import sqlite3
import stat
import subprocess
import sys
import tempfile
from datetime import datetime
from pathlib import Path

import pytest

from afterneedle.domain.catalogue import Catalogue
from afterneedle.store import errors
from afterneedle.store.errors import StoreError
from afterneedle.store.keys import Key
from afterneedle.store.schema import SCHEMA
from afterneedle.store.sqlite import Store
from support.days import check_in, session
from support.forms import as_code, behind_its_back


def refusal(path: Path, key: Key | None = None, **options: object) -> StoreError:
    """The trouble with opening `path`, which must leave the folder as it was."""
    before = contents(path.parent)
    with pytest.raises(StoreError) as caught:
        Store.open(path, key, **options)
    assert contents(path.parent) == before
    return caught.value


def contents(folder: Path) -> dict[str, bytes | None]:
    return {p.name: p.read_bytes() if p.is_file() else None for p in folder.iterdir()}


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_a_missing_diary_is_not_made(path: Path, key: Key | None) -> None:
    assert type(refusal(path, key)) is errors.Missing


def test_a_link_that_leads_nowhere_or_in_a_circle_is_a_missing_diary(tmp_path: Path, key: Key | None) -> None:
    nowhere, circle = tmp_path / "nowhere.db", tmp_path / "circle.db"
    nowhere.symlink_to(tmp_path / "gone.db")
    circle.symlink_to(circle)
    assert type(refusal(nowhere, key)) is errors.Missing
    assert type(refusal(circle, key)) is errors.Missing


def test_a_path_through_a_file_is_a_missing_diary(tmp_path: Path, key: Key | None) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(errors.Missing):
        Store.open(tmp_path / "file" / "diary.db", key)


def test_an_empty_file_is_never_taken_for_a_new_diary(path: Path, key: Key | None) -> None:
    path.touch()
    assert type(refusal(path, key)) is errors.Empty


def test_a_folder_and_a_pipe_are_not_files(tmp_path: Path, key: Key | None) -> None:
    folder, pipe = tmp_path / "folder", tmp_path / "pipe"
    folder.mkdir()
    os.mkfifo(pipe)
    assert type(refusal(folder, key)) is errors.NotAFile
    assert type(refusal(pipe, key)) is errors.NotAFile


@pytest.mark.parametrize("text", ["x", "Dear diary, " * 1000, "SQLite format 3"])
def test_a_text_file_is_not_a_diary(path: Path, text: str, key: Key | None) -> None:
    path.write_text(text)
    assert type(refusal(path, key)) is errors.NotADiary


@pytest.mark.parametrize("journal", ["delete", "wal"])
def test_another_programs_database_is_left_as_it_is(path: Path, journal: str, key: Key | None) -> None:
    other = sqlite3.connect(path)
    other.execute(f"PRAGMA journal_mode = {journal}")
    other.execute("CREATE TABLE session (id)")
    other.close()
    assert type(refusal(path, key)) is errors.NotADiary


def test_a_diary_of_a_newer_version_is_refused(store: Store, path: Path, key: Key | None) -> None:
    store._db.execute(f"PRAGMA user_version = {SCHEMA + 1}")
    store.close()
    assert type(refusal(path, key)) is errors.Newer


@pytest.mark.parametrize("part", [0.99, 0.5, 0.1])
def test_a_diary_that_was_cut_off_is_damaged(store: Store, path: Path, part: float, key: Key | None) -> None:
    store.close()
    os.truncate(path, int(path.stat().st_size * part))
    assert type(refusal(path, key)) is errors.Damaged


def test_a_diary_cut_off_in_its_first_bytes_is_refused(store: Store, path: Path, key: Key | None) -> None:
    store.close()
    os.truncate(path, 100)
    assert type(refusal(path, key)) in (errors.Damaged, errors.NotADiary)


@pytest.mark.parametrize(
    "meddle",
    [
        "DROP TRIGGER audit_session_u",
        "DROP TABLE answer",
        "CREATE VIEW more AS SELECT * FROM patient",
        "CREATE TRIGGER spy AFTER INSERT ON session BEGIN DELETE FROM revision; END",
    ],
)
def test_a_diary_whose_tables_or_triggers_were_meddled_with_is_damaged(
    store: Store, path: Path, meddle: str, key: Key | None
) -> None:
    store._db.execute(meddle)
    store.close()
    assert type(refusal(path, key)) is errors.Damaged


def test_every_page_lost_is_noticed(
    store: Store, path: Path, catalogue: Catalogue, now: datetime, key: Key | None
) -> None:
    with store.change("import", now):
        store.put_session(session(catalogue))
        for n in range(100):
            store.put_check_in(check_in(catalogue, f"c{n}", hours=n, note="tingling " * 20))
    store.close()
    whole = path.read_bytes()
    for page in range(0, len(whole), 4096):
        path.write_bytes(whole[:page] + bytes(4096) + whole[page + 4096 :])
        with pytest.raises((errors.Damaged, errors.NotADiary)):
            verify(path, catalogue, key)


def verify(path: Path, catalogue: Catalogue, key: Key | None) -> None:
    store = Store.open(path, key)
    try:
        store.verify(catalogue)
    finally:
        store.close()


def test_a_locked_diary_says_so_and_opens_later(store: Store, path: Path, key: Key | None) -> None:
    store.close()
    other = behind_its_back(path, key)
    other.execute("BEGIN EXCLUSIVE")
    assert type(refusal(path, key, patience=0)) is errors.Locked
    other.execute("ROLLBACK")
    other.close()
    Store.open(path, key, patience=0).close()


def test_while_another_program_saves_the_diary_can_still_be_read(
    store: Store, path: Path, catalogue: Catalogue, now: datetime, key: Key | None
) -> None:
    with store.change("session", now):
        store.put_session(session(catalogue))
        reader = Store.open(path, key, read_only=True, patience=0)
        assert reader.records(catalogue).sessions == ()
        reader.close()


def test_a_diary_opened_to_read_refuses_every_change(
    store: Store, path: Path, catalogue: Catalogue, now: datetime, key: Key | None
) -> None:
    with store.change("session", now):
        store.put_session(session(catalogue))
    store.close()
    before = path.read_bytes()
    reader = Store.open(path, key, read_only=True)
    assert reader.is_read_only
    assert len(reader.records(catalogue).sessions) == 1
    for refused in (
        lambda: reader.change("session", now).__enter__(),
        lambda: reader.put_session(session(catalogue, "s2")),
        lambda: reader.delete_session("s1"),
        lambda: reader.set_setting("text_size", "200"),
        lambda: reader.undo(now),
        lambda: reader.redo(now),
    ):
        with pytest.raises(errors.ReadOnly):
            refused()
    reader.close()
    assert path.read_bytes() == before


def test_what_an_account_may_not_write_it_can_read_and_what_it_may_not_read_is_refused(
    key: Key | None,
) -> None:
    # Permission bits do not bind root, so another account does the opening.
    script = """
import os, sys
from pathlib import Path
from afterneedle.store.errors import StoreError
from afterneedle.store.sqlite import Store
import afterneedle.store.cipher, afterneedle.store.migrations
Path("/").as_uri()  # read now what is needed later: the other account may not see Python's folder
if os.geteuid() == 0:
    os.setgroups([]); os.setgid(65534); os.setuid(65534)
for name in sys.argv[1:]:
    try:
        store = Store.open(Path(name), key)
        print("read-only" if store.is_read_only else "writable")
        store.close()
    except StoreError as error:
        print(error.kind)
try:
    Store.create(Path(sys.argv[2]).parent / "new.db", key)
except StoreError as error:
    print(error.kind)
"""
    with tempfile.TemporaryDirectory() as name:  # pytest's own folders are closed to other accounts
        folder = Path(name)
        paths = [folder / "file" / "diary.db", folder / "folder" / "diary.db", folder / "closed" / "diary.db"]
        for path in paths:
            Store.create(path, key).close()
        paths[0].chmod(0o444)
        paths[1].chmod(0o666)
        paths[2].chmod(0o000)
        for shut in (*(path.parent for path in paths), folder):
            shut.chmod(0o555)
        answer = subprocess.run(
            [sys.executable, "-c", as_code(key) + script, *paths], capture_output=True, text=True, check=True
        )
        for open_again in (folder, *(path.parent for path in paths)):
            open_again.chmod(0o755)
    assert answer.stdout.split() == ["read-only", "read-only", "no_permission", "no_permission"]


def test_a_new_diary_and_its_folder_are_for_this_account_only(tmp_path: Path, key: Key | None) -> None:
    path = tmp_path / "share" / "afterneedle" / "diary.db"
    mask = os.umask(0)
    try:
        store = Store.create(path, key)
    finally:
        os.umask(mask)
    store.set_setting("text_size", "100")
    assert mode(path.parent) == 0o700
    assert {p.name: mode(p) for p in path.parent.iterdir()} == {"diary.db": 0o600, "diary.db-journal": 0o600}
    store.close()
    assert [p.name for p in path.parent.iterdir()] == ["diary.db"]


def test_a_folder_that_was_there_keeps_its_mode_and_a_diary_is_closed_to_others_again(
    tmp_path: Path, key: Key | None
) -> None:
    tmp_path.chmod(0o755)
    path = tmp_path / "diary.db"
    Store.create(path, key).close()
    path.chmod(0o644)
    Store.open(path, key).close()
    assert (mode(tmp_path), mode(path)) == (0o755, 0o600)


@pytest.mark.parametrize("there", ["a file", "an empty file", "a link to nowhere", "a diary"])
def test_a_new_diary_never_takes_the_place_of_something(path: Path, there: str, key: Key | None) -> None:
    match there:
        case "a file":
            path.write_text("mine")
        case "an empty file":
            path.touch()
        case "a link to nowhere":
            path.symlink_to("gone.db")
        case "a diary":
            Store.create(path, key).close()
    before = contents(path.parent)
    with pytest.raises(errors.Exists):
        Store.create(path, key)
    assert contents(path.parent) == before


def test_a_disk_without_hard_links_gets_its_new_diary_too(
    path: Path, monkeypatch: pytest.MonkeyPatch, catalogue: Catalogue, key: Key | None
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)
    store = Store.create(path, key)
    assert store.records(catalogue).sessions == ()
    store.close()
    assert [p.name for p in path.parent.iterdir()] == ["diary.db"]


def test_a_diary_under_an_awkward_name_opens(tmp_path: Path, key: Key | None) -> None:
    path = tmp_path / "día #1 100%?mode=ro {x}.db"
    Store.create(path, key).close()
    store = Store.open(path, key)
    assert not store.is_read_only
    store.close()
    path.unlink()
    assert str(path) in str(refusal(path, key))


def test_a_link_to_a_diary_opens_the_diary(
    store: Store, path: Path, catalogue: Catalogue, key: Key | None
) -> None:
    store.close()
    link = path.with_name("link.db")
    link.symlink_to(path)
    linked = Store.open(link, key)
    assert linked.records(catalogue).sessions == ()
    linked.close()
    assert link.is_symlink()


def test_an_old_sqlite_is_named_before_anything_is_touched(
    path: Path, monkeypatch: pytest.MonkeyPatch, key: Key | None
) -> None:
    monkeypatch.setattr(sqlite3, "sqlite_version_info", (3, 36, 0))
    assert type(refusal(path, key)) is errors.OldSqlite
    with pytest.raises(errors.OldSqlite):
        Store.create(path, key)
    assert not path.exists()


def test_every_trouble_has_its_own_kind_and_a_sentence_that_names_the_file() -> None:
    kinds = [StoreError, *StoreError.__subclasses__()]
    assert len({k.kind for k in kinds}) == len({k.sentence for k in kinds}) == len(kinds)
    for kind in kinds:
        assert "/home/me/my {diary}.db" in str(kind(Path("/home/me/my {diary}.db")))


@pytest.mark.parametrize(
    ("error", "trouble"),
    [
        (OSError(30, "Read-only file system"), errors.ReadOnly),
        (OSError(28, "No space left on device"), errors.Full),
        (OSError(5, "Input/output error"), errors.IOFail),
        (OSError(13, "Permission denied"), errors.NoPermission),
        (OSError(21, "Is a directory"), errors.NotAFile),
        (OSError(71, "Protocol error"), errors.IOFail),
    ],
)
def test_what_the_system_refuses_is_said_plainly(
    path: Path, monkeypatch: pytest.MonkeyPatch, error: OSError, trouble: type[StoreError], key: Key | None
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(tempfile, "mkstemp", refuse)
    with pytest.raises(trouble):
        Store.create(path, key)
    assert contents(path.parent) == {}
