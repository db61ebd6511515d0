"""The page of settings: about you, the emergency number, the hour of the check-in, reading, the file."""

from collections.abc import Callable
from functools import partial
from typing import TypeVar

from PySide6.QtWidgets import QWidget

from afterneedle.content.language import _
from afterneedle.gui.backups import Backups
from afterneedle.gui.hub import Hub
from afterneedle.gui.widgets.about_you import AboutYou
from afterneedle.gui.widgets.basics import (
    Card,
    Field,
    Line,
    Page,
    heading,
    muted,
    plain_button,
    primary_button,
    row,
    title,
)
from afterneedle.gui.widgets.choices import Choices
from afterneedle.gui.widgets.diary_place import DiaryPlace
from afterneedle.gui.widgets.emergency_number import EmergencyNumber
from afterneedle.gui.widgets.language_choice import LanguageChoice
from afterneedle.gui.widgets.moment_field import time_from

T = TypeVar("T")
TEXT_SIZES = ("100", "125", "150", "175", "200")


class SettingsPage(Page):
    """Everything that can be set. What is typed has a Save, what is chosen counts at once."""

    def __init__(self, hub: Hub) -> None:
        super().__init__()
        self._hub = hub
        self._shown: dict[str, object] = {}
        self.about_you = AboutYou(hub.catalogue.conditions)
        self.emergency, self.hour = EmergencyNumber(), Line(10)
        self._hour = Field(_("Hour of the check-in"), self.hour)
        self.save_about = primary_button(_("&Save about you"), self._save_about)
        self.save_number = plain_button(_("Save n&umber"), self._save_number)
        self.save_hour = plain_button(_("Save hou&r"), self._save_hour)
        sizes = [(size, _("{percent} %").format(percent=size)) for size in TEXT_SIZES]
        self.text_size, self.language = Choices(sizes), LanguageChoice()
        self.place, self.backups = DiaryPlace(hub.diary.path), Backups(hub)
        self._lay_out()
        self.text_size.changed.connect(self._size_chosen)
        for part in (self.language, self.place):
            part.failed.connect(hub.notice)
        self.setFocusProxy(self.about_you)

    @property
    def is_dirty(self) -> bool:
        typed = {"number": self.emergency.line.text(), "hour": self.hour.text()}
        return self.about_you.is_touched or any(self._shown.get(name) != typed[name] for name in typed)

    def refresh(self) -> None:
        diary = self._hub.diary
        self._show("patient", diary.patient(), self.about_you.show_patient)
        self._show("number", diary.setting("emergency_number") or "", self.emergency.line.setText)
        self._show("hour", f"{diary.reminder_time():%H:%M}", self.hour.setText)
        self.text_size.blockSignals(True)
        self.text_size.value = diary.setting("text_size") or TEXT_SIZES[0]
        self.text_size.blockSignals(False)
        self.backups.refresh()

    def show_item(self, argument: object) -> None:
        if argument == "back_up":
            self.backups.back_up()
        elif argument == "restore":
            self.backups.choose_backup()

    def _lay_out(self) -> None:
        self.column.addWidget(title(_("Settings")))
        self._add(_("About you"), self.about_you, button=self.save_about)
        told = muted(_("The app shows it beside every emergency sign. Look it up for where you live."))
        self._add(_("In an emergency"), self.emergency, told, button=self.save_number)
        due = muted(_("From this hour on, Today says that the check-in is due."))
        self._add(_("Every day"), self._hour, due, button=self.save_hour)
        self._add(_("Reading"), Field(_("&Text size"), self.text_size), self.language)
        self._add(_("Your diary"), self.place)
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

    def _save_about(self) -> None:
        now = self._hub.now()
        patient = self.about_you.read(now.date())
        if patient is not None:
            save = partial(self._hub.diary.save_patient, patient, now)
            self._hub.do(save, _("Saved."), elsewhere=True)

    def _save_number(self) -> None:
        number = self.emergency.read()
        if number is not None:
            self._set("emergency_number", number)

    def _save_hour(self) -> None:
        clock = time_from(self.hour.text())
        self._hour.error.clear()
        if clock is None:
            self._hour.error.set(_("Write the time like 19:00."))
            self.hour.setFocus()
        else:
            self._set("reminder_time", f"{clock:%H:%M}")

    def _set(self, name: str, value: str) -> None:
        """Save a setting, which cannot be undone."""
        if self._hub.do(partial(self._hub.diary.set_setting, name, value)):
            self._hub.notice.emit(_("Saved."))

    def _size_chosen(self, size: str | None) -> None:
        if size is None:
            self.refresh()
        else:
            self._hub.do(partial(self._hub.diary.set_setting, "text_size", size))
