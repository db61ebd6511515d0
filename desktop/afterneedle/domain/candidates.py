"""The rules that an entry may fire by what it says for itself: looked up, since thousands say the same.

Who stands beside it, what came before and what was needled is asked later, and only for these.
"""

from bisect import bisect_left
from dataclasses import dataclass, field, replace
from math import isfinite
from typing import NamedTuple

from afterneedle.domain.conditions import Sight, speaks_for_itself
from afterneedle.domain.records import Level
from afterneedle.domain.rulebook import ActBy, Conditions, Modifier, Rule, Rulebook, Until

PRESSING = list(ActBy)
RAISED_ACT_BY = {Level.CONTACT_PRACTITIONER: ActBy.NEXT_WORKING_DAY, Level.SEE_DOCTOR: ActBy.WITHIN_2_DAYS}


@dataclass(frozen=True, slots=True, eq=False)
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
        object.__setattr__(self, "pressing", (int(self.level), soon))
        object.__setattr__(self, "stands_alone", alone)

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


class Candidates:
    """The candidates of every kind of entry, found when the first of its kind comes. For one patient only."""

    def __init__(self, rulebook: Rulebook) -> None:
        self._rulebook = rulebook
        self._bounds = {name: _bounds(rulebook, rules) for name, rules in rulebook.by_symptom.items()}
        self._found: dict[tuple[object, ...], tuple[tuple[Option, ...], ...]] = {}
        self._raised: dict[tuple[Verdict, Modifier], Verdict] = {}

    def rules(self, sight: Sight) -> tuple[Rule, ...]:
        """All that look at its symptom, in the order of the rulebook."""
        return self._rulebook.by_symptom.get(sight.episode.symptom.id, ())

    def of(self, sight: Sight) -> tuple[tuple[Option, ...], ...]:
        """The options of each rule that an entry may fire, in the order of the rulebook."""
        episode, entry = sight.episode, sight.entry
        name = episode.symptom.id
        kind = (
            name,
            bisect_left(self._bounds.get(name, ()), sight.hours),
            entry.band,
            entry.course,
            entry.reading.details,
            entry.is_first,
            episode.returned,
            episode.linked,
        )
        found = self._found.get(kind)
        if found is None:
            rules = self.rules(sight)
            found = self._found[kind] = tuple(o for rule in rules if (o := self._options(rule, sight)))
        return found

    def raised(self, verdict: Verdict, modifier: Modifier) -> Verdict:
        """The verdict when the modifier holds, too."""
        known = self._raised.get((verdict, modifier))
        if known is None:
            known = self._raised[verdict, modifier] = verdict.raised(modifier)
        return known

    def _options(self, rule: Rule, sight: Sight) -> tuple[Option, ...]:
        raising = [m for m in self._rulebook.raised_by[rule.id] if speaks_for_itself(m.when, sight)]
        found = []
        for case in rule.cases:
            modifiers = tuple(m for m in raising if case.level < m.cap)
            if (case.level or modifiers) and speaks_for_itself(case.when, sight):
                found.append(Option(case.when, Verdict(rule, case.level, case.act_by), modifiers))
        return tuple(found)


def _bounds(rulebook: Rulebook, rules: tuple[Rule, ...]) -> list[float]:
    """The hours at which a case of these rules begins or ends: between two of them nothing changes."""
    whens = [case.when for rule in rules for case in rule.cases]
    whens += [m.when for rule in rules for m in rulebook.raised_by[rule.id]]
    return sorted({hours for when in whens for hours in (when.after, when.until) if isfinite(hours)})
