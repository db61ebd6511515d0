"""The rules that an entry may fire by what it says for itself: looked up, since thousands say the same.

Who stands beside it, what came before and what was needled is asked later, and only for these.
"""

from bisect import bisect_left
from math import isfinite
from typing import NamedTuple

from afterneedle.domain.conditions import Sight, speaks_for_itself
from afterneedle.domain.rulebook import Case, Modifier, Rule, Rulebook


class Candidate(NamedTuple):
    """A rule of which one of these cases may hold, and the modifiers that may raise it."""

    rule: Rule
    cases: tuple[Case, ...]
    modifiers: tuple[Modifier, ...]


class Candidates:
    """The candidates of every kind of entry, found when the first of its kind comes. For one patient only."""

    def __init__(self, rulebook: Rulebook) -> None:
        self._rulebook = rulebook
        self._found: dict[tuple[object, ...], tuple[Candidate, ...]] = {}
        self._bounds = {name: self._bounds_of(name) for name in rulebook.by_symptom}

    def rules(self, sight: Sight) -> tuple[Rule, ...]:
        """All that look at its symptom, in the order of the rulebook."""
        return self._rulebook.by_symptom.get(sight.episode.symptom.id, ())

    def of(self, sight: Sight) -> tuple[Candidate, ...]:
        """Those of an entry, in the order of the rulebook."""
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
            found = self._found[kind] = self._find(sight)
        return found

    def _find(self, sight: Sight) -> tuple[Candidate, ...]:
        found = []
        for rule in self.rules(sight):
            cases = tuple(case for case in rule.cases if speaks_for_itself(case.when, sight))
            if cases:
                raising = self._rulebook.raised_by[rule.id]
                modifiers = tuple(m for m in raising if speaks_for_itself(m.when, sight))
                found.append(Candidate(rule, cases, modifiers))
        return tuple(found)

    def _bounds_of(self, name: str) -> list[float]:
        """The hours at which a case of its rules begins or ends: between two of them nothing changes."""
        rules = self._rulebook.by_symptom[name]
        whens = [case.when for rule in rules for case in rule.cases]
        whens += [m.when for rule in rules for m in self._rulebook.raised_by[rule.id]]
        return sorted({hours for when in whens for hours in (when.after, when.until) if isfinite(hours)})
