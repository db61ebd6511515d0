"""How an entry is read (docs/rules.md §2): a check-in's moment says what is there or gone.

What a check-in neither mentions nor denies is unknown in it, and never read as gone.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

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
    readings: dict[Key, Reading] = field(default_factory=dict)
    asked: frozenset[Symptom] = frozenset()
    denied: frozenset[Symptom] = frozenset()
    none_of: frozenset[str] = frozenset()

    @property
    def is_blank(self) -> bool:
        """Nothing was said of any symptom."""
        return not (self.readings or self.asked or self.none_of)


def moments(check_ins: Sequence[CheckIn], sessions: Sequence[Session]) -> Iterator[Moment]:
    """The check-ins by the instant they are about, oldest first. `sessions` by their end, oldest first."""
    ends = [(s.second, s) for s in sessions]
    timed = sorted(((c.second, c.id, c) for c in check_ins), key=lambda t: t[:2])
    for at, same in groupby(timed, key=lambda t: t[0]):
        sites = next((s.sites for end, s in reversed(ends) if end <= at), ())
        yield _moment(at, tuple(c for _, _, c in same), sites)


def _moment(at: int, check_ins: tuple[CheckIn, ...], sites: tuple[Place, ...]) -> Moment:
    moment = Moment(at, check_ins)
    for check_in in check_ins:
        source = (check_in.id,)
        for sign in check_in.red_flags.present:
            _add(moment, (sign.symptom, sign.place), Reading(at, True, 1, None, None, sign.details, source))
        for observation in check_in.observations:
            if observation.is_present or observation.is_gone:
                reading = _reading(at, observation, source)
                for key in _keys(observation, check_in, sites):
                    _add(moment, key, reading)
        moment.asked |= check_in.red_flags.asked
        moment.none_of |= check_in.none_of
    there = {symptom for (symptom, _), reading in moment.readings.items() if reading.present}
    moment.denied = moment.asked - there
    moment.none_of -= {symptom.group for symptom in there}
    return moment


def _keys(observation: Observation, check_in: CheckIn, sites: tuple[Place, ...]) -> list[Key]:
    if observation.place is not None or observation.symptom.place is not PlaceNeed.SITES or not sites:
        return [(observation.symptom, observation.place)]
    named = {o.place for o in check_in.observations if o.symptom is observation.symptom}
    # "gone" also ends what was felt before there was a session to give it a place
    places = [*sites, None] if observation.is_gone else sites
    return [(observation.symptom, place) for place in places if place is None or place not in named]


def _reading(at: int, observation: Observation, source: tuple[str, ...]) -> Reading:
    severity = observation.worst
    if severity is None and observation.change is None and observation.is_present:
        severity = 1  # a yes/no symptom
    return Reading(
        at,
        observation.is_present,
        severity,
        observation.change,
        int(observation.since.timestamp()) if observation.since else None,
        observation.details,
        source,
    )


def _add(moment: Moment, key: Key, new: Reading) -> None:
    """Two check-ins of one moment are one: present beats gone, the worst wins, details unite."""
    old = moment.readings.get(key)
    if old is None:
        moment.readings[key] = new
        return
    if old.present != new.present:
        winner = old if old.present else new
        ids = tuple(sorted({*old.check_ins, *new.check_ins}))
        moment.readings[key] = Reading(
            winner.at, True, winner.severity, winner.change, winner.since, old.details | new.details, ids
        )
        return
    order = (None, Change.BETTER, Change.SAME, Change.WORSE)
    moment.readings[key] = Reading(
        old.at,
        old.present,
        max((s for s in (old.severity, new.severity) if s is not None), default=None),
        max(old.change, new.change, key=order.index),
        min((s for s in (old.since, new.since) if s is not None), default=None),
        old.details | new.details,
        tuple(sorted({*old.check_ins, *new.check_ins})),
    )
