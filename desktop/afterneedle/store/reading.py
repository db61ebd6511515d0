"""Rows to records, in the words of one catalogue."""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta, timezone
from types import MappingProxyType
from typing import Any, Generic, TypeVar

from afterneedle.domain.catalogue import Catalogue, Place, Symptom
from afterneedle.domain.past import Entry
from afterneedle.domain.records import (
    Answer,
    Baseline,
    Change,
    CheckIn,
    Did,
    Observation,
    Patient,
    Practitioner,
    Records,
    RedFlag,
    RedFlags,
    Session,
    Zap,
)
from afterneedle.store.past import Notes
from afterneedle.store.rows import ANSWER, BASELINE, CHECK_IN, OBSERVATION, PATIENT, SESSION, SITE, Row

Select = Callable[[Iterable[str], str, str], list[Row]]
K = TypeVar("K")
T = TypeVar("T")


class UnknownId(LookupError):
    """An id that this version's catalogue does not have."""


def read_records(db: sqlite3.Connection, catalogue: Catalogue) -> Records:
    """Everything in the file, oldest first; UnknownId for an id of a newer catalogue."""
    read = _Reader(_tables(db), catalogue)
    return Records(read.patient(), read.sessions(), read.check_ins(), read.answers())


def read_sessions(db: sqlite3.Connection, catalogue: Catalogue) -> tuple[Session, ...]:
    """The sessions alone, oldest first; UnknownId for an id of a newer catalogue."""
    return _Reader(_tables(db), catalogue).sessions()


def read_answers(db: sqlite3.Connection, catalogue: Catalogue) -> tuple[Answer, ...]:
    """The answers alone, oldest first."""
    return _Reader(_tables(db), catalogue).answers()


def read_patient(db: sqlite3.Connection, catalogue: Catalogue) -> Patient:
    """The patient alone; UnknownId for an id of a newer catalogue."""
    return _Reader(_tables(db), catalogue).patient()


def noted_entries(notes: Iterable[Notes], catalogue: Catalogue) -> Iterator[Entry]:
    """The entry that each of the `notes` is about, from its rows as they once were."""
    noted: Notes = {}
    read = _Reader(_selected(noted), catalogue)
    for one in notes:
        noted.clear()
        noted.update(one)
        entries: tuple[Entry, ...] = (*read.sessions(), *read.check_ins())
        yield entries[0]


def makes_sense(notes: Notes, catalogue: Catalogue) -> bool:
    """Whether rows, by table, are records of this catalogue."""
    read = _Reader(_selected(notes), catalogue)
    try:
        Records(read.patient(), read.sessions(), read.check_ins(), read.answers())
    except (UnknownId, ValueError, TypeError, AttributeError, OverflowError):
        return False
    return True


def _selected(notes: Notes) -> Select:
    def select(columns: Iterable[str], table: str, _order: str) -> list[Row]:
        return [tuple(row.get(name) for name in columns) for row in notes.get(table, ())]

    return select


def _tables(db: sqlite3.Connection) -> Select:
    def select(columns: Iterable[str], table: str, order: str) -> list[Row]:
        return db.execute(f"SELECT {', '.join(columns)} FROM {table} ORDER BY {order}").fetchall()

    return select


class _Known(dict[Any, T], Generic[T]):
    """Values by id; one that is not there is of a newer version."""

    def __missing__(self, id: Any) -> T:
        raise UnknownId(id)


class _Made(dict[K, T], Generic[K, T]):
    """Values made at first use and kept: thousands of rows say the same few things."""

    def __init__(self, make: Callable[[K], T]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, key: K) -> T:
        self[key] = made = self._make(key)
        return made


