"""The page of settings: about you, the emergency number, the reminder, the size of the text."""

from functools import partial

from PySide6.QtWidgets import QLineEdit, QWidget

from afterneedle.content.language import _
from afterneedle.gui.hub import Hub
from afterneedle.gui.widgets.about_you import AboutYou
from afterneedle.gui.widgets.basics import (
    Card,
    Field,
    Page,
    heading,
    muted,
    plain_button,
    primary_button,
    title,
)
from afterneedle.gui.widgets.choices import Choices
from afterneedle.gui.widgets.emergency_number import EmergencyNumber
from afterneedle.gui.widgets.moment_field import time_from

TEXT_SIZES = ("100", "125", "150", "175", "200")
USUAL_REMINDER = "19:00"


class SettingsPage(Page):
    """Everything that can be set; each part has its own Save, the text size changes at once."""

    def __init__(self, hub: Hub) -> None:
        super().__init__()
        self._hub = hub
        self.about_you = AboutYou(hub.catalogue.conditions)
        self.save_about = primary_button(_("&Save about you"), self._save_about)
        self.emergency, self.reminder = EmergencyNumber(), QLineEdit()
        self._reminder = Field(_("&Remind me at"), self.reminder)
        self.save_numbers = plain_button(_("Sa&ve numbers and times"), self._save_numbers)
        self.text_size = Choices([(size, f"{size} %") for size in TEXT_SIZES])
        self.reminder.setPlaceholderText(USUAL_REMINDER)
        self.reminder.setMaxLength(10)
        self.column.addWidget(title(_("Settings")))
        self._add(_("About you"), self.about_you, self.save_about)
        self._add(_("Help and reminder"), self.emergency, self._reminder, self.save_numbers)
        self._add(_("Reading"), Field(_("&Text size"), self.text_size))
        self.column.addWidget(muted(_("Everything you enter stays on this computer.")))
        self.column.addStretch()
        self.text_size.changed.connect(self._size_chosen)
        self._shown: object = None

    def refresh(self) -> None:
        diary = self._hub.diary
        stored = (diary.records().patient, *(diary.setting(n) for n in ("emergency_number", "reminder_time")))
        if stored != self._shown:
            self._shown = stored
            self.about_you.show_patient(diary.records().patient)
            self.emergency.line.setText(diary.setting("emergency_number") or "")
            self.reminder.setText(diary.setting("reminder_time") or USUAL_REMINDER)
        self.text_size.blockSignals(True)
        self.text_size.value = diary.setting("text_size") or TEXT_SIZES[0]
        self.text_size.blockSignals(False)

    def _add(self, name: str, *parts: QWidget) -> None:
        self.column.addWidget(Card("card", heading(name), *parts))

    def _save_about(self) -> None:
        now = self._hub.now()
        patient = self.about_you.read(now.date())
        if patient is not None:
            self._hub.do(partial(self._hub.diary.save_patient, patient, now), _("Saved."))

    def _save_numbers(self) -> None:
        number, clock = self.emergency.read(), time_from(self.reminder.text())
        self._reminder.error.clear()
        if clock is None:
            self._reminder.error.set(_("Write the time like 19:00."))
        if number is None or clock is None:
            return

        def save() -> None:
            self._hub.diary.set_setting("emergency_number", number)
            self._hub.diary.set_setting("reminder_time", f"{clock:%H:%M}")

        if self._hub.do(save):
            self._hub.notice.emit(_("Saved."))

    def _size_chosen(self, size: str | None) -> None:
        if size is None:
            self.refresh()
        else:
            self._hub.do(partial(self._hub.diary.set_setting, "text_size", size))
