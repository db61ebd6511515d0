"""Copies of a damaged file that SQLite can read: one that is cut off or has lost page one it refuses.

Of an encrypted file each page is sealed with the key and its own number: it can be seen whether it is as it
was made, and it can be taken over from another file of the same key.
"""

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

from afterneedle.store.keys import PAGE, Key
from afterneedle.store.migrations import make_schema_1
from afterneedle.store.opening import connect, create_file
from afterneedle.store.salvage import TROUBLE
from afterneedle.store.schema import AUDITED, objects


def readable_copies(path: Path, work: Path, key: Key | None) -> Iterator[Path]:
    """The damaged file as SQLite can read it: with its own list of tables or, if lost, a new one's."""
    damaged = work / "damaged.db"
    for end in ("", "-journal", "-wal"):
        with suppress(FileNotFoundError):
            shutil.copyfile(f"{path}{end}", f"{damaged}{end}")
    if key is not None:
        with damaged.open("rb+") as file:
            file.write(key.salt)
    with suppress(*TROUBLE), closing(connect(damaged, 0, key)) as db:
        db.execute("PRAGMA journal_mode = DELETE").fetchone()  # plays the journal back
    for end in ("-journal", "-wal", "-shm"):  # what could not be played back by now is not to be trusted
        Path(f"{damaged}{end}").unlink(missing_ok=True)
    os.truncate(damaged, _whole_length(damaged))
    if key is not None:
        _spoil_broken_pages(damaged, key)
    with suppress(*TROUBLE), closing(connect_leniently(damaged, key)) as db:
        if objects(db) >= set(AUDITED):
            yield damaged
            return
    for donor in _donors(work, key):
        grafted = work / f"grafted-{donor.name}"
        shutil.copyfile(damaged, grafted)
        _graft(grafted, donor, key)
        yield grafted


def _spoil_broken_pages(damaged: Path, key: Key) -> None:
    """Puts what can be no part of a table in the place of each page that is not as it was made.

    SQLCipher reads nothing at all once it has met one that is not; SQLite reads round what makes no sense.
    """
    with damaged.open("rb") as file:
        pages = damaged.stat().st_size // PAGE
        broken = {number for number in range(1, pages + 1) if not key.sealed(file.read(PAGE), number)} - {1}
    if broken:
        donor = damaged.with_name("senseless.db")
        donor.touch()
        with closing(connect(donor, 0, key)) as db:
            db.execute("CREATE TABLE first(x)")
            db.execute("INSERT INTO first VALUES (zeroblob(?))", (pages * PAGE,))
            db.execute("CREATE TABLE second(x)")  # behind all of it
            db.execute("DROP TABLE first")
            db.execute("INSERT INTO second VALUES (zeroblob(?))", (pages * PAGE,))
        _take_pages(damaged, donor, broken)
        donor.unlink()


def connect_leniently(damaged: Path, key: Key | None) -> sqlite3.Connection:
    """A connection that also reads a file which is shorter than it says of itself."""
    db = connect(damaged, 0, key)
    db.execute("PRAGMA writable_schema = ON")
    return db


def take_tables(damaged: Path, donor: Path, pages: set[int], key: Key | None) -> None:
    """Gives a file the list of tables that is on these pages of a donor, the first one among them."""
    _grow(donor, damaged.stat().st_size // PAGE, key)
    os.truncate(damaged, max(damaged.stat().st_size, donor.stat().st_size))
    _take_pages(damaged, donor, pages)


def _take_pages(damaged: Path, donor: Path, pages: set[int]) -> None:
    with damaged.open("rb+") as file, donor.open("rb") as given:
        for page in pages:
            for one in (file, given):
                one.seek((page - 1) * PAGE)
            file.write(given.read(PAGE))


def _grow(donor: Path, pages: int, key: Key | None) -> None:
    """Makes the donor say of itself that it has so many pages, or a few more, and none of them free."""
    with closing(connect(donor, 0, key)) as db:
        lacking = pages - db.execute("PRAGMA page_count").fetchone()[0]
        if lacking > 0:
            db.execute("CREATE TABLE x(x)")
            db.execute("INSERT INTO x VALUES (zeroblob(?))", (lacking * PAGE,))
            db.execute("PRAGMA writable_schema = ON")
            db.execute("DELETE FROM sqlite_master WHERE name = 'x'")


def _whole_length(damaged: Path) -> int:
    """In bytes, of whole pages."""
    return -(-damaged.stat().st_size // PAGE) * PAGE


def _donors(work: Path, key: Key | None) -> Iterator[Path]:
    """Empty diaries with the tables on the pages where a file has them: as it was made, and once vacuumed."""
    made, made_1 = work / "made.db", work / "made-1.db"
    create_file(made, key)
    made_1.touch()
    with closing(connect(made_1, 0, key)) as db:
        db.execute("BEGIN")
        make_schema_1(db)
        db.execute("COMMIT")
    for donor in (made, made_1):
        vacuumed = donor.with_stem(f"{donor.stem}-vacuumed")
        shutil.copyfile(donor, vacuumed)
        with closing(connect(vacuumed, 0, key)) as db:
            for name in objects(db):
                if name.startswith("audit_"):  # VACUUM puts these behind everything else
                    db.execute(f"DROP TRIGGER {name}")
            db.execute("VACUUM")
        yield from (donor, vacuumed)


def _graft(damaged: Path, donor: Path, key: Key | None) -> None:
    """Takes the pages of the list of tables: in an empty diary, all that are not the root of a table."""
    with closing(connect(donor, 0, key)) as db:
        roots = {page for (page,) in db.execute("SELECT rootpage FROM sqlite_master WHERE rootpage > 0")}
        pages = set(range(1, db.execute("PRAGMA page_count").fetchone()[0] + 1))
    take_tables(damaged, donor, pages - roots, key)
