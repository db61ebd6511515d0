"""When to ask for the next check-in: moments on the patient's wall clock, and whether one is due."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from typing import Protocol
from zoneinfo import ZoneInfo

from afterneedle.domain.flags import FollowUp, OpenSymptom
from afterneedle.domain.plans import Plan
from afterneedle.domain.shown import Shown

DAY = timedelta(days=1)
FIRST_HOURS = timedelta(hours=48)
TWELVE_HOURS = timedelta(hours=12)
LOOK_BACK_DAY = 30
LOOK_BACK_LASTS = timedelta(days=7)
LISTED = timedelta(days=7)
GRAVE = ("nerve", "movement")  # groups


@dataclass(frozen=True)
class Asked:
    """One moment at which a check-in is asked for. `at`: in UTC.

    `wall`: the same on the wall clock. It is the name of the moment too: to whom flies west on the evening
    that was answered already, that evening is not asked again.
    """

    at: datetime
    wall: datetime
    is_look_back: bool = False


class Asks(Protocol):
    """What knows when to ask: the schedule of a diary, or what is known of a locked one (alarms.py)."""

    @property
    def plan(self) -> Plan:
        """How the patient wants to be reminded."""

    @property
    def shown(self) -> tuple[Shown, ...]:
        """What was on the screen, oldest first."""

    def due(self, zone: ZoneInfo, now: datetime) -> Asked | None:
        """The newest asked moment, if no check-in answers it."""

    def coming(self, zone: ZoneInfo, now: datetime) -> Asked | None:
        """The next asked moment."""


@dataclass(frozen=True)
class Schedule:
    """What reminders follow from. `felt`: the moments of the check-ins, oldest first, on their own clocks."""

    plan: Plan
    follow_up: FollowUp
    felt: tuple[datetime, ...]
    shown: tuple[Shown, ...] = ()

    def due(self, zone: ZoneInfo, now: datetime) -> Asked | None:
        """The newest asked moment, if no check-in answers it."""
        last = _last_moment(self, zone, now)
        if last is None or is_over(last, now):
            return None
        felt = [moment for moment in self.felt if moment <= now]
        return None if any(answers(moment, last) for moment in felt) else last

    def coming(self, zone: ZoneInfo, now: datetime) -> Asked | None:
        """The next asked moment."""
        today, paused = now.astimezone(zone).date(), self.plan.paused
        first = max(today, paused + DAY) if paused else today
        asked = [*asked_moments(self, zone, first, first + DAY), *look_back(self, zone)]
        return min((one for one in asked if one.at > now), key=lambda one: one.at, default=None)


@dataclass(frozen=True)
class Reminder:
    """`due_since`: the asked moment that no check-in has answered yet; `next_at`: the next one to come.

    Both are None when nothing is asked any more. `look_back`: the one late question, if it is due or next.
    """

    due_since: datetime | None = None
    next_at: datetime | None = None
    look_back: bool = False


def reminder(asks: Asks, zone: ZoneInfo, now: datetime) -> Reminder:
    """What is due, and when it is asked next, on the wall clock of `zone`. Due: no check-in since then."""
    due, coming = asks.due(zone, now), asks.coming(zone, now)
    told = due or coming
    return Reminder(
        due.at.astimezone(zone) if due else None,
        coming.at.astimezone(zone) if coming else None,
        told is not None and told.is_look_back,
    )


def is_over(asked: Asked, now: datetime) -> bool:
    """Whether a moment is due no more, answered or not."""
    return asked.is_look_back and now - asked.at >= LOOK_BACK_LASTS


def moments_to_come(schedule: Schedule, zone: ZoneInfo, now: datetime) -> tuple[datetime, ...]:
    """The wall-clock times at which is asked from now on, up to the earliest end of the follow-up.

    The look back is the last of them.
    """
    here, end = now.astimezone(zone).date(), schedule.follow_up.earliest_end
    last = end.astimezone(zone).date() if end else here - DAY
    asked = {one.wall: one for one in look_back(schedule, zone)}
    asked |= {one.wall: one for one in asked_moments(schedule, zone, here, last)}
    return tuple(sorted(one.wall for one in asked.values() if one.at > now))


def not_asked(schedule: Schedule, zone: ZoneInfo, now: datetime) -> tuple[datetime, ...]:
    """The moments of the last week at which no reminder came that should have, and no check-in either."""
    since = schedule.plan.since
    if since is None or not schedule.plan.shows:
        return ()
    today = now.astimezone(zone).date()
    asked = [one for one in asked_moments(schedule, zone, today - LISTED, today) if one.at <= now]
    known = {shown.wall for shown in schedule.shown}
    return tuple(
        one.at.astimezone(zone)
        for one, following in pairwise(asked)
        if one.at >= since
        and one.wall not in known
        and not any(answers(moment, one) and moment < following.at for moment in schedule.felt)
    )


def asked_moments(schedule: Schedule, zone: ZoneInfo, first: date, last: date) -> Iterator[Asked]:
    """The daily moments of these days, both counted, while the follow-up is open; oldest first.

    They begin with the session's end, or without one with the last check-in.
    """
    follow_up, plan = schedule.follow_up, schedule.plan
    if not follow_up.is_open:
        return
    session = follow_up.session
    begin = session.ended_at if session else follow_up.last_check_in
    for n in range((last - first).days + 1):
        day = first + n * DAY
        if plan.paused and day <= plan.paused:
            continue
        for hour in sorted({plan.hour, _half_a_day_from(plan.hour)} if plan.twice else {plan.hour}):
            one = asked_at(datetime.combine(day, hour), zone)
            early = session is not None and one.at - session.ended_at <= FIRST_HOURS
            if (begin is None or one.at > begin) and (hour == plan.hour or early):
                yield one


def look_back(schedule: Schedule, zone: ZoneInfo) -> tuple[Asked, ...]:
    """The one question a month after the latest session, for what comes late: lumps and numb spots."""
    session = schedule.follow_up.session
    if session is None:
        return ()
    day = session.ended_at.astimezone(zone).date() + LOOK_BACK_DAY * DAY
    return (asked_at(datetime.combine(day, schedule.plan.hour), zone, is_look_back=True),)


def unheard(open_symptoms: Iterable[OpenSymptom], now: datetime) -> tuple[OpenSymptom, ...]:
    """What should not go unheard for a day and did: nerve signs, weakness, fever; last felt first."""
    grave = [one for one in open_symptoms if one.symptom.group in GRAVE or one.symptom.id == "fever"]
    silent = (one for one in grave if now - one.last_felt >= DAY and not one.gone_once)
    return tuple(sorted(silent, key=lambda one: one.last_felt, reverse=True))


def answers(felt: datetime, asked: Asked) -> bool:
    """Whether a check-in answers a moment: made after it, or on the evening that comes twice in the west."""
    flown_west = felt.replace(tzinfo=None) >= asked.wall and asked.at - felt <= TWELVE_HOURS
    return felt >= asked.at or flown_west


def asked_at(wall: datetime, zone: ZoneInfo, *, is_look_back: bool = False) -> Asked:
    """A wall-clock time as an instant, in UTC: within one zone Python compares wall clocks.

    In the hour that spring skips it is just after the gap; of the hour that comes twice, the first.
    """
    return Asked(wall.replace(tzinfo=zone).astimezone(UTC), wall, is_look_back)


def _last_moment(schedule: Schedule, zone: ZoneInfo, now: datetime) -> Asked | None:
    """The newest asked moment that has come."""
    today = now.astimezone(zone).date()
    asked = [*asked_moments(schedule, zone, today - DAY, today), *look_back(schedule, zone)]
    return max((one for one in asked if one.at <= now), key=lambda one: one.at, default=None)


def _half_a_day_from(hour: time) -> time:
    return hour.replace(hour=(hour.hour + 12) % 24)
