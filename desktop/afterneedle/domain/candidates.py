"""What an entry says for itself, and what follows from that alone: found once, since thousands say the same.

Who stands beside it, what came before and what was needled is asked later, and only what is left to ask.
"""

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from afterneedle.domain.catalogue import Band
from afterneedle.domain.decisions import Decision, Option, Role, Verdict
from afterneedle.domain.episodes import Episode
from afterneedle.domain.records import Patient
from afterneedle.domain.rulebook import Conditions, Course, Partner, Rule, Rulebook, Where

ALWAYS = (float("-inf"), float("inf"))


class Words(NamedTuple):
    """All that an entry says for itself, but for its hours."""

    symptom: str
    band: Band
    course: Course
    details: frozenset[str]
    is_first: bool
    returned: bool
    linked: bool
    conditions: tuple[str, ...]
    has_birthday: bool

    def may_meet(self, when: Conditions) -> bool:
        """Whether they meet what a condition asks of the entry itself, at some hour."""
        return (
            when.least <= self.band <= when.most
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

    def may_play(self, partner: Partner) -> bool:
        """Whether they are those of an accompanying sign, wherever it is."""
        return (
            self.symptom in partner.symptoms
            and self.band >= partner.least
            and (not partner.course or self.course in partner.course)
            and (not partner.details or not partner.details.isdisjoint(self.details))
        )


def words_of(episode: Episode, patient: Patient) -> Words:
    """What the newest entry of an episode says for itself."""
    entry = episode.newest
    return Words(
        episode.symptom.id,
        entry.band,
        entry.course,
        entry.reading.details,
        entry.is_first,
        episode.returned,
        episode.linked,
        patient.conditions,
        patient.born is not None,
    )


@dataclass(slots=True, eq=False)
class Kind:
    """All entries of the same words; one object for them.

    `roles` that they play beside others. `watchers`: the symptoms whose rules look for one of these; True:
    only in the same limb. `decisions`: between each two of the `bounds`, in hours, at which a rule begins or
    ends to hold; None until an entry needs it.
    """

    words: Words
    roles: frozenset[Role]
    watchers: tuple[tuple[str, bool], ...]
    bounds: tuple[float, ...]
    decisions: list[Decision | None]


class Candidates:
    """The kinds of entries and what is decided of them, each found when the first of it comes."""

    def __init__(self, rulebook: Rulebook) -> None:
        self._rulebook = rulebook
        self._roles = _roles(rulebook)
        self._bounds = {name: _bounds(whens) for name, whens in rulebook.whens.items()}
        self._kinds: dict[Words, Kind] = {}

    def rules(self, symptom: str) -> tuple[Rule, ...]:
        """All that look at a symptom, in the order of the rulebook."""
        return self._rulebook.by_symptom.get(symptom, ())

    def kind(self, words: Words) -> Kind:
        """The kind of an entry that says this."""
        kind = self._kinds.get(words)
        if kind is None:
            roles = frozenset(role for role in self._roles.values() if words.may_play(role.partner))
            bounds = self._bounds.get(words.symptom, ALWAYS)
            kind = Kind(words, roles, _watchers(words.symptom, roles), bounds, [None] * len(bounds))
            self._kinds[words] = kind
        return kind

    def decision(self, kind: Kind, hours: float) -> Decision:
        """What is decided of entries of this kind so long after their session."""
        n = bisect_left(kind.bounds, hours)
        decision = kind.decisions[n]
        if decision is None:
            stretch = kind.bounds[n - 1], kind.bounds[n]
            options = (self._options(rule, kind.words, stretch) for rule in self.rules(kind.words.symptom))
            decision = kind.decisions[n] = Decision([some for some in options if some], self._roles)
        return decision

    def _options(self, rule: Rule, words: Words, stretch: tuple[float, float]) -> list[Option]:
        def may_meet(when: Conditions) -> bool:
            after, until = stretch
            return when.after <= after and until <= when.until and words.may_meet(when)

        raising = [m for m in self._rulebook.raised_by[rule.id] if may_meet(m.when)]
        return [
            Option(case.when, Verdict(rule, case.level, case.act_by), tuple(raising))
            for case in rule.cases
            if may_meet(case.when)
        ]


def _roles(rulebook: Rulebook) -> dict[Partner, Role]:
    partners = dict.fromkeys(partner for some in rulebook.beside.values() for partner in some)
    return {
        partner: Role(partner, frozenset(name for name, some in rulebook.beside.items() if partner in some))
        for partner in partners
    }


def _watchers(symptom: str, roles: Iterable[Role]) -> tuple[tuple[str, bool], ...]:
    """Rules look for other symptoms than the one they are about."""
    found: dict[str, bool] = {}
    for role in roles:
        for name in role.asked_by - {symptom}:
            found[name] = found.get(name, True) and role.partner.where is Where.LIMB
    return tuple(found.items())


def _bounds(whens: Iterable[Conditions]) -> tuple[float, ...]:
    """The hours at which one of these begins or ends to hold: between two of them nothing changes."""
    return tuple(sorted({*ALWAYS, *(hours for when in whens for hours in (when.after, when.until))}))
