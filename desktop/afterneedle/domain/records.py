"""What a patient records: sessions, check-ins, answers. An impossible one cannot be made."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import Enum, IntEnum
from functools import cached_property
from types import MappingProxyType

from afterneedle.domain.catalogue import Place, Scale, Symptom
from afterneedle.domain.impossible import (
    Impossible,
    check_aware,
    check_details,
    check_id,
    check_place,
    check_severity,
    check_text,
)

GROUPS_DENIED = ("nerve", "movement", "skin", "general")


class Level(IntEnum):
    """What to do, not how bad it is."""

    EXPECTED = 0
    WATCH = 1
    CONTACT_PRACTITIONER = 2
    SEE_DOCTOR = 3
    EMERGENCY = 4


class Change(Enum):
    """How a symptom compares with the last check-in, in the patient's own word."""

    BETTER = "better"
    SAME = "same"
    WORSE = "worse"


class Did(Enum):
    """What the patient did about a flag."""

    TOLD_PRACTITIONER = "told_practitioner"
    PRACTITIONER_REASSURED = "practitioner_reassured"
    ADVISED_BY_CLINICIAN = "advised_by_clinician"
    SEEN_BY_DOCTOR = "seen_by_doctor"


@dataclass(frozen=True)
class Patient:
    """About the person. Everything is optional; `conditions` are ids of the catalogue."""

    name: str = ""
    born: date | None = None
    conditions: tuple[str, ...] = ()
    medicines: str = ""
    allergies: str = ""
    notes: str = ""

    def __post_init__(self) -> None:
        for name in ("name", "medicines", "allergies", "notes"):
            check_text(name, getattr(self, name))


@dataclass(frozen=True)
class Practitioner:
    """Who needled, and how to reach them."""

    name: str = ""
    profession: str = ""
    phone: str = ""

    def __post_init__(self) -> None:
        for name in ("name", "profession", "phone"):
            check_text(name, getattr(self, name))


@dataclass(frozen=True)
class Zap:
    """A shock or zap along a limb while a needle was in. None means not known."""

    felt: bool | None = None
    stopped_at_once: bool | None = None
    place: Place | None = None  # where it ran


@dataclass(frozen=True)
class Baseline:
    """A symptom that was there before the session; 1 ≤ severity ≤ top of its scale."""

    symptom: Symptom
    place: Place | None
    severity: int

    def __post_init__(self) -> None:
        if self.symptom.is_red:
            raise Impossible("symptom", "an emergency sign cannot be a baseline")
        check_place(self.symptom, self.place)
        check_severity("severity", self.symptom, self.severity)


@dataclass(frozen=True)
class Session:
    """One dry-needling appointment; its clock starts at its end.

    `baseline` None means it was not asked and the last one holds; an empty tuple means none.
    `zone` is the IANA name, or the fixed offset ("+02:00") when no name is known.
    """

    id: str
    ended_at: datetime
    zone: str
    sites: tuple[Place, ...]
    ended_about: bool = False
    practitioner: Practitioner = Practitioner()
    zap: Zap = Zap()
    twitch: bool | None = None
    baseline: tuple[Baseline, ...] | None = None
    note: str = ""
    edited_at: datetime | None = None

    def __post_init__(self) -> None:
        check_id(self.id)
        check_aware("ended_at", self.ended_at)
        check_text("note", self.note)
        if len(set(self.sites)) != len(self.sites):
            raise Impossible("sites", "the same place is named twice")
        pairs = [(b.symptom, b.place) for b in self.baseline or ()]
        if len(set(pairs)) != len(pairs):
            raise Impossible("baseline", "the same symptom and place are named twice")

    @cached_property
    def second(self) -> int:
        """When it ended, in seconds since 1970, UTC: what rules count from."""
        return int(self.ended_at.timestamp())


@dataclass(frozen=True)
class Observation:
    """One symptom at one place in one check-in.

    `now`: is it there right now; `worst`: the worst since the last check-in, 0 to the top of the scale.
    `worst` may be None when the symptom is gone, when `change` is given (the last known strength
    stands), or for a yes/no symptom (its presence says all).
    `since`: when it began, if the patient knows.
    """

    symptom: Symptom
    place: Place | None = None
    now: bool = True
    worst: int | None = None
    change: Change | None = None
    since: datetime | None = None
    details: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        if self.symptom.is_red:
            raise Impossible("symptom", '"{name}" belongs in red_flags.present', name=self.symptom.id)
        check_place(self.symptom, self.place)
        check_details(self.symptom, self.details)
        if self.since is not None:
            check_aware("since", self.since)
        if self.worst is not None:
            check_severity("worst", self.symptom, self.worst, least=0)
        elif self.now and self.change is None and self.symptom.scale is not Scale.YES_NO:
            raise Impossible("worst", "how strong it was is missing")

    @property
    def is_present(self) -> bool:
        """Counts as there; nerve and movement signs also when they came and went."""
        if not self.now:
            return self.symptom.group in ("nerve", "movement") and bool(self.worst)
        return self.worst is None or self.worst > 0

    @property
    def is_gone(self) -> bool:
        """Said to be gone; what is neither present nor gone is unknown."""
        return not self.now and not self.worst


