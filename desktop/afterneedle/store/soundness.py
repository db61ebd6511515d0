"""Whether a file is whole, to the last bit that means something; reads all of it."""

import sqlite3
from collections.abc import Iterator, Mapping
from typing import Any

from afterneedle.store.history import Unreadable, noted
from afterneedle.store.schema import AUDITED, columns
from afterneedle.store.seals import UNSEALED, seal, seal_of

SEALED = (*AUDITED, "setting", "change")


def is_sound(db: sqlite3.Connection) -> bool:
    """Whether every page, reference and row is as it was saved, and every row that the history keeps."""
    return pages_fit(db) and rows_fit(db)


def pages_fit(db: sqlite3.Connection) -> bool:
    """What SQLite itself can tell, of a file of any version."""
    if not pages_are_sealed(db):
        return False
    whole = db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    return whole and db.execute("PRAGMA foreign_key_check").fetchone() is None


def pages_are_sealed(db: sqlite3.Connection) -> bool:
    """Whether SQLCipher made each page of an encrypted file, also the free ones; True of a plain file."""
    began = not db.in_transaction
    if began:
        db.execute("BEGIN")
    try:
        db.execute("SELECT count(*) FROM sqlite_master").fetchone()  # from here on nobody writes to the file
        return db.execute("PRAGMA cipher_integrity_check").fetchone() is None
    finally:
        if began and db.in_transaction:
            db.execute("ROLLBACK")


def rows_fit(db: sqlite3.Connection) -> bool:
    """What the seals tell."""
    return all(map(fits, _rows(db))) and all(_history(db)) and _counts_on(db)


def fits(row: Mapping[str, Any]) -> bool:
    """Whether a row, by column, is as it was sealed."""
    return bool(row["seal"] == seal_of(row))


def reseal(db: sqlite3.Connection, table: str) -> None:
    """Seals the rows of a table, which have ids, as they are now."""
    names = tuple(name for name in columns(db, table) if name not in UNSEALED)
    rows = db.execute(f"SELECT id, {', '.join(names)} FROM {table}").fetchall()
    db.executemany(f"UPDATE {table} SET seal = ? WHERE id = ?", [(seal(row), id) for id, *row in rows])


def _rows(db: sqlite3.Connection) -> Iterator[dict[str, Any]]:
    for table in SEALED:
        names = columns(db, table)
        for row in db.execute(f"SELECT {', '.join(names)} FROM {table}"):
            yield dict(zip(names, row, strict=True))


def _history(db: sqlite3.Connection) -> Iterator[bool]:
    """Of each row that the history keeps, whether it is the one it was noted for, and as it was saved."""
    names = {table: columns(db, table) for table in AUDITED}
    for table, row, old in db.execute("SELECT tbl, row_id, old FROM revision WHERE op <> 'I'"):
        try:
            values = noted(old, names[table])
        except (KeyError, Unreadable):
            yield False
        else:
            whole = tuple(values) == names[table]
            yield whole and values["id"] == row and fits(values)


def _counts_on(db: sqlite3.Connection) -> bool:
    """Whether no id that was in use will be used again."""
    used = dict(db.execute("SELECT tbl, max(row_id) FROM revision WHERE tbl <> 'patient' GROUP BY tbl"))
    counted = dict(db.execute("SELECT name, seq FROM sqlite_sequence"))
    return all(counted.get(table, 0) >= last for table, last in used.items())
