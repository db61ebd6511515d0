"""A diary reached by a link is the one file behind it: for its backups, its passphrase and its way back."""

from datetime import timedelta
from pathlib import Path

import pytest

from afterneedle.diary import Diary
from afterneedle.domain.catalogue import Catalogue
from afterneedle.store.backup import backups_in
from afterneedle.store.keeping import Keeping, checker
from afterneedle.store.keys import Key, is_plain
from afterneedle.store.passphrase import change_key
from afterneedle.store.sqlite import Store
from support.days import MONDAY, check_in
from support.forms import KEY

CODE = "123456789-ABCDEFGHJ-KMNPQRST5"
DAY = timedelta(days=1)


@pytest.fixture
def link(tmp_path: Path, path: Path) -> Path:
    """Another name of the diary, in another folder, by a way that holds only from there."""
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    link = folder / "mine.db"
    link.symlink_to(Path("..") / path.name)
    return link


def back_up(path: Path, catalogue: Catalogue, key: Key | None, at: timedelta) -> Path:
    store = Store.open(path, key)
    with store.change("check_in", MONDAY):
        store.put_check_in(check_in(catalogue))
    made = Keeping(store, catalogue).back_up(MONDAY + at).first.path
    store.close()
    return made


@pytest.fixture
def backups(path: Path, link: Path, catalogue: Catalogue, key: Key | None) -> list[Path]:
    """One that was made by either name."""
    Store.create(path, key).close()
    return [back_up(path, catalogue, key, DAY), back_up(link, catalogue, key, 2 * DAY)]


def test_by_either_name_there_is_one_list_of_backups(
    path: Path, link: Path, backups: list[Path], key: Key | None
) -> None:
    for name in (path, link):
        assert [one.path for one in Diary.backups_of(name, key)] == backups[::-1]


def test_a_passphrase_that_is_set_by_one_name_locks_the_backups_made_by_the_other(
    path: Path, link: Path, catalogue: Catalogue
) -> None:
    Store.create(path).close()
    back_up(path, catalogue, None, DAY)
    folder = path.parent / "backups"
    assert change_key(link, None, KEY, CODE, checker(link, catalogue), [folder]) == []
    assert [is_plain(one.path) for one in backups_in(folder, path, KEY)] == [False]


@pytest.mark.parametrize("loss", ["gone", "empty", "first page"])
def test_a_diary_that_is_lost_behind_a_link_comes_back_behind_it(
    path: Path, link: Path, backups: list[Path], catalogue: Catalogue, loss: str, key: Key | None
) -> None:
    match loss:
        case "gone":
            path.unlink()
        case "empty":
            path.write_bytes(b"")
        case "first page":
            path.write_bytes(b"\xff" * 4096 + path.read_bytes()[4096:])
    lost = path.read_bytes() if path.exists() else None
    kept = Diary.restore_over(link, backups[0], MONDAY, key)
    assert link.is_symlink()
    back = Store.open(path, key)
    back.verify(catalogue)
    assert [one.id for one in back.records(catalogue).check_ins] == ["c1"]
    back.close()
    assert (kept.read_bytes() if kept else None) == lost
    assert [one.path for one in Diary.backups_of(link, key)] == backups[::-1]
