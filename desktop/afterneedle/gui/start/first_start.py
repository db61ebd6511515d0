"""The first start: what this is and is not, the last session, about you; then Today.

In a diary that was brought in from elsewhere there is a session already: that step is left out.
"""

from collections.abc import Callable
from datetime import date
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from afterneedle.content.language import _
from afterneedle.diary import new_id
from afterneedle.domain.records import Session
from afterneedle.gui.hub import Hub
from afterneedle.gui.widgets.basics.button import primary_button
from afterneedle.gui.widgets.basics.choices import Choices
from afterneedle.gui.widgets.basics.field import Field
from afterneedle.gui.widgets.basics.layout import Card, row
from afterneedle.gui.widgets.basics.page import Page
from afterneedle.gui.widgets.basics.point import Point
from afterneedle.gui.widgets.basics.words import heading, muted, text, title
from afterneedle.gui.widgets.sessions.session_form import SessionContext, SessionForm
from afterneedle.gui.widgets.settings.about_you import AboutYou, BirthDate
from afterneedle.gui.widgets.settings.emergency_number import EmergencyNumber


class FirstStart(Page):
    """Two or three short steps, shown in the window's place until `finished`."""

    finished = Signal()

    def __init__(self, hub: Hub) -> None:
        super().__init__()
        self._hub = hub
        self._born: date | None = None
        self._asks_session = not hub.diary.sessions()
        self._count = 3 if self._asks_session else 2
        self._step = QWidget()
        self._is_written_on: Callable[[], bool]
        self.show_welcome()

    @property
    def is_dirty(self) -> bool:
        return self._is_written_on()

    def show_welcome(self) -> None:
        """Step 1: what this is, what it is not, and the question of age."""
        self.adult = Choices(((True, _("Yes")), (False, _("No"))))
        self._adult = Field(_("Are you 18 or older?"), self.adult)
        self.born = BirthDate()
        self._young = Card(
            "warning",
            text(
                _(
                    "You can keep the diary and print it. The advice here is written for adults. So the app "
                    "shows you the emergency signs, and asks you to see a doctor about any other symptom."
                )
            ),
            self.born,
        )
        self._young.hide()
        self.adult.changed.connect(lambda answer: self._young.setVisible(answer is False))
        self._show_step(
            self._head(1, _("Welcome to AfterNeedle")),
            text(_("A diary for the days after dry needling. On a quiet day it takes under twenty seconds.")),
            Card("emergency", heading(_("In an emergency")), text(_emergency())),
            Card("card", *_does(), *_does_not()),
            Card("card", self._adult, self._young),
            buttons=(primary_button(_("&Continue"), self._welcome_done),),
        )
        self._is_written_on = lambda: bool(self.born.line.text())
        self.adult.setFocus()

    def show_session(self) -> None:
        """Step 2: the last session, which can be skipped."""
        context = SessionContext(self._hub.catalogue, self._hub.now, self._hub.zone)
        self.session_form = SessionForm(context, new_id(), cancel=_("S&kip for now"))
        self.session_form.saved.connect(self._session_done)
        self.session_form.left.connect(self.show_about_you)
        self._show_step(
            self._head(2, _("Your last session")),
            text(_("The app counts the hours from its end. You can also add it later.")),
            self.session_form,
        )
        self._is_written_on = lambda: self.session_form.is_dirty
        self.session_form.moment.setFocus()

    def show_about_you(self) -> None:
        """The last step: about the person, and the emergency number."""
        self.about_you = AboutYou(self._hub.catalogue.conditions)
        patient = self._hub.diary.patient()
        self.about_you.show_patient(patient)
        if self._born is not None:
            self.about_you.show_born(self._born)
        self.emergency = EmergencyNumber()
        self._show_step(
            self._head(self._count, _("About you")),
            text(_("All of this is optional. It stays on this computer, and your doctor sees it on paper.")),
            Card("card", self.about_you),
            Card(
                "card",
                self.emergency,
                muted(_("Look it up for where you live. The app shows it beside every emergency sign.")),
            ),
            buttons=(primary_button(_("&Finish"), self._about_you_done),),
        )
        self._is_written_on = lambda: self.about_you.is_touched or bool(self.emergency.line.text())
        self.about_you.setFocus()

    def _show_step(self, *parts: QWidget, buttons: tuple[QWidget, ...] = ()) -> None:
        """Put these parts in place of the step before."""
        self._step.hide()
        self._step.deleteLater()
        step = Card("step", *parts)
        step.column.setContentsMargins(0, 0, 0, 0)
        step.column.setSpacing(16)
        if buttons:
            step.column.addLayout(row(*buttons))
        step.column.addStretch()
        self._step = step
        self.column.addWidget(step)
        step.show()  # at once, so that it can take the focus
        self.verticalScrollBar().setValue(0)

    def _welcome_done(self) -> None:
        self._adult.error.clear()
        if self.adult.value is None:
            self._adult.error.set(_("Answer this to go on."))
            self.adult.setFocus()
            return
        if self.adult.value is False:
            possible, self._born = self.born.read(self._hub.now().date())
            if possible and self._born is None:
                self.born.error.set(_("Write your birth date. The app needs it to ask for a doctor in time."))
            if self._born is None:
                self.born.line.setFocus()
                return
        if self._asks_session:
            self.show_session()
        else:
            self.show_about_you()

    def _session_done(self, session: Session) -> None:
        if self._hub.do(partial(self._hub.diary.record_session, session, self._hub.now())):
            self.show_about_you()

    def _about_you_done(self) -> None:
        now, diary = self._hub.now(), self._hub.diary
        patient, number = self.about_you.read(now.date()), self.emergency.read()
        if patient is None or number is None:
            return

        def save() -> None:
            diary.save_patient(patient, now)
            diary.set_setting("emergency_number", number)
            diary.set_setting("first_start_done", "1")

        if self._hub.do(save):
            self.finished.emit()

    def _head(self, step: int, name: str) -> QWidget:
        """The name of a step, and how many there are."""
        where = _("Step {step} of {count}").format(step=step, count=self._count)
        head = Card("step", muted(where), title(name))
        head.column.setContentsMargins(0, 0, 0, 0)
        head.column.setSpacing(2)
        return head


def _does() -> list[QWidget]:
    return _points(
        _("What it does"),
        _("It keeps what you feel, day by day, and when each sign began."),
        _("It shows what is usual at this time, and what someone should look at."),
        _("It prints a page that your doctor or practitioner reads in a minute."),
    )


def _does_not() -> list[QWidget]:
    return _points(
        _("What it does not do"),
        _("It does not say what causes a symptom, and it does not replace a doctor."),
        _("It does not call anyone for you, and sends nothing over the internet."),
    )


def _points(name: str, *sentences: str) -> list[QWidget]:
    return [heading(name), *(Point(text(sentence)) for sentence in sentences)]


def _emergency() -> str:
    return _(
        "Chest pain or short of breath, trouble speaking, a weak face, arm or leg, numb between the legs, "
        "or a swollen throat: call your emergency number now. Do not use the app first."
    )
