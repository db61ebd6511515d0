"""What is known of a diary that is locked: when it asks. Worked out while it was open."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from afterneedle.domain.plans import Plan
from afterneedle.domain.reminders import DAY, Asked, Schedule, asked_at, asked_moments, is_over, look_back
from afterneedle.domain.shown import Shown

LONGEST = timedelta(days=60)  # a diary that nobody opens for so long asks no more


@dataclass(frozen=True)
class Alarms:
    """Times, and how they ring; nothing that was felt, or where, or who was seen.

    `plan`: only what ringing needs. `asked`: the moments that no check-in answers, on the wall clock.
    `last`: the one among them that looks back after a month. `ends`: the end of the follow-up; no other
    is asked from then on. `put_off`: where "later" was pressed while the diary was locked.
    """

    plan: Plan
    asked: tuple[datetime, ...] = ()
    last: datetime | None = None
    ends: datetime | None = None
    shown: tuple[Shown, ...] = ()
    put_off: datetime | None = None

    def due(self, zone: ZoneInfo, now: datetime) -> Asked | None:
        """The newest moment that has come, if it can still be answered."""
        come = [one for one in self._moments(zone, now) if one.at <= now]
        newest = max(come, key=lambda one: one.at, default=None)
        return None if newest is None or is_over(newest, now) else newest

    def coming(self, zone: ZoneInfo, now: datetime) -> Asked | None:
        """The next moment."""
        to_come = [one for one in self._moments(zone, now) if one.at > now]
        return min(to_come, key=lambda one: one.at, default=None)

    def later(self, moment: datetime) -> "Alarms":
        """The same, with nothing shown before this moment."""
        return replace(self, plan=replace(self.plan, later=moment), put_off=moment)

    def _moments(self, zone: ZoneInfo, now: datetime) -> list[Asked]:
        """Those that are asked as things stand now: of the past, only the last two days count."""
        is_open = self.ends is None or now < self.ends
        since = now.astimezone(zone).date() - DAY
        asked = [asked_at(wall, zone, is_look_back=wall == self.last) for wall in self.asked]
        return [one for one in asked if one.is_look_back or (is_open and one.wall.date() >= since)]


def alarms(schedule: Schedule, zone: ZoneInfo, now: datetime) -> Alarms:
    """What may be known of a diary that is locked from now on."""
    here, ends = now.astimezone(zone).date(), schedule.follow_up.silent_end
    last = (ends or now + LONGEST).astimezone(zone).date()
    daily = asked_moments(schedule, zone, here, last)
    of_follow_up = [one for one in daily if ends is None or one.at < ends]
    to_come = [one for one in (*look_back(schedule, zone), *of_follow_up) if one.at > now]
    due = schedule.due(zone, now)
    asked = {one.wall: one for one in (*to_come, *([due] if due else []))}
    plan = schedule.plan
    return Alarms(
        Plan(rings=plan.rings, repeats=plan.repeats, quiet=plan.quiet, later=plan.later),
        tuple(sorted(asked)),
        next((one.wall for one in asked.values() if one.is_look_back), None),
        ends,
        schedule.shown,
    )
