"""The page of settings: about you, the emergency number, reminders, reading, the file and its passphrase."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QSystemTrayIcon, QWidget

from afterneedle.content.language import _
from afterneedle.content.wording.reminders import notification
from afterneedle.diary import Diary
from afterneedle.domain.plans import Plan
from afterneedle.domain.records import Patient
from afterneedle.gui.hub import Hub
from afterneedle.gui.keeping.backups import Backups
from afterneedle.gui.passphrase.card import Passphrase
from afterneedle.gui.widgets.basics.button import plain_button, primary_button
from afterneedle.gui.widgets.basics.choices import Choices
from afterneedle.gui.widgets.basics.field import Field
from afterneedle.gui.widgets.basics.layout import Card, row
from afterneedle.gui.widgets.basics.page import Page
from afterneedle.gui.widgets.basics.words import heading, muted, title
from afterneedle.gui.widgets.dialogs.meanwhile import MeanwhileQuestion
from afterneedle.gui.widgets.keeping.diary_place import DiaryPlace
from afterneedle.gui.widgets.settings.about_you import AboutYou
from afterneedle.gui.widgets.settings.emergency_number import EmergencyNumber
from afterneedle.gui.widgets.settings.language_choice import LanguageChoice
from afterneedle.gui.widgets.settings.reminder_choices import ReminderChoices
from afterneedle.gui.widgets.settings.reminder_state import ReminderState
from afterneedle.reminding.finding import find_notifier
from afterneedle.reminding.notifier import Notifier

T = TypeVar("T")
TEXT_SIZES = ("100", "125", "150", "175", "200")


class SettingsPage(Page):
    """Everything that can be set. What is typed has a Save, what is chosen counts at once."""

    def __init__(self, hub: Hub) -> None:
        super().__init__()
        self._hub = hub
        self._shown: dict[str, object] = {}
        self._seen = Patient()  # what the form about the person began with
        self.about_you = AboutYou(hub.catalogue.conditions)
        self.emergency = EmergencyNumber()
        self.reminders, self.state = ReminderChoices(), ReminderState()
        self._tray = QSystemTrayIcon(QApplication.windowIcon(), self)
        self._notifier: Notifier | None = None
        self.save_about = primary_button(_("&Save about you"), self._save_about)
        self.save_number = plain_button(_("Save n&umber"), self._save_number)
        sizes = [(size, _("{percent} %").format(percent=size)) for size in TEXT_SIZES]
        self.text_size, self.language = Choices(sizes, always=True), LanguageChoice()
        self.place, self.backups = DiaryPlace(hub.diary.path, elsewhere_sentence(hub.diary)), Backups(hub)
        self.passphrase = Passphrase(hub)
        self._lay_out()
        self.reminders.changed.connect(self._plan_chosen)
        self.state.test_wanted.connect(self._test)
        self.text_size.changed.connect(self._size_chosen)
        for part in (self.language, self.place):
            part.failed.connect(hub.notice)
        self.setFocusProxy(self.about_you)

    @property
    def is_dirty(self) -> bool:
        number = self._shown.get("number") != self.emergency.line.text()
        return self.about_you.is_touched or number or self.reminders.is_touched

    def refresh(self) -> None:
        diary = self._hub.diary
        if not self.about_you.is_touched:
            self._show_about_you()
        self._show("number", diary.setting("emergency_number") or "", self.emergency.line.setText)
        self._show_reminders()
        self.text_size.blockSignals(True)
        self.text_size.value = diary.setting("text_size") or TEXT_SIZES[0]
        self.text_size.blockSignals(False)
        self.passphrase.refresh()
        self.backups.refresh()

    def show_item(self, argument: object) -> None:
        if argument == "back_up":
            self.backups.back_up()
        elif argument == "restore":
            self.backups.choose_backup()
        elif argument == "passphrase":
            self.ensureWidgetVisible(self.passphrase)
            self.passphrase.set_up()

    def _lay_out(self) -> None:
        self.column.addWidget(title(_("Settings")))
        self._add(_("About you"), self.about_you, button=self.save_about)
        told = muted(_("The app shows it beside every emergency sign. Look it up for where you live."))
        self._add(_("In an emergency"), self.emergency, told, button=self.save_number)
        self._add(_("Reminders"), self.state, self.reminders)
        self._add(_("Reading"), Field(_("&Text size"), self.text_size), self.language)
        self._add(_("Your diary"), self.place)
        self._add(_("Passphrase"), self.passphrase)
        self._add(_("Backups"), self.backups)
        self.column.addStretch()

    def _add(self, name: str, *parts: QWidget, button: QWidget | None = None) -> None:
        part = Card("card", heading(name), *parts)
        if button is not None:
            part.column.addLayout(row(button))
        self.column.addWidget(part)

    def _show(self, name: str, stored: T, show: Callable[[T], object]) -> None:
        """Show what is stored if it is new, so that what is being typed elsewhere stays."""
        if self._shown.get(name) != stored:
            self._shown[name] = stored
            show(stored)

    def _show_about_you(self) -> None:
        """Show what is stored, unless it is shown already."""
        self._seen = self._hub.diary.patient()
        self._show("patient", self._seen, self.about_you.show_patient)

    def _save_about(self, *, over: bool = False) -> None:
        """Save it; `over` what somebody else has written meanwhile, once the person was asked."""
        now = self._hub.now()
        patient = self.about_you.read(now.date())
        if patient is None:
            return
        if not over and not self._hub.diary.holds(self._seen):
            MeanwhileQuestion(self, partial(self._save_about, over=True)).open()
            return
        save = partial(self._hub.diary.save_patient, patient, now, None if over else self._seen)
        if self._hub.do(save, _("Saved."), elsewhere=True):
            self._show_about_you()

    def _save_number(self) -> None:
        number = self.emergency.read()
        if number is not None:
            self._set("emergency_number", number)

    def _show_reminders(self) -> None:
        now, zone = self._hub.now(), self._hub.zone
        schedule = self._hub.diary.schedule(now)
        self.reminders.show_plan(schedule.plan)
        self.state.show_schedule(schedule, zone, now)
        QTimer.singleShot(0, self, self._show_reach)

    def _show_reach(self) -> None:
        """Ask the desktop, which may take a moment to answer, after the page is there."""
        if self._notifier is None:
            self._notifier = find_notifier(self._tray, self)
        self.state.show_reach(self._notifier, self._hub.diary.path)

    def _plan_chosen(self, plan: Plan) -> None:
        now, before = self._hub.now(), self._hub.diary.reminder_plan()
        chosen = plan if plan.rings is before.rings else replace(plan, since=now)
        if self._hub.do(partial(self._hub.diary.save_reminder_plan, chosen)):
            self._hub.notice.emit(_("Saved."))

    def _test(self) -> None:
        """Show a reminder as it would be shown now, for a look at it."""
        if self._notifier is None or not self._notifier.show(*notification(self.reminders.plan, ())):
            self._notifier = None
            self._hub.notice.emit(_("This desktop did not show it."))
            self._show_reach()

    def _set(self, name: str, value: str) -> None:
        """Save a setting, which cannot be undone."""
        if self._hub.do(partial(self._hub.diary.set_setting, name, value)):
            self._hub.notice.emit(_("Saved."))

    def _size_chosen(self, size: str) -> None:
        self._hub.do(partial(self._hub.diary.set_setting, "text_size", size))


def elsewhere_sentence(diary: Diary) -> str:
    """A warning where the folder of the diary goes to other computers; "" where it does not."""
    if (service := diary.service) is not None:
        said = _("{service} copies this folder to other computers. Who reads it there reads your diary.")
        return said.format(service=service)
    if diary.is_on_network:
        return _("This folder is on another computer. A diary is safer on the disk of this one.")
    return ""
