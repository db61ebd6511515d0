"""Names that are on the disk, and not only in the memory of the system."""

import errno
import os
from pathlib import Path

NO_SYNC = (errno.EINVAL, errno.ENOTSUP, errno.ENOSYS)  # what some mounted folders say; SQLite goes on, too


def sync_folder(folder: Path) -> None:
    """Sees to it that the names in a folder are on the disk, where there is a way to. Raises OSError."""
    if os.name != "posix":
        return
    try:
        handle = os.open(folder, os.O_RDONLY)
    except PermissionError:  # one that may be written to and not looked into
        return
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in NO_SYNC:
            raise
    finally:
        os.close(handle)
