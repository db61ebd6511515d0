"""A backup takes the place of the diary: all of it or nothing, for every program, and undone the same way."""

import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from afterneedle.diary import Diary
from afterneedle.domain.catalogue import Catalogue
from afterneedle.file_lock import window_lock
from afterneedle.store import errors, lost
from afterneedle.store.backup import PART_PREFIX
from afterneedle.store.keeping import Keeping
from afterneedle.store.keys import Key
from afterneedle.store.sqlite import Store
from support.days import MONDAY, check_in
from support.forms import KEY, as_code, behind_its_back
from support.older_diaries import put_diary_of, told_of, what_was_told

OLD, NEW = "old", "new"


def add(store: Store, catalogue: Catalogue, id: str, note: str = "") -> None:
    with store.change("check_in", MONDAY):
        store.put_check_in(check_in(catalogue, id, note=note))


def held(path: Path, catalogue: Catalogue, key: Key | None) -> set[str]:
    """What a sound diary there holds."""
    store = Store.open(path, key)
    try:
        store.verify(catalogue)
        return {c.id for c in store.records(catalogue).check_ins}
    finally:
        store.close()


@pytest.fixture
def backup(store: Store, catalogue: Catalogue, now: datetime) -> Path:
    """A backup that holds "old"; the diary holds "new" besides."""
    add(store, catalogue, OLD)
    made = Keeping(store, catalogue).back_up(now).first.path
    add(store, catalogue, NEW)
    return made


@pytest.fixture
def restore(store: Store, catalogue: Catalogue, now: datetime) -> Callable[[Path], Path]:
    return lambda file: Keeping(store, catalogue).restore(file, now)


def test_the_diary_is_what_the_backup_held_and_what_it_was_can_be_had_back(
    backup: Path,
    restore: Callable[[Path], Path],
    store: Store,
    catalogue: Catalogue,
    path: Path,
    key: Key | None,
) -> None:
    kept = restore(backup)
    assert held(path, catalogue, key) == {OLD}
    assert held(kept, catalogue, key) == {OLD, NEW}
    again = restore(kept)
    assert held(path, catalogue, key) == {OLD, NEW}
    assert held(again, catalogue, key) == {OLD}
    assert {c.id for c in store.records(catalogue).check_ins} == {OLD, NEW}
    assert backup.exists()
    assert not list(backup.parent.glob(f"{PART_PREFIX}*"))


def test_undo_goes_on_from_what_the_backup_held(
    backup: Path, restore: Callable[[Path], Path], store: Store, catalogue: Catalogue, now: datetime
) -> None:
    restore(backup)
    assert store.made is None
    store.undo(now)
    assert store.records(catalogue).check_ins == ()
    add(store, catalogue, "newest")
    store.verify(catalogue)


def test_a_program_that_has_the_diary_open_goes_on_with_the_restored_one(
    backup: Path, restore: Callable[[Path], Path], catalogue: Catalogue, path: Path, key: Key | None
) -> None:
    other = Store.open(path, key)
    assert len(other.records(catalogue).check_ins) == 2
    seen, file = other.data_version(), path.stat().st_ino
    restore(backup)
    assert other.data_version() != seen
    assert {c.id for c in other.records(catalogue).check_ins} == {OLD}
    add(other, catalogue, "later")
    other.close()
    assert held(path, catalogue, key) == {OLD, "later"}
    assert path.stat().st_ino == file


def test_another_process_that_saves_meanwhile_loses_nothing_that_it_was_told_is_saved(
    backup: Path, restore: Callable[[Path], Path], catalogue: Catalogue, path: Path, key: Key | None
) -> None:
    script = f"""
import sys
from pathlib import Path
sys.path.insert(0, {str(Path(__file__).parents[1])!r})
from support.days import MONDAY, check_in
from afterneedle.content.catalogue import load_catalogue
from afterneedle.store.sqlite import Store
catalogue, store = load_catalogue(), Store.open(Path(sys.argv[1]), key, patience=60)
for n in range(60):
    with store.change("check_in", MONDAY):
        store.put_check_in(check_in(catalogue, f"p{{n}}"))
    print(f"p{{n}}", flush=True)
store.close()
"""
    with subprocess.Popen(
        [sys.executable, "-c", as_code(key) + script, path], stdout=subprocess.PIPE, text=True
    ) as writer:
        assert writer.stdout
        first = [writer.stdout.readline().strip() for _ in range(3)]
        kept = restore(backup)
        rest = writer.communicate()[0].split()
        assert writer.returncode == 0
    before, after = held(kept, catalogue, key), held(path, catalogue, key)
    assert set(first) <= before
    assert {*first, *rest} == (before | after) - {OLD, NEW}
    assert not before & after - {OLD}


