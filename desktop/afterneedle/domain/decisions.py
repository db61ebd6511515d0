"""What the rules decide of one kind of entry at some hours: what they must still ask, and what follows."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from afterneedle.domain.records import Level
from afterneedle.domain.rulebook import ActBy, Conditions, Modifier, Partner, Rule, Until

PRESSING = list(ActBy)
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


@dataclass(frozen=True, slots=True, eq=False)
class Role:
    """The part of a sign that rules look for beside an entry: one object for each partner of the rulebook.

    `asked_by`: the symptoms whose rules look for it.
    """

    partner: Partner
    asked_by: frozenset[str]


class Option(NamedTuple):
    """A case of a rule that an entry may meet, and the modifiers that may raise it."""

    when: Conditions
    verdict: Verdict
    modifiers: tuple[Modifier, ...]


Told = tuple[Verdict, tuple[int, ...]]  # a verdict, and the numbers of the roles whose players it rests on


class Decision:
    """The questions left about one kind of entry, and the verdicts for each set of answers to them.

    `roles`: who plays this beside it? `pasts`: does this hold of what came before it?
    """

    def __init__(self, options: Iterable[Sequence[Option]], roles: Mapping[Partner, Role]) -> None:
        self.options = tuple(options)  # of each rule
        asked = [when for some in self.options for option in some for when in _whens(option)]
        partners = dict.fromkeys(partner for when in asked for partner in when.partners)
        self.roles = tuple(roles[partner] for partner in partners)
        self.pasts = tuple(dict.fromkeys(when.past for when in asked if when.past is not None))
        self.asks = bool(self.roles or self.pasts)
        self._numbers = {partner: n for n, partner in enumerate(partners)}
        self._found: dict[tuple[bool, ...], tuple[Told, ...]] = {}

    def verdicts(self, answers: tuple[bool, ...]) -> tuple[Told, ...]:
        """Of each rule the most pressing case that holds, above "expected"; the answers about roles first."""
        found = self._found.get(answers)
        if found is None:
            found = self._found[answers] = tuple(self._decide(answers))
        return found

    def _decide(self, answers: tuple[bool, ...]) -> Iterator[Told]:
        questions = (*self._numbers, *self.pasts)
        true = {question for question, answer in zip(questions, answers, strict=True) if answer}
        for options in self.options:
            told = [self._told(option, true) for option in options if _holds(option.when, true)]
            best = max(told, key=lambda one: one[0].pressing, default=None)
            if best is not None and best[0].level > Level.EXPECTED:
                yield best

    def _told(self, option: Option, true: Collection[object]) -> Told:
        verdict, partners = option.verdict, option.when.partners
        for modifier in option.modifiers:
            if verdict.level < modifier.cap and _holds(modifier.when, true):
                verdict = verdict.raised(modifier)
                partners += modifier.when.partners
        return verdict, tuple(self._numbers[partner] for partner in partners)


def _whens(option: Option) -> Iterator[Conditions]:
    yield option.when
    yield from (modifier.when for modifier in option.modifiers)


def _holds(when: Conditions, true: Collection[object]) -> bool:
    """Whether all that is asked beyond the entry itself is true."""
    return all(partner in true for partner in when.partners) and (when.past is None or when.past in true)
