"""What Today makes of the flags: which share a card, and what a check-in means beside them."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from afterneedle.content.wording import usual_sentence
from afterneedle.domain.catalogue import Catalogue
from afterneedle.domain.days import day_number
from afterneedle.domain.flags import Assessment, Flag
from afterneedle.domain.records import CheckIn, Records
from afterneedle.domain.sessions import last_session


def meaning(
    catalogue: Catalogue,
    records: Records,
    assessment: Assessment,
    check_in: CheckIn,
    next_at: datetime | None,
) -> str:
    """What a check-in that was just saved means, in one line. `next_at`: when the next one is asked for."""
    session = last_session(records.sessions, check_in.felt_at)
    must_ask = catalogue.red_flags_for(records.patient.conditions)
    day, hours = 0, None
    if session is not None:
        hours = (check_in.felt_at - session.ended_at) / timedelta(hours=1)
        day = day_number(session.ended_at, check_in.felt_at)
    shown = replace(assessment, flags=tuple(flags[0] for flags in in_one_card(assessment.flags)))
    return usual_sentence(day, hours, shown, check_in, must_ask, next_at)


def in_one_card(flags: Iterable[Flag]) -> list[tuple[Flag, ...]]:
    """Flags in their order; soreness that one rule flags in several places after one session is together.

    Only with the same newest entry, so that one answer answers them all. The first of them is due first.
    """
    cards: dict[object, list[Flag]] = {}
    for flag in flags:
        cards.setdefault(_alike(flag), []).append(flag)
    return [tuple(together) for together in cards.values()]


def _alike(flag: Flag) -> object:
    """The same for flags that may share a card."""
    if flag.symptom is None or flag.symptom.group != "soreness":
        return id(flag)
    session, outlook = flag.session, flag.outlook
    counted_from, later = session and session.id, outlook and outlook.rule.id
    rule, says = flag.rule.id, (flag.level, flag.act_by, later, flag.answered, flag.answers)
    return rule, flag.symptom.id, counted_from, flag.evidence[-1], says
