"""Records and flags with sensible defaults; a test names only what it is about.

Symptoms and places go by their id and times as ISO text, so that a diary reads like one.
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from afterneedle.domain.catalogue import Catalogue
from afterneedle.domain.flags import Assessment, Flag, FollowUp
from afterneedle.domain.records import (
    Answer,
    Baseline,
    Change,
    CheckIn,
    Did,
    Level,
    Observation,
    Practitioner,
    RedFlag,
    RedFlags,
    Session,
    Zap,
)
from afterneedle.domain.rulebook import ActBy, Rule, Rulebook

ENDED = "2026-03-02T10:00:00+00:00"
PRACTITIONER = Practitioner("K. Osei", "physiotherapist", "+44 1632 960 001")
NO_ZAP = Zap(felt=False)


def at(moment: str) -> datetime:
    return datetime.fromisoformat(moment)


def a_session(
    catalogue: Catalogue,
    *,
    id: str = "s1",
    ended_at: str = ENDED,
    zone: str = "Europe/London",
    sites: Iterable[str] = ("trapezius_top.r",),
    ended_about: bool = False,
    practitioner: Practitioner = PRACTITIONER,
    zap: Zap = NO_ZAP,
    twitch: bool | None = None,
    baseline: Iterable[Baseline] | None = None,
    note: str = "",
    edited_at: str | None = None,
) -> Session:
    return Session(
        id=id,
        ended_at=at(ended_at),
        zone=zone,
        sites=tuple(catalogue.places[site] for site in sites),
        ended_about=ended_about,
        practitioner=practitioner,
        zap=zap,
        twitch=twitch,
        baseline=None if baseline is None else tuple(baseline),
        note=note,
        edited_at=at(edited_at) if edited_at else None,
    )


def a_baseline(
    catalogue: Catalogue, symptom: str = "old_pain", place: str | None = "blade.r", severity: int = 4
) -> Baseline:
    return Baseline(catalogue.symptoms[symptom], catalogue.places[place] if place else None, severity)


def an_observation(
    catalogue: Catalogue,
    symptom: str = "soreness",
    place: str | None = "trapezius_top.r",
    worst: int | None = 2,
    *,
    now: bool = True,
    change: Change | None = None,
    since: str | None = None,
    details: Iterable[str] = (),
) -> Observation:
    return Observation(
        symptom=catalogue.symptoms[symptom],
        place=catalogue.places[place] if place else None,
        now=now,
        worst=worst,
        change=change,
        since=at(since) if since else None,
        details=frozenset(details),
    )


def a_red_flag(
    catalogue: Catalogue, symptom: str = "rf_chest", place: str | None = None, details: Iterable[str] = ()
) -> RedFlag:
    return RedFlag(
        catalogue.symptoms[symptom], catalogue.places[place] if place else None, frozenset(details)
    )


def a_check_in(
    catalogue: Catalogue,
    *,
    id: str = "c1",
    felt_at: str = "2026-03-03T20:00:00+00:00",
    entered_at: str | None = None,
    zone: str = "Europe/London",
    day: str | None = None,
    asked: Iterable[str] | None = None,
    present: Iterable[RedFlag] = (),
    none_of: Iterable[str] = (),
    says: Iterable[Observation] = (),
    function: Mapping[str, int] | None = None,
    medicines: str = "",
    note: str = "",
    edited_at: str | None = None,
) -> CheckIn:
    """`asked`: ids of the emergency questions answered; left out, all but the one for the pregnant."""
    questions = (
        catalogue.red_flags_asked if asked is None else frozenset(catalogue.symptoms[s] for s in asked)
    )
    return CheckIn(
        id=id,
        felt_at=at(felt_at),
        entered_at=at(entered_at or felt_at),
        zone=zone,
        day=date.fromisoformat(day) if day else at(felt_at).date(),
        red_flags=RedFlags(questions, tuple(present)),
        none_of=frozenset(none_of),
        observations=tuple(says),
        function=dict(function or {}),
        medicines=medicines,
        note=note,
        edited_at=at(edited_at) if edited_at else None,
    )


def an_answer(
    *,
    rule: str = "N07",
    check_in: str = "c1",
    at_time: str = "2026-03-04T09:00:00+00:00",
    did: Did = Did.TOLD_PRACTITIONER,
    words: str = "",
) -> Answer:
    return Answer(rule, check_in, at(at_time), did, words)


def a_rule(*, id: str = "N07", why: str = "A nerve sign is still there after 72 hours.") -> Rule:
    return Rule(id=id, symptoms=frozenset(), cases=(), why=why, sources=("J",), guidance="nerve-signs")


def a_rulebook(
    *, version: str = "3", on: str = "2026-03-01", rules: Iterable[Rule] = (), modifiers: Iterable = ()
) -> Rulebook:
    return Rulebook(version, date.fromisoformat(on), tuple(rules), tuple(modifiers))


def a_flag(
    catalogue: Catalogue,
    *,
    rule: Rule | None = None,
    level: Level = Level.SEE_DOCTOR,
    act_by: ActBy | None = ActBy.WITHIN_2_DAYS,
    act_before: str | None = "2026-03-07T14:00:00+00:00",
    symptom: str | None = "tingling",
    place: str | None = "fingers_thumb_side_back.l",
    session: Session | None = None,
    hours: float | None = None,
    since: str = "2026-03-02T14:00:00+00:00",
    newest: str = "2026-03-05T21:00:00+00:00",
    evidence: Iterable[str] = ("c1",),
    raised_by: Iterable[str] = (),
    answers: Iterable[Answer] = (),
    answered: bool = False,
    closed_at: str | None = None,
) -> Flag:
    """`hours`: left out, counted from the end of `session` to `newest`."""
    if hours is None and session is not None:
        hours = (at(newest) - session.ended_at).total_seconds() / 3600
    return Flag(
        rule=rule or a_rule(),
        level=level,
        act_by=act_by,
        act_before=at(act_before) if act_before else None,
        symptom=catalogue.symptoms[symptom] if symptom else None,
        place=catalogue.places[place] if place else None,
        session=session,
        hours=hours,
        since=at(since),
        newest=at(newest),
        evidence=tuple(evidence),
        raised_by=tuple(raised_by),
        answers=tuple(answers),
        answered=answered,
        closed_at=at(closed_at) if closed_at else None,
    )


def an_assessment(
    *,
    now: str = "2026-03-06T09:00:00+00:00",
    flags: Iterable[Flag] = (),
    closed: Iterable[Flag] = (),
    not_known: Iterable[str] = (),
    marks: Mapping[str, Level] | None = None,
) -> Assessment:
    """Its level is that of the highest open, unanswered flag."""
    flags = tuple(flags)
    level = max((flag.level for flag in flags if not flag.answered), default=Level.EXPECTED)
    return Assessment(
        at=at(now),
        level=level,
        not_known=tuple(not_known),
        flags=flags,
        closed=tuple(closed),
        marks=dict(marks or {}),
        open=(),
        follow_up=FollowUp(session=None, is_open=False, last_check_in=None),
    )
