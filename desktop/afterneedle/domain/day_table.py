"""A diary day by day: one row per calendar day, one column per symptom and place.

Zero is zero, a day without a check-in has no cells, and what a check-in did not answer is not a number.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from afterneedle.domain.catalogue import Catalogue, Place, Scale, Symptom
from afterneedle.domain.records import Change, CheckIn, Observation, RedFlag, Session

FOLLOW_UP_DAYS = 14
QUIET_DAYS = 7  # a symptom that is there makes the days after it worth a row


@dataclass(frozen=True)
class Column:
    """What a column holds: a symptom at a place."""

    symptom: Symptom
    place: Place | None = None


@dataclass(frozen=True)
class Cell:
    """What one day says about one column.

    `worst`: the day's highest; with `is_rated` false it was not rated that day and the last known stands.
    `change`: the patient's newest word that day. `gone`: it had gone when last written about.
    """

    worst: int | None = None
    change: Change | None = None
    is_rated: bool = True
    gone: bool = False

    @property
    def is_asked(self) -> bool:
        """False when no check-in of the day answered it."""
        return self.worst is not None or self.change is not None


@dataclass(frozen=True)
class Day:
    """One calendar day. `cells` is empty when there was no check-in.

    `number`: days since the latest session. `sessions`: numbers of those that ended that day.
    `letters`: the findings that rest on an entry of this day.
    """

    date: date
    number: int | None
    sessions: tuple[int, ...]
    letters: tuple[str, ...]
    check_ins: tuple[CheckIn, ...]
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Gap:
    """Days in a row without a check-in, long after a session and after any symptom."""

    first: date
    last: date


def columns_of(check_ins: Iterable[CheckIn], catalogue: Catalogue, flagged: Iterable[Column]) -> list[Column]:
    """Every symptom and place that the check-ins speak of; the flagged ones first."""
    seen: set[Column] = set()
    for c in check_ins:
        seen.update(Column(sign.symptom, sign.place) for sign in c.red_flags.present)
        seen.update(Column(o.symptom, o.place) for o in c.observations)
    first = list(dict.fromkeys(column for column in flagged if column in seen))
    order = list(catalogue.symptoms.values())
    places: list[Place | None] = [None, *catalogue.places.values()]
    rest = sorted(seen - set(first), key=lambda c: (order.index(c.symptom), places.index(c.place)))
    return first + rest


def day_rows(
    first: date,
    last: date,
    columns: Sequence[Column],
    check_ins: Sequence[CheckIn],
    sessions: Mapping[int, Session],
    letters: Mapping[str, Sequence[str]],
) -> list[Day | Gap]:
    """The rows from `first` to `last`.

    `check_ins` is the whole diary, oldest first; `sessions` by number; `letters` of the findings by the id
    of the check-in or session they rest on.
    """
    cells = _cells_by_check_in(check_ins, columns)
    by_day: dict[date, list[CheckIn]] = {}
    for c in check_ins:
        by_day.setdefault(c.day, []).append(c)
    followed = followed_days(check_ins, sessions.values())
    rows: list[Day | Gap] = []
    for shown, days in groupby(_calendar(first, last), key=lambda d: d in followed or d in by_day):
        if not shown:
            span = list(days)
            rows.append(Gap(span[0], span[-1]))
            continue
        for day in days:
            mine = by_day.get(day, [])
            ended = {n: s for n, s in sessions.items() if s.ended_at.date() == day}
            sources = [*(s.id for s in ended.values()), *(c.id for c in mine)]
            marks = {letter for source in sources for letter in letters.get(source, ())}
            by_column = zip(*(cells[c.id] for c in mine), strict=True)
            rows.append(
                Day(
                    date=day,
                    number=_days_since_session(day, sessions.values()),
                    sessions=tuple(ended),
                    letters=tuple(sorted(marks, key=lambda letter: (len(letter), letter))),
                    check_ins=tuple(mine),
                    cells=tuple(_united(column) for column in by_column),
                )
            )
    return rows


def _calendar(first: date, last: date) -> Iterable[date]:
    return (first + timedelta(days=n) for n in range((last - first).days + 1))


def _days_since_session(day: date, sessions: Iterable[Session]) -> int | None:
    ended = [s.ended_at.date() for s in sessions if s.ended_at.date() <= day]
    return (day - max(ended)).days if ended else None


def followed_days(check_ins: Iterable[CheckIn], sessions: Iterable[Session]) -> set[date]:
    """The days near a session or a symptom; each of them has a row, also when nothing was entered."""
    spans = [(s.ended_at.date(), FOLLOW_UP_DAYS) for s in sessions]
    start = min((day for day, _ in spans), default=date.max)
    spans.extend((c.day, QUIET_DAYS) for c in check_ins if c.day >= start and _has_symptom(c))
    return {day for begin, length in spans for day in _calendar(begin, begin + timedelta(days=length))}


def _has_symptom(check_in: CheckIn) -> bool:
    return bool(check_in.red_flags.present) or any(o.is_present for o in check_in.observations)


def _cells_by_check_in(
    check_ins: Sequence[CheckIn], columns: Sequence[Column]
) -> dict[str, tuple[Cell, ...]]:
    known: dict[Column, int] = {}
    cells = {}
    for c in check_ins:
        row = tuple(_cell(c, column, known.get(column)) for column in columns)
        said = zip(columns, row, strict=True)
        known.update({column: cell.worst for column, cell in said if cell.worst})
        cells[c.id] = row
    return cells


def _cell(check_in: CheckIn, column: Column, known: int | None) -> Cell:
    symptom = column.symptom
    said: list[Observation | RedFlag] = [*check_in.observations, *check_in.red_flags.present]
    mine = next((x for x in said if x.symptom is symptom and x.place is column.place), None)
    if mine is not None:
        return _said(mine, known)
    return Cell(0) if check_in.denies(symptom) else Cell()


def _said(x: Observation | RedFlag, known: int | None) -> Cell:
    if isinstance(x, RedFlag):
        return Cell(1)
    if x.worst is not None:
        return Cell(x.worst, x.change, gone=not x.now and x.worst > 0)
    if x.is_gone:
        return Cell(0, x.change)
    if x.symptom.scale is Scale.YES_NO:
        return Cell(1, x.change)
    return Cell(known, x.change, is_rated=False)


def _united(cells: Sequence[Cell]) -> Cell:
    """The cells of one day, oldest first, as one."""
    asked = [cell for cell in cells if cell.is_asked]
    if not asked:
        return Cell()
    worst = max(asked, key=lambda cell: (-1 if cell.worst is None else cell.worst, cell.is_rated))
    change = next((cell.change for cell in reversed(asked) if cell.change), None)
    newest = asked[-1]
    return Cell(worst.worst, change, worst.is_rated, newest.gone or (newest.worst == 0 and bool(worst.worst)))
