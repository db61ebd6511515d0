"""What an import would do, before it does it: counts, rows that cannot be read, and each difference."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from afterneedle.content.language import _
from afterneedle.content.wording.exchange import DifferenceText, more_line
from afterneedle.gui.widgets.basics.button import plain_button, primary_button
from afterneedle.gui.widgets.basics.field import FieldError
from afterneedle.gui.widgets.basics.flow import FlowLayout
from afterneedle.gui.widgets.basics.words import announce, heading, muted, text
from afterneedle.gui.widgets.basics.working import Working
from afterneedle.gui.widgets.dialogs.fitted_dialog import FittedDialog
from afterneedle.gui.widgets.exchange.difference_list import DifferenceList


class ImportDialog(FittedDialog):
    """`wanted`: somebody pressed Import, with everything chosen."""

    LETTERS = 72

    wanted = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Import"))
        self.file = muted(_("From the file {name}").format(name=name))
        self.said = text("")
        self.error = FieldError()
        self.lines = text("")
        self.counts = text("")
        self.differences = DifferenceList()
        self.working = Working()
        self.import_button = primary_button(_("&Import"), self.wanted.emit)
        self.close_button = plain_button(_("Cancel"), self.reject)
        self._lay_out()
        self.differences.changed.connect(self._enable)
        for part in (self.said, self.lines, self.differences, self.counts, self.import_button):
            part.hide()

    def show_choices(
        self, said: str, counts: str, differences: Sequence[DifferenceText], *, empty: bool
    ) -> None:
        """What is to be known first, and what is to be chosen; `empty`: there is nothing to import."""
        self._say(said)
        self.counts.setText(counts)
        self.counts.show()
        self.differences.show_differences(differences)
        self.differences.setVisible(bool(differences))
        self.import_button.setVisible(not empty)
        self.close_button.setText(_("Close") if empty else _("Cancel"))
        self._enable()
        first = self.differences.mine_button if differences else self.import_button
        (self.close_button if empty else first).setFocus()

    def show_lines(self, lines: Sequence[str], more: int) -> None:
        """What cannot be read, line by line, and how much more there is of it."""
        self.lines.setText("\n".join(line for line in (*lines, more_line(more)) if line))
        self.lines.setVisible(bool(lines))

    def show_refusal(self, sentence: str) -> None:
        """Nothing can be imported."""
        self.error.set(sentence)
        for part in (self.differences, self.counts, self.import_button, self.said):
            part.hide()
        self.close_button.setText(_("Close"))
        self.close_button.setFocus()

    def show_now(self) -> None:
        """Open, as high as what there is to see."""
        self.open()
        self.fit()

    def set_busy(self, *, busy: bool) -> None:
        """While it is at work nothing can be chosen."""
        for part in (self.differences, self.import_button):
            part.setEnabled(not busy)
        self.working.start(_("Reading the file…")) if busy else self.working.end()

    def _say(self, sentence: str) -> None:
        self.said.setText(sentence)
        self.said.show()
        announce(self, sentence)

    def _enable(self) -> None:
        self.import_button.setEnabled(not self.differences.undecided)

    def _lay_out(self) -> None:
        buttons = FlowLayout(spacing=10)
        for button in (self.import_button, self.close_button):
            buttons.addWidget(button)
        self.column.addWidget(heading(_("Import")))
        for part in (
            self.file,
            self.error,
            self.said,
            self.counts,
            self.lines,
            self.differences,
            self.working,
        ):
            self.column.addWidget(part)
        self.column.addLayout(buttons)
