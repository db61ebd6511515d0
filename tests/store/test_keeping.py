"""Backups are made, checked, kept and found; a deleted entry can be erased from everywhere."""

import os
import shutil
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from afterneedle.domain.backups import Holdings
from afterneedle.domain.catalogue import Catalogue
from afterneedle.domain.records import Answer, Did
from afterneedle.store import backup, errors
from afterneedle.store.backup import Backup
from afterneedle.store.keeping import Keeping
from afterneedle.store.keys import Key
from afterneedle.store.sqlite import Store
from support.days import MONDAY, check_in, session
from support.forms import as_code, behind_its_back
from support.older_diaries import put_diary_of, rows, told_of, version, what_was_told

DAY = timedelta(days=1)
PRIVATE = "a very private sentence"


@pytest.fixture
def keeping(store: Store, catalogue: Catalogue) -> Keeping:
    return Keeping(store, catalogue)


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    """The folder of the person's choice."""
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


def save(store: Store, catalogue: Catalogue, id: str = "c1", note: str = "") -> None:
    with store.change("check_in", MONDAY):
        store.put_check_in(check_in(catalogue, id, note=note))


def delete(store: Store, id: str) -> None:
    with store.change("check_in.delete", MONDAY):
        store.delete_check_in(id)


def ids(path: Path, catalogue: Catalogue, key: Key | None) -> set[str]:
    store = Store.open(path, key, read_only=True)
    try:
        return {c.id for c in store.records(catalogue).check_ins}
    finally:
        store.close()


def damage(path: Path) -> None:
    """Spoils its last pages: it still opens, and does not pass a check."""
    content = path.read_bytes()
    path.write_bytes(content[: -3 * 4096] + b"\xff" * (3 * 4096))


# making one


def test_a_backup_is_a_whole_diary_for_this_account_only(
    store: Store, keeping: Keeping, catalogue: Catalogue, path: Path, now: datetime, key: Key | None
) -> None:
    save(store, catalogue)
    made = keeping.back_up(now).first
    assert made.path == path.parent / "backups" / "diary-2026-03-05T210000Z.db"
    assert stat.S_IMODE(made.path.stat().st_mode) == 0o600
    assert stat.S_IMODE(made.path.parent.stat().st_mode) == 0o700
    assert made.holds == keeping.holdings()
    assert [p.name for p in made.path.parent.iterdir()] == [made.path.name]
    copy = Store.open(made.path, key)
    copy.verify(catalogue)
    assert copy.records(catalogue) == store.records(catalogue)
    assert copy.last_change() == store.last_change()
    copy.close()


def test_a_backup_tells_how_much_it_holds_and_how_new_that_is(
    store: Store, keeping: Keeping, catalogue: Catalogue, now: datetime
) -> None:
    with store.change("import", now):
        store.put_session(session(catalogue))
        for n in range(3):
            store.put_check_in(check_in(catalogue, f"c{n}", hours=n))
    holds = keeping.back_up(now).first.holds
    assert holds is not None
    assert (holds.sessions, holds.check_ins, holds.newest) == (1, 3, MONDAY + timedelta(hours=2))


def test_a_backup_is_of_one_moment_while_another_program_saves(
    store: Store, keeping: Keeping, catalogue: Catalogue, path: Path, now: datetime, key: Key | None
) -> None:
    save(store, catalogue)
    script = f"""
import sys
from pathlib import Path
sys.path.insert(0, {str(Path(__file__).parents[1])!r})
from support.days import MONDAY, check_in
from afterneedle.content.catalogue import load_catalogue
from afterneedle.store.sqlite import Store
catalogue, store = load_catalogue(), Store.open(Path(sys.argv[1]), key)
print("begun", flush=True)
for n in range(60):
    with store.change("check_in", MONDAY):
        store.put_check_in(check_in(catalogue, f"a{{n}}"))
        store.put_check_in(check_in(catalogue, f"b{{n}}"))
store.close()
"""
    with subprocess.Popen(
        [sys.executable, "-c", as_code(key) + script, path], stdout=subprocess.PIPE, text=True
    ) as writer:
        assert writer.stdout
        assert writer.stdout.readline() == "begun\n"
        made = [keeping.back_up(now).first for _ in range(5)]
        writer.communicate()
        assert writer.returncode == 0
    for one in made:
        found = ids(one.path, catalogue, key) - {"c1"}
        assert {id[1:] for id in found if id[0] == "a"} == {id[1:] for id in found if id[0] == "b"}
    assert len(store.records(catalogue).check_ins) == 121


