"""How long a check-in takes until it is on the disk, beside the same rows by plain sqlite3."""

import sqlite3
from collections.abc import Iterable
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any

from afterneedle.diary import Diary
from afterneedle.domain.catalogue import Catalogue
from afterneedle.domain.records import CheckIn
from afterneedle.store import rows
from bench.long_diary import long_diary
from bench.table import milliseconds, title, told

SAVES = 200
PLAIN = f"""
CREATE TABLE check_in (id INTEGER PRIMARY KEY, {", ".join(rows.CHECK_IN)});
CREATE TABLE observation (id INTEGER PRIMARY KEY, check_in_id INTEGER, {", ".join(rows.OBSERVATION)});
PRAGMA journal_mode = TRUNCATE;
PRAGMA foreign_keys = ON;
PRAGMA secure_delete = ON;
PRAGMA temp_store = MEMORY;
PRAGMA synchronous = FULL;
PRAGMA fullfsync = ON;
"""


def save_times(catalogue: Catalogue, folder: Path) -> None:
    """One after the other, so that both have the same disk."""
    title("Saving; the peer is plain sqlite3, the same rows and pragmas")
    plain = sqlite3.connect(folder / "plain.db", isolation_level=None)
    plain.executescript(PLAIN)
    diary = Diary.create(folder / "diary.db")
    ours: list[float] = []
    theirs: list[float] = []
    for check_in in long_diary(catalogue, SAVES, 1, 5).check_ins:
        theirs.append(milliseconds(partial(_insert, plain, check_in)))
        ours.append(milliseconds(partial(diary.check_in, check_in, check_in.entered_at)))
    plain.close()
    diary.close()
    told("save a check-in on disk", median(ours), "ms", median(theirs), "2", "1.3")


def _insert(db: sqlite3.Connection, check_in: CheckIn) -> None:
    db.execute("BEGIN IMMEDIATE")
    row = _put(db, "check_in", rows.CHECK_IN, rows.check_in_row(check_in)).lastrowid
    for observation in rows.observation_rows(check_in):
        _put(db, "observation", ("check_in_id", *rows.OBSERVATION), (row, *observation))
    db.execute("COMMIT")


def _put(db: sqlite3.Connection, table: str, names: Iterable[str], row: tuple[Any, ...]) -> sqlite3.Cursor:
    places = ", ".join("?" * len(row))
    return db.execute(f"INSERT INTO {table}({', '.join(names)}) VALUES ({places})", row)
