"""What a check-in may add: other symptoms, daily life, medicines, a note. Folded until it is asked for."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QVBoxLayout, QWidget

from afterneedle.content.language import _
from afterneedle.content.wording import function_label, severity_label
from afterneedle.domain.catalogue import Catalogue, Symptom
from afterneedle.gui.check_in_form import Sign
from afterneedle.gui.widgets.basics import field, heading, link_button, muted
from afterneedle.gui.widgets.choices import Choices
from afterneedle.gui.widgets.sign_editor import Asking
from afterneedle.gui.widgets.sign_group import SignGroup

LINES = 3


class MoreAnswers(QFrame):
    """Everything in it is optional."""

    changed = Signal()

    def __init__(self, catalogue: Catalogue, symptoms: Sequence[Symptom], asking: Asking) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self.group = SignGroup([("", symptoms)], asking)
        self.functions = _Functions(catalogue)
        self.medicines, self.note = _text_field(), _text_field()
        self._unfold = link_button(_("Something e&lse?"), self.unfold)
        self._rest = QWidget()
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 12, 20, 12)
        column.setSpacing(8)
        column.addWidget(self._unfold)
        column.addWidget(self._rest)
        rest = QVBoxLayout(self._rest)
        rest.setContentsMargins(0, 0, 0, 0)
        rest.setSpacing(12)
        rest.addWidget(heading(_("Something else?")))
        rest.addWidget(self.group)
        self._ask_functions = link_button(_("Add what it keeps you from doing"), self._show_functions)
        rest.addWidget(self._ask_functions)
        rest.addWidget(self.functions)
        rest.addWidget(field(_("&Medicines you took for it"), self.medicines))
        rest.addWidget(field(_("Yo&ur note"), self.note))
        self.functions.hide()
        self._rest.hide()
        for part in (
            self.group.changed,
            self.functions.changed,
            self.medicines.textChanged,
            self.note.textChanged,
        ):
            part.connect(self.changed)

    def unfold(self) -> None:
        """Show all of it."""
        self._rest.show()
        self._unfold.hide()
        self.group.ticks[0].tick.setFocus()

    def read(self, latest: datetime) -> tuple[Sign, ...]:
        """The other symptoms."""
        return self.group.read(latest)

    def fill(self, signs: Sequence[Sign], function: Mapping[str, int], medicines: str, note: str) -> None:
        """Show the answers of an earlier check-in."""
        self.group.fill(signs, none=False)
        self.functions.fill(function)
        self.medicines.setPlainText(medicines)
        self.note.setPlainText(note)
        if signs or function or medicines or note:
            self.unfold()
        if function:
            self._show_functions()

    def _show_functions(self) -> None:
        self._ask_functions.hide()
        self.functions.show()


class _Functions(QWidget):
    """How far daily life is limited, each by itself."""

    changed = Signal()

    def __init__(self, catalogue: Catalogue) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(heading(_("What does it keep you from doing?")))
        column.addWidget(muted(_("Answer only what matters to you.")))
        limits = catalogue.symptoms["weakness"]
        words = [_("No limit"), *(_capital(severity_label(limits, n)) for n in (1, 2, 3))]
        self.choices: dict[str, Choices] = {}
        for id in catalogue.functions:
            choices = Choices(list(enumerate(words)))
            choices.changed.connect(lambda _value: self.changed.emit())
            column.addWidget(field(function_label(id), choices))
            self.choices[id] = choices

    @property
    def values(self) -> dict[str, int]:
        """The answered ones."""
        return {id: c.value for id, c in self.choices.items() if c.value is not None}

    def fill(self, values: Mapping[str, int]) -> None:
        for id, choices in self.choices.items():
            choices.value = values.get(id)


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _text_field() -> QPlainTextEdit:
    edit = QPlainTextEdit()
    edit.setTabChangesFocus(True)
    edit.setFixedHeight(edit.fontMetrics().lineSpacing() * LINES + 20)
    return edit
