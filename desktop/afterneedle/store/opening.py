"""Opens and creates diary files. A file is classified before anything in it is touched.

Opening never creates a file and never deletes a journal: a journal left by a crash holds what puts the
file right, and SQLite plays it back by itself.
"""

import os
import sqlite3
import tempfile
from contextlib import closing, suppress
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

from afterneedle.store.classifying import identify, refuse_foreign, why_not
from afterneedle.store.errors import (
    Damaged,
    Exists,
    NoCipher,
    NotADiary,
    OldSqlite,
    ReadOnly,
    of_system,
    plainly,
)
from afterneedle.store.file_system import PRIVATE_FILE, find, make_folder, name_file
from afterneedle.store.schema import SCHEMA
from afterneedle.store.uris import uri_of

if TYPE_CHECKING:
    from afterneedle.store.keys import Key

LEAST_SQLITE = (3, 37, 0)
PATIENCE = 5.0  # seconds to wait for another program's save; one takes milliseconds
LONGEST_ROW = 4_000_000  # bytes; ours stay below a million, also in the history


def open_file(
    path: Path, read_only: bool, patience: float, key: "Key | None"
) -> tuple[sqlite3.Connection, bool]:
    """A connection to an existing diary, and whether it is read-only, by wish or by need."""
    _check_sqlite(path)
    real = find(path)
    try:
        return _open(real, path, read_only, patience, key)
    except NotADiary:
        raise why_not(real, path, key) from None


def _open(
    real: Path, path: Path, read_only: bool, patience: float, key: "Key | None"
) -> tuple[sqlite3.Connection, bool]:
    with plainly(path):
        if key is None:
            refuse_foreign(real, path)
        was_cut_off = key is not None and _has_journal(real)
        db = connect(real, patience, key)
        try:
            version = identify(db, path)
            protect(db)
            read_only = read_only or not _is_writable(db)
            if version < SCHEMA:
                if read_only:
                    raise ReadOnly(path)
                _keep_before_migration(db, path, real, key)
                _migrate(db, path)
            if read_only:
                db.execute("PRAGMA query_only = ON")
            else:
                with suppress(OSError):  # someone else's file that we may write
                    real.chmod(PRIVATE_FILE)
                if was_cut_off:
                    _drop_torn_pages(db)
        except BaseException:
            db.close()  # plainly: the file may be another program's
            raise
    return db, read_only


def create_file(path: Path, key: "Key | None" = None) -> None:
    """Makes a new, empty diary that appears whole or not at all."""
    _check_sqlite(path)
    try:
        if os.path.lexists(path):
            raise Exists(path)
        make_folder(path.parent)
        handle, name = tempfile.mkstemp(".part", ".afterneedle-", path.parent)  # its mode is 0600
        os.close(handle)
        part = Path(name)
        try:
            with plainly(path), closing(connect(part, 0, key)) as db:
                _migrate(db, path)
            name_file(part, path)
        finally:
            part.unlink(missing_ok=True)
            Path(f"{part}-journal").unlink(missing_ok=True)
    except OSError as error:
        raise of_system(error, path) from None


def close_file(db: sqlite3.Connection) -> None:
    """Closes a connection and leaves one file behind."""
    with suppress(sqlite3.Error):
        db.execute("PRAGMA journal_mode = DELETE")  # removes the empty journal, if nobody needs it
    db.close()


def _check_sqlite(path: Path) -> None:
    if sqlite3.sqlite_version_info < LEAST_SQLITE:
        raise OldSqlite(path)


def connect(real: Path, patience: float, key: "Key | None" = None, mode: str = "rw") -> sqlite3.Connection:
    """mode=rw never creates; where the file cannot be written SQLite itself falls back to reading."""
    if key is not None:
        encrypted: sqlite3.Connection = cipher(real).connect(real, key, patience, mode)
        return encrypted
    uri = f"{uri_of(real)}?mode={mode}"
    db = sqlite3.connect(uri, timeout=patience, isolation_level=None, uri=True)
    db.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LONGEST_ROW)
    return db


def cipher(path: Path) -> ModuleType:
    """SQLCipher, for the file at `path`; raises NoCipher where it is not installed."""
    try:
        from afterneedle.store import cipher
    except ImportError:
        raise NoCipher(path) from None
    return cipher


def protect(db: sqlite3.Connection) -> None:
    """Sets what SQLite does not remember in the file.

    trusted_schema stays on: SQLites before 3.44 would not let our triggers use json_object(). Nothing foreign
    can run all the same, as no word of the schema is but ours (`identify`).
    """
    db.execute("PRAGMA foreign_keys = ON")
    db.execute("PRAGMA recursive_triggers = ON")  # else REPLACE would delete unseen by the history
    db.execute("PRAGMA secure_delete = ON")
    db.execute("PRAGMA temp_store = MEMORY")
    db.execute("PRAGMA cell_size_check = ON")
    db.execute("PRAGMA synchronous = FULL")
    db.execute("PRAGMA fullfsync = ON")


def _is_writable(db: sqlite3.Connection) -> bool:
    """Tries a write that changes nothing: permission bits do not tell about folders, disks and root."""
    try:
        db.execute("PRAGMA journal_mode = TRUNCATE")
        db.execute("BEGIN IMMEDIATE")
        db.execute(f"PRAGMA user_version = {db.execute('PRAGMA user_version').fetchone()[0]}")
    except sqlite3.Error as error:
        code = error.sqlite_errorcode & 0xFF
        if code in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_IOERR):
            return False
        if code != sqlite3.SQLITE_FULL:  # a full disk can be emptied while the diary is open
            raise
    finally:
        if db.in_transaction:
            db.execute("ROLLBACK")
    return True


def _has_journal(real: Path) -> bool:
    with suppress(OSError):
        return Path(f"{real}-journal").stat().st_size > 0
    return False


def _drop_torn_pages(db: sqlite3.Connection) -> None:
    """Leaves out free pages that a power failure tore: no journal brings back what held nothing.

    SQLite does not mind; but SQLCipher could make no backup, as it reads no page that is not as it was made.
    """
    from afterneedle.store.soundness import pages_are_sealed

    with suppress(sqlite3.Error):
        if not pages_are_sealed(db):
            db.execute("VACUUM")


def _keep_before_migration(db: sqlite3.Connection, path: Path, real: Path, key: "Key | None") -> None:
    """A backup of the file as the older version left it, under the time when it was saved last."""
    from afterneedle.store.backup import make_backup, make_backup_folder
    from afterneedle.store.soundness import pages_fit

    def check(copy: sqlite3.Connection) -> None:
        if not pages_fit(copy):
            raise Damaged(path)

    saved = datetime.fromtimestamp(real.stat().st_mtime, UTC)
    make_backup(db, path, make_backup_folder(path), saved, check, key)


def _migrate(db: sqlite3.Connection, path: Path) -> None:
    from afterneedle.store.migrations import bring_up_to_date

    bring_up_to_date(db, path)
