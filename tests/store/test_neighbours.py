"""A diary in a folder that goes elsewhere is noticed."""

from pathlib import Path

import pytest

from afterneedle.store.neighbours import is_on_network, service_of

MOUNTS = """\
22 1 8:1 / / rw,relatime - ext4 /dev/sda1 rw
30 22 0:40 / /home/ann/far rw - fuse.sshfs ann@elsewhere:/ rw
31 22 0:41 / /mnt/the\\040office rw shared:7 - cifs //office/share rw
33 22 0:42 / /home/jörg/nas\\134\\011 rw - nfs4 nas:/ rw
32 31 8:2 / /mnt/the\\040office/stick rw - vfat /dev/sdb1 rw
"""


@pytest.mark.parametrize(
    ("folder", "service"),
    [
        ("Dropbox/health", "Dropbox"),
        ("OneDrive - Clinic", "OneDrive"),
        ("Library/Mobile Documents/com~apple~CloudDocs", "iCloud"),
        ("nextcloud", "Nextcloud"),
        ("documents", None),
        ("my dropbox notes", None),
    ],
)
def test_the_folder_of_a_service_is_known_by_its_name(
    tmp_path: Path, folder: str, service: str | None
) -> None:
    assert service_of(tmp_path / folder / "diary.db") == service


def test_a_folder_that_a_service_keeps_in_step_is_known_by_its_mark(tmp_path: Path) -> None:
    (tmp_path / ".stfolder").mkdir()
    assert service_of(tmp_path / "health" / "diary.db") == "Syncthing"


@pytest.mark.parametrize(
    ("path", "is_far"),
    [
        ("/home/ann/diary.db", False),
        ("/home/ann/far/diary.db", True),
        ("/mnt/the office/ann/diary.db", True),
        ("/mnt/the office/stick/diary.db", False),
        ("/mnt/the officer/diary.db", False),
        ("/home/jörg/nas\\\t/diary.db", True),
    ],
)
def test_a_disk_of_another_computer_is_known_by_its_kind(path: str, is_far: bool) -> None:
    assert is_on_network(Path(path), MOUNTS) is is_far


def test_the_folder_of_a_test_is_on_this_computer(tmp_path: Path) -> None:
    assert not is_on_network(tmp_path / "diary.db")


def test_a_link_is_followed_to_where_the_diary_lies(tmp_path: Path) -> None:
    far, cloud = tmp_path / "far", tmp_path / "Dropbox"
    for folder in (far, cloud):
        folder.mkdir()
        (folder / "diary.db").touch()
    (tmp_path / "diary.db").symlink_to(far / "diary.db")
    mounts = f"22 1 8:1 / / rw - ext4 /dev/sda1 rw\n30 22 0:40 / {far} rw - nfs4 nas:/ rw\n"
    assert is_on_network(tmp_path / "diary.db", mounts)
    (tmp_path / "mine.db").symlink_to(cloud / "diary.db")
    assert service_of(tmp_path / "mine.db") == "Dropbox"
