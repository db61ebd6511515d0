"""Symptoms that were there before the session: asked or not, which, where and how strong."""

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from afterneedle.content.language import _
from afterneedle.content.wording import severity_label, symptom_label
from afterneedle.content.wording.labels import with_capital
from afterneedle.domain.catalogue import Catalogue, Place, PlaceNeed, Scale, Symptom
from afterneedle.domain.impossible import Impossible
from afterneedle.domain.records import Baseline
from afterneedle.gui.widgets.basics.button import link_button, plain_button
from afterneedle.gui.widgets.basics.choices import Choices
from afterneedle.gui.widgets.basics.field import Field
from afterneedle.gui.widgets.basics.layout import Card, row
from afterneedle.gui.widgets.places.place_picker import PlacePicker


class BaselineRow(QWidget):
    """One symptom with its place and strength."""

    removed = Signal()

    def __init__(self, catalogue: Catalogue, known: Baseline | None = None) -> None:
        super().__init__()
        symptoms = [s for s in catalogue.symptoms.values() if not s.is_red and s.scale is not Scale.YES_NO]
        self.symptom = Choices([(s, symptom_label(s)) for s in symptoms])
        self.picker = PlacePicker(catalogue.places.values(), _("Where was it?"), many=False)
        self._where = Field(_("Where was it?"), self.picker)
        self._strength = {s: Choices(_strengths(s)) for s in symptoms}
        self._fields = {s: Field(_("How strong was it?"), c) for s, c in self._strength.items()}
        self._what = Field(_("Which symptom?"), self.symptom)
        remove = link_button(_("Remove this symptom"), self.removed.emit)
        frame = Card("card", self._what, self._where, *self._fields.values(), remove)
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(frame)
        if known is not None:
            self.symptom.value = known.symptom
            self.picker.places = [known.place] if known.place else []
            self._strength[known.symptom].value = known.severity
        self.symptom.changed.connect(lambda _value: self._show_fields())
        self.setFocusProxy(self.symptom)
        self._show_fields()

    def state(self) -> tuple[object, ...]:
        """What is filled in, to see whether something was changed."""
        symptom: Symptom | None = self.symptom.value
        return symptom, self.picker.place, self._strength[symptom].value if symptom else None

    def read(self) -> Baseline | None:
        """What it says; None when something is missing, which is then said beside its field."""
        symptom: Symptom | None = self.symptom.value
        self._what.error.clear()
        if symptom is None:
            self._what.error.set(_("Pick the symptom, or remove it."))
            return None
        severity = self._strength[symptom].value
        if severity is None:
            self._fields[symptom].error.set(_("Pick how strong it was."))
            return None
        self._fields[symptom].error.clear()
        place: Place | None = None if symptom.place is PlaceNeed.NONE else self.picker.place
        try:
            return Baseline(symptom, place, severity)
        except Impossible:
            self._where.error.set(_("Pick the place."))
            return None

    def _show_fields(self) -> None:
        symptom: Symptom | None = self.symptom.value
        self._where.setVisible(symptom is not None and symptom.place is not PlaceNeed.NONE)
        self._where.error.clear()
        for one, field in self._fields.items():
            field.setVisible(one is symptom)


class BaselineForm(QWidget):
    """Asks for symptoms before the session. Unanswered is None, "none of these" is an empty tuple."""

    def __init__(self, catalogue: Catalogue, known: Iterable[Baseline] | None) -> None:
        super().__init__()
        self._catalogue = catalogue
        self.rows: list[BaselineRow] = []
        self.asked = Choices(((True, _("Yes")), (False, _("No, none"))))
        self.add = plain_button(_("Add a symptom"), self.add_row)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        question = _("Before this session, did you have pain, numbness, tingling or weakness?")
        self.field = Field(question, self.asked)
        self._column.addWidget(self.field)
        self._column.addLayout(row(self.add))
        if known is not None:
            self.asked.value = bool(tuple(known))
            for one in known:
                self._insert(BaselineRow(catalogue, one))
        self.asked.changed.connect(self._answered)
        self._show()

    def add_row(self) -> None:
        """Ask for one more symptom."""
        added = BaselineRow(self._catalogue)
        self._insert(added)
        self._show()
        added.symptom.buttons[0].setFocus()

    def state(self) -> tuple[object, ...]:
        """What is filled in, to see whether something was changed."""
        return self.asked.value, *(r.state() for r in self.rows)

    def read(self) -> tuple[bool, tuple[Baseline, ...] | None]:
        """Whether it is complete, and what it says; what is not complete takes the next focus."""
        self.field.error.clear()
        if not self.asked.value:
            return True, None if self.asked.value is None else ()
        if not self.rows:
            self.field.error.set(_("Add the symptom, or say that there was none."))
            self.setFocusProxy(self.add)
            return False, None
        read = [r.read() for r in self.rows]
        found = tuple(b for b in read if b is not None)
        self.setFocusProxy(self.rows[read.index(None)] if None in read else self.rows[-1])
        if len({(b.symptom, b.place) for b in found}) < len(found):
            self.field.error.set(_("You named the same symptom and place twice. Remove one."))
            return False, None
        return len(found) == len(read), found

    def _answered(self, value: object) -> None:
        if value and not self.rows:
            self._insert(BaselineRow(self._catalogue))
        self._show()

    def _insert(self, added: BaselineRow) -> None:
        self.rows.append(added)
        self._column.insertWidget(self._column.count() - 1, added)
        added.removed.connect(lambda: self._remove(added))

    def _remove(self, gone: BaselineRow) -> None:
        self.rows.remove(gone)
        gone.hide()
        gone.deleteLater()
        self.add.setFocus()

    def _show(self) -> None:
        self.add.setVisible(bool(self.asked.value))
        for one in self.rows:
            one.setVisible(bool(self.asked.value))


def _strengths(symptom: Symptom) -> list[tuple[int, str]]:
    values = range(1, symptom.scale.top + 1)
    if symptom.scale is Scale.PAIN:
        return [(value, str(value)) for value in values]
    labels = [severity_label(symptom, value) for value in values]
    return [(value, with_capital(label)) for value, label in zip(values, labels, strict=True)]
