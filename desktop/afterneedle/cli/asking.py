"""Asks for what opens a locked diary: at a terminal without showing it, otherwise a line of standard input.

Never an argument or a variable of the environment: other programs can read those.
"""

import sys
import warnings
from getpass import GetPassWarning, getpass
from pathlib import Path

from afterneedle.content.language import _
from afterneedle.diary import Diary
from afterneedle.domain.catalogue import Catalogue
from afterneedle.domain.impossible import Impossible
from afterneedle.locking import Encrypted, Key, NoCipher, can_lock, unlock


def open_diary(path: Path, catalogue: Catalogue | None = None) -> Diary:
    """The diary at `path`, after asking for its passphrase if it has one."""
    try:
        return Diary.open(path, catalogue)
    except Encrypted:
        return Diary.open(path, catalogue, ask_key(path))


def ask_key(path: Path) -> Key:
    """The key of an encrypted diary or backup."""
    if not can_lock():
        raise NoCipher(path)
    said = ask(_("Passphrase of {path}").format(path=path))
    if said is None:
        raise Encrypted(path)
    return unlock(path, said)


def ask(question: str) -> str | None:
    """What the person answers; None where nobody does."""
    return _typed(f"{question}: ") if is_at_terminal() else _read()


def is_at_terminal() -> bool:
    """Whether somebody sits there who can be asked twice."""
    return sys.stdin is not None and sys.stdin.isatty()


def _typed(prompt: str) -> str | None:
    with warnings.catch_warnings():
        warnings.simplefilter("error", GetPassWarning)  # it would go on, and show what is typed
        try:
            return getpass(prompt)
        except (EOFError, KeyboardInterrupt, GetPassWarning):
            return None


def _read() -> str | None:
    if sys.stdin is None:
        return None
    try:
        line = sys.stdin.readline()
    except UnicodeDecodeError:
        raise Impossible("passphrase", "a character in it cannot be used") from None
    return line.removesuffix("\n") if line else None
