"""How an entry is read (docs/rules.md §2): a check-in's moment says what is there or gone.

What a check-in neither mentions nor denies is unknown in it, and never read as gone.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from itertools import groupby
from operator import or_

from afterneedle.domain.catalogue import Place, PlaceNeed, Symptom
from afterneedle.domain.records import Change, CheckIn, Observation, Session

Key = tuple[Symptom, Place | None]


@dataclass(slots=True)
class Reading:
    """One symptom at one place at one moment. `severity` None: there, but how strong was not said.

    `at` and `since` are seconds since 1970, UTC; `check_ins` are the ids it comes from.
    """

    at: int
    present: bool
    severity: int | None
    change: Change | None
    since: int | None
    details: frozenset[str]
    check_ins: tuple[str, ...]


@dataclass(slots=True)
class Moment:
    """All that was said of one instant, whichever check-in said it."""

    at: int
    check_ins: tuple[CheckIn, ...]
    readings: dict[Key, Reading]
    asked: frozenset[Symptom]
    none_of: frozenset[str]

    @property
    def is_blank(self) -> bool:
        """Nothing was said of any symptom."""
        return not (self.readings or self.asked or self.none_of)


def moments(check_ins: Iterable[CheckIn], sessions: Sequence[Session]) -> Iterator[Moment]:
    """The check-ins by the instant they are about, oldest first. `sessions` by their end, oldest first."""
    ends = [s.second for s in sessions]
    timed = sorted(check_ins, key=lambda c: (c.second, c.id))
    for at, same in groupby(timed, key=lambda c: c.second):
        ended = bisect_right(ends, at)
        yield _moment(at, tuple(same), sessions[ended - 1].sites if ended else ())


def _moment(at: int, check_ins: tuple[CheckIn, ...], sites: tuple[Place, ...]) -> Moment:
    readings: dict[Key, Reading] = {}
    for check_in in check_ins:
        _read(at, check_in, sites, readings)
    asked = reduce(or_, (c.red_flags.asked for c in check_ins))
    none_of = reduce(or_, (c.none_of for c in check_ins))
    if len(check_ins) > 1:  # one alone never denies what it says
        none_of -= {symptom.group for (symptom, _), reading in readings.items() if reading.present}
    return Moment(at, check_ins, readings, asked, none_of)


def _read(at: int, check_in: CheckIn, sites: tuple[Place, ...], readings: dict[Key, Reading]) -> None:
    source = (check_in.id,)
    for sign in check_in.red_flags.present:
        _add(readings, (sign.symptom, sign.place), Reading(at, True, 1, None, None, sign.details, source))
    gone = Reading(at, False, 0, None, None, frozenset(), source)
    for observation in check_in.observations:
        if observation.is_gone:
            reading = replace(gone, details=observation.details) if observation.details else gone
        elif observation.is_present:
            reading = _reading(at, observation, source)
        else:
            continue
        for key in _keys(observation, check_in, sites):
            _add(readings, key, reading)


def _keys(observation: Observation, check_in: CheckIn, sites: tuple[Place, ...]) -> list[Key]:
    if observation.place is not None or observation.symptom.place is not PlaceNeed.SITES or not sites:
        return [(observation.symptom, observation.place)]
    named = {o.place for o in check_in.observations if o.symptom is observation.symptom}
    # "gone" also ends what was felt before there was a session to give it a place
    places = [*sites, None] if observation.is_gone else sites
    return [(observation.symptom, place) for place in places if place is None or place not in named]


def _reading(at: int, observation: Observation, source: tuple[str, ...]) -> Reading:
    severity = observation.worst
    if severity is None and observation.change is None:
        severity = 1  # a yes/no symptom
    since = observation.since
    began = int(since.timestamp()) if since is not None else None
    return Reading(at, True, severity, observation.change, began, observation.details, source)


def _add(readings: dict[Key, Reading], key: Key, new: Reading) -> None:
    """Two check-ins of one moment are one: present beats gone, the worst wins, details unite."""
    old = readings.setdefault(key, new)
    if old is not new:
        readings[key] = _united(old, new)


def _united(old: Reading, new: Reading) -> Reading:
    check_ins = tuple(sorted({*old.check_ins, *new.check_ins}))
    details = old.details | new.details
    if old.present != new.present:
        winner = old if old.present else new
        return replace(winner, details=details, check_ins=check_ins)
    order = (None, Change.BETTER, Change.SAME, Change.WORSE)
    return Reading(
        old.at,
        old.present,
        max((s for s in (old.severity, new.severity) if s is not None), default=None),
        max(old.change, new.change, key=order.index),
        min((s for s in (old.since, new.since) if s is not None), default=None),
        details,
        check_ins,
    )
