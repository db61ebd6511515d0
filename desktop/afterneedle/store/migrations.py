"""Brings a file to our schema. Imported only when there is something to do: sqlite_utils is slow to load.

A migration that was released never changes. How to add one: CONTRIBUTING.md.
"""

import json
import sqlite3
from contextlib import suppress
from pathlib import Path
from typing import Any

from sqlite_utils import Database, Migrations

from afterneedle.store import schema_1
from afterneedle.store.errors import Damaged
from afterneedle.store.schema import (
    APPLICATION_ID,
    DEFINITIONS,
    SCHEMA,
    TABLES,
    columns,
    definitions,
    makers,
    objects,
    renew_triggers,
)
from afterneedle.store.seals import seal_of

NAME = "afterneedle"
migrations = Migrations(NAME)


@migrations()
def m001_first(db: Database) -> None:
    """The tables of schema 1."""
    _make_tables(db, schema_1.TABLES)


@migrations()
def m002_seals(db: Database) -> None:
    """Every row gets its seal, also those that the history keeps; ids go on where they were."""
    if "seal" in columns(db.conn, "check_in"):  # made on the day when the number was still 1
        return
    counted = db.execute("SELECT seq, name FROM sqlite_sequence").fetchall()
    tables = sorted(objects(db.conn) & set(db.table_names()))
    for index in sorted(objects(db.conn) - set(tables)):
        db.execute(f"DROP INDEX {index}")
    for table in tables:
        db.execute(f"ALTER TABLE {table} RENAME TO old_{table}")
    _make_tables(db, TABLES)
    for table in tables:
        marks = ", ".join(f":{name}" for name in columns(db.conn, table))
        rows = (sealed_row(table, row) for row in db[f"old_{table}"].rows)
        db.conn.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)
        db.execute(f"DROP TABLE old_{table}")
    db.execute("DELETE FROM sqlite_sequence")
    db.conn.executemany("INSERT INTO sqlite_sequence(seq, name) VALUES (?, ?)", counted)


def _make_tables(db: Database, tables: str) -> None:
    # Not by executescript: sqlite_utils reads a script anew with each of its letters.
    for statement in makers(tables):
        db.conn.execute(statement)


def sealed_row(table: str, row: dict[str, Any]) -> dict[str, Any]:
    """A row of schema 1, by column, as schema 2 has it."""
    if table != "revision":
        return {**row, "seal": seal_of(row)}
    old = row["old"]
    try:
        noted = json.loads(old) if isinstance(old, str) else None
    except (ValueError, RecursionError):
        noted = None
    if not noted or not isinstance(noted, dict):
        return row  # the first write of a row; or damaged, as `verify` will say
    return {**row, "old": f'{old.removesuffix("}")},"seal":{seal_of(noted)}}}'}


def bring_up_to_date(db: sqlite3.Connection, path: Path) -> None:
    """Runs what is missing, in one transaction that also sets the version; or leaves the file as it was."""
    # Must be off before BEGIN; else a rebuilt parent table would take its children with it.
    db.execute("PRAGMA foreign_keys = OFF")
    db.execute("BEGIN IMMEDIATE")
    try:
        is_old = db.execute("PRAGMA user_version").fetchone()[0] < SCHEMA  # nobody else was quicker
        is_new = not objects(db)
        if is_old:
            _migrate(db, path, is_new)
        db.execute("COMMIT")
    except sqlite3.IntegrityError:
        raise Damaged(path) from None
    finally:
        if db.in_transaction:
            db.execute("ROLLBACK")
        db.execute("PRAGMA foreign_keys = ON")
    if is_old and not is_new:
        # Gives back the pages of the old tables, and puts the new ones where rescue.py looks for them.
        with suppress(sqlite3.Error):
            db.execute("VACUUM")


def make_schema_1(db: sqlite3.Connection) -> None:
    """The tables of schema 1 on the pages where a file of that schema has them, in a file of no bytes."""
    migrations.apply(Database(db, execute_plugins=False), stop_before="m002_seals")
    renew_triggers(db)


def _migrate(db: sqlite3.Connection, path: Path, is_new: bool) -> None:
    # A migration is no change of the patient's, and sqlite_utils' transform() drops triggers silently.
    for name in sorted(n for n in objects(db) if n.startswith("audit_")):
        db.execute(f"DROP TRIGGER {name}")
    if is_new:
        _make(Database(db, execute_plugins=False))
    else:
        migrations.apply(Database(db, execute_plugins=False))
    renew_triggers(db)
    if definitions(db) != DEFINITIONS or db.execute("PRAGMA foreign_key_check").fetchone():
        raise Damaged(path)
    db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    db.execute(f"PRAGMA user_version = {SCHEMA}")


def _make(db: Database) -> None:
    """The newest tables at once; what would have led to them counts as done."""
    done = Migrations(NAME)
    for one in migrations.pending(db):
        done(name=one.name)(lambda _: None)
    done.apply(db)
    _make_tables(db, TABLES)
