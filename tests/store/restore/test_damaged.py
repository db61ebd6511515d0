"""Going back when the diary itself cannot be opened: what was there is kept as it is."""

import os
import signal
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest

from afterneedle.diary import Diary
from afterneedle.domain.catalogue import Catalogue
from afterneedle.store.keys import Key
from afterneedle.store.sqlite import Store
from support.backed_up import NEW, OLD, held, save
from support.forms import KEY, as_code


def test_over_a_damaged_page_the_damaged_diary_is_kept_as_it_is(
    backup: Path, store: Store, catalogue: Catalogue, path: Path, now: datetime, key: Key | None
) -> None:
    save(store, catalogue, NEW, note="x" * 20_000)
    store.close()
    content = path.read_bytes()
    path.write_bytes(content[: -3 * 4096] + b"\xff" * (3 * 4096))
    damaged = path.read_bytes()
    kept = Diary.restore_over(path, backup, now, key)
    assert held(path, catalogue, key) == {OLD}
    assert kept is not None
    assert kept.name == "diary-damaged-2026-03-05T210000Z.db"
    assert kept.read_bytes()[4096:] == damaged[4096:]


@pytest.mark.parametrize("key", [KEY], ids=["encrypted"])  # of a plain one SQLite itself makes the copy
def test_the_kept_copy_is_on_the_disk_before_the_damaged_diary_is_overwritten(
    backup: Path,
    store: Store,
    catalogue: Catalogue,
    path: Path,
    now: datetime,
    key: Key | None,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    save(store, catalogue, NEW, note="x" * 20_000)
    store.close()
    content = path.read_bytes()
    path.write_bytes(content[: -3 * 4096] + b"\xff" * (3 * 4096))
    synced: list[tuple[int, int]] = []
    sync = os.fsync

    def note(handle: int) -> None:
        sync(handle)
        synced.append((os.fstat(handle).st_ino, os.fstat(handle).st_size))

    monkeypatch.setattr(os, "fsync", note)
    damaged = path.stat()
    kept = Diary.restore_over(path, backup, now, key)
    assert kept is not None
    assert synced.index((kept.stat().st_ino, len(content))) < synced.index((damaged.st_ino, len(content)))


@pytest.mark.parametrize(
    ("loss", "journals"),
    [
        ("cut off", 0),
        ("empty", 1),
        ("first page", 0),
        ("all zero", 0),
    ],  # SQLite throws it away, or never looks
)
def test_a_file_that_does_not_open_is_kept_aside_and_its_journal_is_not_taken_for_the_restored_ones(
    backup: Path,
    store: Store,
    catalogue: Catalogue,
    path: Path,
    now: datetime,
    loss: str,
    journals: int,
    key: Key | None,
) -> None:
    store.close()
    match loss:
        case "cut off":
            os.truncate(path, path.stat().st_size // 2)
        case "empty":
            os.truncate(path, 0)
        case "first page":
            path.write_bytes(b"\xff" * 4096 + path.read_bytes()[4096:])
        case "all zero":
            path.write_bytes(bytes(path.stat().st_size))
    journal = path.with_name("diary.db-journal")
    journal.write_bytes(b"left by a crash")
    damaged = path.read_bytes()
    kept = Diary.restore_over(path, backup, now, key)
    assert kept is not None
    assert kept.read_bytes() == damaged
    assert not journal.exists()
    assert [one.read_bytes() for one in kept.parent.glob("*-journal")] == [b"left by a crash"] * journals
    assert held(path, catalogue, key) == {OLD}


def test_of_a_program_that_was_killed_at_rest_no_empty_journal_is_kept(
    backup: Path, store: Store, path: Path, now: datetime, key: Key | None
) -> None:
    store.close()
    os.truncate(path, path.stat().st_size // 2)
    path.with_name("diary.db-journal").touch()
    kept = Diary.restore_over(path, backup, now, key)
    assert kept is not None
    assert [file for file in kept.parent.iterdir() if "damaged" in file.name] == [kept]
    assert not path.with_name("diary.db-journal").exists()


@pytest.fixture
def orphan(store: Store, path: Path, key: Key | None) -> Path:
    """The journal of a save that was cut off; the diary itself is gone."""
    store.close()
    script = """
import os, signal, sys
from datetime import UTC, datetime
from pathlib import Path
from afterneedle.domain.records import Patient
from afterneedle.store.sqlite import Store
store = Store.open(Path(sys.argv[1]), key)
store._db.execute("PRAGMA cache_size = 1")
with store.change("patient", datetime(2026, 3, 5, tzinfo=UTC)):
    store.put_patient(Patient(notes="x" * 20_000))
    store._db.execute("CREATE TABLE x AS SELECT * FROM revision, sqlite_master")
    os.kill(os.getpid(), signal.SIGKILL)
"""
    killed = subprocess.run([sys.executable, "-c", as_code(key) + script, path], check=False)
    assert killed.returncode == -signal.SIGKILL
    path.unlink()
    journal = path.with_name("diary.db-journal")
    assert journal.stat().st_size > 4096
    return journal


def test_what_a_lost_diary_left_is_never_played_back_into_what_takes_its_place(
    backup: Path, orphan: Path, catalogue: Catalogue, path: Path, now: datetime, key: Key | None
) -> None:
    journal = orphan.read_bytes()
    Diary.restore_over(path, backup, now, key)
    restored = Diary.open(path, key=key)
    restored.verify()
    assert held(path, catalogue, key) == {OLD}
    restored.close()
    assert path.with_name("diary.db-journal.left").read_bytes() == journal


def test_a_new_diary_under_the_name_of_a_lost_one_is_whole(orphan: Path, path: Path, key: Key | None) -> None:
    journal = orphan.read_bytes()
    for name in ("diary.db-journal.left", "diary.db-journal.left2"):
        orphan.write_bytes(journal)
        new = Diary.create(path, key=key)
        new.verify()
        new.close()
        assert path.with_name(name).read_bytes() == journal
        path.unlink()


def test_a_diary_that_is_gone_comes_back(
    backup: Path, store: Store, catalogue: Catalogue, path: Path, now: datetime, key: Key | None
) -> None:
    store.close()
    path.unlink()
    assert Diary.restore_over(path, backup, now, key) is None
    assert held(path, catalogue, key) == {OLD}
    assert path.stat().st_mode & 0o777 == 0o600


def test_on_a_new_computer_a_diary_that_is_restored_lies_in_a_folder_for_this_account_only(
    backup: Path, tmp_path: Path, now: datetime, key: Key | None
) -> None:
    path = tmp_path / "share" / "afterneedle" / "diary.db"
    mask = os.umask(0)
    try:
        Diary.restore_over(path, backup, now, key)
    finally:
        os.umask(mask)
    assert path.parent.stat().st_mode & 0o777 == 0o700


def test_two_damaged_diaries_of_one_second_are_both_kept(
    backup: Path, store: Store, path: Path, now: datetime, key: Key | None
) -> None:
    store.close()
    kept = []
    for byte in (b"\x01", b"\x02"):
        path.write_bytes(byte * 4096 + path.read_bytes()[4096:])
        kept.append(Diary.restore_over(path, backup, now, key))
    assert [one.read_bytes()[0] for one in kept if one] == [1, 2]
