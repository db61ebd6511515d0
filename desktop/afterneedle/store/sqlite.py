"""The store: records in, records out, one transaction for each change."""

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from afterneedle.domain.catalogue import Catalogue
from afterneedle.domain.past import Deleted, Edit
from afterneedle.domain.records import Answer, CheckIn, Patient, Records, Session
from afterneedle.store import history, past, rows
from afterneedle.store.errors import Changed, Damaged, Gone, Newer, ReadOnly, Replaced, of_sqlite, plainly
from afterneedle.store.history import ChangeRow
from afterneedle.store.opening import PATIENCE, close_file, create_file, identity, open_file
from afterneedle.store.reading import (
    UnknownId,
    noted_entries,
    read_answers,
    read_patient,
    read_records,
    read_sessions,
)
from afterneedle.store.seals import sealed
from afterneedle.store.soundness import is_sound

if TYPE_CHECKING:
    from afterneedle.store.keys import Key

ENGINE = f"SQLite {sqlite3.sqlite_version}"
# What comes of making a record of a row that is none.
NO_RECORD = (ValueError, TypeError, AttributeError, KeyError, IndexError, OverflowError, RecursionError)


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


def _stored(entry: Session | CheckIn) -> tuple[str, tuple[str, ...], rows.Row, list[tuple[Any, ...]]]:
    """Table, columns and row of an entry; table, columns, parent and rows of each of its parts."""
    if isinstance(entry, Session):
        sites = ("session_site", rows.SITE, "session_id", rows.site_rows(entry))
        baseline = ("baseline", rows.BASELINE, "session_id", rows.baseline_rows(entry))
        return "session", rows.SESSION, rows.session_row(entry), [sites, baseline]
    signs = ("observation", rows.OBSERVATION, "check_in_id", rows.observation_rows(entry))
    return "check_in", rows.CHECK_IN, rows.check_in_row(entry), [signs]


