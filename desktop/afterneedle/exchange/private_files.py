"""Files for their owner's eyes only, written whole or not at all."""

import os
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path

from afterneedle.exchange.naming import naming
from afterneedle.folder_sync import sync_folder


def write_private(contents: Mapping[Path, Iterable[bytes]]) -> None:
    """Writes files that belong together, each content in pieces; none takes its place before all are whole.

    What has one of these names already is replaced; whoever calls has asked. Raises OSError, whose filename
    is one of these files, or a folder that is not there.
    """
    parts: dict[Path, Path] = {}
    try:
        for file, content in contents.items():
            with naming(file if file.parent.is_dir() else file.parent):
                handle, name = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name[:100]}.")
                parts[file] = Path(name)
                with os.fdopen(handle, "wb") as out:
                    out.writelines(content)
                    out.flush()
                    os.fsync(out.fileno())
        for file, part in parts.items():
            with naming(file):
                part.replace(file)
        for folder in {file.parent for file in contents}:  # a stick may be pulled out at once
            with naming(folder):
                sync_folder(folder)
    finally:
        for part in parts.values():
            part.unlink(missing_ok=True)


def begins_otherwise(file: Path, beginning: bytes) -> bool:
    """Whether a file is there that holds something, and not something that begins so. Raises OSError."""
    try:
        with file.open("rb") as there:
            return there.read(len(beginning)) not in (b"", beginning)
    except FileNotFoundError:
        return False
