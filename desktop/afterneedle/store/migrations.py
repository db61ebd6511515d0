"""Brings a file to our schema. Imported only when there is something to do: sqlite_utils is slow to load."""

import sqlite3
from pathlib import Path

from sqlite_utils import Database, Migrations

from afterneedle.store.errors import Damaged
from afterneedle.store.schema import (
    APPLICATION_ID,
    DEFINITIONS,
    SCHEMA,
    TABLES,
    definitions,
    objects,
    renew_triggers,
)

migrations = Migrations("afterneedle")


@migrations()
def m001_first(db: Database) -> None:
    """The tables of schema 1."""
    db.executescript(TABLES)


def bring_up_to_date(db: sqlite3.Connection, path: Path) -> None:
    """Runs what is missing, in one transaction that also sets the version; or leaves the file as it was."""
    # Must be off before BEGIN; else a rebuilt parent table would take its children with it.
    db.execute("PRAGMA foreign_keys = OFF")
    db.execute("BEGIN IMMEDIATE")
    try:
        if db.execute("PRAGMA user_version").fetchone()[0] < SCHEMA:
            _migrate(db, path)
        db.execute("COMMIT")
    finally:
        if db.in_transaction:
            db.execute("ROLLBACK")
        db.execute("PRAGMA foreign_keys = ON")


def _migrate(db: sqlite3.Connection, path: Path) -> None:
    # A migration is no change of the patient's, and sqlite_utils' transform() drops triggers silently.
    for name in sorted(n for n in objects(db) if n.startswith("audit_")):
        db.execute(f"DROP TRIGGER {name}")
    migrations.apply(Database(db, execute_plugins=False))
    renew_triggers(db)
    if definitions(db) != DEFINITIONS or db.execute("PRAGMA foreign_key_check").fetchone():
        raise Damaged(path)
    db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    db.execute(f"PRAGMA user_version = {SCHEMA}")
