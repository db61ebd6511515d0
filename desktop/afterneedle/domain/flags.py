"""What the rules make of a diary: flags, each with its evidence. Derived, never stored."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from afterneedle.domain.catalogue import Place, Symptom
from afterneedle.domain.records import Answer, Level, Session
from afterneedle.domain.rulebook import ActBy, Rule

SAME_DAY = (ActBy.NOW, ActBy.TODAY)


@dataclass(frozen=True)
class Outlook:
    """What a rule would say if the symptom were still there now, a bound having passed since."""

    rule: Rule
    level: Level
    act_by: ActBy | None


@dataclass(frozen=True)
class Flag:
    """One firing of a rule.

    `hours`: from the end of `session` to the newest entry that fired it; None without a session.
    `since`: when the episode was first felt. `evidence`: ids of the check-ins it rests on, oldest first
    (of the session, when the rule is about the session). `act_before`: fixed at the first firing.
    `raised_by`: ids of the modifiers that raised its level; `mentions`: of those to be told with it.
    `closed_at`: None while it is open.
    """

    rule: Rule
    level: Level
    act_by: ActBy | None
    act_before: datetime | None
    symptom: Symptom | None
    place: Place | None
    session: Session | None
    hours: float | None
    since: datetime
    newest: datetime
    evidence: tuple[str, ...]
    raised_by: tuple[str, ...] = ()
    mentions: tuple[str, ...] = ()
    answers: tuple[Answer, ...] = ()
    answered: bool = False
    outlook: Outlook | None = None
    closed_at: datetime | None = None


def is_pressing(flag: Flag) -> bool:
    """Whether it asks to act now or the same day and was not answered; also once that day is over."""
    return not flag.answered and (flag.level is Level.EMERGENCY or flag.act_by in SAME_DAY)


@dataclass(frozen=True)
class OpenSymptom:
    """An episode that has not closed: what the next check-in asks about. `gone_once`: one of two.

    `past_usual`: a rule would flag it, were it still as it was when it was last felt; never of what is gone.
    """

    symptom: Symptom
    place: Place | None
    severity: int
    first_felt: datetime
    last_felt: datetime
    gone_once: bool
    past_usual: bool = False


@dataclass(frozen=True)
class FollowUp:
    """The days after the latest session, in which reminders ask. `session` None: there was none yet.

    `earliest_end`: when it is over at the earliest, if nothing more is felt; None when it is over.
    `silent_end`: when it is over if nothing more is written; None: only what is written ends it.
    """

    session: Session | None
    is_open: bool
    last_check_in: datetime | None
    earliest_end: datetime | None = None
    silent_end: datetime | None = None


@dataclass(frozen=True)
class Assessment:
    """A diary as the rules see it at one moment.

    `level`: the highest open, unanswered one. `not_known`: groups unanswered for 24 hours in an open
    follow-up. `closed`: the highest flag of each episode that was raised and no longer stands, newest first.
    `marks`: the highest level that fired at each check-in that fired any. `open`: episodes not closed yet.
    """

    at: datetime
    level: Level
    not_known: tuple[str, ...]
    flags: tuple[Flag, ...]
    closed: tuple[Flag, ...]
    marks: Mapping[str, Level]
    open: tuple[OpenSymptom, ...]
    follow_up: FollowUp
