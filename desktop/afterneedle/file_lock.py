"""A lock on a file that the system itself lets go of when its process ends, in whatever way it ends."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from time import monotonic, sleep

PAUSE = 0.01  # seconds between two tries

if sys.platform == "win32":
    import msvcrt

    Held = PermissionError

    def _lock(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    Held = BlockingIOError

    def _lock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


class FileLock:
    """One process can hold the lock on `path`, an empty file that is there for nothing else.

    Not Qt's own: that one waits for the disk, and asks what a dead process, an empty file or another
    computer's file may mean.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._handle: int | None = None

    @property
    def is_held(self) -> bool:
        """Whether it is ours."""
        return self._handle is not None

    def take(self, patience: float = 0) -> bool:
        """Take it; False when another process holds it for so many seconds. Raises OSError where none can be.

        One that only looks whether it is held has it for a moment, too.
        """
        late = monotonic() + patience
        while not self._took():
            if monotonic() >= late:
                return False
            sleep(PAUSE)
        return True

    def _took(self) -> bool:
        while not self.is_held:
            handle = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600)
            try:
                _lock(handle)
                if self._is_there(handle):
                    self._handle = handle
            except Held:
                return False
            finally:
                if not self.is_held:
                    os.close(handle)
        return True

    def release(self) -> None:
        """Let another process take it."""
        if self._handle is not None:
            with suppress(OSError):  # Windows keeps a file that is open
                self._path.unlink(missing_ok=True)
            os.close(self._handle)
            self._handle = None

    def _is_there(self, handle: int) -> bool:
        """Whether the file is still the one of that name: its last holder removes it."""
        try:
            return os.path.samestat(os.fstat(handle), self._path.stat())
        except FileNotFoundError:
            return False


@contextmanager
def without_window(diary: Path) -> Iterator[bool]:
    """Lets no window have the diary meanwhile; False when one has it. True too where nobody can know."""
    lock = window_lock(diary)
    is_free = True
    with suppress(OSError):
        is_free = lock.take()
    try:
        yield is_free
    finally:
        lock.release()


def window_lock(diary: Path) -> FileLock:
    """The lock that the one window on a diary holds, whatever name leads to the file."""
    return FileLock(Path(f"{os.path.realpath(diary)}.lock"))
