"""Which of the sessions counts at a moment, and which day after it was left out."""

from collections.abc import Iterable
from datetime import datetime, time, timedelta

from afterneedle.domain.days import diary_day
from afterneedle.domain.flags import Assessment
from afterneedle.domain.records import Records, Session

EVENING = time(20)
SETTLED = timedelta(hours=1)
LUNG_DAYS = timedelta(days=7)


def last_session(sessions: Iterable[Session], at: datetime) -> Session | None:
    """The latest session that had ended by then."""
    return max((s for s in sessions if s.ended_at <= at), key=lambda s: s.ended_at, default=None)


def lung_session(sessions: Iterable[Session], now: datetime) -> Session | None:
    """The latest session of the last seven days that needled over a lung."""
    recent = (s for s in sessions if timedelta(0) <= now - s.ended_at <= LUNG_DAYS)
    return last_session((s for s in recent if any(place.region.lung for place in s.sites)), now)


def missed_yesterday(records: Records, assessment: Assessment, now: datetime) -> datetime | None:
    """A moment of yesterday to fill in, when the follow-up was open then and nothing was entered for it."""
    session = assessment.follow_up.session
    yesterday = diary_day(now) - timedelta(days=1)
    if (
        session is None
        or not assessment.follow_up.is_open
        or any(c.day == yesterday for c in records.check_ins)
    ):
        return None
    evening = datetime.combine(yesterday, EVENING, now.tzinfo)
    moment = max(evening, session.ended_at.astimezone(now.tzinfo) + SETTLED)
    return moment if moment.date() == yesterday and moment < now else None
