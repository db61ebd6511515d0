"""How an entry is read (docs/rules.md §2): a check-in's moment says what is there or gone.

What a check-in neither mentions nor denies is unknown in it, and never read as gone.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby
from operator import attrgetter

from afterneedle.domain.catalogue import Place, PlaceNeed, Symptom
from afterneedle.domain.records import Change, CheckIn, Observation, Session

Key = tuple[Symptom, Place | None]
NOTHING: frozenset[str] = frozenset()


@dataclass(slots=True)
class Reading:
    """One symptom at one place at one moment. `severity` None: there, but how strong was not said.

    `at` and `since` are seconds since 1970, UTC; `felt_at` is that moment in the zone where it was felt;
    `check_ins` are the ids it comes from.
    """

    at: int
    felt_at: datetime
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
    readings: dict[Key, Reading]
    asked: frozenset[Symptom]
    none_of: frozenset[str]

    @property
    def is_blank(self) -> bool:
        """Nothing was said of any symptom."""
        return not (self.readings or self.asked or self.none_of)

    def answers(self, group: str) -> bool:
        """Whether it says of a group of symptoms, or of one of them, that it is there or is not."""
        return group in self.none_of or any(symptom.group == group for symptom, _ in self.readings)


def moments(check_ins: Iterable[CheckIn], sessions: Sequence[Session]) -> Iterator[Moment]:
    """The check-ins by the instant they are about, oldest first. `sessions` by their end, oldest first."""
    ends = [s.second for s in sessions]
    timed = sorted(check_ins, key=attrgetter("second", "id"))
    for at, same in groupby(timed, key=attrgetter("second")):
        ended = bisect_right(ends, at)
        yield _moment(at, same, sessions[ended - 1].sites if ended else ())


def _moment(at: int, check_ins: Iterable[CheckIn], sites: tuple[Place, ...]) -> Moment:
    first, *more = check_ins
    moment = Moment(at, _readings(at, first, sites), first.red_flags.asked, first.none_of)
    for check_in in more:
        for key, reading in _readings(at, check_in, sites).items():
            known = moment.readings.get(key)
            moment.readings[key] = reading if known is None else _united(known, reading)
        moment.asked |= check_in.red_flags.asked
        moment.none_of |= check_in.none_of
    if more:  # one alone never denies what it says
        moment.none_of -= {symptom.group for (symptom, _), r in moment.readings.items() if r.present}
    return moment


def _readings(at: int, check_in: CheckIn, sites: tuple[Place, ...]) -> dict[Key, Reading]:
    """What one check-in says."""
    felt_at, source = check_in.felt_at, (check_in.id,)
    said: dict[Key, Reading] = {}
    for sign in check_in.red_flags.present:
        reading = Reading(at, felt_at, True, 1, None, None, sign.details, source)
        said[sign.symptom, sign.place] = reading
    gone = Reading(at, felt_at, False, 0, None, None, NOTHING, source)
    for o in check_in.observations:
        symptom, place = o.symptom, o.place
        if o.is_gone:
            reading = replace(gone, details=o.details) if o.details else gone
        elif o.is_present:
            reading = _reading(at, felt_at, o, source)
        else:
            continue
        if place is None and sites and symptom.place is PlaceNeed.SITES:
            said.update(dict.fromkeys(_everywhere(o, check_in, sites), reading))
        else:
            said[symptom, place] = reading
    return said


def _everywhere(observation: Observation, check_in: CheckIn, sites: tuple[Place, ...]) -> list[Key]:
    """Said without a place: at every place the session needled and the check-in does not name."""
    named = {o.place for o in check_in.observations if o.symptom is observation.symptom}
    # "gone" also ends what was felt before there was a session to give it a place
    places = [*sites, None] if observation.is_gone else sites
    return [(observation.symptom, place) for place in places if place is None or place not in named]


def _reading(at: int, felt_at: datetime, observation: Observation, source: tuple[str, ...]) -> Reading:
    severity, since = observation.worst, observation.since
    if severity is None and observation.change is None:
        severity = 1  # a yes/no symptom
    began = int(since.timestamp()) if since is not None else None
    return Reading(at, felt_at, True, severity, observation.change, began, observation.details, source)


def _united(old: Reading, new: Reading) -> Reading:
    """Two check-ins of one moment are one: present beats gone, the worst wins, details unite."""
    check_ins = (*old.check_ins, *new.check_ins)
    details = old.details | new.details
    if old.present != new.present:
        winner = old if old.present else new
        return replace(winner, felt_at=old.felt_at, details=details, check_ins=check_ins)
    order = (None, Change.BETTER, Change.SAME, Change.WORSE)
    return Reading(
        old.at,
        old.felt_at,
        old.present,
        max((s for s in (old.severity, new.severity) if s is not None), default=None),
        max(old.change, new.change, key=order.index),
        min((s for s in (old.since, new.since) if s is not None), default=None),
        details,
        check_ins,
    )
