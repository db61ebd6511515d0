"""A diary under a passphrase: opening it, and giving it a passphrase, another one or none."""

from collections.abc import Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from afterneedle.content.catalogue import load_catalogue
from afterneedle.diary import Diary
from afterneedle.store.backup import backup_folder
from afterneedle.store.errors import Encrypted, NoCipher, StoreError, WrongCode, WrongPassphrase
from afterneedle.store.keys import Key

__all__ = ["Changed", "Encrypted", "Key", "NoCipher", "StoreError", "WrongCode", "WrongPassphrase"]


@dataclass(frozen=True)
class Changed:
    """What came of a new passphrase, or of none.

    `code`: the recovery code to print, when there is a passphrase. `plain`: files that need none still.
    `unseen`: the second folder for backups, when it could not be looked at.
    """

    key: Key | None
    code: str | None
    plain: Sequence[Path]
    unseen: Path | None


def can_lock() -> bool:
    """Whether what encrypts is installed here."""
    return find_spec("sqlcipher3") is not None


def engine() -> str | None:
    """What encrypts, with its version; None where it is not installed."""
    if not can_lock():
        return None
    from afterneedle.store.cipher import ENGINE

    return ENGINE


def looks_locked(path: Path) -> bool:
    """Whether a file that is not open here can be an encrypted diary, sound or not. Raises StoreError."""
    from afterneedle.store.errors import of_system
    from afterneedle.store.keys import looks_encrypted

    try:
        return looks_encrypted(path)
    except OSError as error:
        raise of_system(error, path) from None


def check_passphrase(passphrase: str) -> None:
    """Raises Impossible for what can be none, without the time that it takes to make a key of it."""
    from afterneedle.store.keys import plain

    plain(passphrase)


def unlock(path: Path, passphrase: str) -> Key:
    """The key of a diary that is not open here. Raises Impossible for what can be none, and StoreError."""
    from afterneedle.store.passphrase import unlock

    return unlock(path, passphrase, [one.path for one in Diary.backups_of(path)])


def unlock_by_code(path: Path, code: str) -> Key:
    """The same by the recovery code, for a forgotten passphrase."""
    from afterneedle.store.recovery import unlock_by_code

    return unlock_by_code(path, code)


def change_passphrase(path: Path, old: Key | None, passphrase: str | None) -> Changed:
    """Encrypts a diary that is not open here, and its backups, under a passphrase; None: takes that away.

    Raises Impossible for what can be no passphrase, and StoreError; then the diary is as it was.
    """
    from afterneedle.store.alarms_file import drop_alarms
    from afterneedle.store.keeping import checker
    from afterneedle.store.passphrase import change_key, plain_files
    from afterneedle.store.recovery import new_code

    new = None if passphrase is None else Key.new(passphrase)
    code = None if new is None else new_code()
    second = _second_folder(path, old)
    folders = [folder for folder in (backup_folder(path), second) if folder is not None and folder.is_dir()]
    change_key(path, old, new, code, checker(path, load_catalogue()), folders)
    if new is None:
        drop_alarms(path)  # the diary says itself when it asks
    unseen = None if second in (None, *folders) else second
    return Changed(new, code, plain_files(path, folders) if new else (), unseen)


def _second_folder(path: Path, key: Key | None) -> Path | None:
    diary = Diary.open(path, key=key)
    try:
        return diary.keeping.second_folder
    finally:
        diary.close()
