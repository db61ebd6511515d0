"""Copies of a damaged file that SQLite can read: one that is cut off or has lost page one it refuses."""

import os
import shutil
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

from afterneedle.store.migrations import make_schema_1
from afterneedle.store.opening import connect, create_file
from afterneedle.store.salvage import TROUBLE
from afterneedle.store.schema import AUDITED, objects

PAGE = 4096  # bytes, in every file of ours


def readable_copies(path: Path, work: Path) -> Iterator[Path]:
    """The damaged file as SQLite can read it: with its own list of tables or, if lost, a new one's."""
    damaged = work / "damaged.db"
    for end in ("", "-journal", "-wal"):
        with suppress(FileNotFoundError):
            shutil.copyfile(f"{path}{end}", f"{damaged}{end}")
    with suppress(*TROUBLE), closing(connect(damaged, 0)) as db:
        db.execute("PRAGMA journal_mode = DELETE").fetchone()  # plays the journal back
    for end in ("-journal", "-wal", "-shm"):  # what could not be played back by now is not to be trusted
        Path(f"{damaged}{end}").unlink(missing_ok=True)
    os.truncate(damaged, _whole_length(damaged))
    with suppress(*TROUBLE), closing(connect(damaged, 0)) as db:
        if objects(db) >= set(AUDITED):
            yield damaged
            return
    for donor in _donors(work):
        grafted = work / f"grafted-{donor.name}"
        shutil.copyfile(damaged, grafted)
        _graft(grafted, donor)
        yield grafted


def _whole_length(damaged: Path) -> int:
    """In bytes, by its header, if that can be: SQLite reads nothing of a file that is shorter."""
    length = damaged.stat().st_size
    with damaged.open("rb") as file:
        told = int.from_bytes(file.read(32)[28:], "big") * PAGE
    return told if length < told < 10 * length else -(-length // PAGE) * PAGE


def _donors(work: Path) -> Iterator[Path]:
    """Empty diaries with the tables on the pages where a file has them: as it was made, and once vacuumed."""
    made, made_1 = work / "made.db", work / "made-1.db"
    create_file(made)
    made_1.touch()
    with closing(connect(made_1, 0)) as db:
        db.execute("BEGIN")
        make_schema_1(db)
        db.execute("COMMIT")
    for donor in (made, made_1):
        vacuumed = donor.with_stem(f"{donor.stem}-vacuumed")
        shutil.copyfile(donor, vacuumed)
        with closing(connect(vacuumed, 0)) as db:
            for name in objects(db):
                if name.startswith("audit_"):  # VACUUM puts these behind everything else
                    db.execute(f"DROP TRIGGER {name}")
            db.execute("VACUUM")
        yield from (donor, vacuumed)


def _graft(damaged: Path, donor: Path) -> None:
    """Overwrites the pages of the list of tables: in an empty diary, all that are not the root of a table."""
    with closing(connect(donor, 0)) as db:
        roots = {page for (page,) in db.execute("SELECT rootpage FROM sqlite_master WHERE rootpage > 0")}
    pages, content = damaged.stat().st_size // PAGE, donor.read_bytes()
    with damaged.open("rb+") as file:
        for page in set(range(1, len(content) // PAGE + 1)) - roots:
            file.seek((page - 1) * PAGE)
            file.write(content[(page - 1) * PAGE : page * PAGE])
        file.seek(28)
        file.write(pages.to_bytes(4, "big") + bytes(8))  # so many pages, none of them free
