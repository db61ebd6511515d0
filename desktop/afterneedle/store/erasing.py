"""Erases deleted entries and all their history, so that nothing of them is left in the file.

What was edited in an entry that is still there is not touched.
"""

import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

from afterneedle.store.backup import UNREADABLE, read_only
from afterneedle.store.history import begin
from afterneedle.store.keys import Key
from afterneedle.store.past import PARTS

# Rows that a person saves as a thing of its own; the others are parts of these.
WHOLE = ("patient", "session", "check_in", "answer")
_DELETED = """
SELECT DISTINCT json_extract(old, '$.uid') AS uid FROM revision
WHERE tbl = '{table}' AND op = 'D' AND uid NOT IN (SELECT uid FROM {table})"""
_GONE = (
    "SELECT DISTINCT row_id FROM revision WHERE tbl = '{table}' AND row_id NOT IN (SELECT id FROM {table})"
)
_PARTS = """
SELECT row_id FROM revision WHERE tbl = '{part}' AND op = 'D' AND json_extract(old, '$.{parent}') IN
  (SELECT row_id FROM revision WHERE tbl = '{table}' AND row_id NOT IN (SELECT id FROM {table}))"""
_ORPHANS = "DELETE FROM answer WHERE check_in NOT IN (SELECT uid FROM session UNION SELECT uid FROM check_in)"
_EMPTY = "DELETE FROM change WHERE NOT EXISTS (SELECT 1 FROM revision WHERE change_id = change.id)"
_UIDS = """
SELECT uid FROM session UNION SELECT uid FROM check_in
UNION SELECT json_extract(old, '$.uid') FROM revision WHERE tbl IN ('session', 'check_in') AND op <> 'I'"""


def forget(db: sqlite3.Connection, at: datetime) -> frozenset[str]:
    """Deletes all history of what is not there any more, inside a transaction; the ids of these entries.

    With it go the answers about such entries, which nothing shows any more.
    """
    begin(db, "erase", at)  # a change of no one's: without its rows it goes, too
    db.execute(_ORPHANS)
    found = [row for table in PARTS for row in db.execute(_DELETED.format(table=table)).fetchall()]
    rows = [(table, id) for table in WHOLE for (id,) in db.execute(_GONE.format(table=table)).fetchall()]
    for table, parts in PARTS.items():
        for part, parent in parts.items():
            query = _PARTS.format(part=part, parent=parent, table=table)
            rows += [(part, id) for (id,) in db.execute(query).fetchall()]
    db.executemany("DELETE FROM revision WHERE tbl = ? AND row_id = ?", rows)
    db.execute(_EMPTY)
    return frozenset(uid for (uid,) in found)


def knows_any(path: Path, key: Key | None, ids: frozenset[str]) -> bool:
    """Whether a file holds one of these entries, as it is or as it was; also when it cannot be read."""
    try:
        with closing(read_only(path, key)) as db:
            return any(uid in ids for (uid,) in db.execute(_UIDS))
    except UNREADABLE:
        return True
