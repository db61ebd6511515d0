"""A diary under a passphrase: opening it, and giving it a passphrase, another one or none."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from afterneedle.content.catalogue import load_catalogue
from afterneedle.diary import Diary
from afterneedle.store.backup import backup_folder
from afterneedle.store.errors import Encrypted, NoCipher, StoreError, WrongCode, WrongPassphrase
from afterneedle.store.keys import Key

__all__ = ["Changed", "Encrypted", "Key", "NoCipher", "StoreError", "WrongCode", "WrongPassphrase"]

CODE_KEPT = "recovery_code_kept"  # the setting: "1" once the patient said that they have the code, else ""


@dataclass(frozen=True)
class Changed:
    """What came of a new passphrase, or of none.

    `code`: the recovery code to print, when there is a passphrase. `plain`: files that need none still.
    `unseen`: the second folder for backups, when it could not be looked at. `locked`: backups that need one
    still, when the diary does not.
    """

    key: Key | None
    code: str | None
    plain: Sequence[Path]
    unseen: Path | None
    locked: Sequence[Path] = ()


def can_lock() -> bool:
    """Whether what encrypts is installed here."""
    return find_spec("sqlcipher3") is not None and find_spec("_hashlib") is not None


def engine() -> str | None:
    """What encrypts, with its version; None where it is not installed."""
    if not can_lock():
        return None
    from afterneedle.store.cipher import ENGINE

    return ENGINE


def check_passphrase(passphrase: str) -> None:
    """Raises Impossible for what can be none, without the time that it takes to make a key of it."""
    from afterneedle.store.keys import plain

    plain(passphrase)


def unlock(path: Path, passphrase: str) -> Key:
    """The key of a diary that is not open here. Raises Impossible for what can be none, and StoreError."""
    from afterneedle.store.passphrase import unlock

    return unlock(path, passphrase, [one.path for one in Diary.backups_of(path)])


def unlock_by_code(path: Path, code: str, file: Path | None = None) -> Key:
    """The same by the recovery code, for a forgotten passphrase. `file`: a backup that is to be opened."""
    from afterneedle.store.recovery import unlock_by_code

    return unlock_by_code(path, code, file)


def fits(key: Key, passphrase: str) -> bool:
    """Whether a diary that may be open has this passphrase. Raises Impossible for what can be none."""
    return Key.of(passphrase, key.salt) == key


def check_known(path: Path, key: Key, passphrase: str) -> None:
    """Raises WrongPassphrase when this is not that of the diary, Impossible for what can be none."""
    if not fits(key, passphrase):
        raise WrongPassphrase(path)


def looks_locked(file: Path, key: Key | None) -> bool:
    """Whether a file that is open nowhere here may be a diary under another passphrase than this key's."""
    from afterneedle.store.keys import looks_encrypted

    try:
        return looks_encrypted(file) and not (key is not None and key.opens(file))
    except OSError:
        return False


def new_recovery_code(path: Path, key: Key) -> str:
    """Another recovery code in place of the one before, for a diary that may be open. Raises StoreError."""
    from afterneedle.store.recovery import new_code, settle_recovery, write_recovery

    code = new_code()
    write_recovery(path, key, code)
    settle_recovery(path)
    return code


def has_recovery_file(path: Path) -> bool:
    """Whether there is a file beside the diary without which no recovery code opens it."""
    from afterneedle.store.recovery import recovery_files

    return bool(recovery_files(path))


def same_code(typed: str, code: str) -> bool:
    """Whether somebody typed this code, or this part of one, in whatever case and groups."""
    from afterneedle.store.recovery import letters_in

    return letters_in(typed) == letters_in(code)


def erase_files(files: Iterable[Path]) -> list[Path]:
    """Deletes plain copies of a diary and leaves nothing of them; those that could not be are given back."""
    from afterneedle.store.convert import remove

    left = []
    for file in files:
        try:
            remove(file)
        except OSError:
            left.append(file)
    return left


def key_now(path: Path, old: Key | None, passphrase: str | None) -> Key | None:
    """What opens a diary that is open nowhere here, when it is not known how its change ended. Or StoreError.

    `old` and `passphrase`: as they were given to `change_passphrase`.
    """
    from afterneedle.store.errors import of_system
    from afterneedle.store.keys import is_plain

    try:
        if is_plain(path):
            return None
        if old is not None and old.opens(path):
            return old
    except OSError as error:
        raise of_system(error, path) from None
    return old if passphrase is None else unlock(path, passphrase)


def change_passphrase(
    path: Path, old: Key | None, passphrase: str | None, tell: Callable[[int, int], object] | None = None
) -> Changed:
    """Encrypts a diary that is not open here, and its backups, under a passphrase; None: takes that away.

    `tell`: is called before each file, with how many are done and how many there are.
    Raises Impossible for what can be no passphrase, and StoreError; then the diary is as it was.
    """
    from afterneedle.store.alarms_file import drop_alarms
    from afterneedle.store.keeping import checker
    from afterneedle.store.passphrase import change_key, new_key
    from afterneedle.store.recovery import new_code

    beside = [one.path for one in Diary.backups_of(path)]
    new = None if passphrase is None else new_key(passphrase, beside)
    code = None if new is None else new_code()
    folders, unseen = _backup_folders(path, old)
    left = tuple(change_key(path, old, new, code, checker(path, load_catalogue()), folders, tell))
    if new is None:
        drop_alarms(path)  # the diary says itself when it asks
        return Changed(None, None, (), unseen, left)
    return Changed(new, code, left, unseen)


def end_removal(path: Path, key: Key) -> Changed:
    """What is left to do for a plain diary when a program was stopped while it took this key away.

    Raises StoreError.
    """
    from afterneedle.store.alarms_file import drop_alarms
    from afterneedle.store.passphrase import open_backups

    folders, unseen = _backup_folders(path, None)
    left = tuple(open_backups(path, key, folders))
    drop_alarms(path)
    return Changed(None, None, (), unseen, left)


def locked_backups(path: Path) -> list[Path]:
    """Those beside a plain diary that need a passphrase still, newest first."""
    from afterneedle.store.passphrase import locked_files

    return locked_files(path, None, [backup_folder(path)])[::-1]


def _backup_folders(path: Path, key: Key | None) -> tuple[list[Path], Path | None]:
    """Those of the diary that are there, and its second one when that is not there."""
    diary = Diary.open(path, key=key)
    try:
        second = diary.keeping.second_folder
    finally:
        diary.close()
    folders = [folder for folder in (backup_folder(path), second) if folder is not None and folder.is_dir()]
    return folders, None if second in (None, *folders) else second
