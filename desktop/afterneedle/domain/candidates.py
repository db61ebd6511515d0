"""The rules that an entry may fire by what it says for itself: looked up, since thousands say the same.

Who stands beside it, what came before and what was needled is asked later, and only for these.
"""

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from afterneedle.domain.catalogue import Band
from afterneedle.domain.conditions import Sight
from afterneedle.domain.records import Level
from afterneedle.domain.rulebook import ActBy, Conditions, Course, Modifier, Rule, Rulebook, Until

PRESSING = list(ActBy)
ALWAYS = [float("-inf"), float("inf")]
RAISED_ACT_BY = {Level.CONTACT_PRACTITIONER: ActBy.NEXT_WORKING_DAY, Level.SEE_DOCTOR: ActBy.WITHIN_2_DAYS}


@dataclass(slots=True, eq=False)
class Verdict:
    """What one rule says, modifiers included; one object for the thousands of entries it is said of.

    `pressing` sorts by level, then by how soon to act; more is more pressing.
    `stands_alone`: only a clinician's word closes it: red rules, emergencies and those that say so.
    """

    rule: Rule
    level: Level
    act_by: ActBy | None
    raised_by: tuple[str, ...] = ()
    pressing: tuple[int, int] = field(init=False)
    stands_alone: bool = field(init=False)

    def __post_init__(self) -> None:
        soon = -PRESSING.index(self.act_by) if self.act_by else -len(PRESSING)
        alone = self.rule.is_red or self.level is Level.EMERGENCY or self.rule.until is Until.ANSWERED
        self.pressing, self.stands_alone = (int(self.level), soon), alone

    def raised(self, modifier: Modifier) -> "Verdict":
        """What it says when the modifier holds, too."""
        level = Level(min(self.level + modifier.by, modifier.cap))
        act_by = self.act_by if self.act_by is ActBy.TODAY else RAISED_ACT_BY.get(level, self.act_by)
        return replace(self, level=level, act_by=act_by, raised_by=(*self.raised_by, modifier.id))


class Option(NamedTuple):
    """A case that may hold, what it says then, and the modifiers that may raise that."""

    when: Conditions
    verdict: Verdict
    modifiers: tuple[Modifier, ...]


class Kind(NamedTuple):
    """All that an entry says for itself: after < hours ≤ until holds for every bound that a rule has."""

    symptom: str
    after: float
    until: float
    band: Band
    course: Course
    details: frozenset[str]
    is_first: bool
    returned: bool
    linked: bool
    conditions: tuple[str, ...]
    has_birthday: bool

    def may_meet(self, when: Conditions) -> bool:
        """Whether it meets what a condition asks of the entry itself."""
        return (
            when.after <= self.after
            and self.until <= when.until
            and when.least <= self.band <= when.most
            and (not when.symptoms or self.symptom in when.symptoms)
            and (not when.course or self.course in when.course)
            and (not when.details or not when.details.isdisjoint(self.details))
            and when.without.isdisjoint(self.details)
            and (not when.patient or not when.patient.isdisjoint(self.conditions))
            and (when.younger_than is None or self.has_birthday)
            and (not when.returned or self.returned)
            and (not when.linked or self.linked)
            and (when.first_after is None or (self.is_first and self.course is not Course.BETTER))
        )


class Candidates:
    """The candidates of every kind of entry, found when the first of its kind comes."""

    def __init__(self, rulebook: Rulebook) -> None:
        self._rulebook = rulebook
        self._bounds = {name: _bounds(whens) for name, whens in rulebook.whens.items()}
        self._found: dict[tuple[object, ...], tuple[tuple[Option, ...], ...]] = {}
        self._raised: dict[tuple[Verdict, Modifier], Verdict] = {}

    def rules(self, symptom: str, beside: bool) -> list[Rule]:
        """All that look at a symptom, in the order of the rulebook; `beside`: of these that look there."""
        rules = self._rulebook.by_symptom.get(symptom, ())
        return [rule for rule in rules if not beside or rule in self._rulebook.looking_beside]

    def of(self, sight: Sight, beside: bool = False) -> tuple[tuple[Option, ...], ...]:
        """The options of each of these rules that an entry may fire."""
        episode, entry, patient = sight.episode, sight.entry, sight.patient
        name = episode.symptom.id
        bounds = self._bounds.get(name, ALWAYS)
        n = bisect_left(bounds, sight.hours)
        kind = (
            name,
            bounds[n - 1],
            bounds[n],
            entry.band,
            entry.course,
            entry.reading.details,
            entry.is_first,
            episode.returned,
            episode.linked,
            patient.conditions,
            patient.born is not None,
        )
        found = self._found.get((beside, kind))
        if found is None:
            options = (self._options(rule, Kind(*kind)) for rule in self.rules(name, beside))
            found = self._found[beside, kind] = tuple(some for some in options if some)
        return found

    def raised(self, verdict: Verdict, modifier: Modifier) -> Verdict:
        """The verdict when the modifier holds, too."""
        known = self._raised.get((verdict, modifier))
        if known is None:
            known = self._raised[verdict, modifier] = verdict.raised(modifier)
        return known

    def _options(self, rule: Rule, kind: Kind) -> tuple[Option, ...]:
        raising = [m for m in self._rulebook.raised_by[rule.id] if kind.may_meet(m.when)]
        return tuple(
            Option(
                case.when,
                Verdict(rule, case.level, case.act_by),
                tuple(m for m in raising if case.level < m.cap),
            )
            for case in rule.cases
            if kind.may_meet(case.when)
        )


def _bounds(whens: Iterable[Conditions]) -> list[float]:
    """The hours at which one of these begins or ends to hold: between two of them nothing changes."""
    return sorted({*ALWAYS, *(hours for when in whens for hours in (when.after, when.until))})
