"""Records into rows; what an entry holds several of is in rows of their own, in their order."""

import sqlite3
from typing import NamedTuple

from afterneedle.domain.records import Answer, CheckIn, Patient, Session
from afterneedle.store import rows
from afterneedle.store.rows import Row
from afterneedle.store.seals import sealed


class _Parts(NamedTuple):
    """Rows that belong to an entry: `parent` is the column that names it."""

    table: str
    parent: str
    columns: tuple[str, ...]
    rows: list[Row]


def put_patient(db: sqlite3.Connection, patient: Patient) -> None:
    """What the patient says of themselves, in place of what they said before."""
    db.execute(_PUT_PATIENT, (1, *sealed(rows.patient_row(patient)))).fetchall()


def put_session(db: sqlite3.Connection, session: Session) -> None:
    """A new session, or one of the same id as it is now."""
    id = db.execute(_PUT_SESSION, sealed(rows.session_row(session))).fetchall()[0][0]
    _put_parts(db, id, _parts_of(session))


def put_check_in(db: sqlite3.Connection, check_in: CheckIn) -> None:
    """A new check-in, or one of the same id as it is now."""
    id = db.execute(_PUT_CHECK_IN, sealed(rows.check_in_row(check_in))).fetchall()[0][0]
    _put_parts(db, id, _parts_of(check_in))


def put_answer(db: sqlite3.Connection, answer: Answer) -> None:
    """What the patient did about a flag."""
    db.execute(_PUT_ANSWER, sealed(rows.answer_row(answer))).fetchall()


def holds(db: sqlite3.Connection, entry: Patient | Session | CheckIn) -> bool:
    """Whether this is there, exactly as it is given here; nothing about a person is a Patient too."""
    if isinstance(entry, Patient):
        found = _row(db, "patient", rows.PATIENT, "id", 1)
        return (found[1:] if found else rows.patient_row(Patient())) == rows.patient_row(entry)
    if isinstance(entry, Session):
        found, own = _row(db, "session", rows.SESSION, "uid", entry.id), rows.session_row(entry)
    else:
        found, own = _row(db, "check_in", rows.CHECK_IN, "uid", entry.id), rows.check_in_row(entry)
    return (
        found is not None
        and found[1:] == own
        and all(_rows(db, found[0], parts) == parts.rows for parts in _parts_of(entry))
    )


def _put(table: str, columns: tuple[str, ...], key: tuple[str, ...]) -> str:
    """Insert, or replace what has the same key; a row that is the same already stays untouched."""
    names = (*columns, "seal")
    sets = ", ".join(f"{c} = excluded.{c}" for c in names if c not in key)
    return (
        f"INSERT INTO {table}({', '.join(names)}) VALUES ({', '.join('?' * len(names))}) "
        f"ON CONFLICT ({', '.join(key)}) DO UPDATE SET {sets} RETURNING id"
    )


_PUT_PATIENT = _put("patient", ("id", *rows.PATIENT), ("id",))
_PUT_SESSION = _put("session", rows.SESSION, ("uid",))
_PUT_CHECK_IN = _put("check_in", rows.CHECK_IN, ("uid",))
_PUT_ANSWER = _put("answer", rows.ANSWER, ("rule", "check_in", "answered", "answered_wall", "did"))


def _parts_of(entry: Session | CheckIn) -> tuple[_Parts, ...]:
    if isinstance(entry, CheckIn):
        return (_Parts("observation", "check_in_id", rows.OBSERVATION, rows.observation_rows(entry)),)
    return (
        _Parts("session_site", "session_id", rows.SITE, rows.site_rows(entry)),
        _Parts("baseline", "session_id", rows.BASELINE, rows.baseline_rows(entry)),
    )


def _put_parts(db: sqlite3.Connection, id: int, parts: tuple[_Parts, ...]) -> None:
    """Makes these the parts of the entry whose row has this id; what is the same already stays untouched."""
    for one in parts:
        if _rows(db, id, one) == one.rows:
            continue
        db.execute(f"DELETE FROM {one.table} WHERE {one.parent} = ?", (id,))
        marks = ", ".join("?" * (len(one.columns) + 2))
        db.executemany(
            f"INSERT INTO {one.table}({one.parent}, {', '.join(one.columns)}, seal) VALUES ({marks})",
            [sealed((id, *values)) for values in one.rows],
        )


def _row(db: sqlite3.Connection, table: str, columns: tuple[str, ...], key: str, value: object) -> Row | None:
    """The row of this key, after its id."""
    names = ", ".join(("id", *columns))
    found: Row | None = db.execute(f"SELECT {names} FROM {table} WHERE {key} = ?", (value,)).fetchone()
    return found


def _rows(db: sqlite3.Connection, id: int, parts: _Parts) -> list[Row]:
    """The parts of that kind which are there, in their order."""
    names = ", ".join(parts.columns)
    return db.execute(
        f"SELECT {names} FROM {parts.table} WHERE {parts.parent} = ? ORDER BY id", (id,)
    ).fetchall()
