"""Diaries as each schema left them: what ./run dump wrote when that schema was the present one."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from afterneedle.diary import Diary
from afterneedle.store.convert import convert_file
from afterneedle.store.keys import Key
from afterneedle.store.opening import connect
from dump import FOLDER, told


def put_diary_of(schema: int, path: Path, *, but: str = "", key: Key | None = None) -> Path:
    """The stored diary of that schema as a file; `but`: SQL that makes it another."""
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.executescript((FOLDER / f"schema_{schema}.sql").read_text("utf-8"))
        db.executescript(but)
    if key is not None:
        convert_file(path, None, key)
    return path


def what_was_told(schema: int) -> dict[str, Any]:
    """What the program that made it said of it."""
    told: dict[str, Any] = json.loads((FOLDER / f"schema_{schema}.json").read_text("utf-8"))
    return told


def rows(path: Path, key: Key | None = None) -> dict[str, list[dict[str, Any]]]:
    """Every row of a file, by column, without the seals; of the history, what it keeps as values."""
    with closing(connect(path, 0, key)) as db:
        tables = db.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        found = {}
        for (name,) in tables:
            cursor = db.execute(f"SELECT * FROM {name} ORDER BY 1")
            names = [column[0] for column in cursor.description]
            found[name] = [dict(zip(names, row, strict=True)) for row in cursor]
    del found["_sqlite_migrations"]
    for row in found["revision"]:
        row["old"] = row["old"] and json.loads(row["old"])
        (row["old"] or {}).pop("seal", None)
    for row in (row for table in found.values() for row in table):
        row.pop("seal", None)
    return found


def version(path: Path, key: Key | None = None) -> int:
    with closing(connect(path, 0, key)) as db:
        number: int = db.execute("PRAGMA user_version").fetchone()[0]
    return number


def told_of(path: Path, key: Key | None = None) -> dict[str, Any]:
    """What the present program says of a diary, which must be whole before and after the walk through it."""
    diary = Diary.open(path, key=key)
    try:
        diary.verify()
        said = told(diary)
        diary.verify()
    finally:
        diary.close()
    return said
