"""The findings of a report: flags with the letters that mark them everywhere on the page."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from afterneedle.domain.catalogue import Catalogue, Place, PlaceNeed, Symptom
from afterneedle.domain.daily_life import functions_of
from afterneedle.domain.flags import Assessment, Flag
from afterneedle.domain.letters import lettered
from afterneedle.domain.records import CheckIn, Session
from afterneedle.domain.rulebook import Modifier, Rulebook


@dataclass(frozen=True)
class Strength:
    """How strong a symptom was from the first entry of a span to the newest."""

    first: int
    highest: int
    newest: int


@dataclass(frozen=True)
class Finding:
    """A flag with the letter that marks it on the page.

    `session`: the number of the session it counts from; `first_hours`: from that to when it was first felt.
    `limits`: what it keeps the person from doing in that limb, by function, as answered last.
    """

    letter: str
    flag: Flag
    session: int | None
    first_hours: float | None
    strength: Strength | None
    limits: Mapping[str, int]
    raised_by: tuple[Modifier, ...]

    @property
    def is_open(self) -> bool:
        return self.flag.closed_at is None


def findings(
    assessment: Assessment,
    catalogue: Catalogue,
    rulebook: Rulebook,
    sessions: Mapping[int, Session],
    check_ins: Sequence[CheckIn],
    first: date,
    last: date,
) -> tuple[Finding, ...]:
    """The flags of the period by their letters. `sessions` by number; `check_ins` of the whole diary."""
    numbers = {s.id: n for n, s in sessions.items()}
    modifiers = {m.id: m for m in rulebook.modifiers}
    return tuple(
        Finding(
            letter=letter,
            flag=flag,
            session=numbers.get(flag.session.id) if flag.session else None,
            first_hours=(flag.since - flag.session.ended_at) / timedelta(hours=1) if flag.session else None,
            strength=strength(flag.symptom, flag.place, check_ins, flag.since, flag.newest),
            limits=_limits(flag, catalogue, check_ins),
            raised_by=tuple(modifiers[m] for m in (*flag.raised_by, *flag.mentions) if m in modifiers),
        )
        for letter, flag in lettered(assessment, first, last).items()
    )


def letters_by_source(found: Iterable[Finding]) -> dict[str, list[str]]:
    """The letters of the findings that rest on each check-in or session, by its id."""
    letters: dict[str, list[str]] = {}
    for finding in found:
        for source in finding.flag.evidence:
            letters.setdefault(source, []).append(finding.letter)
    return letters


def strength(
    symptom: Symptom | None,
    place: Place | None,
    check_ins: Iterable[CheckIn],
    since: datetime,
    newest: datetime,
) -> Strength | None:
    """How strong a symptom at a place was from `since` to `newest`; None where nobody said."""
    values = [
        o.worst
        for c in check_ins
        if since <= c.felt_at <= newest
        for o in c.observations
        if o.worst is not None and o.symptom is symptom
        if o.place is place or (o.place is None and o.symptom.place is PlaceNeed.SITES)
    ]
    return Strength(values[0], max(values), values[-1]) if values else None


def _limits(flag: Flag, catalogue: Catalogue, check_ins: Iterable[CheckIn]) -> dict[str, int]:
    if flag.symptom is None or flag.symptom.group not in ("nerve", "movement", "red"):
        return {}
    mine = functions_of([flag.place], catalogue.functions)
    said: dict[str, int] = {}
    for c in check_ins:
        if c.felt_at >= flag.since:
            said.update({f: c.function[f] for f in mine if f in c.function})
    return {function: value for function, value in said.items() if value}
