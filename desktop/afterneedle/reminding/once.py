"""A reminder for who has a scheduler of their own: shown if one is due, by a process that ends then."""

from dataclasses import replace
from datetime import datetime
from enum import Enum, auto
from zoneinfo import ZoneInfo

from PySide6.QtCore import QCoreApplication

from afterneedle.content.wording.reminders import notification
from afterneedle.diary import Diary
from afterneedle.domain.assessment import assess
from afterneedle.domain.notices import notice
from afterneedle.domain.plans import Rings
from afterneedle.reminding.notifier import find_notifier


class Once(Enum):
    """What became of it."""

    NOTHING = auto()  # to show: not due, held back, or shown already
    SHOWN = auto()
    NO_DESKTOP = auto()  # that could show it


def remind_once(diary: Diary, name: str, now: datetime, zone: ZoneInfo) -> Once:
    """Show the reminder that is due. Who calls this wants it, whatever the plan says of our own processes."""
    records = diary.records()
    assessment = assess(records, diary.catalogue, diary.rulebook, now)
    schedule = diary.schedule_of(records, assessment)
    wanted = replace(schedule, plan=replace(schedule.plan, rings=Rings.ALWAYS))
    shown = notice(wanted, zone, now)
    if shown is None:
        return Once.NOTHING
    application = QCoreApplication.instance() or QCoreApplication([name])
    notifier = find_notifier(name, None)
    if notifier is None:
        return Once.NO_DESKTOP
    try:
        if not diary.note_shown(shown, schedule.shown):
            return Once.NOTHING
        done = notifier.show(*notification(schedule.plan, assessment.open))
        if not done:
            diary.note_refused(shown)
    finally:
        notifier.close()
        application.processEvents()
    return Once.SHOWN if done else Once.NO_DESKTOP
