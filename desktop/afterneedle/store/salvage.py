"""Reads the rows of a damaged table, round the pages that cannot be read."""

import sqlite3
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

Row = tuple[Any, ...]

TROUBLE = (sqlite3.Error, UnicodeDecodeError, OverflowError)
MANY = 10_000_000  # ids to try when nothing tells how many there are


@dataclass
class Salvaged:
    """The rows of a table that can be read, and the ids of those that must have been there.

    `parents`: what an observation belongs to, by its id, also of those that are lost.
    """

    rows: list[Row] = field(default_factory=list)
    expected: set[int] = field(default_factory=set)
    parents: dict[int, int] = field(default_factory=dict)
    is_whole: bool = True
    is_index_whole: bool = True


def salvage(db: sqlite3.Connection, table: str, names: tuple[str, ...]) -> Salvaged:
    """Everything that is left of a table of ours, with these columns."""
    salvaged = Salvaged()
    select = f"SELECT {', '.join(names)} FROM {table} NOT INDEXED"
    if "id" in names:
        salvaged.rows.extend(_by_id(db, table, select, names.index("id"), salvaged))
        _look_at_index(db, table, salvaged)
    else:
        salvaged.rows.extend(_from_both_ends(db, f"{select} ORDER BY name", salvaged))
    return salvaged


def _by_id(
    db: sqlite3.Connection, table: str, select: str, id_column: int, salvaged: Salvaged
) -> Iterator[Row]:
    """Goes up by id; behind what cannot be read it looks where reading works again."""
    here, last = _bounds(db, table)
    between = f"{select} WHERE id BETWEEN ? AND ? ORDER BY id"

    def is_readable(id: int) -> bool:
        try:
            db.execute(f"{between} LIMIT 1", (id, last)).fetchone()
        except TROUBLE:
            return False
        return True

    while here <= last:
        try:
            for row in db.execute(between, (here, last)):
                here = max(here, row[id_column] + 1)
                yield row
        except TROUBLE:
            salvaged.is_whole = False
        else:
            return
        step = 1
        while here + step <= last and not is_readable(here + step):
            step *= 2
        if here + step > last:
            return
        bad, good = here + step // 2, here + step
        while good - bad > 1:
            middle = (bad + good) // 2
            bad, good = (bad, middle) if is_readable(middle) else (middle, good)
        here = good


def _bounds(db: sqlite3.Connection, table: str) -> tuple[int, int]:
    """The lowest and highest id, as far as anything tells."""
    low, high = 1, None
    with suppress(*TROUBLE):
        high = db.execute(f"SELECT max(id) FROM {table} NOT INDEXED").fetchone()[0] or 0
    if high is None:
        with suppress(*TROUBLE):
            found = db.execute("SELECT seq FROM sqlite_sequence WHERE name = ?", (table,)).fetchone()
            high = found[0] if found else 1
    return low, MANY if high is None else int(high)


def _look_at_index(db: sqlite3.Connection, table: str, salvaged: Salvaged) -> None:
    """Its own index names each row once more, on other pages."""
    what = "id, check_in_id" if table == "observation" else "id, NULL"
    index = f"sqlite_autoindex_{table}_1"
    try:
        if db.execute("SELECT 1 FROM sqlite_master WHERE name = ?", (index,)).fetchone():
            for id, parent in db.execute(f"SELECT {what} FROM {table} INDEXED BY {index}"):
                salvaged.expected.add(id)
                salvaged.parents[id] = parent
    except TROUBLE:
        salvaged.is_index_whole = False


def _from_both_ends(db: sqlite3.Connection, select: str, salvaged: Salvaged) -> list[Row]:
    """Rows without an id: from the start to where reading stops, and from the end."""
    found: dict[Row, None] = {}
    for query in (select, f"{select} DESC"):
        try:
            for row in db.execute(query):
                found[row] = None
        except TROUBLE:
            salvaged.is_whole = False
    return list(found)
