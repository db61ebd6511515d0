"""A path as SQLite takes it in a URI, which is the only way to open a file without making it."""

import os
from pathlib import Path, PurePath
from urllib.parse import quote


def uri_of(file: Path) -> str:
    """Of a file, by whichever path."""
    return uri(file.absolute())


def uri(path: PurePath) -> str:
    """Of a path from the root.

    Not `as_uri`: of a path on another computer that names it where SQLite takes no name.
    """
    text = path.as_posix()
    return f"file://{'' if text.startswith('/') else '/'}{quote(os.fsencode(text), safe='/:')}"
