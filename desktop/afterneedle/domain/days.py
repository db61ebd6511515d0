"""Days and clocks: which instant a wall-clock time means, and which diary day it counts for."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from afterneedle.domain.impossible import Impossible
from afterneedle.domain.records import CheckIn, Session

NIGHT_ENDS = 4  # o'clock; before it a check-in counts for the day before
SORE = timedelta(hours=48)  # after a session; soreness is usual in it


def resolve(wall: datetime, zone: ZoneInfo) -> datetime:
    """The instant of a naive wall-clock time; of an hour that comes twice, the first one.

    Raises Impossible for the hour that is skipped when the clocks go forward.
    """
    moment = wall.replace(tzinfo=zone, fold=0)
    if moment.astimezone(UTC).astimezone(zone).replace(tzinfo=None) != wall:
        raise Impossible("time", "the clocks went forward then; this time did not exist")
    return moment


def zone_ahead(seconds: int) -> ZoneInfo:
    """A zone without summer time, so far ahead of UTC; UTC where that is no whole hour, from -12 to 14."""
    hours, rest = divmod(seconds, 3600)
    has_name = hours and not rest and -12 <= hours <= 14
    return ZoneInfo(f"Etc/GMT{-hours:+}" if has_name else "UTC")


def diary_day(felt_at: datetime) -> date:
    """The day a check-in counts for: the local date, or the day before until 4 o'clock in the night."""
    return (felt_at - timedelta(days=1)).date() if felt_at.hour < NIGHT_ENDS else felt_at.date()


def is_late(check_in: CheckIn) -> bool:
    """True when it was written on a later diary day than the one it is about."""
    return diary_day(check_in.entered_at.astimezone(check_in.felt_at.tzinfo)) > check_in.day


def day_number(session_end: datetime, moment: datetime) -> int:
    """Calendar days since the session, in the moment's own zone; 0 is the day of the session."""
    return (moment.date() - session_end.astimezone(moment.tzinfo).date()).days


def newest_day(now: datetime, sessions: Iterable[Session], check_ins: Iterable[CheckIn]) -> date:
    """Today, or tomorrow: written further east, an entry of a minute ago may already bear that date."""
    return max([now.date(), *(s.ended_at.date() for s in sessions), *(c.day for c in check_ins)])


def later(moment: datetime, span: timedelta) -> datetime:
    """So many real hours later, also over a clock change, on the same clock."""
    return (moment.astimezone(UTC) + span).astimezone(moment.tzinfo)


def age(born: date, day: date) -> int:
    """Full years on that day."""
    had_birthday = (day.month, day.day) >= (born.month, born.day)
    return day.year - born.year - (not had_birthday)
