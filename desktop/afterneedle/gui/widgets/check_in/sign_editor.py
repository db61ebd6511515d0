"""A sign to tick, and what is asked about it once it is ticked: where, how strong, there now, details."""

from collections.abc import Iterable
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from afterneedle.content.language import _
from afterneedle.content.wording import symptom_label
from afterneedle.domain.catalogue import PlaceNeed, Scale, Symptom
from afterneedle.gui.check_in.form import Sign
from afterneedle.gui.check_in.situation import Asking
from afterneedle.gui.widgets.basics.button import link_button
from afterneedle.gui.widgets.basics.choices import Choices, Tick
from afterneedle.gui.widgets.basics.field import FieldError
from afterneedle.gui.widgets.basics.layout import column_in, row
from afterneedle.gui.widgets.basics.moment_field import MomentField
from afterneedle.gui.widgets.basics.words import text
from afterneedle.gui.widgets.check_in.details_list import ASKED_APART, DetailsList
from afterneedle.gui.widgets.check_in.severity_scale import CaptionedScale, SeverityScale
from afterneedle.gui.widgets.places.place_picker import PlacePicker

INDENT = 28  # under the text of the tick
COMES_AND_GOES = ("nerve", "movement")


class SignEditor(QFrame):
    """What is asked about one sign at one place. Nothing is filled in beforehand."""

    changed = Signal()

    def __init__(self, symptom: Symptom, asking: Asking) -> None:
        super().__init__()
        self.symptom, self._asking = symptom, asking
        name = symptom_label(symptom)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(INDENT, 0, 0, 8)
        self._column.setSpacing(6)
        self.place: PlacePicker | None = None
        self.strength: SeverityScale | None = None
        self.there: Choices | None = None
        self.details = DetailsList(symptom, name)
        self.since: MomentField | None = None
        self._since_link = link_button(_("Say when it began"), self._ask_since)
        self.error = FieldError()
        self.error.setObjectName("problem")
        self._kept = Sign(symptom)
        self._lay_out(name)

    def read(self, latest: datetime) -> Sign:
        """What was answered so far; `latest` bounds when it can have begun."""
        since = self._kept.since if self.since is None else self.since.so_far(latest)
        kept = self._kept.details & {ASKED_APART}
        return Sign(
            self.symptom,
            self.place.place if self.place else None,
            self.there is None or self.there.value is not False,
            self.strength.value if self.strength else self._kept.worst,
            None,
            since,
            self.details.values | kept,
        )

    def fill(self, sign: Sign) -> None:
        """Show a sign of an earlier check-in."""
        self._kept = sign
        if self.place:
            self.place.places = [sign.place] if sign.place else []
        if self.strength:
            self.strength.value = sign.worst
        if self.there:
            self.there.value = None if sign.now else False
        self.details.values = sign.details
        if sign.since is not None:
            self._ask_since()
            if self.since is not None:
                self.since.set_moment(sign.since)

    @property
    def is_complete_since(self) -> bool:
        """False when the field for when it began is open and unreadable."""
        return self.since is None or self.since.read(self._asking.now) is not None

    def _lay_out(self, name: str) -> None:
        symptom, asking = self.symptom, self._asking
        if symptom.place is not PlaceNeed.NONE:
            optional = symptom.place is PlaceNeed.OPTIONAL
            where = _("{symptom}: where?").format(symptom=name)
            self.place = PlacePicker(asking.places, where, many=False, first=asking.first)
            self.place.changed.connect(self._edited)
            self._ask(_("Where? (if you can say)") if optional else _("Where?"), self.place)
        if symptom.scale is not Scale.YES_NO:
            self.strength = SeverityScale(
                symptom, _("{symptom}: how strong at its worst?").format(symptom=name)
            )
            self.strength.changed.connect(self._edited)
            scale = CaptionedScale(self.strength, symptom)
            self._ask(_("How strong at its worst since your last check-in?"), scale)
        if symptom.group in COMES_AND_GOES:
            self.there = there_choices(name)
            self.there.changed.connect(self._edited)
            self._ask(_("Is it there right now?"), self.there)
        self.details.changed.connect(self._edited)
        self._column.addWidget(self.details)
        self._column.addWidget(self._since_link)
        if symptom.is_red:
            self._since_link.hide()
        self._column.addWidget(self.error)

    def _ask(self, question: str, widget: QWidget) -> None:
        self._column.addWidget(text(question))
        self._column.addWidget(widget)

    def _ask_since(self) -> None:
        if self.since is not None:
            return
        self.since = MomentField(
            _("{symptom}: when did it begin?").format(symptom=symptom_label(self.symptom)),
            self._asking.zone,
            self._asking.now,
        )
        self._column.replaceWidget(self._since_link, self.since)
        self._since_link.hide()
        self.since.changed.connect(self._edited)
        self.since.show()
        self.since.setFocus()

    def _edited(self) -> None:
        self.error.clear()
        self.changed.emit()


def there_choices(name: str) -> Choices:
    """Whether it is there right now, or comes and goes."""
    return Choices(
        [(True, _("Yes")), (False, _("No, it comes and goes"))],
        _("{symptom}: is it there right now?").format(symptom=name),
    )


class SignTick(QWidget):
    """The question as a tick box; ticked, it opens one editor per place."""

    changed = Signal()

    def __init__(self, symptom: Symptom, asking: Asking) -> None:
        super().__init__()
        self.symptom, self._asking = symptom, asking
        self.tick = Tick(_(symptom.question))
        self.editors: list[SignEditor] = []
        self._column = column_in(self, 4)
        self._column.addWidget(self.tick)
        self.cards = QVBoxLayout()
        self._column.addLayout(self.cards)
        self._more: QPushButton | None = None
        self.tick.toggled.connect(self._toggled)

    @property
    def has_more_to_ask(self) -> bool:
        """Whether a tick alone does not say all."""
        symptom = self.symptom
        return (
            symptom.place is not PlaceNeed.NONE
            or symptom.scale is not Scale.YES_NO
            or len(symptom.details) > 1
        )

    def read(self, latest: datetime) -> tuple[Sign, ...]:
        """One sign for each place; none while it is not ticked."""
        return tuple(e.read(latest) for e in self.editors) if self.tick.isChecked() else ()

    def fill(self, signs: Iterable[Sign]) -> None:
        """Show the signs of an earlier check-in."""
        for n, sign in enumerate(signs):
            self.tick.setChecked(True)
            if n >= len(self.editors):
                self._add()
            self.editors[n].fill(sign)

    def _toggled(self, checked: bool) -> None:
        if checked and not self.editors:
            self._more = self._make_more()
            self._add()
        for editor in self.editors:
            editor.setVisible(checked and self.has_more_to_ask)
        if self._more is not None:
            self._more.setVisible(checked and self.symptom.place is not PlaceNeed.NONE)
        self.changed.emit()

    def _make_more(self) -> QPushButton:
        """Made only now: a form has many ticks, and few are ticked."""
        made = link_button(_("Add another place"), self._add_by_hand)
        made.setAccessibleDescription(symptom_label(self.symptom))
        line = row(made)
        line.setContentsMargins(INDENT, 0, 0, 4)
        self._column.addLayout(line)
        return made

    def _add_by_hand(self) -> None:
        self._add()
        if (place := self.editors[-1].place) is not None:
            place.setFocus()

    def _add(self) -> None:
        editor = SignEditor(self.symptom, self._asking)
        self.editors.append(editor)
        self._column.insertWidget(self._column.count() - 1, editor)
        editor.changed.connect(self.changed)
