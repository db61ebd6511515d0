"""Shows the reminder that is due, once, whichever process comes to it first."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from enum import Enum, auto
from zoneinfo import ZoneInfo

from afterneedle.content.wording.reminders import notification
from afterneedle.domain.alarms import Alarms
from afterneedle.domain.notices import notice
from afterneedle.domain.plans import Rings
from afterneedle.domain.reminders import Schedule
from afterneedle.reminding.notifier import Notifier
from afterneedle.reminding.source import Source


class Outcome(Enum):
    """What became of it."""

    NOTHING = auto()  # to show: not due, held back, or shown already
    SHOWN = auto()
    REFUSED = auto()  # no desktop that shows it


def show_due(
    source: Source,
    find: Callable[[], Notifier | None],
    zone: ZoneInfo,
    now: datetime,
    rings: Rings | None = None,
) -> tuple[Outcome, Schedule | Alarms]:
    """Show it if nobody else has, by the diary as it is now: time alone may end a follow-up.

    `find` is asked for a notifier only when there is something to show; `rings`: in place of the plan's.
    Gives back when it asks, with what was shown.
    """
    asks, open_symptoms = source.asks(now)
    plan = replace(asks.plan, rings=rings or asks.plan.rings)
    shown = notice(replace(asks, plan=plan), zone, now)
    if shown is None:
        return Outcome.NOTHING, asks
    notifier = find()
    if notifier is None:
        return Outcome.REFUSED, asks
    if not source.note_shown(shown, asks.shown):
        return Outcome.NOTHING, asks
    if not notifier.show(*notification(plan, open_symptoms)):
        source.note_refused(shown)
        return Outcome.REFUSED, asks
    return Outcome.SHOWN, replace(asks, shown=(*asks.shown, shown))
