"""The short check-in of a quiet day: says the lines it answers before it saves."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from afterneedle.content.language import _
from afterneedle.domain.catalogue import Symptom
from afterneedle.gui.widgets.basics.button import plain_button, primary_button
from afterneedle.gui.widgets.basics.layout import row
from afterneedle.gui.widgets.basics.words import announce, heading, muted, text
from afterneedle.gui.widgets.check_in.severity_scale import SeverityScale
from afterneedle.gui.widgets.dialogs.fitted_dialog import FittedDialog


class AllClearDialog(FittedDialog):
    """Three statements; the soreness in the second is 0 until its number is typed or pressed.

    `heads`: those of the emergency list; `gone`: open symptoms that it says are gone; `left`: those it
    does not answer. `confirmed` carries the soreness, None when that was taken back.
    """

    LETTERS = 62
    confirmed = Signal(object)

    def __init__(
        self,
        soreness: Symptom,
        heads: Sequence[str],
        gone: Sequence[str],
        left: Sequence[str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("All clear"))
        self.scale = SeverityScale(soreness, _("Soreness, 0 to 10: all places that were needled"), least=0)
        self.scale.value = 0
        self.sore = text("")
        self.save = primary_button(_("Save these answers"), self._save)
        self.save.setDefault(True)
        column = self.column
        column.addWidget(heading(_("You say, since your last check-in:")))
        column.addWidget(text(_no_emergency(heads)))
        column.addWidget(self.sore)
        column.addWidget(self.scale)
        column.addWidget(text(_no_sign(gone)))
        if left:
            column.addWidget(muted(_("This does not answer: {names}.").format(names="; ".join(left))))
        column.addWidget(muted(_("Was it sore? Type its number. Enter saves.")))
        column.addLayout(row(self.save, plain_button(_("Cancel"), self.reject)))
        self._say_soreness()
        self.scale.changed.connect(self._say_soreness)
        self.scale.setFocus()

    def _say_soreness(self) -> None:
        severity = self.scale.value
        if severity is None:
            self.sore.setText(_("2. Soreness: not answered."))
        else:
            line = _("2. Soreness {severity} of 10, in all places that were needled.")
            self.sore.setText(line.format(severity=severity))
        if self.isVisible():
            announce(self, self.sore.text())

    def _save(self) -> None:
        self.confirmed.emit(self.scale.value)
        self.accept()


def _no_emergency(heads: Sequence[str]) -> str:
    line = _("1. None of the emergency signs on the list: {heads}.")
    return line.format(heads="; ".join(head[:1].lower() + head[1:] for head in heads))


def _no_sign(gone: Sequence[str]) -> str:
    nerves = _(
        "3. No numbness, tingling, burning or shocks, no light touch that hurts, no weak or heavy muscle."
    )
    if gone:
        nerves += " " + _("Gone: {names}.").format(names="; ".join(gone))
    return nerves