@dataclass(frozen=True)
class RedFlag:
    """An emergency sign that is there."""

    symptom: Symptom
    place: Place | None = None
    details: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        if not self.symptom.is_red:
            raise Impossible("symptom", '"{name}" belongs in observations', name=self.symptom.id)
        check_place(self.symptom, self.place)
        check_details(self.symptom, self.details)


@dataclass(frozen=True)
class RedFlags:
    """The emergency questions of one check-in: which were asked, which are there. Present implies asked."""

    asked: frozenset[Symptom] = frozenset()
    present: tuple[RedFlag, ...] = ()

    def __post_init__(self) -> None:
        pairs = [(p.symptom, p.place) for p in self.present]
        if len(set(pairs)) != len(pairs):
            raise Impossible("present", "the same sign is named twice")
        object.__setattr__(self, "asked", self.asked | {p.symptom for p in self.present})

    @cached_property
    def denied(self) -> frozenset[Symptom]:
        """Asked and not there."""
        return self.asked - {p.symptom for p in self.present}


@dataclass(frozen=True)
class CheckIn:
    """What the patient says about one moment. `day` is a label for people: the local date or the day before.

    `none_of`: groups answered "none of these". `function`: 0 no limit to 3 stops me, by function id.
    """

    id: str
    felt_at: datetime
    entered_at: datetime
    zone: str
    day: date
    red_flags: RedFlags = RedFlags()
    none_of: frozenset[str] = frozenset()
    observations: tuple[Observation, ...] = ()
    function: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    medicines: str = ""
    note: str = ""
    edited_at: datetime | None = None

    def __post_init__(self) -> None:
        check_id(self.id)
        check_aware("felt_at", self.felt_at)
        check_aware("entered_at", self.entered_at)
        check_text("note", self.note)
        check_text("medicines", self.medicines)
        if (self.felt_at.date() - self.day).days not in (0, 1):
            raise Impossible("day", "the day must be the local date or the day before it")
        for name in sorted(self.none_of - set(GROUPS_DENIED)):
            raise Impossible("none_of", 'no group called "{name}"', name=name)
        seen = set()
        for n, o in enumerate(self.observations):
            if (o.symptom, o.place) in seen:
                raise Impossible(f"observations[{n}]", "the same symptom and place are named twice")
            seen.add((o.symptom, o.place))
            if o.is_present and o.symptom.group in self.none_of:
                raise Impossible(
                    "none_of",
                    '"{group}" is both denied and present ({symptom})',
                    group=o.symptom.group,
                    symptom=o.symptom.id,
                )
        self._check_function()

    @cached_property
    def second(self) -> int:
        """When it was felt, in seconds since 1970, UTC: what rules count to."""
        return int(self.felt_at.timestamp())

    def names(self, symptom: Symptom) -> bool:
        """Says that it is there, at whichever place."""
        return any(o.symptom is symptom and o.is_present for o in self.observations) or any(
            sign.symptom is symptom for sign in self.red_flags.present
        )

    def denies(self, symptom: Symptom) -> bool:
        """Says that it is not there: asked and not ticked, or its whole group answered "none of these"."""
        return symptom in self.red_flags.denied or symptom.group in self.none_of

    def _check_function(self) -> None:
        for name, value in self.function.items():
            if not 0 <= value <= Scale.WORDS.top:
                raise Impossible(f"function.{name}", "{value} is not between 0 and 3", value=value)


@dataclass(frozen=True)
class Answer:
    """What the patient did about a flag, named by its rule and one check-in (or session) of its evidence."""

    rule: str
    check_in: str
    at: datetime
    did: Did
    words: str = ""

    def __post_init__(self) -> None:
        check_aware("at", self.at)
        check_text("words", self.words)


@dataclass(frozen=True)
class Records:
    """All that a diary holds, oldest first."""

    patient: Patient = Patient()
    sessions: tuple[Session, ...] = ()
    check_ins: tuple[CheckIn, ...] = ()
    answers: tuple[Answer, ...] = ()
