"""A diary in the words of rules.md: hours since the first session, symptoms by name, strengths as numbers.

    diary(session(), entry(10, tingling=1), entry(49, soreness=2, tingling=said(1, change="worse")))

Hour 0 is a Monday morning. The usual session needles the right forearm, and every symptom has a usual place
that is neither lung, spine nor belly: nerve signs and weakness in the right arm.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta, tzinfo

from afterneedle.domain.catalogue import Catalogue, PlaceNeed, Symptom
from afterneedle.domain.flags import Assessment
from afterneedle.domain.records import (
    Answer,
    Baseline,
    Change,
    CheckIn,
    Did,
    Observation,
    Patient,
    Records,
    RedFlag,
    RedFlags,
    Session,
    Zap,
)

MONDAY = datetime(2026, 3, 2, 10, tzinfo=UTC)
FOREARM, HAND, ELBOW = "forearm_thumb_back.r", "hand_back.r", "elbow_back.r"
LEFT_HAND, FOOT, NECK, BELLY = "hand_back.l", "foot_top.r", "neck_back.r", "belly_lower.r"
USUAL_PLACE = {"nerve": HAND, "movement": HAND, "skin": FOREARM, "soreness": FOREARM}
USUAL = "usual"


def moment(hours: float, zone: tzinfo = UTC) -> datetime:
    """So many hours after the first session."""
    return (MONDAY + timedelta(hours=hours)).astimezone(zone)


@dataclass(frozen=True)
class Said:
    """What is said of one symptom at one place; `at` None: no place."""

    worst: int | None
    details: tuple[str, ...]
    at: str | None
    now: bool
    change: str | None
    since: float | None

    def __str__(self) -> str:
        words = [str(self.worst)] if self.worst is not None else []
        words += [*self.details, *([self.change] if self.change else []), *([] if self.now else ["gone"])]
        return " ".join(words + ([] if self.at == USUAL else [f"at {self.at}"]))


def said(
    worst: int | None = None,
    *details: str,
    at: str | None = USUAL,
    now: bool = True,
    change: str | None = None,
    since: float | None = None,
) -> Said:
    return Said(worst, details, at, now, change, since)


def gone(at: str | None = USUAL) -> Said:
    return said(at=at, now=False)


def came_and_went(worst: int, *details: str, at: str | None = USUAL) -> Said:
    """Not there while writing, but since the last check-in."""
    return said(worst, *details, at=at, now=False)


@dataclass(frozen=True)
class SessionEvent:
    hours: float = 0
    sites: tuple[str, ...] = (FOREARM,)
    zap: Zap | str | None = None  # a word: felt, stopped at once, and ran there
    baseline: Mapping[str, int | Said] | None = None
    zap_stopped: bool | None = True
    id: str = ""


@dataclass(frozen=True)
class Entry:
    hours: float
    says: Mapping[str, int | Said | tuple[Said, ...]]
    none_of: tuple[str, ...] = ()
    asked: bool | tuple[str, ...] = ()
    id: str = ""
    zone: tzinfo = UTC

    def __str__(self) -> str:
        words = [f"{name} {value}" for name, value in self.says.items()]
        words += [f"none of {group}" for group in self.none_of]
        return f"{self.hours:g} h " + (", ".join(words) or "blank")


@dataclass(frozen=True)
class AnswerEvent:
    hours: float
    rule: str
    did: Did
    check_in: str


@dataclass(frozen=True)
class PatientEvent:
    conditions: tuple[str, ...] = ()
    born: date | None = None


def session(
    hours: float = 0,
    *sites: str,
    zap: str | None = None,
    stopped: bool | None = True,
    baseline: Mapping[str, int | Said] | None = None,
    id: str = "",
    places_unknown: bool = False,
) -> SessionEvent:
    """`zap`: where a zap at insertion ran, "unknown" for a zap that ran nobody knows where."""
    where = () if places_unknown else sites or (FOREARM,)
    return SessionEvent(hours, where, zap, baseline, stopped, id)


def entry(
    hours: float,
    *,
    none_of: str = "",
    asked: bool | str = "",
    id: str = "",
    zone: tzinfo = UTC,
    **says: int | Said | tuple[Said, ...],
) -> Entry:
    """`asked`: True for all emergency questions, or the ids of those asked."""
    return Entry(hours, says, tuple(none_of.split()), asked if asked is True else _words(asked), id, zone)


def answer(hours: float, rule: str, did: str, check_in: str = "c1") -> AnswerEvent:
    return AnswerEvent(hours, rule, Did(did), check_in)


def patient(*conditions: str, born: str | None = None) -> PatientEvent:
    return PatientEvent(conditions, date.fromisoformat(born) if born else None)


def _words(text: bool | str) -> tuple[str, ...]:
    return tuple(text.split()) if isinstance(text, str) else ()


Event = SessionEvent | Entry | AnswerEvent | PatientEvent


@dataclass(frozen=True)
class Story:
    """What happened, not yet bound to a catalogue; sessions become s1, s2 and so on, check-ins c1, c2."""

    events: tuple[Event, ...]
    sessions: tuple[SessionEvent, ...] = field(init=False)
    entries: tuple[Entry, ...] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "sessions", tuple(e for e in self.events if isinstance(e, SessionEvent)))
        object.__setattr__(self, "entries", tuple(e for e in self.events if isinstance(e, Entry)))

    def __str__(self) -> str:
        return "; ".join(map(str, self.entries)) or "no entry"

    def plus(self, *events: Event) -> "Story":
        return Story((*self.events, *events))

    @property
    def ends(self) -> float:
        """The hour of the last event."""
        return max((e.hours for e in self.events if not isinstance(e, PatientEvent)), default=0)

    def records(self, catalogue: Catalogue) -> Records:
        people = [e for e in self.events if isinstance(e, PatientEvent)]
        who = Patient(born=people[-1].born, conditions=people[-1].conditions) if people else Patient()
        return Records(
            who,
            tuple(_session(s, s.id or f"s{n}", catalogue) for n, s in enumerate(self.sessions, 1)),
            tuple(_check_in(e, e.id or f"c{n}", catalogue) for n, e in enumerate(self.entries, 1)),
            tuple(
                Answer(a.rule, a.check_in, moment(a.hours), a.did)
                for a in self.events
                if isinstance(a, AnswerEvent)
            ),
        )


def diary(*events: Event) -> Story:
    return Story(events)


def rules(assessment: Assessment) -> list[str]:
    """The rules whose flags are not answered, most pressing first."""
    return [f.rule.id for f in assessment.flags if not f.answered]


def _session(event: SessionEvent, id: str, catalogue: Catalogue) -> Session:
    zap = Zap(felt=False)
    if isinstance(event.zap, str):
        zap = Zap(True, event.zap_stopped, catalogue.places.get(event.zap))
    before = None
    if event.baseline is not None:
        before = tuple(
            Baseline(catalogue.symptoms[name], o.place, o.worst or 0)
            for name, value in event.baseline.items()
            for o in _observations(catalogue.symptoms[name], value, catalogue)
        )
    sites = tuple(catalogue.places[p] for p in event.sites)
    return Session(id, moment(event.hours), "UTC", sites, zap=zap, baseline=before)


def _check_in(event: Entry, id: str, catalogue: Catalogue) -> CheckIn:
    felt_at = moment(event.hours, event.zone)
    observations: list[Observation] = []
    red: list[RedFlag] = []
    for name, value in event.says.items():
        symptom = catalogue.symptoms[name]
        if symptom.is_red:
            for one in (value,) if isinstance(value, int | Said) else value:
                sign = one if isinstance(one, Said) else said(at=None)
                place = catalogue.places[sign.at] if sign.at and sign.at != USUAL else None
                red.append(RedFlag(symptom, place, frozenset(sign.details)))
        else:
            observations += _observations(symptom, value, catalogue)
    asked = catalogue.red_flags_asked if event.asked is True else _asked(event.asked, catalogue)
    return CheckIn(
        id=id,
        felt_at=felt_at,
        entered_at=felt_at,
        zone="UTC",
        day=felt_at.date(),
        red_flags=RedFlags(asked, tuple(red)),
        none_of=frozenset(event.none_of),
        observations=tuple(observations),
    )


def _asked(names: bool | Iterable[str], catalogue: Catalogue) -> frozenset[Symptom]:
    return frozenset() if isinstance(names, bool) else frozenset(catalogue.symptoms[n] for n in names)


def _observations(
    symptom: Symptom, value: int | Said | tuple[Said, ...], catalogue: Catalogue
) -> list[Observation]:
    if isinstance(value, tuple):
        return [o for one in value for o in _observations(symptom, one, catalogue)]
    one = value if isinstance(value, Said) else said(int(value))
    place = one.at
    if place == USUAL:
        placed = symptom.place in (PlaceNeed.REQUIRED, PlaceNeed.SITES)
        usual = ELBOW if symptom.id == "old_pain" else USUAL_PLACE.get(symptom.group)
        place = usual if placed else None
    return [
        Observation(
            symptom,
            catalogue.places[place] if place else None,
            one.now,
            one.worst,
            Change(one.change) if one.change else None,
            moment(one.since) if one.since is not None else None,
            frozenset(one.details),
        )
    ]
