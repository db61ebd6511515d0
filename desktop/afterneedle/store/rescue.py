"""Copies what can be read of a damaged diary into a new one, row by row. The damaged file is only read.

Nobody may have the damaged file open in this process: closing our handle would drop SQLite's locks.
"""

import os
import sqlite3
from collections.abc import Mapping
from contextlib import closing, suppress
from dataclasses import dataclass
from operator import itemgetter
from pathlib import Path
from tempfile import TemporaryDirectory

from afterneedle.domain.catalogue import Catalogue
from afterneedle.store.backup import PART_PREFIX
from afterneedle.store.errors import Encrypted, Exists, NoFolder, NotADiary, of_system, plainly
from afterneedle.store.file_system import find, name_file
from afterneedle.store.keys import Key, looks_encrypted
from afterneedle.store.leaves import leaf_rows
from afterneedle.store.mending import connect_leniently, readable_copies
from afterneedle.store.migrations import sealed_row
from afterneedle.store.opening import connect, create_file
from afterneedle.store.past import PARTS, Notes, Values
from afterneedle.store.reading import makes_sense
from afterneedle.store.restore import may_be_a_diary
from afterneedle.store.salvage import TROUBLE, Salvaged, salvage
from afterneedle.store.schema import AUDITED, columns, objects, renew_triggers
from afterneedle.store.soundness import SEALED, fits, reseal, rows_fit

HISTORY = ("change", "revision")


@dataclass(frozen=True)
class Rescued:
    """What came of it: rows by table that were copied, and that are known to be missing.

    `has_history`: undo and "Recently deleted" came along, which they do only when nothing is missing.
    `unanswered`: check-ins that lost a symptom, or may have; what they denied counts as not answered.
    """

    copied: Mapping[str, int]
    missing: Mapping[str, int]
    has_history: bool
    unanswered: int

    @property
    def is_empty(self) -> bool:
        return not any(self.copied.values())


def rescue(path: Path, target: Path, catalogue: Catalogue, key: Key | None = None) -> Rescued:
    """Makes a sound diary at `target`, where nothing may be yet, of what is left at `path`.

    When nothing is left, no file is made. `key`: of the diary; the new one has it too.
    """
    real = find(path)
    if not may_be_a_diary(real, key):
        raise Encrypted(path) if looks_encrypted(real) else NotADiary(path)
    if os.path.lexists(target):
        raise Exists(target)
    if not target.parent.is_dir():
        raise NoFolder(target.parent)
    try:
        with TemporaryDirectory(prefix=PART_PREFIX, dir=target.absolute().parent) as work:  # its mode is 0700
            with plainly(path):
                rescued, fresh = _best(real, Path(work), catalogue, key)
            if not rescued.is_empty:
                name_file(fresh, target)
    except OSError as error:
        raise of_system(error, target) from None
    return rescued


def _best(path: Path, work: Path, catalogue: Catalogue, key: Key | None) -> tuple[Rescued, Path]:
    made, its = [], key if key is not None and key.opens(path) else None
    for number, damaged in enumerate(readable_copies(path, work, its)):
        fresh = work / f"new-{number}.db"
        create_file(fresh, key)
        made.append((_fill(fresh, damaged, catalogue, key, its), fresh))
    return max(made, key=lambda one: sum(one[0].copied.values()))


def _fill(fresh: Path, damaged: Path, catalogue: Catalogue, key: Key | None, its: Key | None) -> Rescued:
    """Copies into an empty diary what can be read, and what makes sense there."""
    with closing(connect_leniently(damaged, its)) as source, closing(connect(fresh, 0, key)) as db:
        db.execute("PRAGMA foreign_keys = OFF")
        db.execute("BEGIN")
        for name in objects(db):
            if name.startswith("audit_"):
                db.execute(f"DROP TRIGGER {name}")
        salvaged = {table: _copy(source, db, table) for table in (*AUDITED, "setting", *HISTORY)}
        for table in AUDITED:
            if not salvaged[table].is_whole:
                _copy_leaves(damaged, db, table, its)
        for table, ids in _ledger(salvaged["revision"]).items():
            salvaged[table].expected |= ids
        lost = _drop_what_does_not_fit(db, catalogue)
        missing = {table: salvaged[table].expected - _there(db, table) for table in AUDITED}
        for table, ids in lost.items():
            missing[table] |= ids
        _count_on(db)
        unanswered = _forget_denials(db, salvaged["observation"], missing["observation"])
        whole = not any(missing.values()) and all(one.is_whole for one in salvaged.values()) and rows_fit(db)
        if not whole:
            db.execute("DELETE FROM revision")
            db.execute("DELETE FROM change")
        renew_triggers(db)
        copied = {table: len(_there(db, table)) for table in AUDITED}
        db.execute("COMMIT")
        return Rescued(copied, {table: len(ids) for table, ids in missing.items()}, whole, unanswered)


