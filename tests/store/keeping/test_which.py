"""Which backups are kept and which go; nobody else's file is ever touched."""

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

from afterneedle.domain.catalogue import Catalogue
from afterneedle.store.keeping import Keeping
from afterneedle.store.keys import Key
from afterneedle.store.sqlite import Store
from support.backed_up import DAY, save


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


def test_times_are_written_in_utc_whatever_the_zone_of_now(
    store: Store, keeping: Keeping, catalogue: Catalogue
) -> None:
    save(store, catalogue)
    summer = datetime.fromisoformat("2026-07-01T00:30:15.5+02:00")
    made = keeping.back_up(summer).first
    assert made.path.name == "diary-2026-06-30T223015Z.db"
    assert made.at == datetime(2026, 6, 30, 22, 30, 15, tzinfo=UTC)
    assert keeping.backups() == (made,)
