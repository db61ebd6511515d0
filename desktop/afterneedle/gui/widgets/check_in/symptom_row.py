"""A symptom that was there last time, asked about again: gone, better, the same or worse."""

from datetime import datetime, timedelta
from enum import Enum, auto

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QWidget

from afterneedle.content.language import _
from afterneedle.content.wording import (
    place_within,
    severity_label,
    short_moment_label,
    symptom_label,
)
from afterneedle.domain.catalogue import Place, Scale, Symptom
from afterneedle.domain.records import Change
from afterneedle.gui.check_in.form import Sign, gone
from afterneedle.gui.widgets.basics.choices import Choices
from afterneedle.gui.widgets.basics.field import FieldError
from afterneedle.gui.widgets.basics.layout import column_in
from afterneedle.gui.widgets.basics.words import heading, muted, text
from afterneedle.gui.widgets.check_in.details_list import ASKED_APART, DetailsList
from afterneedle.gui.widgets.check_in.severity_scale import SeverityScale
from afterneedle.gui.widgets.check_in.sign_editor import COMES_AND_GOES, there_choices

LONG_UNSEEN = timedelta(hours=48)


class Said(Enum):
    """What the patient says of it."""

    GONE = auto()
    BETTER = auto()
    SAME = auto()
    WORSE = auto()


CHANGES = {Said.BETTER: Change.BETTER, Said.SAME: Change.SAME, Said.WORSE: Change.WORSE}


class SymptomRow(QFrame):
    """One open symptom at its place. A letter of each of the four answers chooses it: `answer_keys`.

    `answered`: by such a key.
    """

    changed = Signal()
    answered = Signal()

    def __init__(
        self,
        symptom: Symptom,
        place: Place | None,
        severity: int | None,
        seen: datetime | None,
        now: datetime,
    ) -> None:
        super().__init__()
        self.symptom, self.place = symptom, place
        self._told: Sign | None = None
        self.said = Choices(list(answers().items()), self.name)
        self.between: Choices | None = None
        self.strength: SeverityScale | None = None
        self.there: Choices | None = None
        self.details: DetailsList | None = None
        self.error = FieldError()
        self.error.setObjectName("problem")
        self._was_long_ago = seen is not None and now - seen > LONG_UNSEEN
        self._more: QWidget | None = None
        self._lay_out(severity, seen)
        self.said.changed.connect(self._show_more)
        self.said.changed.connect(self._answered)
        self.setFocusProxy(self.said)

    @property
    def name(self) -> str:
        """The symptom and its place, as the row is called."""
        if self.place is None:
            return symptom_label(self.symptom)
        return _("{symptom}: {place}").format(
            symptom=symptom_label(self.symptom), place=place_within(self.place)
        )

    @property
    def sign(self) -> Sign | None:
        """What was answered; None while nothing was."""
        said, told = self.said.value, self._told
        if said is None:
            return None
        if said is Said.GONE:  # without what was ticked while it was said to be there
            return gone(self.symptom, self.place, told.details if told and told.is_gone else frozenset())
        details = self.details.values if self.details else frozenset()
        was_gone = self.between.value if self.between else told and ASKED_APART in told.details
        if was_gone:
            details |= {ASKED_APART}
        there = self.there is None or self.there.value is not False
        strength = self.strength.value if self.strength else None
        since = told.since if told else None
        return Sign(self.symptom, self.place, there, strength, CHANGES[said], since, details)

    @sign.setter
    def sign(self, told: Sign) -> None:
        self._told = told
        back = {change: said for said, change in CHANGES.items()}
        self.said.value = Said.GONE if told.is_gone else back.get(told.change) if told.change else None
        self._fill_more(told)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        typed = event.text().upper()
        if typed in (keys := answer_keys()):
            button = self.said.buttons[keys.index(typed)]
            button.setChecked(True)
            button.setFocus()
            self.answered.emit()
        else:
            super().keyPressEvent(event)

    def _lay_out(self, severity: int | None, seen: datetime | None) -> None:
        self._column = column_in(self, 6)
        self._column.addWidget(heading(self.name))
        if seen is not None:
            self._column.addWidget(muted(self._last_time(severity, seen)))
        self._column.addWidget(self.said)
        self._column.addWidget(self.error)

    def _make_more(self) -> QWidget:
        """What is asked of a symptom that is still there; made only then, which most rows never need."""
        made = QWidget()
        more = column_in(made, 6)
        if self._was_long_ago:
            question = _("Was it gone in between?")
            self.between = Choices([(True, _("Yes")), (False, _("No"))], f"{self.name}. {question}")
            self.between.changed.connect(self._answered)
            more.addWidget(text(question))
            more.addWidget(self.between)
        if self.symptom.scale is not Scale.YES_NO:
            name = _("{symptom}: how strong at its worst?").format(symptom=self.name)
            self.strength = SeverityScale(self.symptom, name)
            self.strength.changed.connect(self._answered)
            more.addWidget(text(_("How strong at its worst since your last check-in?")))
            more.addWidget(self.strength)
        if self.symptom.group in COMES_AND_GOES:
            self.there = there_choices(self.name)
            self.there.changed.connect(self._answered)
            more.addWidget(text(_("Is it there right now?")))
            more.addWidget(self.there)
        self.details = DetailsList(self.symptom, self.name)
        self.details.changed.connect(self._answered)
        more.addWidget(self.details)
        self._column.insertWidget(self._column.indexOf(self.error), made)
        if self._told is not None:
            self._fill_more(self._told)
        return made

    def _fill_more(self, told: Sign) -> None:
        if self.strength:
            self.strength.value = told.worst
        if self.there:
            self.there.value = None if told.now else False
        if self.between:
            self.between.value = True if ASKED_APART in told.details else None
        if self.details:
            self.details.values = told.details

    def _last_time(self, severity: int | None, seen: datetime) -> str:
        when = short_moment_label(seen)
        if severity is None or self.symptom.scale is Scale.YES_NO:
            return _("Last time: {when}").format(when=when)
        strength = severity_label(self.symptom, severity)
        return _("Last time: {strength}, {when}").format(strength=strength, when=when)

    def _show_more(self, said: Said | None) -> None:
        is_there = said not in (None, Said.GONE)
        if is_there and self._more is None:
            self._more = self._make_more()
        if self._more is not None:
            self._more.setVisible(is_there)

    def _answered(self) -> None:
        self.error.clear()
        self.changed.emit()


def answers() -> dict[Said, str]:
    """The four answers."""
    return {
        Said.GONE: _("Gone"),
        Said.BETTER: _("Better"),
        Said.SAME: _("Same"),
        Said.WORSE: _("Worse"),
    }


def answer_keys() -> list[str]:
    """The letter that chooses each answer: the first of its own that no answer before it has."""
    keys: list[str] = []
    for label in answers().values():
        letters = [letter.upper() for letter in label if letter.isalpha()]
        keys.append(next(letter for letter in letters if letter not in keys))
    return keys
