"""Connections through SQLCipher, which opens encrypted files and plain ones; used like SQLite's own.

One process must not have one file open with both: closing one would drop the locks of the other.
"""

import sqlite3
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any, BinaryIO

from sqlcipher3 import dbapi2

from afterneedle.store.keys import Key
from afterneedle.store.uris import uri_of

ENGINE = f"SQLCipher {dbapi2.connect(':memory:').execute('PRAGMA cipher_version').fetchone()[0]}"


# What `backup` fails with has no code, and SQLite's own words for it.
_BY_WORDS = {
    "database is locked": sqlite3.SQLITE_BUSY,
    "database table is locked": sqlite3.SQLITE_LOCKED,
    "attempt to write a readonly database": sqlite3.SQLITE_READONLY,
    "disk I/O error": sqlite3.SQLITE_IOERR,
    "database disk image is malformed": sqlite3.SQLITE_CORRUPT,
    "database or disk is full": sqlite3.SQLITE_FULL,
    "unable to open database file": sqlite3.SQLITE_CANTOPEN,
}


def _plainly(verb: Callable[..., Any]) -> Callable[..., Any]:
    """SQLCipher has errors of its own; raises the one of the same name that everybody catches."""

    @wraps(verb)
    def run(*given: Any, **more: Any) -> Any:
        try:
            return verb(*given, **more)
        except dbapi2.Error as error:
            raise _same(error) from None

    return run


def _same(error: Exception) -> Exception:
    """A name for it in `run` would keep the statement that failed until garbage is collected."""
    same: Exception = getattr(sqlite3, type(error).__name__)(*error.args)
    code = getattr(error, "sqlite_errorcode", None) or _BY_WORDS.get(str(error))
    same.sqlite_errorcode = code  # type: ignore[attr-defined]
    return same


class Cursor(dbapi2.Cursor):  # type: ignore[misc]  # SQLCipher has no types
    """What a statement gives."""

    execute = _plainly(dbapi2.Cursor.execute)
    executemany = _plainly(dbapi2.Cursor.executemany)
    executescript = _plainly(dbapi2.Cursor.executescript)
    __next__ = _plainly(dbapi2.Cursor.__next__)
    fetchone = _plainly(dbapi2.Cursor.fetchone)
    fetchmany = _plainly(dbapi2.Cursor.fetchmany)
    fetchall = _plainly(dbapi2.Cursor.fetchall)


class Connection(dbapi2.Connection):  # type: ignore[misc]
    """One open file."""

    backup = _plainly(dbapi2.Connection.backup)

    def __init__(self, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        self.kept_open: list[BinaryIO] = []  # the same file, read without SQLite: closing it drops all locks

    @property
    @_plainly
    def in_transaction(self) -> bool:
        return bool(super().in_transaction)

    @_plainly
    def close(self) -> None:
        super().close()
        for file in self.kept_open:
            file.close()

    @_plainly
    def cursor(self, factory: type[Cursor] = Cursor) -> Any:
        return super().cursor(factory)

    def execute(self, *statement: Any) -> Any:
        return self.cursor().execute(*statement)

    def executemany(self, *statement: Any) -> Any:
        return self.cursor().executemany(*statement)

    def executescript(self, statements: str) -> Any:
        return self.cursor().executescript(statements)


def connect(file: Path, key: Key | None, patience: float, mode: str = "rw") -> Any:
    """A connection to an encrypted file, an empty one that will be encrypted or, with no key, a plain one."""
    uri = f"{uri_of(file)}?mode={mode}"
    db = _plainly(dbapi2.connect)(uri, timeout=patience, isolation_level=None, uri=True, factory=Connection)
    db.execute("PRAGMA cipher_log_level = NONE")  # it would write about errors where the patient sees it
    if key is not None:
        db.execute(f'PRAGMA key = "{key.to_open if file.stat().st_size else key.to_make}"')
    return db