def test_a_damaged_diary_makes_no_backup_and_costs_none(
    store: Store, keeping: Keeping, catalogue: Catalogue, path: Path, now: datetime, key: Key | None
) -> None:
    save(store, catalogue, note="x" * 20_000)
    good = keeping.back_up(now - DAY).first
    store.close()
    damage(path)
    damaged = Store.open(path, key)
    with pytest.raises(errors.Damaged) as caught:
        Keeping(damaged, catalogue).back_up(now)
    damaged.close()
    assert caught.value.path == path
    assert [p.name for p in good.path.parent.iterdir()] == [good.path.name]


def test_a_copy_that_is_not_what_it_was_copied_from_does_not_count(
    store: Store, keeping: Keeping, catalogue: Catalogue, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    save(store, catalogue)
    fill = backup._fill

    def lose_a_row(copy: sqlite3.Connection, db: sqlite3.Connection) -> dict[str, int]:
        counts = fill(copy, db)
        copy.execute("DELETE FROM setting")
        return counts

    monkeypatch.setattr(backup, "_fill", lose_a_row)
    with pytest.raises(errors.NotCopied):
        keeping.back_up(now)
    assert keeping.backups() == ()


def test_a_backup_on_a_full_disk_says_so_and_leaves_nothing_half_done(
    path: Path, catalogue: Catalogue, key: Key | None
) -> None:
    store = Store.create(path, key)
    save(store, catalogue, note="x" * 20_000)
    store.close()
    script = """
import resource, sys
from datetime import UTC, datetime
from pathlib import Path
from afterneedle.content.catalogue import load_catalogue
from afterneedle.store.errors import StoreError
from afterneedle.store.keeping import Keeping
from afterneedle.store.sqlite import Store
store = Store.open(Path(sys.argv[1]), key)
store.set_setting("diary_id", "x")
resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, resource.RLIM_INFINITY))
try:
    Keeping(store, load_catalogue()).back_up(datetime(2026, 3, 5, tzinfo=UTC))
except StoreError as error:
    print(error.kind)
"""
    line = [sys.executable, "-c", as_code(key) + script, path]
    run = subprocess.run(line, capture_output=True, text=True, check=True)
    assert run.stdout in ("io\n", "full\n")
    assert list((path.parent / "backups").iterdir()) == []


def test_a_second_folder_that_is_the_first_gets_no_second_backup(
    store: Store, keeping: Keeping, catalogue: Catalogue, tmp_path: Path, now: datetime
) -> None:
    first, link = store.path.parent / "backups", tmp_path / "link"
    link.symlink_to(first)
    save(store, catalogue)
    for number, folder in enumerate((first, link, first / ".." / "backups"), 1):
        keeping.set_second_folder(folder)
        made = keeping.back_up(now + number * DAY)
        assert (made.second, made.trouble, keeping.second_folder) == (None, None, None)
        assert len(keeping.backups()) == len(list(first.iterdir())) == number


# whose


def test_a_diary_has_one_identity_through_a_restore_and_another_start(
    store: Store, keeping: Keeping, catalogue: Catalogue, now: datetime
) -> None:
    save(store, catalogue)
    first = keeping.identity()
    made = keeping.back_up(now).first
    save(store, catalogue, "c2")
    keeping.restore(made.path, now)
    assert made.diary == keeping.identity() == first


def test_of_two_programs_that_name_a_diary_one_does(
    store: Store, keeping: Keeping, catalogue: Catalogue, key: Key | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = Store.open(store.path, key)
    theirs = []
    swap = Store.swap_setting

    def late(self: Store, name: str, old: str | None, new: str) -> bool:
        monkeypatch.setattr(Store, "swap_setting", swap)
        theirs.append(Keeping(other, catalogue).identity())
        return swap(self, name, old, new)

    monkeypatch.setattr(Store, "swap_setting", late)
    assert [keeping.identity()] == theirs
    other.close()


def test_a_diary_that_cannot_be_written_is_told_from_others_by_when_it_was_begun(
    store: Store, catalogue: Catalogue, key: Key | None
) -> None:
    save(store, catalogue)
    reader = Store.open(store.path, key, read_only=True)
    assert Keeping(reader, catalogue).identity() == str(MONDAY)
    assert reader.setting("diary_id") is None
    reader.close()


# when


def test_a_new_diary_needs_no_backup(keeping: Keeping, now: datetime) -> None:
    assert keeping.back_up_if_due(now) is None
    assert keeping.backups() == ()


def test_a_backup_is_made_when_something_changed_and_the_last_is_a_day_old(
    store: Store, keeping: Keeping, catalogue: Catalogue, now: datetime
) -> None:
    save(store, catalogue)
    assert keeping.back_up_if_due(now)
    save(store, catalogue, "c2")
    assert keeping.back_up_if_due(now + DAY - timedelta(seconds=1)) is None
    assert keeping.back_up_if_due(now + DAY)
    assert keeping.back_up_if_due(now + 9 * DAY) is None  # nothing changed
    store.set_setting("text_size", "200")
    assert keeping.back_up_if_due(now + 9 * DAY)


def test_after_going_back_as_many_new_entries_as_before_are_backed_up_all_the_same(
    store: Store, keeping: Keeping, catalogue: Catalogue, now: datetime
) -> None:
    save(store, catalogue)
    first = keeping.back_up(now).first
    save(store, catalogue, "c2")
    keeping.restore(first.path, now)  # which keeps what there was, of two changes
    save(store, catalogue, "c3")
    assert keeping.back_up_if_due(now + DAY)
    assert keeping.back_up_if_due(now + 2 * DAY) is None


def test_what_was_erased_makes_a_new_backup(
    store: Store, keeping: Keeping, catalogue: Catalogue, now: datetime
) -> None:
    save(store, catalogue, "goes")
    delete(store, "goes")
    save(store, catalogue, "stays")
    keeping.erase_deleted(now)
    assert keeping.back_up_if_due(now + DAY)


def test_what_comes_and_goes_by_itself_makes_no_backup(
    store: Store, catalogue: Catalogue, now: datetime
) -> None:
    keeping = Keeping(store, catalogue, passing=("draft",))
    save(store, catalogue)
    keeping.back_up(now)
    store.set_setting("draft", "half a check-in")
    assert keeping.back_up_if_due(now + DAY) is None


def test_a_clock_that_was_wrong_once_does_not_stop_backups(
    store: Store, keeping: Keeping, catalogue: Catalogue, now: datetime
) -> None:
    save(store, catalogue)
    keeping.back_up(now + 9000 * DAY)
    save(store, catalogue, "c2")
    assert keeping.back_up_if_due(now)


def test_before_a_migration_the_file_is_backed_up_as_the_older_version_left_it(
    path: Path, key: Key | None
) -> None:
    put_diary_of(1, path, key=key)
    os.utime(path, (MONDAY.timestamp(), MONDAY.timestamp()))
    Store.open(path, key).close()
    Store.open(path, key).close()
    (kept,) = backup.backups_in(path.parent / "backups", path, key)
    assert kept.at == MONDAY
    assert kept.holds == Holdings(1, 2, datetime(2026, 3, 4, 0, 30, tzinfo=UTC))
    assert kept.path.stat().st_mode & 0o777 == 0o600
    assert version(kept.path, key) == 1
    assert rows(kept.path, key) == rows(path, key)
    assert told_of(kept.path, key) == what_was_told(1)


def test_a_diary_of_which_no_backup_can_be_made_stays_of_the_older_version(
    path: Path, key: Key | None
) -> None:
    before = put_diary_of(1, path, key=key).read_bytes()
    path.with_name("backups").write_text("a file where the folder should be")
    with pytest.raises(errors.StoreError):
        Store.open(path, key)
    assert path.read_bytes() == before


# which


def test_old_backups_go_when_a_new_one_is_there_and_never_the_new_one(
    store: Store, keeping: Keeping, catalogue: Catalogue, now: datetime
) -> None:
    save(store, catalogue)
    made = [keeping.back_up(now + n * timedelta(minutes=1)).first for n in range(12)]
    kept = [one.path for one in keeping.backups()]
    assert kept == [one.path for one in reversed(made[2:])]
    early = keeping.back_up(now - timedelta(minutes=1)).first  # the clock was set back
    assert early.path in [one.path for one in keeping.backups()]


def test_backups_of_one_second_all_have_a_name_and_an_order(
    store: Store, keeping: Keeping, catalogue: Catalogue, now: datetime
) -> None:
    save(store, catalogue)
    made = [keeping.back_up(now).first.path for _ in range(11)]
    assert len(set(made)) == 11
    assert [one.path for one in keeping.backups()] == made[::-1]


def test_another_diarys_backups_and_files_in_the_same_folder_are_never_touched(
    store: Store,
    keeping: Keeping,
    catalogue: Catalogue,
    tmp_path: Path,
    stick: Path,
    now: datetime,
    key: Key | None,
) -> None:
    other = Store.create(tmp_path / "other" / "diary.db", key)
    save(other, catalogue, "theirs")
    theirs = Keeping(other, catalogue).back_up_to(stick, now - 900 * DAY)
    other.close()
    strangers = [stick / "diary-1999-99-99T000000Z.db", stick / "diary-1999-01-01T000000Z.db"]
    for stranger in strangers:
        stranger.write_text("something else")
    keeping.set_second_folder(stick)
    save(store, catalogue)
    for n in range(12):
        keeping.back_up(now + n * timedelta(minutes=1))
    assert theirs.path.exists()
    assert all(stranger.exists() for stranger in strangers)
    assert len(list(stick.iterdir())) == 10 + 3


def test_what_a_killed_backup_left_goes_after_a_day(
    store: Store, keeping: Keeping, catalogue: Catalogue, now: datetime
) -> None:
    save(store, catalogue)
    folder = keeping.back_up(now).first.path.parent
    old, young = folder / ".afterneedle-old.part", folder / ".afterneedle-young.part"
    for part, age in ((old, 25), (young, 23)):
        part.touch()
        moment = (now - timedelta(hours=age)).timestamp()
        os.utime(part, (moment, moment))
    keeping.back_up(now)
    assert (old.exists(), young.exists()) == (False, True)


def test_a_backup_that_cannot_be_read_is_listed_as_such_and_never_counts_or_goes(
    store: Store, keeping: Keeping, catalogue: Catalogue, now: datetime
) -> None:
    save(store, catalogue)
    spoilt = keeping.back_up(now - DAY / 2).first.path
    spoilt.write_bytes(b"\0" * 8192)
    assert [(one.path, one.holds) for one in keeping.backups()] == [(spoilt, None)]
    assert keeping.back_up_if_due(now)
    assert spoilt.exists()


# a second folder


def test_the_second_folder_gets_each_backup_too(
    store: Store, keeping: Keeping, catalogue: Catalogue, stick: Path, now: datetime, key: Key | None
) -> None:
    save(store, catalogue)
    keeping.set_second_folder(stick)
    made = keeping.back_up(now)
    assert made.trouble is None
    assert made.second is not None
    assert made.second.path.parent == stick
    assert stat.S_IMODE(made.second.path.stat().st_mode) == 0o600
    assert ids(made.second.path, catalogue, key) == {"c1"}
    assert {one.path for one in keeping.backups()} == {made.first.path, made.second.path}


def test_without_the_stick_the_first_backup_is_made_and_a_sentence_says_what_to_do(
    store: Store, keeping: Keeping, catalogue: Catalogue, stick: Path, now: datetime
) -> None:
    save(store, catalogue)
    keeping.set_second_folder(stick)
    stick.rmdir()
    made = keeping.back_up(now)
    assert made.first.path.exists()
    assert made.second is None
    assert str(made.trouble) == (
        f"The folder {stick} is not there. Connect the disk that it is on, or choose another folder."
    )
    assert not stick.exists()


def test_no_second_folder_is_named_until_one_is_chosen(keeping: Keeping, stick: Path) -> None:
    assert keeping.second_folder is None
    keeping.set_second_folder(stick)
    assert keeping.second_folder == stick
    keeping.set_second_folder(None)
    assert keeping.second_folder is None


# elsewhere


def test_a_copy_elsewhere_is_whole_and_takes_no_name_that_is_in_use(
    store: Store, keeping: Keeping, catalogue: Catalogue, tmp_path: Path, key: Key | None
) -> None:
    save(store, catalogue)
    keeping.copy_elsewhere(tmp_path / "copy.db")
    assert ids(tmp_path / "copy.db", catalogue, key) == {"c1"}
    with pytest.raises(errors.Exists):
        keeping.copy_elsewhere(tmp_path / "copy.db")
    with pytest.raises(errors.NoFolder):
        keeping.copy_elsewhere(tmp_path / "no" / "copy.db")


# erasing


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


def test_times_are_written_in_utc_whatever_the_zone_of_now(
    store: Store, keeping: Keeping, catalogue: Catalogue
) -> None:
    save(store, catalogue)
    summer = datetime.fromisoformat("2026-07-01T00:30:15.5+02:00")
    made = keeping.back_up(summer).first
    assert made.path.name == "diary-2026-06-30T223015Z.db"
    assert made.at == datetime(2026, 6, 30, 22, 30, 15, tzinfo=UTC)
    assert keeping.backups() == (made,)
