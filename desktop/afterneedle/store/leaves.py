"""Reads a table leaf by leaf, where the tree that leads to its pages is broken.

Nothing on a page says which table it belongs to: whoever reads has to see which rows can be the table's.
"""

from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

from afterneedle.store.mending import PAGE
from afterneedle.store.opening import connect
from afterneedle.store.salvage import TROUBLE, Row

LEAF = 13  # how a page with rows of a table begins


def leaf_rows(file: Path, table: str, names: tuple[str, ...]) -> Iterator[Row]:
    """Every row of every leaf, as this table would read it; the file, a copy, is left as it is."""
    leaves = [number for number, first in enumerate(_first_bytes(file), 1) if first == LEAF]
    select = f"SELECT {', '.join(names)} FROM {table} NOT INDEXED"
    with closing(connect(file, 0)) as db:
        db.execute("BEGIN")
        for page in leaves:
            with suppress(*TROUBLE):
                db.execute("PRAGMA writable_schema = ON")
                db.execute("UPDATE sqlite_master SET rootpage = ? WHERE name = ?", (page, table))
                db.execute("PRAGMA writable_schema = RESET")  # reads the list of tables anew
                yield from db.execute(select)
        db.execute("ROLLBACK")


def _first_bytes(file: Path) -> Iterator[int]:
    with file.open("rb") as content:
        while page := content.read(PAGE):
            yield page[0]
