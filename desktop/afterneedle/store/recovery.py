"""The recovery code: printed once, it opens a diary whose passphrase is forgotten.

A small encrypted file beside the diary holds the diary's key, under the code. Without that file the code
opens nothing, and without the code the file does not.
"""

import os
import secrets
import sqlite3
from contextlib import closing
from pathlib import Path

from afterneedle.domain.impossible import Impossible
from afterneedle.folder_sync import sync_folder
from afterneedle.store.backup import new_part
from afterneedle.store.convert import keep_owner
from afterneedle.store.errors import NoRecovery, WrongCode, of_system, plainly
from afterneedle.store.file_system import find
from afterneedle.store.keys import Key, looks_encrypted, salt_of
from afterneedle.store.opening import cipher

LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's: no I, L, O, U
LENGTH = 26  # of 5 bits each: 130, which nobody guesses; one more checks them
GROUP = 9
_ALIKE = str.maketrans("OIL", "011")


def new_code() -> str:
    """Three groups of nine letters and digits."""
    letters = "".join(secrets.choice(LETTERS) for _ in range(LENGTH))
    letters += _check_letter(letters)
    return "-".join(letters[start : start + GROUP] for start in range(0, len(letters), GROUP))


def read_code(text: str) -> str:
    """A code as it was typed, in whatever case and groups; raises Impossible when a letter of it is wrong."""
    letters = letters_in(text)
    if len(letters) != LENGTH + 1:
        reason = "a code has 27 letters and digits, and you typed {count}"
        raise Impossible("code", reason, count=len(letters))
    if unknown := next((one for one in letters if one not in LETTERS), None):
        raise Impossible("code", 'no code has the letter "{letter}"', letter=unknown)
    if _check_letter(letters[:-1]) != letters[-1]:
        raise Impossible("code", "one of its letters is not as printed")
    return letters


def letters_in(text: str) -> str:
    """The letters and digits of a code, or of a part of one, as they are printed."""
    return "".join(filter(str.isalnum, text.upper())).translate(_ALIKE)


def write_recovery(path: Path, key: Key, code: str) -> None:
    """Makes the file of a key which the diary will get in a moment; an older one stays until then."""
    folder = find(path).parent
    part = new_part(folder)
    try:
        with plainly(path), closing(cipher(path).connect(part, Key.new(read_code(code)), 0)) as db:
            db.execute("CREATE TABLE recovery (secret BLOB NOT NULL, salt BLOB NOT NULL) STRICT")
            db.execute("INSERT INTO recovery VALUES (?, ?)", (key.secret, key.salt))
        with part.open("rb+") as file:
            os.fsync(file.fileno())
        keep_owner(part, find(path))
        part.replace(_next(path))
        sync_folder(folder)
    except OSError as error:
        raise of_system(error, path) from None
    finally:
        part.unlink(missing_ok=True)


def settle_recovery(path: Path) -> None:
    """Lets the new file take the place of the older one, now that the diary has its key."""
    try:
        _next(path).replace(recovery_file(path))
        _drop_older(path)
        sync_folder(find(path).parent)
    except OSError as error:
        raise of_system(error, path) from None


def take_back_recovery(path: Path) -> None:
    """Removes the new file: the diary did not get its key. Raises OSError."""
    _next(path).unlink(missing_ok=True)


def drop_recovery(path: Path) -> None:
    """Removes the file of a diary that has no passphrase any more. Raises OSError."""
    for file in (_next(path), recovery_file(path)):
        file.unlink(missing_ok=True)
    _drop_older(path)


def unlock_by_code(path: Path, code: str, file: Path | None = None) -> Key:
    """The key of a diary that nobody has open here. Raises Impossible, NoRecovery, WrongCode.

    `file`: what is to be opened, if it is a backup of this diary, which may be gone.
    """
    letters = read_code(code)
    files = recovery_files(path)
    if not files:
        raise NoRecovery(path)
    try:
        keys = (_key_in(one, letters) for one in files)
        fitting = next((key for key in keys if key is not None and key.opens(find(file or path))), None)
    except OSError as error:
        raise of_system(error, path) from None
    if fitting is None:
        raise WrongCode(path)
    return fitting


def recovery_files(path: Path) -> list[Path]:
    """Those that are there, and may be the diary's."""
    return [one for one in (_next(path), recovery_file(path), *_older(path)) if one.is_file()]


def recovery_file(path: Path) -> Path:
    """Beside the diary, under its name."""
    return Path(f"{os.path.realpath(path)}.recovery")


def _next(path: Path) -> Path:
    """What it is named until the diary has the key that is in it."""
    return recovery_file(path).with_suffix(".recovery-new")


def _older(path: Path) -> tuple[Path, Path]:
    """What the two were named at first: the same for "a.db" and "a.sqlite"."""
    real = Path(os.path.realpath(path))
    return real.with_suffix(".recovery-new"), real.with_suffix(".recovery")


def _drop_older(path: Path) -> None:
    """Removes those, unless they may be of another encrypted diary here."""
    real, older = Path(os.path.realpath(path)), _older(path)
    beside = (one for one in real.parent.iterdir() if one.stem == real.stem and one not in (real, *older))
    if not any(one.is_file() and looks_encrypted(one) for one in beside):
        for file in older:
            if file not in (_next(path), recovery_file(path)):
                file.unlink(missing_ok=True)


def _key_in(file: Path, letters: str) -> Key | None:
    try:
        with closing(cipher(file).connect(file, Key.of(letters, salt_of(file)), 0, "ro")) as db:
            return Key(*db.execute("SELECT secret, salt FROM recovery").fetchone())
    except (sqlite3.Error, TypeError):
        return None


def _check_letter(letters: str) -> str:
    """Luhn's, to the base of 32: any one letter that is wrong shows, and nearly any two that are swapped."""
    total = 0
    for place, letter in enumerate(reversed(letters)):
        value = LETTERS.index(letter) * (2 if place % 2 == 0 else 1)
        total += value // 32 + value % 32
    return LETTERS[-total % 32]
