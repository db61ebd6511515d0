"""Shows the reminder that is due, once, whichever process comes to it first."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from enum import Enum, auto
from zoneinfo import ZoneInfo

from afterneedle.content.wording.reminders import notification
from afterneedle.diary import Diary
from afterneedle.domain.assessment import assess
from afterneedle.domain.notices import notice
from afterneedle.domain.plans import Rings
from afterneedle.domain.reminders import Schedule
from afterneedle.reminding.notifier import Notifier


class Outcome(Enum):
    """What became of it."""

    NOTHING = auto()  # to show: not due, held back, or shown already
    SHOWN = auto()
    REFUSED = auto()  # no desktop that shows it


def show_due(
    diary: Diary,
    find: Callable[[], Notifier | None],
    zone: ZoneInfo,
    now: datetime,
    rings: Rings | None = None,
) -> tuple[Outcome, Schedule]:
    """Show it if nobody else has, by the diary as it is now: time alone may end a follow-up.

    `find` is asked for a notifier only when there is something to show; `rings`: in place of the plan's.
    Gives back the schedule with what was shown.
    """
    records = diary.records()
    assessment = assess(records, diary.catalogue, diary.rulebook, now)
    schedule = diary.schedule_of(records, assessment)
    plan = replace(schedule.plan, rings=rings or schedule.plan.rings)
    shown = notice(replace(schedule, plan=plan), zone, now)
    if shown is None:
        return Outcome.NOTHING, schedule
    notifier = find()
    if notifier is None:
        return Outcome.REFUSED, schedule
    if not diary.note_shown(shown, schedule.shown):
        return Outcome.NOTHING, schedule
    if not notifier.show(*notification(plan, assessment.open)):
        diary.note_refused(shown)
        return Outcome.REFUSED, schedule
    return Outcome.SHOWN, replace(schedule, shown=(*schedule.shown, shown))
