"""Gives a diary and all its backups a passphrase, another one, or none; opens it with one."""

import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import closing, suppress
from pathlib import Path

from afterneedle.store.backup import (
    IDENTITY,
    Backup,
    Check,
    backup_folder,
    backup_stem,
    backups_in,
    entries,
)
from afterneedle.store.classifying import identify
from afterneedle.store.convert import convert_file, exported, remove_parts, removed, swap
from afterneedle.store.errors import StoreError, Unlocked, WrongPassphrase, of_system, plainly
from afterneedle.store.file_system import find
from afterneedle.store.keys import Key, is_plain, looks_encrypted, plain, salt_of
from afterneedle.store.opening import PATIENCE, cipher, connect
from afterneedle.store.recovery import drop_recovery, settle_recovery, take_back_recovery, write_recovery
from afterneedle.store.restore import take_alone


def unlock(path: Path, passphrase: str, backups: Iterable[Path]) -> Key:
    """The key of an encrypted diary that nobody has open here. Raises WrongPassphrase, Unlocked.

    A damaged diary may have lost its salt; its backups have the same.
    """
    real = find(path)
    plain(passphrase)  # Impossible
    try:
        if is_plain(real):
            raise Unlocked(path)
        keys = (Key.of(passphrase, salt) for salt in dict.fromkeys(_salts((real, *backups))))
        fitting = next((key for key in keys if key.opens(real)), None)
    except OSError as error:
        raise of_system(error, path) from None
    if fitting is None:
        raise WrongPassphrase(path)
    return fitting


def new_key(passphrase: str, backups: Iterable[Path]) -> Key:
    """A key for a diary that gets this passphrase.

    When it was to get it before, and a program was killed at it, some backups have that key already.
    """
    for file in backups:
        for salt in _salts((file,)):
            if (key := Key.of(passphrase, salt)).opens(file):
                return key
    return Key.new(passphrase)


def change_key(
    path: Path,
    old: Key | None,
    new: Key | None,
    code: str | None,
    check: Check,
    folders: Collection[Path],
    tell: Callable[[int, int], object] | None = None,
) -> list[Path]:
    """Converts a diary that nobody has open here, and its backups in these folders.

    Backups come first when there is a new passphrase, so that an encrypted diary never has plain ones.
    `code`: the recovery code of the new key. `check`: that of the diary. `tell`: as for `change_passphrase`.
    Raises StoreError; then all is as it was. Says which files are not as the diary is: they need no
    passphrase although it does, or one although it needs none any more.
    """
    real = find(path)
    try:
        with plainly(path), closing(cipher(path).connect(real, old, PATIENCE)) as db:
            identify(db, path)
            take_alone(db)
            check(db)
            mine, others = _backups(db, path, old, folders)
            tell = tell or (lambda _done, _all: None)
            tell(0, len(mine) + 1)
            if new is not None:
                for folder in (real.parent, *folders):
                    remove_parts(folder)
            with removed(exported(db, real.parent, new)) as part:
                with closing(connect(part, 0, new)) as copy:
                    check(copy)
                try:
                    if new is not None and code is not None:
                        write_recovery(path, new, code)
                        convert_backups(_counted(mine, tell), old, new)
                    swap(db, part, real)
                except BaseException:
                    if part.exists():  # it has not taken the diary's place
                        convert_backups(mine, new, old)
                        with suppress(OSError):
                            take_back_recovery(path)
                    raise
    except OSError as error:
        raise of_system(error, path) from None
    if new is None:
        return _opened(path, old, _counted(mine, tell), folders)
    with suppress(StoreError, OSError):  # the diary has its new form; this can wait
        settle_recovery(path)
    return _plain_files(path, folders, {one.path for one in others})


def open_backups(path: Path, key: Key, folders: Collection[Path]) -> list[Path]:
    """The same for the backups of a diary that lost its passphrase, when a program was stopped at that.

    Raises StoreError. Says which files need a passphrase even now.
    """
    try:
        with plainly(path), closing(connect(find(path), PATIENCE)) as db:
            identify(db, path)
            mine, _ = _backups(db, path, key, folders)
    except OSError as error:
        raise of_system(error, path) from None
    return _opened(path, key, mine, folders)


def _opened(path: Path, key: Key | None, backups: Iterable[Backup], folders: Collection[Path]) -> list[Path]:
    """Takes the key away from backups; the files that have one even now.

    While there are such, the recovery code still opens them.
    """
    with suppress(StoreError, OSError):
        convert_backups(backups, key, None)
    left = locked_files(path, key, folders)
    if not left:
        with suppress(OSError):
            drop_recovery(path)
    return left


def locked_files(path: Path, key: Key | None, folders: Iterable[Path]) -> list[Path]:
    """Files that need a passphrase: all beside the diary, elsewhere those of this key."""
    beside, begins = backup_folder(path), f"{backup_stem(path)}-"
    found = [file for folder in folders for file in entries(folder) if file.name.startswith(begins)]

    def is_locked(file: Path) -> bool:
        is_mine = file.parent == beside or (key is not None and key.opens(file))
        return is_mine and looks_encrypted(file)

    return sorted(file for file in found if file.suffix == ".db" and file.is_file() and is_locked(file))


def convert_backups(backups: Iterable[Backup], old: Key | None, new: Key | None) -> None:
    """Those that can be read with the old key, or without one; the others stay as they are."""
    for backup in backups:
        if backup.holds is not None:
            with suppress(StoreError, OSError):
                its = None if is_plain(backup.path) else old
                if its != new:
                    convert_file(backup.path, its, new)


def _counted(backups: Sequence[Backup], tell: Callable[[int, int], object]) -> Iterator[Backup]:
    """The backups, each told of before it is converted."""
    for number, backup in enumerate(backups, 1):
        with suppress(OSError):  # whoever listened is gone; what was begun is ended all the same
            tell(number, len(backups) + 1)
        yield backup


def _salts(files: Iterable[Path]) -> Iterator[bytes]:
    """Of those files that can be read and may be encrypted."""
    for file in files:
        with suppress(OSError):
            if file.is_file() and not is_plain(file):
                yield salt_of(file)


def _backups(
    db: sqlite3.Connection, path: Path, key: Key | None, folders: Iterable[Path]
) -> tuple[list[Backup], list[Backup]]:
    """The diary's own, and those of another diary of the same name, as far as can be told."""
    identity = db.execute("SELECT value FROM setting WHERE name = ?", (IDENTITY,)).fetchone()
    found = [one for folder in folders for one in backups_in(folder, path, key)]
    beside = backup_folder(path)  # where those of older versions are, which had no identity
    mine = [
        one for one in found if (one.diary,) == identity or (one.diary is None and one.path.parent == beside)
    ]
    return mine, [one for one in found if one.diary is not None and one not in mine]


def _plain_files(path: Path, folders: Iterable[Path], but: Collection[Path]) -> list[Path]:
    """Files of an encrypted diary that anybody can read: damaged ones, which could not be converted."""
    begins = f"{backup_stem(path)}-"
    found = [file for folder in folders for file in entries(folder) if file.name.startswith(begins)]
    return sorted(file for file in found if file not in but and _shows_something(file))


def _shows_something(file: Path) -> bool:
    with suppress(OSError):
        return file.is_file() and file.stat().st_size > 0 and not looks_encrypted(file)
    return True
