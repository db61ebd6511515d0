"""The truth about reminders: what comes next, what came last, and whether anything can show them here."""

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from afterneedle.content.language import _
from afterneedle.content.wording.reminders import (
    background_sentence,
    reach_sentence,
    reminder_sentence,
    shown_sentence,
)
from afterneedle.domain.plans import Rings
from afterneedle.domain.reminders import Schedule, reminder
from afterneedle.gui.widgets.basics.button import plain_button
from afterneedle.gui.widgets.basics.layout import column_in, row
from afterneedle.gui.widgets.basics.words import muted, text
from afterneedle.reminding.autostart import find_autostart
from afterneedle.reminding.background import is_running
from afterneedle.reminding.notifier import Notifier, Reach


class ReminderState(QWidget):
    """Says it in sentences; `test_wanted`: a reminder is wanted now, to see one."""

    test_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._rings: Rings | None = None
        self.next, self.last, self.reach, self.background = text(""), muted(""), muted(""), muted("")
        self.test = plain_button(_("Sen&d a test now"), self.test_wanted.emit)
        column = column_in(self, 6)
        for line in (self.next, self.last, self.reach, self.background):
            column.addWidget(line)
        column.addSpacing(4)
        column.addLayout(row(self.test))
        self.background.hide()

    def show_schedule(self, schedule: Schedule, zone: ZoneInfo, now: datetime) -> None:
        """Say what follows from the diary."""
        self._rings = schedule.plan.rings
        self.next.setText(reminder_sentence(reminder(schedule, zone, now), schedule.plan, now))
        self.last.setText(shown_sentence(schedule.shown, now))

    def show_reach(self, notifier: Notifier | None, diary: Path) -> None:
        """Say what follows from this desktop. `notifier` None: it has nothing that shows reminders."""
        server = notifier.server if notifier else None
        has_buttons = notifier is not None and notifier.reach is Reach.BUTTONS
        self.reach.setText(reach_sentence(server, has_buttons=has_buttons))
        self.test.setEnabled(notifier is not None)
        self.background.setVisible(self._rings is Rings.ALWAYS)
        if self._rings is Rings.ALWAYS:
            at_login = find_autostart().is_enabled()
            self.background.setText(background_sentence(is_running=is_running(diary), at_login=at_login))
