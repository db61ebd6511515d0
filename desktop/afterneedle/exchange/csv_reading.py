"""Our own tables into records: a row is understood, or it is named with its line and the reason."""

import re
from collections.abc import Callable, Hashable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from afterneedle.domain.catalogue import Catalogue
from afterneedle.domain.impossible import Impossible
from afterneedle.domain.records import Answer, CheckIn, Patient, Records, Session
from afterneedle.exchange.csv_cells import Dates, Row, Table, read_table
from afterneedle.exchange.csv_rows import (
    answer_value,
    check_in_value,
    is_sign,
    patient_value,
    session_value,
    symptom_value,
)
from afterneedle.exchange.csv_tables import (
    ANSWERS,
    CHECK_IN_ROW,
    CHECK_INS,
    DATED,
    PATIENT,
    SESSIONS,
    TABLES,
    columns,
)
from afterneedle.exchange.json_diary import in_order
from afterneedle.exchange.json_reading import Reader
from afterneedle.exchange.json_values import shown

T = TypeVar("T")

# What the reader of JSON calls by another name than the first line of a table.
_COLUMNS = {
    "felt_at": "date",
    "ended_at": "date",
    "at": "date",
    "entered_at": "entered",
    "edited_at": "edited",
    "ended_about": "about",
    "place": "region",
    "red_flags.asked": "asked",
    "practitioner.name": "practitioner",
    "practitioner.profession": "profession",
    "practitioner.phone": "phone",
    "zap.place": "zap_place",
}
_OF_A_ROW = re.compile(r"(observations|red_flags\.present)\[(\d+)\]\.?")
_IN_A_LIST = re.compile(r"\[\d+\].*")


@dataclass(frozen=True)
class Unread:
    """A row that is not in the records: of which table, the line it begins in, and why."""

    table: str
    line: int
    problem: Impossible


@dataclass(frozen=True)
class Preview:
    """What some tables hold, before anything is imported, and every row that was not understood."""

    records: Records
    unread: tuple[Unread, ...]


def parse(texts: Mapping[str, str], catalogue: Catalogue) -> Preview:
    """What can be read of these tables, named as in `csv_tables`; a table may be missing.

    A check-in is read whole or not at all.
    """
    reading = _Reading(Reader(catalogue), texts)
    sessions, check_ins = tuple(reading.sessions()), tuple(reading.check_ins())
    answers = tuple(reading.answers({s.id for s in sessions} | {c.id for c in check_ins}))
    records = Records(reading.patient(), sessions, check_ins, answers)
    unread = sorted(reading.unread, key=lambda u: (TABLES.index(u.table), u.line))
    return Preview(in_order(records), tuple(unread))


@dataclass
class _Reading:
    """The tables while they are read."""

    reader: Reader
    texts: Mapping[str, str]
    unread: list[Unread] = field(default_factory=list)

    def sessions(self) -> Iterator[Session]:
        seen: set[Hashable] = set()

        def read(row: Row, dates: Dates) -> Session:
            session = self.reader.session(session_value(row, dates))
            _check_once(
                seen, session.id, Impossible("id", 'the id "{id}" is used twice', id=shown(session.id))
            )
            return session

        return self.each(SESSIONS, read)

    def check_ins(self) -> Iterator[CheckIn]:
        table = self.table(CHECK_INS)
        groups: dict[str, list[Row]] = {}
        for row in table.rows:
            groups.setdefault(row.cells.get("check_in", ""), []).append(row)
        for rows in groups.values():
            group = _Group(rows, table.dates, self.reader)
            try:
                yield group.read()
            except Impossible as error:
                self.unread += (_unread(CHECK_INS, line, why) for line, why in group.reasons(error))

    def answers(self, known: set[str]) -> Iterator[Answer]:
        seen: set[Hashable] = set()

        def read(row: Row, dates: Dates) -> Answer:
            answer = self.reader.answer(answer_value(row, dates), known)
            key = answer.rule, answer.check_in, answer.at.isoformat(), answer.did
            _check_once(seen, key, Impossible("", "the same answer is there twice"))
            return answer

        return self.each(ANSWERS, read)

    def patient(self) -> Patient:
        seen: set[Hashable] = set()

        def read(row: Row, dates: Dates) -> Patient:
            _check_once(seen, "patient", Impossible("", "a diary is about one patient"))
            return self.reader.patient(patient_value(row, dates))

        return next(iter(tuple(self.each(PATIENT, read))), Patient())

    def table(self, name: str) -> Table:
        """The table; what is no row of it is named."""
        if name not in self.texts:
            return Table(Dates.ISO, (), ())
        table = read_table(self.texts[name], columns(self.reader.catalogue)[name], DATED)
        self.unread += (Unread(name, line, problem) for line, problem in table.unread)
        return table

    def each(self, name: str, read: Callable[[Row, Dates], T]) -> Iterator[T]:
        """What is read of each row of a table, or its row is named."""
        table = self.table(name)
        for row in table.rows:
            try:
                yield read(row, table.dates)
            except Impossible as error:
                self.unread.append(_unread(name, row.line, error))


