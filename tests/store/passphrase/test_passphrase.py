"""A diary and its backups change their key together; stopped anywhere, all that was saved is there."""

import shutil
import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from afterneedle.domain.catalogue import Catalogue
from afterneedle.store import errors, passphrase
from afterneedle.store.backup import backups_in
from afterneedle.store.keeping import Keeping, checker
from afterneedle.store.keys import Key, is_plain
from afterneedle.store.passphrase import change_key, open_backups
from afterneedle.store.recovery import recovery_file, unlock_by_code
from afterneedle.store.sqlite import Store
from support.changing_keys import (
    CODE,
    OTHER,
    SECRET,
    assert_says_nothing,
    change,
    contents,
    held,
    key_of,
    live,
)
from support.days import MONDAY
from support.forms import KEY

pytestmark = pytest.mark.usefixtures("quick_keys")


def test_the_diary_and_its_backups_get_the_new_key(
    path: Path, catalogue: Catalogue, way: tuple[Key | None, Key | None]
) -> None:
    old, new = way
    before = held(live(path, catalogue, old), catalogue, old)
    assert change(path, old, new, catalogue) == []
    assert held(path, catalogue, new) == before
    backups = backups_in(path.parent / "backups", path, new)
    assert [one.holds and one.holds.check_ins for one in backups] == [1, 1]
    assert all(is_plain(one.path) == (new is None) for one in backups)
    assert recovery_file(path).exists() == (new is not None)
    kept = {"diary.db", "backups"} | ({"diary.db.recovery"} if new else set())
    assert {file.name for file in path.parent.iterdir()} == kept
    if new is not None:
        assert unlock_by_code(path, CODE) == new
        assert_says_nothing(path.parent)


def test_backups_of_before_are_converted_also_when_they_have_no_name_of_a_diary(
    path: Path, catalogue: Catalogue
) -> None:
    live(path, catalogue, None)
    for one in backups_in(path.parent / "backups", path):
        with closing(sqlite3.connect(one.path)) as db, db:
            db.execute("DELETE FROM setting")
    assert change(path, None, KEY, catalogue) == []
    assert_says_nothing(path.parent)


def test_another_diarys_backups_in_a_shared_folder_are_left_alone(
    path: Path, catalogue: Catalogue, tmp_path: Path
) -> None:
    shared = tmp_path / "shared"
    shared.mkdir()
    for place, name in ((path, "c1"), (tmp_path / "theirs" / "diary.db", "theirs")):
        place.parent.mkdir(exist_ok=True)
        store = Store.open(live(place, catalogue, None, name))
        Keeping(store, catalogue).back_up_to(shared, MONDAY + timedelta(days=30))
        store.close()
    mine, theirs = sorted(shared.iterdir(), key=lambda one: len(one.name))
    nobodys = shared / "diary-2020-01-01T000000Z.db"
    shutil.copy(theirs, nobodys)
    with closing(sqlite3.connect(nobodys)) as db, db:
        db.execute("DELETE FROM setting")
    before = (theirs.read_bytes(), nobodys.read_bytes())
    assert change(path, None, KEY, catalogue, [shared]) == [nobodys]  # it may be another's, and is told
    assert key_of(mine, KEY) == KEY
    assert (theirs.read_bytes(), nobodys.read_bytes()) == before


def test_plain_files_that_could_not_be_converted_are_told(path: Path, catalogue: Catalogue) -> None:
    folder = live(path, catalogue, None).parent / "backups"
    damaged, headless = folder / "diary-damaged-2026-03-05T210000Z.db", folder / "diary-2026-03-05T210001Z.db"
    whole = path.read_bytes()
    damaged.write_bytes(whole[: len(whole) // 2])
    headless.write_bytes(b"\xff" * 4096 + whole[4096:])
    journal = folder / f"{damaged.name}-journal"
    journal.write_text(SECRET)
    (folder / "diary-empty.db").touch()
    assert change(path, None, KEY, catalogue) == [headless, damaged, journal]
    assert_says_nothing_but = {file.name for file in (headless, damaged, journal)}
    assert {n.split("/")[-1] for n, c in contents(path.parent).items() if SECRET.encode() in c} == (
        assert_says_nothing_but
    )


def test_a_link_stays_a_link(path: Path, catalogue: Catalogue, tmp_path: Path) -> None:
    link = tmp_path / "elsewhere" / "diary.db"
    link.parent.mkdir()
    live(path, catalogue, None)
    link.symlink_to(path)
    change_key(link, None, KEY, CODE, checker(link, catalogue), [path.parent / "backups"])
    assert link.is_symlink()
    assert held(link, catalogue, KEY)["c1"] == SECRET * 200
    assert unlock_by_code(link, CODE) == unlock_by_code(path, CODE) == KEY
    assert_says_nothing(tmp_path)


def test_backups_that_keep_their_passphrase_are_told_and_the_code_still_opens_them(
    path: Path, catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = live(path, catalogue, KEY).parent / "backups"
    older, newer = sorted(folder.iterdir())
    strange = folder / "diary-2020-01-01T000000Z.db"
    Store.create(strange, OTHER).close()  # under a passphrase from before
    convert = passphrase.convert_file

    def full(file: Path, *keys: Key | None) -> None:
        if file == newer:
            raise errors.Full(file)
        convert(file, *keys)

    with monkeypatch.context() as disk:
        disk.setattr(passphrase, "convert_file", full)
        assert change(path, KEY, None, catalogue) == [strange, newer]
    assert is_plain(older)
    assert unlock_by_code(path, CODE, newer) == KEY
    strange.unlink()
    assert open_backups(path, KEY, [folder]) == []
    assert is_plain(newer)
    assert not recovery_file(path).exists()