class Store:
    """One open diary file. Made by `create` or `open`; belongs to the thread that opened it."""

    def __init__(
        self,
        db: sqlite3.Connection,
        path: Path,
        is_read_only: bool,
        key: "Key | None",
        file: tuple[int, int] | None = None,
    ) -> None:
        """`file`: what is open at this path, if nothing may take its name meanwhile."""
        self._db, self.path, self.is_read_only, self.key, self._file = db, path, is_read_only, key, file
        self.made: int | None = None  # the change that was made here last; None when it changed nothing

    @classmethod
    def create(cls, path: Path, key: "Key | None" = None) -> Self:
        """A new diary where there is nothing yet; encrypted, if there is a key."""
        create_file(path, key)
        return cls.open(path, key)

    @classmethod
    def open(
        cls, path: Path, key: "Key | None" = None, read_only: bool = False, patience: float = PATIENCE
    ) -> Self:
        """An existing diary; read-only also when it cannot be written. Raises Encrypted for the wrong key."""
        file = identity(path)
        db, is_read_only = open_file(path, read_only, patience, key)
        if key is not None and not is_read_only:
            from afterneedle.store.convert import remove_opened

            remove_opened(path.resolve().parent)
        return cls(db, path, is_read_only, key, file)

    def close(self) -> None:
        if self._is_replaced():
            self._db.close()
        else:
            close_file(self._db)
        self.key = None

    def reopen(self) -> None:
        """Goes on with the file that has taken the place of the one that was opened."""
        self._db.close()
        self._file = identity(self.path)
        self._db, self.is_read_only = open_file(self.path, False, PATIENCE, self.key)

    def records(self, catalogue: Catalogue) -> Records:
        """Everything in it, oldest first."""
        with self._reading(), self._sense():
            return read_records(self._db, catalogue)

    def sessions(self, catalogue: Catalogue) -> tuple[Session, ...]:
        """The sessions alone, oldest first."""
        with self._reading(), self._sense():
            return read_sessions(self._db, catalogue)

    def answers(self, catalogue: Catalogue) -> tuple[Answer, ...]:
        """The answers alone, oldest first."""
        with self._reading(), self._sense():
            return read_answers(self._db, catalogue)

    def patient(self, catalogue: Catalogue) -> Patient:
        """The patient alone."""
        with self._reading(), self._sense():
            return read_patient(self._db, catalogue)

    @contextmanager
    def change(self, label: str, at: datetime) -> Iterator[None]:
        """One change of the patient's: all of it is saved and can be undone, or nothing is."""
        with self._writing():
            change = history.begin(self._db, label, at)
            yield
            kept = history.end(self._db, change)
        self.made = kept

    def put_patient(self, patient: Patient) -> None:
        with self._plainly():
            self._db.execute(_PUT_PATIENT, (1, *sealed(rows.patient_row(patient)))).fetchall()

    def put_session(self, session: Session) -> None:
        sites, baseline = rows.site_rows(session), rows.baseline_rows(session)
        with self._plainly():
            row = self._db.execute(_PUT_SESSION, sealed(rows.session_row(session))).fetchall()[0][0]
            self._replace("session_site", rows.SITE, "session_id", row, sites)
            self._replace("baseline", rows.BASELINE, "session_id", row, baseline)

    def put_check_in(self, check_in: CheckIn) -> None:
        observations = rows.observation_rows(check_in)
        with self._plainly():
            row = self._db.execute(_PUT_CHECK_IN, sealed(rows.check_in_row(check_in))).fetchall()[0][0]
            self._replace("observation", rows.OBSERVATION, "check_in_id", row, observations)

    def put_answer(self, answer: Answer) -> None:
        with self._plainly():
            self._db.execute(_PUT_ANSWER, sealed(rows.answer_row(answer))).fetchall()

    def delete_session(self, id: str) -> None:
        with self._plainly():
            self._db.execute("DELETE FROM session WHERE uid = ?", (id,))

    def delete_check_in(self, id: str) -> None:
        with self._plainly():
            self._db.execute("DELETE FROM check_in WHERE uid = ?", (id,))

    def holds(self, entry: Patient | Session | CheckIn) -> bool:
        """Whether this is there, exactly as it is given here; nothing about a person is a Patient too."""
        with self._reading():
            if isinstance(entry, Patient):
                found = self._row("patient", rows.PATIENT, "id", 1)
                return (found[1:] if found else rows.patient_row(Patient())) == rows.patient_row(entry)
            table, columns, own, parts = _stored(entry)
            found = self._row(table, columns, "uid", entry.id)
            return (
                found is not None
                and found[1:] == own
                and all(
                    self._rows(name, names, parent, found[0]) == new for name, names, parent, new in parts
                )
            )

    def has_session(self, id: str) -> bool:
        """Whether a session of this id is there."""
        with self._plainly():
            return self._db.execute("SELECT 1 FROM session WHERE uid = ?", (id,)).fetchone() is not None

    def entered_at(self, id: str) -> datetime | None:
        """When the check-in of this id was first entered; None when there is none."""
        with self._plainly():
            row = self._db.execute("SELECT entered FROM check_in WHERE uid = ?", (id,)).fetchone()
        return row and datetime.fromisoformat(row[0])

    def setting(self, name: str) -> str | None:
        with self._plainly():
            row = self._db.execute("SELECT value FROM setting WHERE name = ?", (name,)).fetchone()
        return row and str(row[0])

    def settings(self, prefix: str) -> dict[str, str]:
        """All settings whose names begin so, by the rest of their names."""
        with self._plainly():
            rows = self._db.execute("SELECT name, value FROM setting").fetchall()
        return {name.removeprefix(prefix): value for name, value in rows if name.startswith(prefix)}

    def set_setting(self, name: str, value: str) -> None:
        with self._writing():
            self._db.execute(
                "INSERT INTO setting(name, value, seal) VALUES (?, ?, ?) "
                "ON CONFLICT (name) DO UPDATE SET value = excluded.value, seal = excluded.seal",
                sealed((name, value)),
            )

    def set_settings(self, prefix: str, values: Mapping[str, str]) -> None:
        """Saves several at once, all or none."""
        with self._writing():
            for name, value in values.items():
                self.set_setting(prefix + name, value)

    def swap_setting(self, name: str, old: str | None, new: str) -> bool:
        """Sets a setting if it is still as it was read; False when another program was quicker."""
        with self._writing():
            if self.setting(name) != old:
                return False
            self.set_setting(name, new)
            return True

    def drop_setting(self, name: str) -> None:
        """Forgets a setting; inside a change, only if the change is saved."""
        with self._writing():
            self._db.execute("DELETE FROM setting WHERE name = ?", (name,))

    def first_change_at(self) -> datetime | None:
        """When something was saved here first, as far back as is known."""
        with self._plainly(), self._sense():
            return history.first_at(self._db)

    def last_change(self) -> ChangeRow | None:
        """What `undo` would take back."""
        with self._plainly(), self._sense():
            return history.undoable(self._db)

    def last_undone(self) -> ChangeRow | None:
        """What `redo` would do again."""
        with self._plainly(), self._sense():
            return history.redoable(self._db)

    def deleted(self, catalogue: Catalogue) -> tuple[Deleted, ...]:
        """Every entry that was saved once and is not there now, last deleted first."""
        with self._reading(), self._sense():
            found = past.gone(self._db)
            entries = noted_entries((one.notes for one in found), catalogue)
            return tuple(Deleted(entry, one.at) for one, entry in zip(found, entries, strict=True))

    def restore(self, id: str) -> None:
        """Puts a deleted entry back as it was, inside a change; one that is there stays as it is."""
        with self._plainly(), self._sense():
            for entry in past.gone(self._db):
                if entry.uid == id:
                    past.put_back(self._db, entry)

    def edits(self, id: str, catalogue: Catalogue) -> tuple[Edit, ...]:
        """Every change of an entry that is there, newest first."""
        with self._reading(), self._sense():
            states = list(past.states(self._db, id))
            entries = list(noted_entries((notes for _at, notes in states), catalogue))
            pairs = zip(states, entries, entries[1:], strict=False)
            return tuple(Edit(at, before, after) for (at, _), after, before in pairs if before != after)

    def undo(self, at: datetime, expected: int | None = None) -> str:
        """Takes the newest change back and says which; Changed when it is not the `expected` one any more."""
        with self._writing(), self._sense():
            return self._revert(history.undoable(self._db), "undo", at, expected)

    def redo(self, at: datetime, expected: int | None = None) -> str:
        """Does the change again that was undone last."""
        with self._writing(), self._sense():
            return self._revert(history.redoable(self._db), "redo", at, expected)

    def verify(self, catalogue: Catalogue) -> None:
        """Reads every byte and every record; raises Damaged when something does not fit."""
        with self._plainly():
            if not is_sound(self._db):
                raise Damaged(self.path)
        self.records(catalogue)

    @contextmanager
    def whole_file(self) -> Iterator[sqlite3.Connection]:
        """The connection, for what copies, replaces or rebuilds the file as a whole (keeping.py)."""
        with self._plainly():
            yield self._db

    def data_version(self) -> int:
        """A number that changes when another program has saved."""
        with self._plainly():
            return int(self._db.execute("PRAGMA data_version").fetchone()[0])

    def _row(self, table: str, columns: tuple[str, ...], key: str, value: object) -> rows.Row | None:
        """The row of this key, after its id."""
        names = ", ".join(("id", *columns))
        found: rows.Row | None = self._db.execute(
            f"SELECT {names} FROM {table} WHERE {key} = ?", (value,)
        ).fetchone()
        return found

    def _rows(self, table: str, columns: tuple[str, ...], parent: str, row: int) -> list[rows.Row]:
        """The rows that belong to a parent, in their order."""
        names = ", ".join(columns)
        return self._db.execute(
            f"SELECT {names} FROM {table} WHERE {parent} = ? ORDER BY id", (row,)
        ).fetchall()

    def _replace(
        self, table: str, columns: tuple[str, ...], parent: str, row: int, new: list[rows.Row]
    ) -> None:
        """Makes `new` the rows that belong to a parent, in their order."""
        if self._rows(table, columns, parent, row) == new:
            return
        names = ", ".join(columns)
        self._db.execute(f"DELETE FROM {table} WHERE {parent} = ?", (row,))
        marks = ", ".join("?" * (len(columns) + 2))
        self._db.executemany(
            f"INSERT INTO {table}({parent}, {names}, seal) VALUES ({marks})",
            [sealed((row, *values)) for values in new],
        )

    def _revert(
        self, target: ChangeRow | None, kind: history.Kind, at: datetime, expected: int | None
    ) -> str:
        if target is None or expected not in (None, target.id):
            raise Changed(self.path)
        change = history.begin(self._db, target.label, at, kind, target.id)
        try:
            history.revert(self._db, target.id)
        except history.Overtaken:
            raise Changed(self.path) from None
        history.end(self._db, change)
        return target.label

    @contextmanager
    def _plainly(self) -> Iterator[None]:
        """Whatever goes wrong inside is a StoreError.

        Nothing is asked of a file that lost its name: SQLite would take the journal of the other one for its.
        """
        if self._is_replaced():
            raise Replaced(self.path)
        with plainly(self.path):
            try:
                yield
            except sqlite3.Error as error:
                if self._is_replaced():  # while this waited for its turn
                    raise Replaced(self.path) from None
                trouble = of_sqlite(error, self.path)
                if isinstance(trouble, ReadOnly) and identity(self.path) is None:
                    raise Gone(self.path) from None  # SQLite saves nothing where nobody would find it
                raise trouble from None

    def _is_replaced(self) -> bool:
        return self._file is not None and identity(self.path) not in (self._file, None)

    @contextmanager
    def _sense(self) -> Iterator[None]:
        """What is read inside is of this version and makes sense, or there is a StoreError."""
        try:
            yield
        except UnknownId:
            raise Newer(self.path) from None
        except (history.Unreadable, *NO_RECORD):
            raise Damaged(self.path) from None

    @contextmanager
    def _reading(self) -> Iterator[None]:
        """All that is read inside is of one moment."""
        with self._plainly():
            if self._db.in_transaction:
                yield
                return
            self._db.execute("BEGIN")
            try:
                yield
            finally:
                if self._db.in_transaction:
                    self._db.execute("ROLLBACK")

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """One transaction that holds the write lock from its start, so that it never fails half-way."""
        if self.is_read_only:
            raise ReadOnly(self.path)
        with self._plainly():
            if self._db.in_transaction:  # a part of what is being written
                yield
                return
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._db.execute("COMMIT")
            finally:
                if self._db.in_transaction:
                    self._db.execute("ROLLBACK")
