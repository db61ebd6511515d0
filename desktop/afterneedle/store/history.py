"""Undo and redo: every change left its old rows behind, and reverting one is a new change.

Triggers write the old rows (schema.py). A change is of kind "do", "undo" (of a do) or "redo" (of an undo).
"""

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Literal

from afterneedle.store.schema import AUDITED, columns
from afterneedle.store.seals import sealed

Kind = Literal["do", "undo", "redo"]
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

# A redo is never taken back itself: taking back its change again is a new undo.
_UNDOABLE = """
SELECT id, label, at FROM change AS done WHERE kind = 'do' AND is_open = 0 AND NOT EXISTS (
  SELECT 1 FROM change AS back WHERE back.undoes = done.id
    AND NOT EXISTS (SELECT 1 FROM change AS again WHERE again.undoes = back.id))
ORDER BY id DESC LIMIT 1"""
_REDOABLE = """
SELECT id, label, at FROM change AS back WHERE kind = 'undo' AND is_open = 0
  AND NOT EXISTS (SELECT 1 FROM change AS again WHERE again.undoes = back.id)
  AND id > (SELECT coalesce(max(id), 0) FROM change WHERE kind = 'do')
ORDER BY id DESC LIMIT 1"""


class Overtaken(Exception):
    """A row is no longer as the change left it."""


class Unreadable(Exception):
    """The history names a table or holds a row that cannot be."""


@dataclass(frozen=True)
class ChangeRow:
    """One change of the patient's; `label` names its kind and holds nothing of theirs."""

    id: int
    label: str
    at: datetime


def begin(db: sqlite3.Connection, label: str, at: datetime, kind: Kind = "do", of: int | None = None) -> int:
    """Opens a change inside the current transaction; all writes until `end` belong to it."""
    values = sealed((int(at.timestamp()), label, kind, of))
    row = db.execute(
        "INSERT INTO change(at, label, kind, undoes, seal) VALUES (?, ?, ?, ?, ?) RETURNING id", values
    ).fetchone()
    return int(row[0])


def end(db: sqlite3.Connection, change: int) -> int | None:
    """Closes a change; one that changed nothing leaves no trace, so that undo always does something."""
    db.execute(
        "DELETE FROM change WHERE id = ? AND NOT EXISTS (SELECT 1 FROM revision WHERE change_id = ?)",
        (change, change),
    )
    return change if db.execute("UPDATE change SET is_open = 0 WHERE id = ?", (change,)).rowcount else None


def first_at(db: sqlite3.Connection) -> datetime | None:
    """When the oldest change was made that is known."""
    row = db.execute("SELECT at FROM change ORDER BY id LIMIT 1").fetchone()
    return row and moment(row[0])


def undoable(db: sqlite3.Connection) -> ChangeRow | None:
    """The newest change that is in force."""
    return _change(db, _UNDOABLE)


def redoable(db: sqlite3.Connection) -> ChangeRow | None:
    """The newest undo, unless something else was done after it."""
    return _change(db, _REDOABLE)


def revert(db: sqlite3.Connection, change: int) -> None:
    """Puts every row of a change back, newest write first."""
    db.execute("PRAGMA defer_foreign_keys = ON")  # whichever of parent and child comes back first
    names = {table: columns(db, table) for table in AUDITED}
    revisions = db.execute(
        "SELECT tbl, row_id, op, old FROM revision WHERE change_id = ? ORDER BY id DESC", (change,)
    ).fetchall()
    if not {table for table, *_ in revisions} <= names.keys():
        raise Unreadable
    for table, row in {(table, row) for table, row, *_ in revisions}:
        _check_untouched(db, change, table, row, names[table])
    for table, row, op, old in revisions:
        if op == "I":
            db.execute(f"DELETE FROM {table} WHERE id = ?", (row,))
        else:
            _restore(db, table, row, op, noted(old, names[table]))


def noted(old: str, names: tuple[str, ...]) -> dict[str, Any]:
    """A noted row; only columns that the table has reach the SQL."""
    try:
        values = json.loads(old)
    except (ValueError, RecursionError):
        raise Unreadable from None
    if not isinstance(values, dict) or not values.keys() <= set(names):
        raise Unreadable
    return values


def moment(seconds: int) -> datetime:
    """The time of a change; Unreadable when no calendar has it."""
    try:
        return EPOCH + timedelta(seconds=seconds)
    except OverflowError:
        raise Unreadable from None


def insert(db: sqlite3.Connection, table: str, values: Mapping[str, Any]) -> None:
    """Puts a noted row back under its own id."""
    marks = ", ".join("?" * len(values))
    db.execute(f"INSERT INTO {table}({', '.join(values)}) VALUES ({marks})", tuple(values.values()))


def _change(db: sqlite3.Connection, query: str) -> ChangeRow | None:
    row = db.execute(query).fetchone()
    return row and ChangeRow(row[0], row[1], moment(row[2]))


def _check_untouched(
    db: sqlite3.Connection, change: int, table: str, row: int, names: tuple[str, ...]
) -> None:
    """What a change left behind is what the next write to that row found: it must be there again."""
    later = db.execute(
        "SELECT old FROM revision WHERE tbl = ? AND row_id = ? AND change_id > ? ORDER BY id LIMIT 1",
        (table, row, change),
    ).fetchone()
    if later is None:
        return
    found = db.execute(f"SELECT {', '.join(names)} FROM {table} WHERE id = ?", (row,)).fetchone()
    now = dict(zip(names, found, strict=True)) if found else None
    if now != (noted(later[0], names) if later[0] else None):
        raise Overtaken


def _restore(db: sqlite3.Connection, table: str, row: int, op: str, values: dict[str, Any]) -> None:
    if op == "D":
        insert(db, table, values)
    else:
        sets = ", ".join(f"{name} = ?" for name in values)
        db.execute(f"UPDATE {table} SET {sets} WHERE id = ?", (*values.values(), row))
