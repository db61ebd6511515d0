"""Puts a backup, or any copy of a diary, in the place of the present one.

SQLite itself writes the copy into the live file, as one transaction under an exclusive lock. A program
that has the file open goes on with the restored diary; after a rename it would save into a file that
nobody opens any more. Killed half-way, the journal leads back to what was there before.
"""

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime
from mmap import ACCESS_READ, mmap
from pathlib import Path

from afterneedle.store.backup import (
    Check,
    backup_stem,
    checked_copy,
    make_backup_folder,
    new_part,
    read_only,
)
from afterneedle.store.classifying import identify
from afterneedle.store.convert import exported, swap
from afterneedle.store.errors import Encrypted, Locked, NotADiary, of_system, plainly
from afterneedle.store.file_system import LEAVINGS, find, name_file
from afterneedle.store.keys import Key, is_plain, looks_encrypted
from afterneedle.store.opening import PATIENCE, cipher, connect, protect
from afterneedle.store.schema import APPLICATION_ID, MAGIC, SCHEMA
from afterneedle.store.seals import sealed

PAUSE = 0.05  # seconds between two tries to get at the file
PAGES = 500  # written at once


@contextmanager
def prepared(
    candidate: Path, its_key: Key | None, diary: Path, key: Key | None, check: Check, settings: dict[str, str]
) -> Iterator[Path]:
    """A checked copy of the candidate beside the diary's backups, of our schema, under the diary's key.

    `settings` are those of this computer, which no restored diary changes.
    """
    find(candidate)
    part = _copied(candidate, its_key, make_backup_folder(diary), key)
    try:
        with plainly(candidate), closing(connect(part, 0, key)) as db:
            if db.execute("PRAGMA user_version").fetchone()[0] < SCHEMA:
                from afterneedle.store.migrations import bring_up_to_date

                bring_up_to_date(db, candidate)
            protect(db)
            db.execute("BEGIN")
            db.executemany("INSERT OR REPLACE INTO setting VALUES (?, ?, ?)", map(sealed, settings.items()))
            db.execute("COMMIT")
            check(db)
        yield part
    finally:
        part.unlink(missing_ok=True)


def _copied(candidate: Path, its_key: Key | None, folder: Path, key: Key | None) -> Path:
    """A copy of the candidate under this key."""
    its = None if is_plain(candidate) else its_key or key
    if its is not None and not its.opens(candidate):
        raise Encrypted(candidate) if looks_encrypted(candidate) else NotADiary(candidate)
    if its is None and looks_encrypted(candidate):
        raise Encrypted(candidate)
    if its != key:
        with (
            plainly(candidate),
            closing(cipher(candidate).connect(candidate, its, PATIENCE)) as source,
        ):
            identify(source, candidate)
            return exported(source, folder, key)
    with plainly(candidate), closing(read_only(candidate, its)) as source:
        identify(source, candidate)
        return checked_copy(source, folder, lambda _: None, key)


@contextmanager
def alone(db: sqlite3.Connection) -> Iterator[None]:
    """Nobody else reads or writes the file meanwhile, not even between two transactions."""
    try:
        take_alone(db)
        yield
    finally:
        if db.in_transaction:
            db.execute("ROLLBACK")
        db.execute("PRAGMA locking_mode = NORMAL")
        db.execute("SELECT count(*) FROM sqlite_master").fetchone()  # only then the lock is given back


def take_alone(db: sqlite3.Connection) -> None:
    """Keeps everybody else away until the connection is closed, or put into its normal mode."""
    db.execute("BEGIN EXCLUSIVE")
    # Only now: while waiting for the lock, this mode would hold on to the right to read for good.
    db.execute("PRAGMA locking_mode = EXCLUSIVE")
    db.execute("COMMIT")


