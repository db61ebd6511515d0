"""The file behind a path, folders for one account, and names that outlive a power failure."""

import os
import stat
from contextlib import suppress
from pathlib import Path

from afterneedle.folder_sync import sync_folder
from afterneedle.store.errors import Empty, Exists, Missing, NotAFile, of_system

PRIVATE_FILE, PRIVATE_FOLDER = 0o600, 0o700
LEAVINGS = ("-journal", "-wal", "-shm")  # what SQLite leaves beside a file when it is killed


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
    """Gives the finished file its name, and never takes one that is in use.

    What a lost file of this name left beside it stays there under another: SQLite would play it back.
    """
    if not os.path.lexists(path):
        _put_leavings_aside(path)
    try:
        os.link(part, path)
    except FileExistsError:
        raise
    except OSError:  # a disk without hard links
        if os.path.lexists(path):
            raise Exists(path) from None
        part.rename(path)
    sync_folder(path.parent)


def _put_leavings_aside(path: Path) -> None:
    moved = False
    for end in LEAVINGS:
        left = Path(f"{path}{end}")
        with suppress(FileNotFoundError):
            if left.stat().st_size > 0:
                names = (Path(f"{left}.left{number}") for number in ("", *range(2, 1000)))
                left.rename(next(name for name in names if not os.path.lexists(name)))
                moved = True
    if moved:
        sync_folder(path.parent)
