"""Diaries as each schema left them: what ./run dump wrote when that schema was the present one."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from afterneedle.diary import Diary
from dump import FOLDER, told


def put_diary_of(schema: int, path: Path, *, but: str = "") -> Path:
    """The stored diary of that schema as a file; `but`: SQL that makes it another."""
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.executescript((FOLDER / f"schema_{schema}.sql").read_text("utf-8"))
        db.executescript(but)
    return path


def what_was_told(schema: int) -> dict[str, Any]:
    """What the program that made it said of it."""
    told: dict[str, Any] = json.loads((FOLDER / f"schema_{schema}.json").read_text("utf-8"))
    return told


def rows(path: Path) -> dict[str, list[dict[str, Any]]]:
    """Every row of a file, by column, without the seals; of the history, what it keeps as values."""
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.row_factory = sqlite3.Row
        tables = db.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        found = {name: list(map(dict, db.execute(f"SELECT * FROM {name} ORDER BY 1"))) for (name,) in tables}
    del found["_sqlite_migrations"]
    for row in found["revision"]:
        row["old"] = row["old"] and json.loads(row["old"])
        (row["old"] or {}).pop("seal", None)
    for row in (row for table in found.values() for row in table):
        row.pop("seal", None)
    return found


def version(path: Path) -> int:
    with closing(sqlite3.connect(path)) as db:
        number: int = db.execute("PRAGMA user_version").fetchone()[0]
    return number


def told_of(path: Path) -> dict[str, Any]:
    """What the present program says of a diary, which must be whole before and after the walk through it."""
    diary = Diary.open(path)
    try:
        diary.verify()
        said = told(diary)
        diary.verify()
    finally:
        diary.close()
    return said
