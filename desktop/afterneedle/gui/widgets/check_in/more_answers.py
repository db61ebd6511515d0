"""What a check-in may add: daily life, other symptoms, medicines, a note. Folded until it is asked for."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QVBoxLayout, QWidget

from afterneedle.content.language import _
from afterneedle.domain.catalogue import Catalogue, Place, Symptom
from afterneedle.gui.check_in.form import Sign
from afterneedle.gui.check_in.situation import Asking
from afterneedle.gui.widgets.basics.button import link_button
from afterneedle.gui.widgets.basics.field import Field
from afterneedle.gui.widgets.basics.layout import column_in
from afterneedle.gui.widgets.basics.words import heading
from afterneedle.gui.widgets.check_in.daily_life import DailyLife
from afterneedle.gui.widgets.check_in.sign_group import SignGroup

LINES = 3


class MoreAnswers(QFrame):
    """Everything in it is optional. `daily_life`: it is time to ask what the symptoms stop."""

    changed = Signal()

    def __init__(
        self, catalogue: Catalogue, symptoms: Sequence[Symptom], asking: Asking, *, daily_life: bool
    ) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self.group = SignGroup([("", symptoms)], asking)
        self.daily_life = DailyLife(catalogue, daily_life)
        self.medicines, self.note = _text_field(), _text_field()
        self._unfold = link_button(_("Something e&lse?"), self.unfold)
        self._rest = QWidget()
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 12, 20, 12)
        column.setSpacing(8)
        column.addWidget(self.daily_life)
        column.addWidget(self._unfold)
        column.addWidget(self._rest)
        rest = column_in(self._rest, 12)
        rest.addWidget(heading(_("Something else?")))
        rest.addWidget(self.group)
        self._ask_daily_life = link_button(_("Add what it keeps you from doing"), self._add_daily_life)
        rest.addWidget(self._ask_daily_life)
        rest.addWidget(Field(_("&Medicines you took for it"), self.medicines))
        rest.addWidget(Field(_("Yo&ur note"), self.note))
        self._rest.hide()
        for part in (
            self.group.changed,
            self.daily_life.changed,
            self.medicines.textChanged,
            self.note.textChanged,
        ):
            part.connect(self.changed)

    def unfold(self) -> None:
        """Show all of it."""
        self._show_rest()
        self.group.ticks[0].tick.setFocus()

    def tell_of(self, places: Sequence[Place | None]) -> None:
        """A nerve or movement sign is told of, at these places: ask what it stops."""
        self._ask_daily_life.hide()
        self.daily_life.about(places)

    def read(self, latest: datetime) -> tuple[Sign, ...]:
        """The other symptoms."""
        return self.group.read(latest)

    def fill(self, signs: Sequence[Sign], function: Mapping[str, int], medicines: str, note: str) -> None:
        """Show the answers of an earlier check-in."""
        self.group.fill(signs, none=False)
        self.daily_life.fill(function)
        self.medicines.setPlainText(medicines)
        self.note.setPlainText(note)
        if signs or medicines or note:
            self._show_rest()

    def _show_rest(self) -> None:
        self._rest.show()
        self._unfold.hide()
        self._ask_daily_life.setVisible(self.daily_life.isHidden())

    def _add_daily_life(self) -> None:
        self._ask_daily_life.hide()
        self.daily_life.show_all()


def _text_field() -> QPlainTextEdit:
    edit = QPlainTextEdit()
    edit.setTabChangesFocus(True)
    edit.setFixedHeight(edit.fontMetrics().lineSpacing() * LINES + 20)
    return edit
