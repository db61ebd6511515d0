"""A symptom that was there last time, asked about again: gone, better, the same or worse."""

from datetime import datetime, timedelta
from enum import Enum, auto

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from afterneedle.content.language import _
from afterneedle.content.wording import (
    place_within,
    severity_label,
    short_moment_label,
    symptom_label,
)
from afterneedle.domain.catalogue import Place, Scale, Symptom
from afterneedle.domain.records import Change
from afterneedle.gui.check_in_form import Sign, gone
from afterneedle.gui.widgets.basics import FieldError, heading, muted, text
from afterneedle.gui.widgets.choices import Choices
from afterneedle.gui.widgets.details_list import DetailsList
from afterneedle.gui.widgets.severity_scale import SeverityScale

LONG_UNSEEN = timedelta(hours=48)


class Said(Enum):
    """What the patient says of it."""

    GONE = auto()
    BETTER = auto()
    SAME = auto()
    WORSE = auto()


CHANGES = {Said.BETTER: Change.BETTER, Said.SAME: Change.SAME, Said.WORSE: Change.WORSE}


class SymptomRow(QFrame):
    """One open symptom at its place. The first letters of the four answers choose them."""

    changed = Signal()

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
        self._since: datetime | None = None
        name = self.name
        self.said = Choices(
            [
                (Said.GONE, _("Gone")),
                (Said.BETTER, _("Better")),
                (Said.SAME, _("Same")),
                (Said.WORSE, _("Worse")),
            ],
            name,
        )
        self.between = Choices([(True, _("Yes")), (False, _("No"))], _("Was it gone in between?"))
        self.strength = SeverityScale(symptom, _("{symptom}: how strong at its worst?").format(symptom=name))
        self.there = Choices(
            [(True, _("Yes")), (False, _("No, it comes and goes"))],
            _("{symptom}: is it there right now?").format(symptom=name),
        )
        self.details = DetailsList(symptom, name)
        self.error = FieldError()
        self.error.setObjectName("problem")
        self._asks_between = seen is not None and now - seen > LONG_UNSEEN
        self._build(severity, seen)
        self.said.changed.connect(self._show_more)
        for choices in (self.said, self.between, self.strength, self.there):
            choices.changed.connect(self._answered)
        self.details.changed.connect(self._answered)
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
        said = self.said.value
        if said is None:
            return None
        details = self.details.values
        if self.between.value:
            details |= {"gone_between"}
        if said is Said.GONE:
            return gone(self.symptom, self.place, details)
        there = self.there.value is not False
        strength = self.strength.value
        return Sign(self.symptom, self.place, there, strength, CHANGES[said], self._since, details)

    @sign.setter
    def sign(self, told: Sign) -> None:
        back = {change: said for said, change in CHANGES.items()}
        self.said.value = Said.GONE if told.is_gone else back.get(told.change) if told.change else None
        self.strength.value = told.worst
        self.there.value = None if told.now else False
        self.between.value = True if "gone_between" in told.details else None
        self.details.values = told.details
        self._since = told.since

    def keyPressEvent(self, event: QKeyEvent) -> None:
        typed = event.text().casefold()
        named = [b for b in self.said.buttons if typed and b.text().casefold().startswith(typed)]
        if len(named) == 1:
            named[0].setChecked(True)
            named[0].setFocus()
        else:
            super().keyPressEvent(event)

    def _build(self, severity: int | None, seen: datetime | None) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(heading(self.name))
        if seen is not None:
            column.addWidget(muted(self._last_time(severity, seen)))
        column.addWidget(self.said)
        self._more = QWidget()
        more = QVBoxLayout(self._more)
        more.setContentsMargins(0, 4, 0, 0)
        more.setSpacing(6)
        if self._asks_between:
            more.addWidget(text(_("Was it gone in between?")))
            more.addWidget(self.between)
        self._how = QWidget()
        how = QVBoxLayout(self._how)
        how.setContentsMargins(0, 0, 0, 0)
        how.setSpacing(6)
        if self.symptom.scale is not Scale.YES_NO:
            how.addWidget(text(_("How strong at its worst since your last check-in?")))
            how.addWidget(self.strength)
        if self.symptom.group in ("nerve", "movement"):
            how.addWidget(text(_("Is it there right now?")))
            how.addWidget(self.there)
        how.addWidget(self.details)
        more.addWidget(self._how)
        column.addWidget(self._more)
        column.addWidget(self.error)
        self._more.hide()

    def _last_time(self, severity: int | None, seen: datetime) -> str:
        when = short_moment_label(seen)
        if severity is None or self.symptom.scale is Scale.YES_NO:
            return _("Last time: {when}").format(when=when)
        strength = severity_label(self.symptom, severity)
        return _("Last time: {strength}, {when}").format(strength=strength, when=when)

    def _show_more(self, said: Said | None) -> None:
        self._how.setVisible(said not in (None, Said.GONE))
        self._more.setVisible(said not in (None, Said.GONE))

    def _answered(self) -> None:
        self.error.clear()
        self.changed.emit()
