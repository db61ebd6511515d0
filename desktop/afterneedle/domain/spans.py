"""How far back a look at the diary goes."""

from datetime import date, datetime, timedelta
from enum import Enum

from afterneedle.domain.days import newest_day
from afterneedle.domain.records import Records


class Span(Enum):
    """The time up to today that is looked at, from the shortest to the longest."""

    SESSION = "session"  # since the day of the latest session
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    ALL = "all"


DAYS = {Span.MONTH: 30, Span.QUARTER: 92, Span.YEAR: 366}


def days_of(span: Span, records: Records, now: datetime) -> tuple[date, date]:
    """The first and the last day. Without a session, or without any entry, it is the month."""
    sessions = [s for s in records.sessions if s.ended_at <= now]
    check_ins = [c for c in records.check_ins if c.felt_at <= now]
    last = newest_day(now, sessions, check_ins)
    days = [s.ended_at.date() for s in sessions]
    month = last - timedelta(days=DAYS[Span.MONTH] - 1)
    match span:
        case Span.SESSION:
            return max(days, default=month), last
        case Span.ALL:
            return min([*days, *(c.day for c in check_ins)], default=month), last
        case _:
            return last - timedelta(days=DAYS[span] - 1), last
