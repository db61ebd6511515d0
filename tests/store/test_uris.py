"""A file is found by SQLite whatever its path: of each system, and with any letter."""

import os
import sqlite3
from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest

from afterneedle.store.keys import Key
from afterneedle.store.sqlite import Store
from afterneedle.store.uris import uri


@pytest.mark.parametrize(
    ("path", "said"),
    [
        (PurePosixPath("/home/ann/diary.db"), "file:///home/ann/diary.db"),
        (PurePosixPath("/a b?#%41/ü.db"), "file:///a%20b%3F%23%2541/%C3%BC.db"),
        (PureWindowsPath("C:/Users/Ann/diary.db"), "file:///C:/Users/Ann/diary.db"),
        (PureWindowsPath("//server/a share/diary.db"), "file:////server/a%20share/diary.db"),
    ],
    ids=str,
)
def test_a_path_has_its_uri(path: PurePosixPath | PureWindowsPath, said: str) -> None:
    assert uri(path) == said


def test_sqlite_takes_no_path_on_another_computer_in_any_other_way() -> None:
    """What `as_uri` would make of it; four slashes are taken for a path, here of a file that is not there."""
    with pytest.raises(sqlite3.OperationalError, match="invalid uri authority"):
        sqlite3.connect("file://server/share/diary.db?mode=rw", uri=True)
    with pytest.raises(sqlite3.OperationalError, match="unable to open database file"):
        sqlite3.connect("file:////server/share/diary.db?mode=rw", uri=True)


@pytest.mark.parametrize(
    "name", ["a b?mode=memory#%41.db", "ü ☂ 針.db", os.fsdecode(b"no\xfftext.db")], ids=ascii
)
def test_a_diary_of_any_name_opens(tmp_path: Path, name: str, key: Key | None) -> None:
    Store.create(tmp_path / name, key).close()
    Store.open(tmp_path / name, key).close()
    assert [file.name for file in tmp_path.iterdir()] == [name]
