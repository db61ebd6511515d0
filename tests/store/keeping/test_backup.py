"""Backups: whole, checked, of one moment, and for this account only."""

import sqlite3
import stat
import subprocess
import sys
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from afterneedle.domain.catalogue import Catalogue
from afterneedle.store import backup, errors
from afterneedle.store.keeping import Keeping
from afterneedle.store.keys import Key
from afterneedle.store.sqlite import Store
from support.backed_up import DAY, ids, save
from support.days import MONDAY, check_in, session
from support.forms import as_code


def damage(path: Path) -> None:
    """Spoils its last pages: it still opens, and does not pass a check."""
    content = path.read_bytes()
    path.write_bytes(content[: -3 * 4096] + b"\xff" * (3 * 4096))


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
from contextlib import closing
from pathlib import Path
sys.path.insert(0, {str(Path(__file__).parents[2])!r})
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


def test_a_diary_that_moves_beside_its_second_folder_has_one_folder_there(
    store: Store, keeping: Keeping, catalogue: Catalogue, key: Key | None, stick: Path, now: datetime
) -> None:
    save(store, catalogue)
    keeping.set_second_folder(stick / "backups")
    moved = keeping.back_up_to(stick, now).path
    with closing(Store.open(moved, key)) as there:
        its = Keeping(there, catalogue)
        made = its.back_up(now + DAY)
        assert (made.first.path.parent, made.second) == (stick / "backups", None)
        assert its.second_folder is None


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
