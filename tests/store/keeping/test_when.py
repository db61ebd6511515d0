"""When a backup is made by itself: something changed since a day, or a migration is to come."""

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from afterneedle.domain.backups import Holdings
from afterneedle.domain.catalogue import Catalogue
from afterneedle.store import backup, errors
from afterneedle.store.keeping import Keeping
from afterneedle.store.keys import Key
from afterneedle.store.sqlite import Store
from support.backed_up import DAY, delete, save
from support.days import MONDAY
from support.older_diaries import put_diary_of, rows, told_of, version, what_was_told


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
