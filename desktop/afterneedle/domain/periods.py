"""The periods a report is usually asked for, as first and last day; None: what a report takes by itself."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from enum import Enum
from typing import NamedTuple

from afterneedle.domain.impossible import Impossible
from afterneedle.domain.records import Answer, Did, Records, Session

MONTH = timedelta(days=30)


class Days(Enum):
    """The ways to say which days of a diary are meant."""

    USUAL = "usual"
    DOCTOR = "doctor"
    MONTH = "month"
    SESSION = "session"
    ALL = "all"
    OWN = "own"


class Period(NamedTuple):
    """From `first` to `last`, both included."""

    first: date | None = None
    last: date | None = None


class Asked(NamedTuple):
    """The days somebody asks for. `session`: the id of the one; `own`: the dates set by hand."""

    days: Days = Days.USUAL
    session: str | None = None
    own: Period = Period()


def period_of(asked: Asked, records: Records, now: datetime) -> Period:
    """The period that is asked for; of what is not there, the usual one."""
    sessions = {s.id: s for s in records.sessions}
    match asked.days:
        case Days.OWN:
            return asked.own
        case Days.ALL:
            return everything(records)
        case Days.MONTH:
            return last_month(now)
        case Days.DOCTOR:
            return since_doctor(records.answers, now) or Period()
        case Days.SESSION if asked.session in sessions:
            return follow_up_of(sessions[asked.session], records.sessions)
        case _:
            return Period()


def everything(records: Records) -> Period:
    """From the first day that anything is known of."""
    days = [s.ended_at.date() for s in records.sessions] + [c.day for c in records.check_ins]
    return Period(min(days, default=None))


def last_month(now: datetime) -> Period:
    """Today and the 30 days before it."""
    return Period(now.date() - MONTH)


def since_doctor(answers: Iterable[Answer], now: datetime) -> Period | None:
    """From the day a doctor last saw the patient; None when none has, as far as the diary knows."""
    seen = [a.at for a in answers if a.did is Did.SEEN_BY_DOCTOR and a.at <= now]
    return Period(max(seen).astimezone(now.tzinfo).date()) if seen else None


def follow_up_of(session: Session, sessions: Sequence[Session]) -> Period:
    """From the day of a session to the day before the next one. `sessions`: oldest first."""
    first = session.ended_at.date()
    later = [day for s in sessions if (day := s.ended_at.date()) > first]
    return Period(first, min(later) - timedelta(days=1) if later else None)


def usual_start(sessions: Iterable[Session], last: date) -> date:
    """The day of the first session of the last 30 days; without one, of the newest before."""
    usual = last - MONTH
    ended = sorted(day for s in sessions if (day := s.ended_at.date()) <= last)
    recent = [day for day in ended if day >= usual]
    return recent[0] if recent else ended[-1] if ended else usual


def sessions_of(sessions: Iterable[Session], first: date, last: date) -> tuple[Session, ...]:
    """Those of the period, and the one that its first day counts from."""
    known = tuple(sessions)
    start = max((day for s in known if (day := s.ended_at.date()) <= first), default=first)
    return tuple(s for s in known if start <= s.ended_at.date() <= last)


def check_period(first: date, last: date) -> None:
    """Raises Impossible when the period ends before it begins."""
    if first > last:
        raise Impossible("from", "the period ends before it begins")
