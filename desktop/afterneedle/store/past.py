"""What was: entries that are no longer there, and how an entry stood after each of its changes.

Nothing is kept for this but what undo keeps anyway (history.py).
"""

import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from afterneedle.store.history import insert, moment, noted
from afterneedle.store.schema import columns

Values = dict[str, Any]  # one row, by column
Notes = dict[str, list[Values]]  # rows as they once were, by table
Row = tuple[str, int]  # a table and an id in it
Revision = tuple[int, Row, str, str]  # its id, what was written to, how, and what was there before

# What belongs to an entry: tables, and the column by which their rows name it.
PARTS = {
    "session": {"session_site": "session_id", "baseline": "session_id"},
    "check_in": {"observation": "check_in_id"},
}

_GONE = """
SELECT change_id, at, old FROM revision JOIN change ON change.id = change_id
WHERE revision.id IN (
  SELECT max(id) FROM revision WHERE tbl = '{table}' AND op = 'D'
    AND json_extract(old, '$.uid') NOT IN (SELECT uid FROM {table})
  GROUP BY json_extract(old, '$.uid'))
ORDER BY revision.id DESC"""
_PARTS_GONE = """
SELECT change_id, json_extract(old, '$.{parent}'), row_id, old FROM revision
WHERE tbl = '{part}' AND op = 'D' ORDER BY row_id"""


@dataclass(frozen=True)
class Gone:
    """A deleted entry: its table, its rows, the change that deleted it and when that was."""

    table: str
    notes: Notes
    change: int
    at: datetime

    @property
    def uid(self) -> str:
        return str(self.notes[self.table][0]["uid"])


def gone(db: sqlite3.Connection) -> list[Gone]:
    """Every entry that was saved once and is not there now, last deleted first."""
    found = [one for table in PARTS for one in _gone(db, table)]
    return sorted(found, key=lambda one: one.change, reverse=True)


def put_back(db: sqlite3.Connection, entry: Gone) -> None:
    """Inserts the rows of a deleted entry as they were, inside a change."""
    for table in (entry.table, *PARTS[entry.table]):
        for values in entry.notes[table]:
            insert(db, table, values)


def states(db: sqlite3.Connection, uid: str) -> Iterator[tuple[datetime, Notes]]:
    """How the entry of this id stood after each of its changes, newest first."""
    for table in PARTS:
        for values in _rows(db, table, "uid", uid):
            yield from _walk_back(db, table, values)


def _gone(db: sqlite3.Connection, table: str) -> Iterator[Gone]:
    names = columns(db, table)
    rows = db.execute(_GONE.format(table=table)).fetchall()
    parts = {part: _parts_gone(db, part, parent) for part, parent in PARTS[table].items()} if rows else {}
    for change, at, old in rows:
        entry = noted(old, names)
        notes = {table: [entry], **{part: found[change, entry["id"]] for part, found in parts.items()}}
        yield Gone(table, notes, change, moment(at))


def _parts_gone(db: sqlite3.Connection, part: str, parent: str) -> defaultdict[tuple[int, int], list[Values]]:
    """Rows of a table, by the change that deleted them and the entry that they belonged to."""
    names, found = columns(db, part), defaultdict[tuple[int, int], list[Values]](list)
    for change, entry, _id, old in db.execute(_PARTS_GONE.format(part=part, parent=parent)):
        found[change, entry].append(noted(old, names))
    return found


def _walk_back(db: sqlite3.Connection, table: str, entry: Values) -> Iterator[tuple[datetime, Notes]]:
    """Takes one change after the other back, in memory."""
    itself: Row = (table, entry["id"])
    names = {name: columns(db, name) for name in (table, *PARTS[table])}
    state, once_there = {itself: entry}, set[Row]()
    for part, parent in PARTS[table].items():
        state |= {(part, values["id"]): values for values in _rows(db, part, parent, entry["id"])}
        gone_by = db.execute(_PARTS_GONE.format(part=part, parent=parent))
        once_there |= {(part, id) for _change, of, id, _old in gone_by if of == entry["id"]}
    for at, revisions in _changes(db, once_there | state.keys()):
        if itself in state:
            yield at, _notes(state)
        for _revision, row, op, old in revisions:
            if op == "I":
                del state[row]
            else:
                state[row] = noted(old, names[row[0]])


def _changes(db: sqlite3.Connection, rows: set[Row]) -> Iterator[tuple[datetime, list[Revision]]]:
    """The changes that wrote to these rows, and what each noted, newest first."""
    query = (
        "SELECT change_id, at, revision.id, op, old FROM revision JOIN change ON change.id = change_id "
        "WHERE tbl = ? AND row_id = ?"
    )
    revisions, times = defaultdict[int, list[Revision]](list), dict[int, int]()
    for row in rows:
        for change, at, id, op, old in db.execute(query, row):
            revisions[change].append((id, row, op, old))
            times[change] = at
    for change in sorted(revisions, reverse=True):
        yield moment(times[change]), sorted(revisions[change], reverse=True)


def _notes(state: Mapping[Row, Values]) -> Notes:
    notes: Notes = {}
    for table, id in sorted(state):
        notes.setdefault(table, []).append(state[table, id])
    return notes


def _rows(db: sqlite3.Connection, table: str, column: str, value: object) -> list[Values]:
    names = columns(db, table)
    found = db.execute(f"SELECT {', '.join(names)} FROM {table} WHERE {column} = ? ORDER BY id", (value,))
    return [dict(zip(names, row, strict=True)) for row in found]