@pytest.mark.parametrize("lock", ["BEGIN IMMEDIATE", "BEGIN; SELECT * FROM session"])
def test_while_another_program_is_at_it_nothing_is_restored_and_later_it_works(
    backup: Path, catalogue: Catalogue, path: Path, now: datetime, lock: str, key: Key | None
) -> None:
    hasty = Store.open(path, key, patience=0)
    other = behind_its_back(path, key)
    for statement in lock.split("; "):
        other.execute(statement).fetchall()
    with pytest.raises(errors.Locked):
        Keeping(hasty, catalogue).restore(backup, now)
    other.execute("ROLLBACK")
    other.close()
    assert len(hasty.records(catalogue).check_ins) == 2
    Keeping(hasty, catalogue).restore(backup, now)
    assert [c.id for c in hasty.records(catalogue).check_ins] == [OLD]
    hasty.close()


RESTORER = """
import os, signal, sys
from datetime import UTC, datetime
from pathlib import Path
from afterneedle.content.catalogue import load_catalogue
from afterneedle.store import keeping, restore
from afterneedle.store.sqlite import Store
store = Store.open(Path(sys.argv[1]), key)
die = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
match sys.argv[3]:
    case "while it is prepared":
        restore.protect = die
    case "before the present is kept":
        keeping.Keeping._back_up_beside = die
    case "before the first page":
        keeping.overwrite = die
    case "half-way":
        store._db.execute("PRAGMA cache_size = 1")
        restore.PAGES = 1
        class Dying:
            def __init__(self, source): self.source = source
            def backup(self, db, progress, **options):
                def stop(status, left, pages):
                    progress(status, left, pages)
                    if left == pages // 2: die()
                self.source.backup(db, progress=stop, **options)
            def close(self): self.source.close()
        read_only = restore.read_only
        def dying(path, key):
            source = read_only(path, key)
            return Dying(source) if path.suffix == ".part" else source
        restore.read_only = dying
    case "after the last page":
        keeping.overwrite = lambda *all: (restore.overwrite(*all), die())
keeping.Keeping(store, load_catalogue()).restore(Path(sys.argv[2]), datetime(2026, 3, 6, tzinfo=UTC))
"""


@pytest.mark.parametrize(
    ("moment", "holds"),
    [
        ("while it is prepared", {OLD, NEW}),
        ("before the present is kept", {OLD, NEW}),
        ("before the first page", {OLD, NEW}),
        ("half-way", {OLD, NEW}),
        ("after the last page", {OLD}),
    ],
)
def test_killed_at_any_moment_the_diary_is_the_old_one_or_the_restored_one(
    backup: Path,
    store: Store,
    catalogue: Catalogue,
    path: Path,
    moment: str,
    holds: set[str],
    key: Key | None,
) -> None:
    for n in range(20):  # enough pages to be half-way
        add(store, catalogue, NEW, note=f"{n}" * 9000)
    store.close()
    size = path.stat().st_size
    killed = subprocess.run(
        [sys.executable, "-c", as_code(key) + RESTORER, path, backup, moment], check=False
    )
    assert killed.returncode == -signal.SIGKILL
    if moment == "half-way":
        assert path.with_name("diary.db-journal").stat().st_size > 0
        assert path.stat().st_size == size
    assert held(path, catalogue, key) == holds
    assert [p.name for p in path.parent.iterdir() if p.is_file()] == ["diary.db"]


def test_a_backup_of_another_folder_or_another_computer_is_taken_as_well(
    restore: Callable[[Path], Path],
    store: Store,
    catalogue: Catalogue,
    tmp_path: Path,
    path: Path,
    key: Key | None,
) -> None:
    other = Store.create(tmp_path / "other computer" / "mine.db", key)
    add(other, catalogue, "theirs")
    other.set_setting("backup_folder", "/media/other")
    other.set_setting("text_size", "150")
    other.close()
    source = tmp_path / "other computer" / "mine.db"
    source.chmod(0o400)
    before = source.read_bytes()
    Keeping(store, catalogue).set_second_folder(tmp_path)
    restore(source)
    assert held(path, catalogue, key) == {"theirs"}
    assert source.read_bytes() == before
    assert store.setting("text_size") == "150"
    assert store.setting("backup_folder") == str(tmp_path)  # a folder of this computer


