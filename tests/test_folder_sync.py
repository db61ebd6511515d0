"""A name is on the disk where the folder lets it be; where there is no way to, nothing fails for it."""

import errno
import os

import pytest

from afterneedle.folder_sync import sync_folder


def refuses(number):
    def refuse(*_given):
        raise OSError(number, os.strerror(number))

    return refuse


def test_the_folder_itself_is_synced(tmp_path, monkeypatch):
    synced = []
    monkeypatch.setattr(os, "fsync", lambda handle: synced.append(os.fstat(handle).st_ino))
    sync_folder(tmp_path)
    assert synced == [tmp_path.stat().st_ino]


@pytest.mark.parametrize("number", [errno.EINVAL, errno.ENOTSUP, errno.ENOSYS])
def test_a_folder_that_cannot_be_synced_is_no_failure(tmp_path, monkeypatch, number):
    monkeypatch.setattr(os, "fsync", refuses(number))
    sync_folder(tmp_path)


def test_a_folder_that_may_not_be_looked_into_is_no_failure(tmp_path, monkeypatch):
    monkeypatch.setattr(os, "open", refuses(errno.EACCES))
    sync_folder(tmp_path)


def test_a_disk_that_fails_is_told(tmp_path, monkeypatch):
    monkeypatch.setattr(os, "fsync", refuses(errno.EIO))
    with pytest.raises(OSError, match="error"):
        sync_folder(tmp_path)


def test_a_folder_that_is_gone_is_told(tmp_path):
    with pytest.raises(FileNotFoundError):
        sync_folder(tmp_path / "gone")
