"""Calling a number from the desktop, where a program for it is set up."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

KIND = "x-scheme-handler/tel="


def can_call() -> bool:
    """Whether something on this desktop takes phone numbers; a Mac and Windows always ask with what."""
    if sys.platform in ("darwin", "win32"):
        return True
    return any(_names_a_program(path) for path in _lists())


def call(number: str) -> bool:
    """Hand the number over; the program that takes it asks before it dials. False when none took it."""
    from PySide6.QtCore import QUrl
    from PySide6.QtGui import QDesktopServices

    digits = "".join(sign for sign in number if sign.isdecimal() or sign in "+*#,;")
    return QDesktopServices.openUrl(QUrl(f"tel:{digits}"))


def _names_a_program(path: Path) -> bool:
    try:
        lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return False
    return any(line.startswith(KIND) and line.removeprefix(KIND).strip("; ") for line in lines)


def _lists() -> Iterator[Path]:
    """The files in which a freedesktop system notes which program takes what (MIME applications 1.0)."""
    home = Path.home()
    config = Path(os.environ.get("XDG_CONFIG_HOME") or home / ".config")
    data = Path(os.environ.get("XDG_DATA_HOME") or home / ".local/share")
    shared = (os.environ.get("XDG_DATA_DIRS") or "/usr/local/share:/usr/share").split(":")
    yield config / "mimeapps.list"
    for folder in (data, *map(Path, shared)):
        yield folder / "applications" / "mimeapps.list"
        yield folder / "applications" / "mimeinfo.cache"