def _check_once(seen: set[Hashable], key: Hashable, problem: Impossible) -> None:
    if key in seen:
        raise problem
    seen.add(key)


class _Group:
    """The rows of one check-in."""

    def __init__(self, rows: list[Row], dates: Dates, reader: Reader) -> None:
        self.rows, self.dates, self.reader = rows, dates, reader
        self.heads = [row for row in rows if row.cells.get("row") == CHECK_IN_ROW]
        self.symptoms = [row for row in rows if row.cells.get("row") != CHECK_IN_ROW]

    def read(self) -> CheckIn:
        """The check-in; raises Impossible."""
        if not self.heads:
            raise Impossible("row", 'the row "{row}" of this check-in is missing', row=CHECK_IN_ROW)
        if len(self.heads) > 1:
            raise Impossible("row", 'the row "{row}" of this check-in is there twice', row=CHECK_IN_ROW)
        return self.of(self.symptoms)

    def of(self, symptoms: list[Row]) -> CheckIn:
        [head] = self.heads
        value = check_in_value(head, symptoms, self.dates, self.reader.catalogue)
        return self.reader.check_in(value)

    def reasons(self, error: Impossible) -> Iterator[tuple[int, Impossible]]:
        """Why each row is not read, when all of them together are refused for `error`."""
        if len(self.heads) != 1:
            yield from ((row.line, error) for row in self.rows)
            return
        alone = {row.line: why for row in self.rows if (why := self.alone(row))}
        together = alone or {self.blamed(error).line: error}
        for row in self.rows:
            other = Impossible("", "another row of this check-in cannot be read")
            yield row.line, together.get(row.line, other)

    def alone(self, row: Row) -> Impossible | None:
        """Why a row is refused also without the others."""
        [head] = self.heads
        try:
            if row is head:
                self.of([])
            else:
                value = symptom_value(row, head, self.dates, self.reader.catalogue)
                read = (
                    self.reader.red_flag if is_sign(row, self.reader.catalogue) else self.reader.observation
                )
                read(value)
        except Impossible as error:
            return error
        return None

    def blamed(self, error: Impossible) -> Row:
        """The row that an error about several is about."""
        match = _OF_A_ROW.match(error.field)
        if match is None:
            return self.heads[0]
        signs = match[1] != "observations"
        alike = [row for row in self.symptoms if is_sign(row, self.reader.catalogue) is signs]
        return alike[int(match[2])]


def _unread(table: str, line: int, problem: Impossible) -> Unread:
    """The row with the problem told by the name of its column."""
    name = _IN_A_LIST.sub("", _OF_A_ROW.sub("", problem.field)).removeprefix("function.")
    first = "session" if table == SESSIONS else "check_in"
    column = first if name == "id" else _COLUMNS.get(name, name)
    return Unread(table, line, Impossible(column, problem.reason, **problem.values))
