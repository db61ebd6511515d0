"""What was deleted is erased for good: from the file, its history and, when wished, its backups."""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from afterneedle.domain.catalogue import Catalogue
from afterneedle.domain.records import Answer, Did
from afterneedle.store import errors
from afterneedle.store.backup import Backup
from afterneedle.store.keeping import Keeping
from afterneedle.store.keys import Key
from afterneedle.store.sqlite import Store
from support.backed_up import DAY, delete, ids, save
from support.days import check_in, session
from support.forms import as_code, behind_its_back

PRIVATE = "a very private sentence"


@pytest.fixture
def erased(store: Store, keeping: Keeping, catalogue: Catalogue, now: datetime) -> Iterator[Keeping]:
    """A diary with one entry that stays, one that was edited and deleted, and backups of before."""
    save(store, catalogue, "stays")
    save(store, catalogue, "goes", PRIVATE + " before")
    save(store, catalogue, "goes", PRIVATE)
    keeping.back_up(now - 2 * DAY)
    delete(store, "goes")
    return keeping


def test_what_is_erased_is_in_no_byte_of_the_file(
    erased: Keeping, store: Store, catalogue: Catalogue, path: Path, now: datetime
) -> None:
    assert erased.erase_deleted(now).ids == {"goes"}
    assert store.deleted(catalogue) == ()
    store.verify(catalogue)
    assert {c.id for c in store.records(catalogue).check_ins} == {"stays"}
    store.close()
    assert PRIVATE.encode() not in path.read_bytes()
    assert [p.name for p in path.parent.iterdir() if p.is_file()] == ["diary.db"]


def test_a_disk_too_full_to_make_the_file_smaller_does_not_hide_what_backups_hold_still(
    erased: Keeping, store: Store, catalogue: Catalogue, path: Path, now: datetime, key: Key | None
) -> None:
    erased.back_up(now)
    store.close()
    script = """
import resource, sys
from datetime import UTC, datetime
from pathlib import Path
from afterneedle.content.catalogue import load_catalogue
from afterneedle.store.keeping import Keeping
from afterneedle.store.sqlite import Store
path = Path(sys.argv[1])
store = Store.open(path, key)
statements = []
store._db.set_trace_callback(statements.append)
resource.setrlimit(resource.RLIMIT_FSIZE, (path.stat().st_size, resource.RLIM_INFINITY))
erased = Keeping(store, load_catalogue()).erase_deleted(datetime(2026, 3, 5, 21, tzinfo=UTC))
print(sorted(erased.ids), len(erased.held_by), "VACUUM" in statements)
try:
    store._db.execute("VACUUM")
except Exception as error:
    print(getattr(error, "sqlite_errorname", None) or error)
store.close()
"""
    line = [sys.executable, "-c", as_code(key) + script, path]
    run = subprocess.run(line, capture_output=True, text=True, check=True)
    assert run.stdout.splitlines()[0] == "['goes'] 2 True"
    assert len(run.stdout.splitlines()) == 2  # there was no room
    assert PRIVATE.encode() not in path.read_bytes()
    again = Store.open(path, key)
    again.verify(catalogue)
    assert (again.deleted(catalogue), [c.id for c in again.records(catalogue).check_ins]) == ((), ["stays"])
    again.close()


def test_answers_about_what_is_erased_go_with_it_and_the_others_stay(
    store: Store, keeping: Keeping, catalogue: Catalogue, path: Path, now: datetime
) -> None:
    save(store, catalogue, "stays")
    save(store, catalogue, "goes")
    for about, words in (("goes", PRIVATE), ("stays", "on my own")):
        with store.change("answer", now):
            store.put_answer(Answer("N07", about, now, Did.TOLD_PRACTITIONER, words))
    delete(store, "goes")
    keeping.erase_deleted(now)
    assert [one.words for one in store.answers(catalogue)] == ["on my own"]
    assert store.last_change() is not None
    store.verify(catalogue)
    store.undo(now)
    assert store.answers(catalogue) == ()
    store.close()
    assert PRIVATE.encode() not in path.read_bytes()


