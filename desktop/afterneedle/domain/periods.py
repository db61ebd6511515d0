"""The periods a report is usually asked for, as first and last day; None: what a report takes by itself."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple

from afterneedle.domain.records import Did, Records, Session

MONTH = timedelta(days=30)


class Period(NamedTuple):
    """From `first` to `last`, both included."""

    first: date | None = None
    last: date | None = None


def everything(records: Records) -> Period:
    """From the first day that anything is known of."""
    days = [s.ended_at.date() for s in records.sessions] + [c.day for c in records.check_ins]
    return Period(min(days, default=None))


def last_month(now: datetime) -> Period:
    """Today and the 30 days before it."""
    return Period(now.date() - MONTH)


def since_doctor(records: Records, now: datetime) -> Period | None:
    """From the day a doctor last saw the patient; None when none has, as far as the diary knows."""
    seen = [a.at for a in records.answers if a.did is Did.SEEN_BY_DOCTOR and a.at <= now]
    return Period(max(seen).astimezone(now.tzinfo).date()) if seen else None


def follow_up_of(session: Session, sessions: Sequence[Session]) -> Period:
    """From the day of a session to the day before the next one. `sessions`: oldest first."""
    first = session.ended_at.date()
    later = [day for s in sessions if (day := s.ended_at.date()) > first]
    return Period(first, min(later) - timedelta(days=1) if later else None)
