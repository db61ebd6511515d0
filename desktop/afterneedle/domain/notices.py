"""Whether to show a reminder now: once for each asked moment, and once more when that is ignored."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from afterneedle.domain.days import later
from afterneedle.domain.plans import Plan
from afterneedle.domain.reminders import LOOK_BACK_LASTS, Asked, Asks
from afterneedle.domain.shown import Shown

GRACE = timedelta(hours=6)  # after an asked moment; a computer that wakes later than this stays silent
REPEAT_AFTER = timedelta(hours=2)
AN_HOUR = timedelta(hours=1)
TONIGHT, LAST_FOR_TONIGHT = 20, 18  # o'clock; after that, tonight is in an hour


def notice(asks: Asks, zone: ZoneInfo, now: datetime) -> Shown | None:
    """The reminder to show now, or None. Of several that were slept through only the newest is shown.

    Quiet hours and "later" hold it back; it is shown after them if its grace is not over by then.
    """
    plan, due = asks.plan, asks.due(zone, now)
    if due is None or not plan.shows:
        return None
    if plan.quiet is not None and plan.quiet.holds(now.astimezone(zone).time()):
        return None
    begin = _begin(plan, plan.put_off_to(now), due, [one.at for one in asks.shown if one.wall == due.wall])
    grace = LOOK_BACK_LASTS if due.is_look_back else GRACE
    return Shown(due.wall, now) if begin is not None and begin <= now <= begin + grace else None


def in_an_hour(now: datetime) -> datetime:
    """Where "later" puts a reminder."""
    return later(now, AN_HOUR)


def tonight(now: datetime) -> datetime | None:
    """Where "tonight" puts it; None when it is evening already. `now` is on the patient's clock."""
    if now.hour >= LAST_FOR_TONIGHT:
        return None
    return now.replace(hour=TONIGHT, minute=0, second=0, microsecond=0)


def _begin(plan: Plan, put_off: datetime | None, due: Asked, shown: list[datetime]) -> datetime | None:
    """From when on the next showing of a due moment is right; None when it was shown often enough."""
    if put_off is not None and put_off >= due.at and not any(at >= put_off for at in shown):
        return put_off
    if not shown:
        return due.at
    if plan.repeats and len(shown) == 1:
        return max(shown) + REPEAT_AFTER
    return None
