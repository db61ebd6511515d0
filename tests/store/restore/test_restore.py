"""A backup takes the place of the diary: all of it or nothing, for every program, and undone the same way."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from afterneedle.diary import Diary
from afterneedle.domain.catalogue import Catalogue
from afterneedle.store.backup import PART_PREFIX
from afterneedle.store.keeping import Keeping
from afterneedle.store.keys import Key
from afterneedle.store.sqlite import Store
from support.backed_up import NEW, OLD, held, save
from support.days import check_in
from support.older_diaries import put_diary_of, told_of, what_was_told


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
    save(store, catalogue, "newest")
    store.verify(catalogue)


def test_a_backup_of_another_folder_or_another_computer_is_taken_as_well(
    restore: Callable[[Path], Path],
    store: Store,
    catalogue: Catalogue,
    tmp_path: Path,
    path: Path,
    key: Key | None,
) -> None:
    other = Store.create(tmp_path / "other computer" / "mine.db", key)
    save(other, catalogue, "theirs")
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


def test_the_diary_of_before_an_import_is_kept_unless_the_last_backup_holds_it(
    path: Path, tmp_path: Path, now: datetime, catalogue: Catalogue, key: Key | None
) -> None:
    source = Store.create(tmp_path / "source" / "diary.db", key)
    save(source, catalogue, "imported")
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
