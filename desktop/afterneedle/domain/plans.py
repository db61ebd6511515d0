"""How the patient wants to be reminded, and the plain texts in which that is kept."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import Enum
from typing import Any

EVENING = time(19)  # until the patient chooses another hour
FARTHEST = timedelta(days=1)  # "later" is never further off, unless it was said by a wrong clock


class Rings(Enum):
    """When a reminder is shown on the screen: while the window is open, or whenever the computer runs."""

    NEVER = "never"
    WINDOW = "window"
    ALWAYS = "always"


class Says(Enum):
    """What others can read in a reminder: that there is one, or also what it is about."""

    NOTHING = "nothing"
    SYMPTOMS = "symptoms"


@dataclass(frozen=True)
class Quiet:
    """Hours of the wall clock in which nothing is shown; they may go over midnight."""

    begin: time
    end: time

    def holds(self, clock: time) -> bool:
        """Whether it is quiet at that time; at `end` it is not any more."""
        if self.begin <= self.end:
            return self.begin <= clock < self.end
        return clock >= self.begin or clock < self.end


NIGHT = Quiet(time(22), time(7))


@dataclass(frozen=True)
class Plan:
    """How the patient wants to be reminded. `rings` None: they were not asked yet.

    `hour`: of the daily question, on the wall clock. `twice`: in the first 48 hours also twelve hours from
    it. `repeats`: once more when the first was not answered. `quiet` None: no quiet hours.
    `paused`: the last day without questions. `later`: nothing is shown before this moment.
    `since`: when they last chose when it rings.
    """

    rings: Rings | None = None
    hour: time = EVENING
    twice: bool = False
    repeats: bool = True
    quiet: Quiet | None = NIGHT
    paused: date | None = None
    later: datetime | None = None
    says: Says = Says.NOTHING
    since: datetime | None = None

    @property
    def shows(self) -> bool:
        """Whether reminders come on the screen."""
        return self.rings in (Rings.WINDOW, Rings.ALWAYS)

    def put_off_to(self, now: datetime) -> datetime | None:
        """Where "later" has put what is due, over or not; None when that is further off than can be."""
        return self.later if self.later is not None and self.later <= now + FARTHEST else None

    def put_off_until(self, now: datetime) -> datetime | None:
        """The same while that time is to come."""
        later = self.put_off_to(now)
        return later if later is not None and now < later else None


def plan_from(texts: Mapping[str, str]) -> Plan:
    """The plan that `plan_texts` wrote. What is missing or makes no sense is as in a new plan."""
    plan = Plan()
    for name, read in _READERS.items():
        with suppress(ValueError, KeyError):
            plan = replace(plan, **{name: read(texts[name])})
    return plan


def plan_texts(plan: Plan) -> dict[str, str]:
    """A plan as texts by the names of its fields."""
    quiet = plan.quiet
    return {
        "rings": plan.rings.value if plan.rings else "",
        "hour": f"{plan.hour:%H:%M}",
        "twice": "yes" if plan.twice else "no",
        "repeats": "yes" if plan.repeats else "no",
        "quiet": f"{quiet.begin:%H:%M}-{quiet.end:%H:%M}" if quiet else "",
        "paused": plan.paused.isoformat() if plan.paused else "",
        "later": plan.later.isoformat() if plan.later else "",
        "says": plan.says.value,
        "since": plan.since.isoformat() if plan.since else "",
    }


def _or_none(read: Callable[[str], Any]) -> Callable[[str], Any]:
    return lambda text: read(text) if text else None


def _quiet(text: str) -> Quiet:
    begin, _, end = text.partition("-")
    return Quiet(time.fromisoformat(begin), time.fromisoformat(end))


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError(text)
    return moment


_YES_OR_NO = {"yes": True, "no": False}
_READERS: Mapping[str, Callable[[str], Any]] = {
    "rings": _or_none(Rings),
    "hour": time.fromisoformat,
    "twice": _YES_OR_NO.__getitem__,
    "repeats": _YES_OR_NO.__getitem__,
    "quiet": _or_none(_quiet),
    "paused": _or_none(date.fromisoformat),
    "later": _or_none(_moment),
    "says": Says,
    "since": _or_none(_moment),
}
