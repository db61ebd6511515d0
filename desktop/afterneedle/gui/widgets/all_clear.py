"""The short check-in of a quiet day: says the lines it answers before it saves."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from afterneedle.content.language import _
from afterneedle.gui.widgets.basics import heading, muted, plain_button, primary_button, row, text
from afterneedle.gui.widgets.fitted_dialog import FittedDialog


class AllClearDialog(FittedDialog):
    """`gone`: open symptoms that it says are gone; `left`: those it does not answer."""

    confirmed = Signal()

    def __init__(self, gone: Sequence[str], left: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("All clear"))
        column = self.column
        column.addWidget(heading(_("You say, since your last check-in:")))
        for line in self.lines(gone):
            column.addWidget(text(line))
        if left:
            column.addWidget(muted(_("This does not answer: {names}.").format(names="; ".join(left))))
        self.save = primary_button(_("Save these answers"), self._save)
        self.save.setDefault(True)
        column.addLayout(row(plain_button(_("Cancel"), self.reject), self.save, end=True))
        self.save.setFocus()

    @staticmethod
    def lines(gone: Sequence[str]) -> list[str]:
        """The three things an all-clear says."""
        nerves = _(
            "3. No numbness, tingling, burning or shocks, no light touch that hurts, no weak or heavy muscle."
        )
        if gone:
            nerves += " " + _("Gone: {names}.").format(names="; ".join(gone))
        return [
            _("1. None of the emergency signs on the list."),
            _("2. Soreness 0 of 10, in all places that were needled."),
            nerves,
        ]

    def _save(self) -> None:
        self.confirmed.emit()
        self.accept()
