"""The ways of what is on a page to paper: its buttons, and the words about what came of it."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QVBoxLayout, QWidget

from afterneedle.content.language import _
from afterneedle.gui.paper.press import Press
from afterneedle.gui.paper.printing import (
    ask_for_file,
    ask_for_printer,
    printed_sentence,
    saved_sentence,
    usual_paper,
)
from afterneedle.gui.widgets.basics.button import plain_button
from afterneedle.gui.widgets.basics.choices import Choices
from afterneedle.gui.widgets.basics.flow import FlowLayout
from afterneedle.gui.widgets.basics.words import announce, muted
from afterneedle.paper.pages import Paper, Printable


class Outlets(QWidget):
    """Prints and saves `what()`, if it is anything, under the neutral `name()`. `failed`: a sentence."""

    failed = Signal(str)

    def __init__(self, what: Callable[[], Printable | None], name: Callable[[], str]) -> None:
        super().__init__()
        self._what, self._name = what, name
        self._press: Press | None = None
        self.print_button = plain_button(_("Pr&int…"), self._ask_for_printer)
        self.save_button = plain_button(_("&Save PDF…"), lambda: ask_for_file(self, self._name(), self.save))
        self.paper = Choices([(Paper.A4, "A4"), (Paper.LETTER, _("Letter"))], _("Paper"), always=True)
        self.paper.value = usual_paper()
        self.status = muted("")
        column, line = QVBoxLayout(self), FlowLayout(spacing=10)
        column.setContentsMargins(0, 0, 0, 0)
        for widget in (self.print_button, self.save_button, self.paper):
            line.addWidget(widget)
        column.addLayout(line)
        column.addWidget(self.status)
        self.clear()

    @property
    def press(self) -> Press:
        """Made when something is printed for the first time."""
        if self._press is None:
            self._press = Press(self)
            self._press.saved.connect(self._saved)
            self._press.printed.connect(self._printed)
        return self._press

    def save(self, path: str) -> None:
        """Save it as a PDF there."""
        if (printable := self._what()) is not None:
            self.press.save(printable, self._sheet, path)

    def print(self, printer: QPrinter) -> None:
        """Print it."""
        if (printable := self._what()) is not None:
            self.press.print(printable, self._sheet, printer)

    def clear(self) -> None:
        """Nothing to say any more."""
        self.status.setText("")
        self.status.hide()

    @property
    def _sheet(self) -> Paper:
        paper: Paper = self.paper.value
        return paper

    def _ask_for_printer(self) -> None:
        ask_for_printer(self, self._name(), self._sheet, self.print)

    def _saved(self, path: str, trouble: str) -> None:
        self._done(trouble, saved_sentence(path))

    def _printed(self, trouble: str) -> None:
        self._done(trouble, printed_sentence())

    def _done(self, trouble: str, otherwise: str) -> None:
        if trouble:
            self.failed.emit(trouble)
        else:
            self._say(otherwise)

    def _say(self, sentence: str) -> None:
        self.status.setText(sentence)
        self.status.show()
        announce(self, sentence)
