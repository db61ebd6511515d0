"""The rulebook as values: what resources/rulebook.toml holds, row by row."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from functools import cached_property
from typing import TYPE_CHECKING

from afterneedle.domain.catalogue import Band
from afterneedle.domain.records import Level

if TYPE_CHECKING:
    from afterneedle.domain.candidates import Candidates


class ActBy(Enum):
    """By when to act, most pressing first."""

    NOW = "now"
    TODAY = "today"
    NEXT_WORKING_DAY = "next_working_day"
    WITHIN_2_DAYS = "within_2_days"
    WITHIN_1_WEEK = "within_1_week"


class Course(Enum):
    """How an entry compares with the entries of its episode in the 48 hours before."""

    NEW = "new"
    BETTER = "better"
    SAME = "same"
    WORSE = "worse"


class Until(Enum):
    """How long a firing stands."""

    PRESENT = "present"  # while the newest entry still fires it
    BETTER = "better"  # latched: until better than when raised, closed or answered
    ANSWERED = "answered"  # until a clinician was asked
    NEXT_CHECK_IN = "next_check_in"
    NERVE_ANSWERED = "nerve_answered"  # until the nerve row is answered


class Where(Enum):
    """Where an accompanying sign must be, seen from the sign the rule is about."""

    LIMB = "limb"
    LIMB_OR_SITE = "limb_or_site"
    SPINE = "spine"
    ANYWHERE = "anywhere"


@dataclass(frozen=True)
class Partner:
    """An accompanying sign that must be open: one of `symptoms`, at `where`, in at least `count` kinds."""

    symptoms: frozenset[str]
    where: Where
    least: Band = Band.MILD
    course: frozenset[Course] = frozenset()
    details: frozenset[str] = frozenset()
    count: int = 1


@dataclass(frozen=True)
class Conditions:
    """What an entry must meet; what is left out does not matter.

    `after`, `until`: hours since the session ended, after < t ≤ until.
    `symptoms`: only these, of those the rule looks at. `least`, `most`: the band of its strength.
    `details`: any of these; `without`: none of these.
    `first_after`: the episode began more than so many hours after the session and this is its first entry.
    `above_lowest`: stronger than the lowest entry of so many hours before; `after_none`: there was a "none"
    in so many hours before; `denied`: the sign was asked and denied so many hours before.
    `worse_again`: also higher than at another worse entry at least so many hours before.
    `needled`, `needled_days`: a place with this tag was needled in the days before, or places are unknown.
    `patient`: has any of these conditions. `younger_than`: years at the entry.
    `returned`, `linked`: came back within 7 days of closing; later, as a new episode.
    `zap`: felt at insertion in that limb, or where it ran is unknown. `partners`: all of them.
    """

    symptoms: frozenset[str] = frozenset()
    after: float = float("-inf")
    until: float = float("inf")
    least: Band = Band.MILD
    most: Band = Band.SEVERE
    course: frozenset[Course] = frozenset()
    details: frozenset[str] = frozenset()
    without: frozenset[str] = frozenset()
    first_after: float | None = None
    above_lowest: float | None = None
    after_none: float | None = None
    denied: float | None = None
    worse_again: float | None = None
    needled: str | None = None
    needled_days: float = 14
    patient: frozenset[str] = frozenset()
    younger_than: int | None = None
    returned: bool = False
    linked: bool = False
    zap: bool = False
    partners: tuple[Partner, ...] = ()

    @cached_property
    def past(self) -> "Conditions | None":
        """Of these what came before the entry: other entries, sessions, a birthday; None: nothing of it."""
        past = Conditions(**{name: getattr(self, name) for name in _PAST})
        return None if past == Conditions() else past


_PAST = (
    "first_after",
    "above_lowest",
    "after_none",
    "denied",
    "worse_again",
    "needled",
    "needled_days",
    "younger_than",
    "zap",
)


@dataclass(frozen=True)
class Case:
    """When a rule fires, at which level, and by when to act."""

    when: Conditions
    level: Level
    act_by: ActBy | None


@dataclass(frozen=True, eq=False)
class Rule:
    """A row of the rulebook, one object each. Of its cases the highest that holds counts.

    `about`: "entry", or "zap" for the one rule that looks at the session itself.
    """

    id: str
    symptoms: frozenset[str]
    cases: tuple[Case, ...]
    why: str
    sources: tuple[str, ...]
    guidance: str
    until: Until = Until.PRESENT
    about: str = "entry"

    @cached_property
    def is_red(self) -> bool:
        """A red rule: nothing lowers it, and only a clinician's word closes it."""
        return self.id.startswith("R")


@dataclass(frozen=True, eq=False)
class Modifier:
    """Raises the level of the rules it names, never above `cap`.

    `mentioned_with`: rules whose level already counts it, or cannot rise; it is told with them.
    """

    id: str
    raises: frozenset[str]
    when: Conditions
    why: str
    sources: tuple[str, ...]
    by: int = 1
    cap: Level = Level.SEE_DOCTOR
    mentioned_with: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Rulebook:
    """All rules in the order of the file, with the version and date that the report prints."""

    version: str
    date: date
    rules: tuple[Rule, ...]
    modifiers: tuple[Modifier, ...]

    @cached_property
    def by_symptom(self) -> Mapping[str, tuple[Rule, ...]]:
        """The rules that look at a symptom, in their order."""
        index: dict[str, list[Rule]] = {}
        for rule in self.rules:
            for symptom in rule.symptoms:
                index.setdefault(symptom, []).append(rule)
        return {symptom: tuple(rules) for symptom, rules in index.items()}

    @cached_property
    def raised_by(self) -> Mapping[str, tuple[Modifier, ...]]:
        """The modifiers of a rule, by its id."""
        return {r.id: tuple(m for m in self.modifiers if r.id in m.raises) for r in self.rules}

    @cached_property
    def whens(self) -> Mapping[str, tuple[Conditions, ...]]:
        """All that the rules of a symptom, and what raises them, ask for."""
        return {
            symptom: tuple(when for rule in rules for when in self._whens(rule))
            for symptom, rules in self.by_symptom.items()
        }

    def _whens(self, rule: Rule) -> Iterable[Conditions]:
        return [*(c.when for c in rule.cases), *(m.when for m in self.raised_by[rule.id])]

    @cached_property
    def beside(self) -> Mapping[str, frozenset[Partner]]:
        """The partners that the rules of a symptom, and what raises them, look for."""
        return {
            symptom: frozenset(partner for when in whens for partner in when.partners)
            for symptom, whens in self.whens.items()
        }

    @cached_property
    def watched(self) -> Mapping[str, frozenset[str]]:
        """The symptoms that the rules of another look for beside it."""
        return {
            symptom: frozenset(name for partner in partners for name in partner.symptoms)
            for symptom, partners in self.beside.items()
        }

    @cached_property
    def candidates(self) -> "Candidates":
        """The rules that each kind of entry may fire; kept here, for they only follow from the rulebook."""
        from afterneedle.domain.candidates import Candidates  # it is made of what this file defines

        return Candidates(self)

    @cached_property
    def denials(self) -> frozenset[str]:
        """The symptoms of which a rule asks when they were last denied."""
        return self._asking(lambda when: when.denied is not None)

    @cached_property
    def nones(self) -> frozenset[str]:
        """The symptoms of which a rule asks when they were last said to be none."""
        return self._asking(lambda when: when.after_none is not None)

    def _asking(self, asks: Callable[[Conditions], bool]) -> frozenset[str]:
        return frozenset(symptom for symptom, whens in self.whens.items() if any(map(asks, whens)))