def test_an_older_versions_backup_is_brought_up_to_date_and_left_as_it_is(
    restore: Callable[[Path], Path], path: Path, tmp_path: Path, key: Key | None
) -> None:
    old = put_diary_of(1, tmp_path / "old.db", key=key)
    before = old.read_bytes()
    restore(old)
    assert told_of(path, key) == what_was_told(1)
    assert old.read_bytes() == before


@pytest.mark.parametrize("there", ["nothing", "a damaged diary", "one of that version too"])
def test_an_older_versions_backup_takes_the_place_of_what_is_there(
    path: Path, tmp_path: Path, now: datetime, there: str, key: Key | None
) -> None:
    old = put_diary_of(1, tmp_path / "old.db", key=key)
    before = old.read_bytes()
    if there != "nothing":
        put_diary_of(1, path, but="DROP TABLE answer" if there == "a damaged diary" else "", key=key)
    kept = Diary.restore_over(path, old, now, key)
    assert (kept is None) == (there == "nothing")
    assert told_of(path, key) == what_was_told(1)
    assert old.read_bytes() == before


def test_an_older_versions_backup_in_which_something_cannot_be_changes_nothing(
    restore: Callable[[Path], Path], catalogue: Catalogue, path: Path, tmp_path: Path, key: Key | None
) -> None:
    there, file = held(path, catalogue, key), tmp_path / "old.db"
    hurt = "PRAGMA ignore_check_constraints = ON; UPDATE change SET kind = 'odd' WHERE id = 1"
    with pytest.raises(errors.Damaged) as refused:
        restore(put_diary_of(1, file, but=hurt, key=key))
    assert refused.value.path == file
    assert held(path, catalogue, key) == there


@pytest.mark.parametrize(
    ("spoil", "trouble"),
    [
        ("PRAGMA user_version = 99", errors.Newer),
        ("PRAGMA application_id = 7", errors.NotADiary),
        ("DROP TABLE answer", errors.Damaged),
        ("CREATE TRIGGER spy AFTER INSERT ON session BEGIN DELETE FROM revision; END", errors.Damaged),
        (
            "PRAGMA writable_schema = ON; DELETE FROM observation; UPDATE setting SET value = x'00'",
            errors.Damaged,
        ),
    ],
)
def test_a_backup_that_is_none_is_refused_and_nothing_changes(
    backup: Path,
    restore: Callable[[Path], Path],
    catalogue: Catalogue,
    path: Path,
    spoil: str,
    trouble: type[errors.StoreError],
    key: Key | None,
) -> None:
    db = behind_its_back(backup, key)
    if trouble is errors.Damaged and "writable" in spoil:
        db.close()
        content = backup.read_bytes()
        backup.write_bytes(content[: 4096 * 4] + b"\xff" * 4096 * 4 + content[4096 * 8 :])
    else:
        db.execute(spoil)
        db.close()
    with pytest.raises(errors.StoreError) as caught:
        restore(backup)
    assert type(caught.value) is trouble
    assert caught.value.path == backup
    assert held(path, catalogue, key) == {OLD, NEW}
    assert [p.name for p in backup.parent.iterdir()] == [backup.name]


@pytest.mark.parametrize(
    ("make", "trouble"),
    [
        (lambda file: None, errors.Missing),
        (lambda file: file.touch(), errors.Empty),
        (lambda file: file.mkdir(), errors.NotAFile),
        (lambda file: file.write_text("Dear diary"), errors.NotADiary),
    ],
)
def test_what_is_no_file_of_a_diary_is_not_restored(
    restore: Callable[[Path], Path],
    tmp_path: Path,
    make: Callable[[Path], None],
    trouble: type[errors.StoreError],
) -> None:
    file = tmp_path / "other.db"
    make(file)
    with pytest.raises(trouble):
        restore(file)


def test_a_backup_in_which_a_trigger_of_ours_does_something_else_is_refused(
    backup: Path, restore: Callable[[Path], Path], catalogue: Catalogue, path: Path, key: Key | None
) -> None:
    before = path.read_bytes()
    with closing(behind_its_back(backup, key)) as theirs:
        theirs.execute("DROP TRIGGER audit_session_i")
        theirs.execute(
            "CREATE TRIGGER audit_session_i AFTER INSERT ON session BEGIN DELETE FROM check_in; END"
        )
    with pytest.raises(errors.Damaged):
        restore(backup)
    assert path.read_bytes() == before


# when the diary itself cannot be opened


