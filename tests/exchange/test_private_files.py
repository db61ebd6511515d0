"""What is written is there whole or not at all, and only its owner may read it."""

import errno
import os
import stat
import sys

import pytest

from afterneedle.exchange.private_files import write_private


def test_every_file_is_there_for_its_owner_alone(tmp_path):
    write_private({tmp_path / "a.csv": [b"one"], tmp_path / "b.csv": [b"two"]})
    assert {f.name: f.read_bytes() for f in tmp_path.iterdir()} == {"a.csv": b"one", "b.csv": b"two"}
    if sys.platform != "win32":
        assert {stat.S_IMODE(f.stat().st_mode) for f in tmp_path.iterdir()} == {0o600}


def test_its_name_is_on_the_disk_after_its_content(tmp_path, monkeypatch):
    synced = []

    def note(handle: int) -> None:
        synced.append((os.fstat(handle).st_ino, *(file.name for file in tmp_path.iterdir())))

    monkeypatch.setattr(os, "fsync", note)
    write_private({tmp_path / "a": [b"1"]})
    (content, part), folder = synced
    assert content == (tmp_path / "a").stat().st_ino
    assert part != "a"
    assert folder == (tmp_path.stat().st_ino, "a")


def test_what_was_there_is_replaced(tmp_path):
    (tmp_path / "a").write_bytes(b"old and longer")
    write_private({tmp_path / "a": [b"new"]})
    assert (tmp_path / "a").read_bytes() == b"new"


def test_when_one_cannot_be_written_none_is_there_and_the_old_ones_stay(tmp_path):
    (tmp_path / "a").write_bytes(b"old")
    with pytest.raises(FileNotFoundError):
        write_private({tmp_path / "a": [b"new"], tmp_path / "nowhere" / "b": [b"new"]})
    assert [f.name for f in tmp_path.iterdir()] == ["a"]
    assert (tmp_path / "a").read_bytes() == b"old"


def test_a_very_long_name_is_no_hindrance(tmp_path):
    file = tmp_path / ("x" * 250)
    write_private({file: [b"1"]})
    assert file.read_bytes() == b"1"


def test_a_folder_that_is_not_there_is_named_and_not_a_part_nobody_knows(tmp_path):
    with pytest.raises(FileNotFoundError) as trouble:
        write_private({tmp_path / "nowhere" / "a": [b"1"]})
    assert trouble.value.filename == str(tmp_path / "nowhere")


def test_a_folder_in_the_place_of_a_file_is_named(tmp_path):
    (tmp_path / "a").mkdir()
    with pytest.raises(OSError, match="a") as trouble:
        write_private({tmp_path / "a": [b"1"]})
    assert trouble.value.filename == str(tmp_path / "a")
    assert [f.name for f in tmp_path.iterdir()] == ["a"]


def test_a_full_disk_is_told_of_the_file(tmp_path, monkeypatch):
    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "the system's words, and no name")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match=r"a\.json") as trouble:
        write_private({tmp_path / "a.json": [b"1"]})
    assert (trouble.value.errno, trouble.value.filename) == (errno.ENOSPC, str(tmp_path / "a.json"))
    assert list(tmp_path.iterdir()) == []