def _copy(source: sqlite3.Connection, db: sqlite3.Connection, table: str) -> Salvaged:
    """Copies a table; a row that our tables refuse, or whose seal is broken, is damaged and stays out."""
    names, is_sealed = columns(db, table), _is_sealed(source)
    found = names if is_sealed else tuple(name for name in names if name != "seal")
    salvaged = salvage(source, table, found)
    insert = f"INSERT INTO {table}({', '.join(names)}) VALUES ({', '.join('?' * len(names))})"
    for row in salvaged.rows:
        values = dict(zip(found, row, strict=True))
        if not is_sealed:
            values = sealed_row(table, values)
        if table in SEALED and not fits(values):
            if "id" in values:
                salvaged.expected.add(values["id"])
            continue
        with suppress(sqlite3.Error):
            db.execute(insert, tuple(values.values()))
    return salvaged


def _is_sealed(source: sqlite3.Connection) -> bool:
    """Whether its rows have seals, which those of schema 1 have not; also when nothing of it can be read."""
    with suppress(*TROUBLE):
        return "seal" in columns(source, "check_in")
    return True


def _copy_leaves(damaged: Path, db: sqlite3.Connection, table: str, its: Key | None) -> None:
    """Copies rows that no tree leads to any more; only their seals tell that they are of this table."""
    names = columns(db, table)
    insert = f"INSERT OR IGNORE INTO {table}({', '.join(names)}) VALUES ({', '.join('?' * len(names))})"
    for row in leaf_rows(damaged, table, names, its):
        if row[-1] is not None and fits(dict(zip(names, row, strict=True))):
            with suppress(sqlite3.Error):
                db.execute(insert, row)


def _ledger(revisions: Salvaged) -> dict[str, set[int]]:
    """The rows that must be there by the history: written to, and not deleted since."""
    written = sorted(revisions.rows, key=itemgetter(0))
    last = {(table, row): op for _id, _change, table, row, op, _old in written}
    there: dict[str, set[int]] = {}
    for (table, row), op in last.items():
        if op != "D" and table in AUDITED:
            there.setdefault(table, set()).add(row)
    return there


def _count_on(db: sqlite3.Connection) -> None:
    """No id that the history knows is given to anything new."""
    used = "SELECT max(row_id), tbl FROM revision WHERE tbl <> 'patient' GROUP BY tbl"
    for last in db.execute(used).fetchall():
        if not db.execute("UPDATE sqlite_sequence SET seq = max(seq, ?) WHERE name = ?", last).rowcount:
            db.execute("INSERT INTO sqlite_sequence(seq, name) VALUES (?, ?)", last)


def _there(db: sqlite3.Connection, table: str) -> set[int]:
    return {id for (id,) in db.execute(f"SELECT id FROM {table}")}


def _drop_what_does_not_fit(db: sqlite3.Connection, catalogue: Catalogue) -> dict[str, set[int]]:
    """Removes rows that refer to nothing and rows that are no records; which, by table."""
    dropped: dict[str, set[int]] = {}
    while orphans := db.execute("PRAGMA foreign_key_check").fetchall():
        for table, id, *_ in orphans:
            db.execute(f"DELETE FROM {table} WHERE id = ?", (id,))
            dropped.setdefault(table, set()).add(id)
    for table, id in _senseless(db, catalogue):
        db.execute(f"DELETE FROM {table} WHERE id = ?", (id,))
        for part, parent in PARTS.get(table, {}).items():
            db.execute(f"DELETE FROM {part} WHERE {parent} = ?", (id,))
        dropped.setdefault(table, set()).add(id)
    return {table: ids for table, ids in dropped.items() if table in AUDITED}


def _senseless(db: sqlite3.Connection, catalogue: Catalogue) -> list[tuple[str, int]]:
    """Rows that pass every check of the database and are no records of ours all the same."""
    rows = {table: _values(db, table) for table in AUDITED}
    if makes_sense(rows, catalogue):
        return []
    found = []
    for table in ("patient", "answer", *PARTS):
        for row in rows[table]:
            alone: Notes = {table: [row]}
            if not makes_sense(alone, catalogue):
                found.append((table, row["id"]))
                continue
            for part, parent in PARTS.get(table, {}).items():
                mine = [one for one in rows[part] if one[parent] == row["id"]]
                found += [
                    (part, one["id"]) for one in mine if not makes_sense({**alone, part: [one]}, catalogue)
                ]
    return found


def _values(db: sqlite3.Connection, table: str) -> list[Values]:
    names = columns(db, table)
    found = db.execute(f"SELECT {', '.join(names)} FROM {table} ORDER BY id")
    return [dict(zip(names, row, strict=True)) for row in found]


def _forget_denials(db: sqlite3.Connection, salvaged: Salvaged, missing: set[int]) -> int:
    """A check-in that lost a symptom must not go on to say "none of these"; how many it may concern."""
    if not missing and salvaged.is_whole:
        return 0
    parents = {salvaged.parents.get(id) for id in missing}
    some = "" if None in parents or not salvaged.is_index_whole else "WHERE id = ?"
    update = f"UPDATE check_in SET red_asked = '[]', none_of = '[]' {some}"
    before = db.total_changes
    db.executemany(update, [(id,) for id in parents] if some else [()])
    changed = db.total_changes - before
    reseal(db, "check_in")
    return changed
