"""Gives a diary and all its backups a passphrase, another one, or none; opens it with one."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, suppress
from pathlib import Path

from afterneedle.store.backup import IDENTITY, Backup, Check, backups_in
from afterneedle.store.convert import convert_file, exported, removed, swap
from afterneedle.store.errors import StoreError, WrongPassphrase, of_system, plainly
from afterneedle.store.keys import Key, is_plain, salt_of
from afterneedle.store.opening import PATIENCE, cipher, connect, find, identify
from afterneedle.store.recovery import drop_recovery, settle_recovery, write_recovery
from afterneedle.store.restore import take_alone


def unlock(path: Path, passphrase: str, backups: Iterable[Path]) -> Key:
    """The key of an encrypted diary that nobody has open here. Raises WrongPassphrase.

    A damaged diary may have lost its salt; its backups have the same.
    """
    real = find(path)
    try:
        salts = dict.fromkeys(salt_of(file) for file in (real, *backups) if not is_plain(file))
        keys = (Key.of(passphrase, salt) for salt in salts)
        fitting = next((key for key in keys if key.opens(real)), None)
    except OSError as error:
        raise of_system(error, path) from None
    if fitting is None:
        raise WrongPassphrase(path)
    return fitting


def change_key(
    path: Path,
    old: Key | None,
    new: Key | None,
    code: str | None,
    check: Check,
    folders: Iterable[Path],
    tell: Callable[[int, int], object] | None = None,
) -> None:
    """Converts a diary that nobody has open here, and its backups in these folders.

    Backups come first when there is a new passphrase, so that an encrypted diary never has plain ones.
    `code`: the recovery code of the new key. `check`: that of the diary. `tell`: as for `change_passphrase`.
    Raises StoreError; then the diary is as it was.
    """
    real = find(path)
    try:
        with plainly(path), closing(cipher(path).connect(real, old, PATIENCE)) as db:
            identify(db, path)
            take_alone(db)
            check(db)
            identity = db.execute("SELECT value FROM setting WHERE name = ?", (IDENTITY,)).fetchone()
            others = [one for folder in folders for one in backups_in(folder, path, old)]
            mine = [one for one in others if one.diary is None or (one.diary,) == identity]
            tell = tell or (lambda _done, _all: None)
            if new is not None and code is not None:
                write_recovery(path, new, code)
                convert_backups(_counted(mine, tell), old, new)
            tell(0 if new is None else len(mine), len(mine) + 1)
            with removed(exported(db, real.parent, new)) as part:
                with closing(connect(part, 0, new)) as copy:
                    check(copy)
                swap(part, real)
            if new is not None:
                settle_recovery(path)
            else:
                convert_backups(_counted(mine, tell, 1), old, new)
                drop_recovery(path)
    except OSError as error:
        raise of_system(error, path) from None


def convert_backups(backups: Iterable[Backup], old: Key | None, new: Key | None) -> None:
    """Those that can be read with the old key, or without one; the others stay as they are."""
    for backup in backups:
        its = None if is_plain(backup.path) else old
        if backup.holds is not None and its != new:
            with suppress(StoreError, OSError):
                convert_file(backup.path, its, new)


def _counted(
    backups: Sequence[Backup], tell: Callable[[int, int], object], before: int = 0
) -> Iterator[Backup]:
    """The backups, each told of before it is converted; `before`: files that are done."""
    for number, backup in enumerate(backups, before):
        tell(number, len(backups) + 1)
        yield backup


def plain_files(path: Path, folders: Iterable[Path]) -> list[Path]:
    """Files of an encrypted diary that anybody can read: damaged ones, which could not be converted."""
    found = [file for folder in folders for file in folder.glob(f"{path.stem}-*.db*") if file.is_file()]
    return [file for file in found if is_plain(file)]
