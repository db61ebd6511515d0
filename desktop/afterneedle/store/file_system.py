"""The file behind a path, folders for one account, and names that outlive a power failure."""

import errno
import os
import stat
from pathlib import Path

from afterneedle.store.errors import Empty, Exists, Missing, NotAFile, of_system

PRIVATE_FILE, PRIVATE_FOLDER = 0o600, 0o700
NO_SYNC = (errno.EINVAL, errno.ENOTSUP, errno.ENOSYS)  # what some mounted folders say; SQLite goes on, too


def find(path: Path) -> Path:
    """The regular, non-empty file behind `path`; links are followed."""
    try:
        real = path.resolve(strict=True)
        found = real.stat()
    except RuntimeError:  # how Python before 3.13 reports links that go in a circle
        raise Missing(path) from None
    except OSError as error:
        raise of_system(error, path) from None
    if not stat.S_ISREG(found.st_mode):
        raise NotAFile(path)
    if found.st_size == 0:
        raise Empty(path)
    return real


def identity(path: Path) -> tuple[int, int] | None:
    """What tells a file from another one that has taken its name; None when nothing is there."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def make_folder(folder: Path) -> None:
    """Makes a folder, and what is above it, for this account only; one that is there stays as it is."""
    if not folder.is_dir():
        if not os.path.lexists(folder.parent):
            make_folder(folder.parent)
        folder.mkdir()
        folder.chmod(PRIVATE_FOLDER)


def name_file(part: Path, path: Path) -> None:
    """Gives the finished file its name, and never takes one that is in use."""
    try:
        os.link(part, path)
    except FileExistsError:
        raise
    except OSError:  # a disk without hard links
        if os.path.lexists(path):
            raise Exists(path) from None
        part.rename(path)
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Sees to it that the names in a folder are on the disk, where its system has a way to."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        except OSError as error:
            if error.errno not in NO_SYNC:
                raise
        finally:
            os.close(handle)
