"""A reminder for who has a scheduler of their own: shown if one is due, by a process that ends then."""

from contextlib import ExitStack
from datetime import datetime
from zoneinfo import ZoneInfo

from PySide6.QtCore import QCoreApplication

from afterneedle import NAME
from afterneedle.domain.plans import Rings
from afterneedle.reminding.finding import find_notifier
from afterneedle.reminding.notifier import Notifier
from afterneedle.reminding.showing import Outcome, show_due
from afterneedle.reminding.source import Source


def remind_once(source: Source, now: datetime, zone: ZoneInfo) -> Outcome:
    """Show the reminder that is due. Who calls this wants it, whatever the plan says of our own processes."""
    with ExitStack() as ends:

        def find() -> Notifier | None:
            application = QCoreApplication.instance() or QCoreApplication([NAME])
            ends.callback(application.processEvents)
            notifier = find_notifier(hears=False)
            if notifier is not None:
                ends.callback(notifier.close)
            return notifier

        outcome, _schedule = show_due(source, find, zone, now, Rings.ALWAYS)
    return outcome
