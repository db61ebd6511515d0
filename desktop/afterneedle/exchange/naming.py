"""Every error of the system names the file that somebody chose."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def naming(path: Path) -> Iterator[None]:
    """Raises each OSError again with this path; a disk that is full or fails names none, a part its own."""
    try:
        yield
    except OSError as trouble:
        raise OSError(trouble.errno, trouble.strerror, str(path)) from trouble
