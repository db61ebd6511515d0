"""Imports as Python does them, also once PySide6 is there."""

import builtins


def plain_imports() -> None:
    """Have PySide6 leave the imports of other modules alone, now and when a page is first opened.

    It reads the source of each, in case it wants Qt's names_written_like_this. None of ours does, and our
    own modules would take half as long again to load.
    """
    import PySide6.QtCore  # noqa: F401 - it puts its own import in the place of Python's

    builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)