def test_over_a_damaged_page_the_damaged_diary_is_kept_as_it_is(
    backup: Path, store: Store, catalogue: Catalogue, path: Path, now: datetime, key: Key | None
) -> None:
    add(store, catalogue, NEW, note="x" * 20_000)
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
    add(store, catalogue, NEW, note="x" * 20_000)
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


@pytest.mark.parametrize("loss", ["cut off", "empty", "first page", "all zero"])
def test_over_a_file_that_does_not_open_the_file_and_its_journal_are_kept_aside(
    backup: Path, store: Store, catalogue: Catalogue, path: Path, now: datetime, loss: str, key: Key | None
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
    if journal.exists() or Path(f"{kept}-journal").exists():
        assert Path(f"{kept}-journal").read_bytes() == b"left by a crash"
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


@pytest.mark.parametrize("loss", ["gone", "first page"])
def test_of_two_windows_that_restore_at_once_the_second_moves_nothing_away(
    backup: Path,
    store: Store,
    catalogue: Catalogue,
    path: Path,
    now: datetime,
    loss: str,
    key: Key | None,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    store.close()
    if loss == "gone":
        path.unlink()
    else:
        path.write_bytes(b"\xff" * 4096 + path.read_bytes()[4096:])
    prepare = lost.prepared

    @contextmanager
    def slowly(*given: Any) -> Iterator[Path]:
        with prepare(*given) as part:
            monkeypatch.undo()
            Diary.restore_over(path, backup, now, key)
            other = Store.open(path, key)
            add(other, catalogue, "saved by the other")
            other.close()
            yield part

    monkeypatch.setattr(lost, "prepared", slowly)
    with pytest.raises(errors.Replaced):
        Diary.restore_over(path, backup, now, key)
    assert held(path, catalogue, key) == {OLD, "saved by the other"}


def test_a_diary_that_a_window_has_just_opened_is_not_moved_away_from_it(
    backup: Path, store: Store, path: Path, now: datetime, key: Key | None
) -> None:
    store.close()
    path.unlink()
    window = window_lock(path)
    assert window.take()
    with pytest.raises(errors.Locked):
        Diary.restore_over(path, backup, now, key)
    assert not path.exists()
    window.release()
    assert Diary.restore_over(path, backup, now, key) is None


@pytest.mark.parametrize("there", ["a text", "another program's database"])
def test_another_programs_file_is_never_replaced(
    backup: Path, tmp_path: Path, now: datetime, there: str, key: Key | None
) -> None:
    file = tmp_path / "theirs.db"
    if there == "a text":
        file.write_text("Dear diary, " * 1000)
    else:
        other = sqlite3.connect(file)
        other.execute("CREATE TABLE session (id)")
        other.close()
    before = file.read_bytes()
    with pytest.raises(errors.NotADiary) as caught:
        Diary.restore_over(file, backup, now, key)
    assert caught.value.path == file
    assert file.read_bytes() == before


def test_a_newer_versions_diary_is_not_replaced_by_an_older_one(
    backup: Path, store: Store, path: Path, now: datetime, key: Key | None
) -> None:
    store._db.execute("PRAGMA user_version = 99")
    store.close()
    before = path.read_bytes()
    with pytest.raises(errors.Newer):
        Diary.restore_over(path, backup, now, key)
    assert path.read_bytes() == before


def test_two_damaged_diaries_of_one_second_are_both_kept(
    backup: Path, store: Store, path: Path, now: datetime, key: Key | None
) -> None:
    store.close()
    kept = []
    for byte in (b"\x01", b"\x02"):
        path.write_bytes(byte * 4096 + path.read_bytes()[4096:])
        kept.append(Diary.restore_over(path, backup, now, key))
    assert [one.read_bytes()[0] for one in kept if one] == [1, 2]


def test_the_diary_of_before_an_import_is_kept_unless_the_last_backup_holds_it(
    path: Path, tmp_path: Path, now: datetime, catalogue: Catalogue, key: Key | None
) -> None:
    source = Store.create(tmp_path / "source" / "diary.db", key)
    add(source, catalogue, "imported")
    theirs = source.records(catalogue)
    source.close()
    Store.create(path, key).close()
    diary = Diary.open(path, key=key)
    diary.import_records(theirs, None, now)
    assert diary.keeping.backups() == ()  # there was nothing to lose
    diary.remove_check_in("imported", now)
    diary.check_in(check_in(catalogue, "mine"), now)
    diary.import_records(theirs, None, now)
    (before,) = diary.keeping.backups()
    diary.close()
    assert held(before.path, catalogue, key) == {"mine"}
