"""Days and clocks: which instant a wall-clock time means, and which diary day it counts for."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from afterneedle.domain.impossible import Impossible
from afterneedle.domain.records import CheckIn

NIGHT_ENDS = 4  # o'clock; before it a check-in counts for the day before


def resolve(wall: datetime, zone: ZoneInfo) -> datetime:
    """The instant of a naive wall-clock time; of an hour that comes twice, the first one.

    Raises Impossible for the hour that is skipped when the clocks go forward.
    """
    moment = wall.replace(tzinfo=zone, fold=0)
    if moment.astimezone(UTC).astimezone(zone).replace(tzinfo=None) != wall:
        raise Impossible("time", "the clocks went forward then; this time did not exist")
    return moment


def diary_day(felt_at: datetime) -> date:
    """The day a check-in counts for: the local date, or the day before until 4 o'clock in the night."""
    return (felt_at - timedelta(days=1)).date() if felt_at.hour < NIGHT_ENDS else felt_at.date()


def is_late(check_in: CheckIn) -> bool:
    """True when it was written on a later diary day than the one it is about."""
    return diary_day(check_in.entered_at.astimezone(check_in.felt_at.tzinfo)) > check_in.day


def day_number(session_end: datetime, moment: datetime) -> int:
    """Calendar days since the session, in the moment's own zone; 0 is the day of the session."""
    return (moment.date() - session_end.astimezone(moment.tzinfo).date()).days


def age(born: date, day: date) -> int:
    """Full years on that day."""
    had_birthday = (day.month, day.day) >= (born.month, born.day)
    return day.year - born.year - (not had_birthday)
