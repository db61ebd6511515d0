"""What each check-in says of a symptom at a place, as points in time.

A check-in that says nothing of it makes no point; what lies between two points is never guessed.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum
from itertools import pairwise

from afterneedle.domain.catalogue import Place, PlaceNeed, Scale
from afterneedle.domain.days import is_late
from afterneedle.domain.entries import Key
from afterneedle.domain.records import CheckIn, Observation, RedFlag, Session

GAP = timedelta(hours=36)  # a longer time between two entries of a symptom is not known


class State(Enum):
    """Whether the symptom is there. Unknown: said to have been there, and not whether it counts as gone."""

    PRESENT = "present"
    GONE = "gone"
    UNKNOWN = "unknown"


class Join(Enum):
    """What lies between two points: entries close enough to be joined, a gap, or a new beginning."""

    SOLID = "solid"
    DOTTED = "dotted"
    OPEN = "open"


@dataclass(frozen=True)
class Point:
    """One entry of one symptom at one place.

    `severity`: 0 to the top of its scale; None when it was there and nobody ever said how strong.
    `is_rated` false: it was not rated in this entry and the last rating stands. `check_in`: its id.
    """

    at: datetime
    severity: int | None
    state: State
    is_rated: bool
    check_in: str
    is_late: bool
    is_edited: bool

    @property
    def is_felt(self) -> bool:
        """True when it was there at some time since the entry before."""
        return self.state is State.PRESENT or bool(self.severity)


def felt_keys(check_ins: Iterable[CheckIn]) -> list[Key]:
    """Every symptom and place that some check-in says was there, in the order of their first mention."""
    keys: dict[Key, None] = {}
    for c in check_ins:
        keys.update(dict.fromkeys((sign.symptom, sign.place) for sign in c.red_flags.present))
        keys.update(
            dict.fromkeys((o.symptom, o.place) for o in c.observations if o.is_present or (o.worst or 0) > 0)
        )
    return list(keys)


def points_of(
    keys: Sequence[Key], check_ins: Iterable[CheckIn], sessions: Sequence[Session]
) -> dict[Key, list[Point]]:
    """What the check-ins say of each key. `check_ins` and `sessions` oldest first."""
    found: dict[Key, list[Point]] = {key: [] for key in keys}
    known: dict[Key, int | None] = {}
    ended = 0
    for c in check_ins:
        while ended < len(sessions) and sessions[ended].second <= c.second:
            ended += 1
        sites = sessions[ended - 1].sites if ended else ()
        said = _said(c, sites)
        marks = is_late(c), c.edited_at is not None
        for key in keys:
            severity, state, is_rated = _reading(key, said, c, known.get(key))
            if state is not None:
                known[key] = severity or None
                found[key].append(Point(c.felt_at, severity, state, is_rated, c.id, *marks))
    return found


def joins_of(points: Sequence[Point], gap: timedelta = GAP) -> tuple[Join, ...]:
    """What lies between each two neighbours; one less than there are points."""
    return tuple(_join(one, other, gap) for one, other in pairwise(points))


def _join(one: Point, other: Point, gap: timedelta) -> Join:
    apart = other.at.timestamp() - one.at.timestamp()  # real hours, also over a clock change
    if apart <= gap.total_seconds():
        return Join.SOLID
    return Join.OPEN if one.state is State.GONE else Join.DOTTED


def _said(check_in: CheckIn, sites: Sequence[Place]) -> dict[Key, Observation | RedFlag]:
    said: dict[Key, Observation | RedFlag] = {}
    for o in check_in.observations:
        if o.is_gone and o.place is None and o.symptom.place is PlaceNeed.SITES:
            said.update({(o.symptom, site): o for site in sites})  # gone everywhere it was needled
    said.update({(o.symptom, o.place): o for o in check_in.observations})
    said.update({(sign.symptom, sign.place): sign for sign in check_in.red_flags.present})
    return said


def _reading(
    key: Key, said: Mapping[Key, Observation | RedFlag], check_in: CheckIn, known: int | None
) -> tuple[int | None, State | None, bool]:
    """Severity, state, and whether it was rated; no state when the check-in says nothing of it."""
    mine, symptom = said.get(key), key[0]
    if mine is None:
        return (0, State.GONE, True) if check_in.denies(symptom) else (None, None, False)
    if isinstance(mine, RedFlag):
        return 1, State.PRESENT, True
    if mine.is_gone:
        return 0, State.GONE, True
    state = State.PRESENT if mine.is_present else State.UNKNOWN
    if mine.worst is not None:
        return mine.worst, state, True
    return (1, state, True) if symptom.scale is Scale.YES_NO else (known, state, False)


def runs_of(points: Iterable[Point]) -> Iterator[list[Point]]:
    """The points from when it was first felt to the last one before it was gone, time after time."""
    run: list[Point] = []
    for point in points:
        if point.state is State.GONE:
            if run:
                yield run
            run = []
        elif run or point.is_felt:
            run.append(point)
    if run:
        yield run