def test_the_history_of_what_stays_stays(
    erased: Keeping, store: Store, catalogue: Catalogue, now: datetime
) -> None:
    save(store, catalogue, "stays", "edited")
    erased.erase_deleted(now)
    assert len(store.edits("stays", catalogue)) == 1
    store.undo(now)
    assert store.records(catalogue).check_ins[0].note == ""
    store.undo(now)
    assert store.records(catalogue).check_ins == ()


def test_an_entry_that_was_one_of_several_in_a_change_goes_alone(
    store: Store, keeping: Keeping, catalogue: Catalogue, path: Path, now: datetime
) -> None:
    with store.change("import", now):
        store.put_session(session(catalogue, note=PRIVATE))
        store.put_check_in(check_in(catalogue, "c1"))
    with store.change("session.delete", now):
        store.delete_session("s1")
    assert keeping.erase_deleted(now).ids == {"s1"}
    store.undo(now)
    assert store.records(catalogue).check_ins == ()
    store.redo(now)
    assert [c.id for c in store.records(catalogue).check_ins] == ["c1"]
    store.verify(catalogue)
    assert PRIVATE.encode() not in path.read_bytes()


def test_what_backups_still_hold_is_said_and_can_be_removed_too(
    erased: Keeping, store: Store, catalogue: Catalogue, stick: Path, now: datetime, key: Key | None
) -> None:
    erased.set_second_folder(stick)
    told = erased.erase_deleted(now)
    # the one of before, and those made just before erasing, here and on the stick
    assert len(told.held_by) == 3
    assert set(told.held_by) == set(erased.backups())
    after = erased.erase_from_backups(told, now + DAY)
    assert (after.held_by, after.unseen) == ((), None)
    left = erased.backups()
    assert [one.path.parent.name for one in left] == ["backups", "stick"]
    assert all(ids(one.path, catalogue, key) == {"stays"} for one in left)
    assert all(PRIVATE.encode() not in one.path.read_bytes() for one in left)


def test_a_second_folder_that_is_not_there_is_named_as_not_looked_at(
    erased: Keeping, stick: Path, now: datetime
) -> None:
    erased.set_second_folder(stick)
    erased.back_up(now)
    shutil.move(stick, f"{stick}-away")
    told = erased.erase_deleted(now)
    after = erased.erase_from_backups(told, now + DAY)
    assert (told.unseen, after.unseen) == (stick, stick)
    assert after.held_by == ()
    shutil.move(f"{stick}-away", stick)
    assert len(list(stick.iterdir())) == 1  # not touched


def test_erasing_nothing_says_so_and_keeps_every_backup(
    store: Store, keeping: Keeping, catalogue: Catalogue, now: datetime
) -> None:
    save(store, catalogue)
    told = keeping.erase_deleted(now)
    assert (told.ids, told.held_by) == (frozenset(), ())
    assert keeping.backups()


def test_a_backup_that_cannot_be_read_may_hold_what_was_erased(erased: Keeping, now: datetime) -> None:
    spoilt: Backup = erased.backups()[0]
    spoilt.path.write_bytes(b"\0" * 8192)
    assert spoilt.path in [one.path for one in erased.erase_deleted(now).held_by]


def test_erasing_while_another_program_reads_says_so_and_erases_nothing(
    erased: Keeping, store: Store, catalogue: Catalogue, path: Path, now: datetime, key: Key | None
) -> None:
    store._db.execute("PRAGMA busy_timeout = 0")
    erased.back_up_before(now)
    reader = behind_its_back(path, key)
    reader.execute("BEGIN")
    reader.execute("SELECT * FROM session").fetchall()
    with pytest.raises(errors.Locked):
        erased.erase_deleted(now)
    reader.close()
    assert [one.entry.id for one in store.deleted(catalogue)] == ["goes"]
    assert erased.erase_deleted(now).ids == {"goes"}


def test_a_diary_that_cannot_be_written_is_neither_erased_from_nor_restored(
    erased: Keeping, path: Path, catalogue: Catalogue, now: datetime, key: Key | None
) -> None:
    reader = Store.open(path, key, read_only=True)
    reading = Keeping(reader, catalogue)
    for refused in (
        lambda: reading.erase_deleted(now),
        lambda: reading.restore(erased.backups()[0].path, now),
    ):
        with pytest.raises(errors.ReadOnly):
            refused()
    assert reading.back_up(now).first.holds == erased.holdings()
    reader.close()