class _Reader:
    """Makes records of rows in the words of one catalogue; `select` gives columns of a table in an order."""

    def __init__(self, select: Select, catalogue: Catalogue) -> None:
        self._select = select
        self._symptoms: _Known[Symptom] = _Known(catalogue.symptoms)
        self._places: _Known[Place | None] = _Known(catalogue.places)
        self._places.update({"": None, None: None})
        self._conditions = _Known({name: name for name in catalogue.conditions})
        self._functions = _Known({name: name for name in catalogue.functions})
        words: dict[str | None, Change | None] = {None: None, **{c.value: c for c in Change}}
        self._changes = _Known(words)
        self._offsets: _Made[int, timezone] = _Made(lambda seconds: timezone(timedelta(seconds=seconds)))
        self._sets: _Made[str, frozenset[str]] = _Made(lambda text: frozenset(json.loads(text)))
        self._nothing_red: _Made[str, RedFlags] = _Made(
            lambda text: RedFlags(frozenset(self._symptoms[s] for s in self._sets[text]))
        )
        self._signs: _Made[Row, Observation] = _Made(self._sign)
        self._limits: _Made[str, Mapping[str, int]] = _Made(self._function)

    def patient(self) -> Patient:
        rows = self._select(PATIENT, "patient", "id")
        for name, born, conditions, medicines, allergies, notes in rows:
            known = tuple(self._conditions[c] for c in json.loads(conditions))
            return Patient(name, born and date.fromisoformat(born), known, medicines, allergies, notes)
        return Patient()

    def sessions(self) -> tuple[Session, ...]:
        sites: dict[int, list[Place | None]] = defaultdict(list)
        for session, place in self._select(("session_id", *SITE), "session_site", "id"):
            sites[session].append(self._places[place])
        before: dict[int, list[Baseline]] = defaultdict(list)
        for session, _, symptom, place, severity in self._select(("session_id", *BASELINE), "baseline", "id"):
            before[session].append(Baseline(self._symptoms[symptom], self._places[place], severity))
        rows = self._select(("id", *SESSION), "session", "ended, substr(ended_wall, 20), uid")
        return tuple(
            Session(
                id=uid,
                ended_at=self._time(wall, offset),
                zone=zone,
                sites=tuple(place for place in sites[row] if place),
                ended_about=bool(about),
                practitioner=Practitioner(name, profession, phone),
                zap=Zap(_maybe(felt), _maybe(stopped), self._places[ran]),
                twitch=_maybe(twitch),
                baseline=tuple(before[row]) if asked else None,
                note=note,
                edited_at=edited and datetime.fromisoformat(edited),
            )
            for row, uid, _, wall, offset, zone, about, name, profession, phone, felt, stopped, ran, twitch,
            asked, note, edited in rows
        )  # fmt: skip

    def check_ins(self) -> tuple[CheckIn, ...]:
        said, present = self._observations()
        rows = self._select(("id", *CHECK_IN), "check_in", "felt, substr(felt_wall, 20), uid")
        return tuple(
            CheckIn(
                id=uid,
                felt_at=self._time(wall, offset),
                entered_at=datetime.fromisoformat(entered),
                zone=zone,
                day=date.fromisoformat(day),
                red_flags=self._red_flags(asked, present.get(row)),
                none_of=self._sets[none_of],
                observations=tuple(said[row]),
                function=self._limits[function],
                medicines=medicines,
                note=note,
                edited_at=edited and datetime.fromisoformat(edited),
            )
            for row, uid, _, wall, offset, zone, day, entered, asked, none_of, function, medicines, note,
            edited in rows
        )  # fmt: skip

    def _observations(self) -> tuple[dict[int, list[Observation]], dict[int, list[RedFlag]]]:
        said: dict[int, list[Observation]] = defaultdict(list)
        present: dict[int, list[RedFlag]] = defaultdict(list)
        symptoms, places, sets = self._symptoms, self._places, self._sets
        rows = self._select(("check_in_id", *OBSERVATION), "observation", "id")
        for check_in, red, *sign in rows:
            if red:
                symptom, place, *_, details = sign
                present[check_in].append(RedFlag(symptoms[symptom], places[place], sets[details]))
            else:
                said[check_in].append(self._signs[tuple(sign)])
        return said, present

    def _sign(self, row: Row) -> Observation:
        symptom, place, now, worst, change, since, details = row
        what, where, many = self._symptoms[symptom], self._places[place], self._sets[details]
        began = since and datetime.fromisoformat(since)
        return Observation(what, where, bool(now), worst, self._changes[change], began, many)

    def _red_flags(self, asked: str, present: list[RedFlag] | None) -> RedFlags:
        nothing_red = self._nothing_red[asked]
        return RedFlags(nothing_red.asked, tuple(present)) if present else nothing_red

    def _function(self, text: str) -> Mapping[str, int]:
        limits = json.loads(text).items()
        return MappingProxyType({self._functions[name]: limit for name, limit in limits})

    def answers(self) -> tuple[Answer, ...]:
        did = _Known({d.value: d for d in Did})
        return tuple(
            Answer(rule, check_in, self._time(wall, offset), did[what], words)
            for rule, check_in, _, wall, offset, what, words in self._select(
                ANSWER, "answer", "answered, substr(answered_wall, 20), id"
            )
        )

    def _time(self, wall: str, offset: int) -> datetime:
        """The moment with the offset it had then: rules of a zone may change later, what was seen may not."""
        return datetime.fromisoformat(wall).replace(tzinfo=self._offsets[offset])


def _maybe(value: int | None) -> bool | None:
    return None if value is None else bool(value)
