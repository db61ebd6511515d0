"""Reads a table leaf by leaf, where the tree that leads to its pages is broken.

Nothing on a page says which table it belongs to: whoever reads has to see which rows can be the table's.
"""

import shutil
from collections.abc import Iterator
from contextlib import closing, suppress
from itertools import chain
from pathlib import Path

from afterneedle.store.keys import PAGE, Key
from afterneedle.store.mending import connect_leniently, take_tables
from afterneedle.store.opening import connect
from afterneedle.store.salvage import TROUBLE, Row


def leaf_rows(file: Path, table: str, names: tuple[str, ...], key: Key | None) -> Iterator[Row]:
    """Every row of every page that can be a table's, as this table would read it; some of them twice."""
    alone = _with_one_table(file, table, names, key)
    pages = iter(range(2, alone.stat().st_size // PAGE + 1))
    select = f"SELECT {', '.join(names)} FROM {table}"
    for first in pages:  # each time anew behind the one that could not be read
        # Inside a transaction, SQLite writes nothing more after a page that cannot be read.
        with suppress(*TROUBLE), closing(connect_leniently(alone, key)) as db:
            db.execute("PRAGMA journal_mode = MEMORY").fetchone()
            db.execute("BEGIN")
            for page in chain([first], pages):
                db.execute("PRAGMA writable_schema = ON")
                db.execute("UPDATE sqlite_master SET rootpage = ?", (page,))
                db.execute("PRAGMA writable_schema = RESET")  # reads the list of tables anew
                yield from db.execute(select)
    alone.unlink()


def _with_one_table(file: Path, table: str, names: tuple[str, ...], key: Key | None) -> Path:
    """A copy whose list of tables has this one alone, so that it is read quickly."""
    donor, alone = file.with_name(f"{table}.db"), file.with_name(f"alone-{table}.db")
    donor.touch()
    with closing(connect(donor, 0, key)) as db:
        fields = (f"{name} INTEGER PRIMARY KEY" if name == "id" else name for name in names)
        db.execute(f"CREATE TABLE {table}({', '.join(fields)})")
    shutil.copyfile(file, alone)
    take_tables(alone, donor, {1}, key)
    donor.unlink()
    return alone
