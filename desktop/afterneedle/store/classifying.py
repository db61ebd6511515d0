"""What a file is, before anything in it is touched: ours and of which schema, foreign, encrypted, damaged."""

import sqlite3
from contextlib import closing, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from afterneedle.store.errors import Damaged, Encrypted, Newer, NotADiary, StoreError, Unlocked, of_system
from afterneedle.store.schema import APPLICATION_ID, DEFINITIONS, SCHEMA, definitions
from afterneedle.store.uris import uri_of

if TYPE_CHECKING:
    from afterneedle.store.keys import Key


def refuse_foreign(real: Path, path: Path) -> None:
    """Stops at another program's file, before the first read of SQLite plays back a journal of theirs.

    `immutable`: looks at no journal, takes no lock, writes nothing. What it cannot read is judged later.
    """
    if not _may_be_ours(real):
        raise NotADiary(path)


def _may_be_ours(real: Path) -> bool:
    with suppress(sqlite3.Error), closing(_immutable(real)) as db:
        application: int = db.execute("PRAGMA application_id").fetchone()[0]
        return application == APPLICATION_ID
    return True


def _immutable(real: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{uri_of(real)}?mode=ro&immutable=1", isolation_level=None, uri=True)


def identify(db: sqlite3.Connection, path: Path) -> int:
    """The schema of one of our files; the first read also plays back a journal left by a crash."""
    application: int = db.execute("PRAGMA application_id").fetchone()[0]
    version: int = db.execute("PRAGMA user_version").fetchone()[0]
    if application != APPLICATION_ID:
        raise NotADiary(path)
    if version > SCHEMA:
        raise Newer(path)
    if definitions(db) not in _forms(version):
        raise Damaged(path)
    return version


def _forms(version: int) -> tuple[list[str], ...]:
    """What the definitions of a file of this schema may be."""
    if version == SCHEMA:
        return (DEFINITIONS,)
    if version == 1:
        from afterneedle.store.schema_1 import FORMS

        return FORMS
    return ()


def why_not(real: Path, path: Path, key: "Key | None") -> StoreError:
    """What is wrong with a file that SQLite cannot read, or not with this key."""
    from afterneedle.store.keys import is_plain, looks_encrypted

    try:
        if key is not None and key.opens(real):
            return Damaged(path)
        if is_plain(real):
            return Unlocked(path) if key is not None and _may_be_ours(real) else NotADiary(path)
        return Encrypted(path) if looks_encrypted(real) else NotADiary(path)
    except OSError as error:
        return of_system(error, path)
