"""The store: records in, records out, one transaction for each change."""

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Self

from afterneedle.domain.catalogue import Catalogue
from afterneedle.domain.past import Deleted, Edit
from afterneedle.domain.records import Answer, CheckIn, Patient, Records, Session
from afterneedle.store import history, past, writing
from afterneedle.store.errors import Changed, Damaged, Gone, Newer, ReadOnly, Replaced, of_sqlite, plainly
from afterneedle.store.file_system import identity
from afterneedle.store.history import ChangeRow
from afterneedle.store.opening import PATIENCE, close_file, create_file, open_file
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
            writing.put_patient(self._db, patient)

    def put_session(self, session: Session) -> None:
        with self._plainly():
            writing.put_session(self._db, session)

    def put_check_in(self, check_in: CheckIn) -> None:
        with self._plainly():
            writing.put_check_in(self._db, check_in)

    def put_answer(self, answer: Answer) -> None:
        with self._plainly():
            writing.put_answer(self._db, answer)

    def delete_session(self, id: str) -> None:
        with self._plainly():
            self._db.execute("DELETE FROM session WHERE uid = ?", (id,))

    def delete_check_in(self, id: str) -> None:
        with self._plainly():
            self._db.execute("DELETE FROM check_in WHERE uid = ?", (id,))

    def holds(self, entry: Patient | Session | CheckIn) -> bool:
        """Whether this is there, exactly as it is given here; nothing about a person is a Patient too."""
        with self._reading():
            return writing.holds(self._db, entry)

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
            found = self._db.execute("SELECT name, value FROM setting").fetchall()
        return {name.removeprefix(prefix): value for name, value in found if name.startswith(prefix)}

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
