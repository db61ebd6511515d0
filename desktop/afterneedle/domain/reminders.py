"""When to ask for the next check-in."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from afterneedle.domain.flags import FollowUp


@dataclass(frozen=True)
class Reminder:
    """`due_since`: the asked moment that no check-in has answered yet; `next_at`: the next one to come.

    Both are None when no follow-up is open.
    """

    due_since: datetime | None = None
    next_at: datetime | None = None


def reminder(follow_up: FollowUp, hour: time, zone: ZoneInfo, now: datetime) -> Reminder:
    """Asks every day at `hour` on the wall clock of `zone`, from the session's end until the follow-up ends.

    Due means: no check-in since the asked moment.
    """
    if not follow_up.is_open:
        return Reminder()
    today, now = now.astimezone(zone).date(), now.astimezone(UTC)
    asked = [_asked(today + timedelta(days=n), hour, zone) for n in (-1, 0, 1)]
    starts = follow_up.session.ended_at if follow_up.session else follow_up.last_check_in
    due = max((m for m in asked if m <= now and (starts is None or m > starts)), default=None)
    if due is not None and follow_up.last_check_in is not None and follow_up.last_check_in >= due:
        due = None
    following = min(m for m in asked if m > now)
    return Reminder(due.astimezone(zone) if due else None, following.astimezone(zone))


def _asked(day: date, hour: time, zone: ZoneInfo) -> datetime:
    """The instant of a wall-clock time, in UTC: within one zone Python compares wall clocks.

    In the hour that spring skips it is just after the gap; of the hour that comes twice, the first.
    """
    return datetime.combine(day, hour, zone).astimezone(UTC)