def overwrite(db: sqlite3.Connection, part: Path, path: Path, key: Key | None) -> None:
    """Makes the live file equal to the part, all of it or nothing."""

    def wrote(status: int, _left: int, _pages: int) -> None:
        if status & 0xFF in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            raise Locked(path)

    with closing(read_only(part, key)) as source:
        source.backup(db, pages=PAGES, progress=wrote, sleep=PAUSE)


def put_over(db: sqlite3.Connection, part: Path, path: Path) -> None:
    """Gives the part the place of a damaged file that `db` has open; whoever else has it finds it empty."""
    try:
        swap(db, part, find(path))
    except OSError as error:
        raise of_system(error, path) from None


def keep_damaged(db: sqlite3.Connection, path: Path, at: datetime, key: Key | None) -> Path:
    """A copy of a file that does not pass its check, page by page as it is, among the backups."""
    folder = make_backup_folder(path)
    part = new_part(folder)
    try:
        if key is None:
            with closing(connect(part, 0)) as copy:
                db.backup(copy)
        else:
            copy_bytes(db, find(path), part)
        kept = _free_name(folder, path, at)
        name_file(part, kept)
    except OSError as error:
        raise of_system(error, folder) from None
    finally:
        part.unlink(missing_ok=True)
    return kept


def copy_bytes(db: sqlite3.Connection, real: Path, part: Path) -> None:
    """A page that was not made with the key cannot be read through SQLCipher, so this copies the file itself.

    It stays open as long as the connection: closing it would drop the locks.
    """
    file = real.open("rb")
    db.kept_open.append(file)  # type: ignore[attr-defined]
    with part.open("wb") as copy:
        shutil.copyfileobj(file, copy)
        copy.flush()
        os.fsync(copy.fileno())  # before the damaged one is overwritten


def put_aside(path: Path, at: datetime, key: Key | None) -> Path | None:
    """Moves a diary that cannot be opened, and what its journal holds, among the backups; None without one.

    Raises NotADiary for a file that may well be another program's.
    """
    real = Path(os.path.realpath(path))  # a link to it stays where it is
    if not os.path.lexists(real):
        return None
    if not may_be_a_diary(path, key):
        raise NotADiary(path)
    folder = make_backup_folder(path)
    try:
        kept = _free_name(folder, path, at)
        for end in LEAVINGS:  # what belongs to it must never meet the restored file
            beside = Path(f"{real}{end}")
            with suppress(FileNotFoundError):
                if beside.stat().st_size == 0:  # what a program leaves that was killed at rest
                    beside.unlink()
                else:
                    beside.rename(f"{kept}{end}")
        real.rename(kept)
    except OSError as error:
        raise of_system(error, path) from None
    return kept


def may_be_a_diary(path: Path, key: Key | None) -> bool:
    """Whether a file says so itself, holds names of our schema, or has lost its first page or all it had.

    An encrypted one says so by a page that was made with the key.
    """
    try:
        if path.stat().st_size == 0 or (key is not None and key.opens(path)):
            return True
        with path.open("rb") as file, mmap(file.fileno(), 0, access=ACCESS_READ) as content:
            if content[: len(MAGIC)] == MAGIC and content[68:72] == APPLICATION_ID.to_bytes(4, "big"):
                return True
            return content.find(b"audit_check_in_") >= 0 or not content[:4096].strip(b"\0")
    except OSError as error:
        raise of_system(error, path) from None


def put_in_place(part: Path, path: Path) -> None:
    """Gives the part the diary's name, where nothing is now."""
    try:
        name_file(part, path)
    except OSError as error:
        raise of_system(error, path) from None


def _free_name(folder: Path, path: Path, at: datetime) -> Path:
    stem = f"{backup_stem(path)}-damaged-{at.astimezone(UTC):%Y-%m-%dT%H%M%S}Z"
    names = (folder / f"{stem}{number}.db" for number in ("", *(f"-{n}" for n in range(2, 1000))))
    return next(name for name in names if not os.path.lexists(name))
