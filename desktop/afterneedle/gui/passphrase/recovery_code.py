"""The recovery code of the diary: shown once, to be printed or written down, and not left without a word."""

from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from afterneedle.content.language import _
from afterneedle.gui.paper.outlets import Outlets
from afterneedle.gui.widgets.basics.button import plain_button, primary_button
from afterneedle.gui.widgets.basics.choices import Tick
from afterneedle.gui.widgets.basics.clipboard import copy_text
from afterneedle.gui.widgets.basics.field import Field, FieldError, Line
from afterneedle.gui.widgets.basics.layout import column_in, row
from afterneedle.gui.widgets.basics.words import heading, muted, text
from afterneedle.gui.widgets.dialogs.fitted_dialog import FittedDialog
from afterneedle.locking import same_code
from afterneedle.paper.recovery_sheet import RecoverySheet, in_threes

LARGE = 1.7  # times the usual letters
LETTERS = 14


class RecoveryCode(FittedDialog):
    """`kept`: the patient typed its end, or said that they have it on paper. It does not close before."""

    kept = Signal()

    def __init__(self, code: str, diary: Path, now: datetime, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Your recovery code"))
        self._code = code
        sheet = RecoverySheet(code, diary, now)
        self.groups = [_large(group, number) for number, group in enumerate(code.split("-"), 1)]
        self.copy_button = plain_button(_("&Copy the code"), self._copy)
        self.outlets = Outlets(lambda: sheet, lambda: f"recovery-code-{now:%Y-%m-%d}.pdf")
        self.line = Line(LETTERS)
        self.typed = Field(_("Type the &last group of the code"), self.line)
        self.on_paper = Tick(_("Or: I have the code on paper"))
        self.error = FieldError()
        self.done_button = primary_button(_("&Done"), self._done)
        self.outlets.failed.connect(self.error.set)
        self._lay_out()
        self.copy_button.setFocus()

    def reject(self) -> None:
        self._done()

    def _done(self) -> None:
        self.error.clear()
        if self.on_paper.isChecked() or same_code(self.line.text(), self._code.rsplit("-")[-1]):
            self.accept()
            self.kept.emit()
        elif self.line.text().strip():
            self.error.set(_("This is not the last group. Look at your paper again."))
            self.line.setFocus()
        else:
            self.error.set(_("Type the last group first, or tick that you have the code on paper."))
            self.line.setFocus()

    def _copy(self) -> None:
        copy_text(self, self._code, _("Code copied"))

    def _lay_out(self) -> None:
        column = self.column
        column.addWidget(heading(_("Your recovery code")))
        column.addWidget(
            text(
                _(
                    "It opens the diary if you forget the passphrase. It is shown only now. Print it or "
                    "write it down, and keep the paper away from this computer."
                )
            )
        )
        code = QWidget()
        lines = column_in(code, 2)
        for group in self.groups:
            lines.addWidget(group)
        column.addWidget(code)
        column.addWidget(muted(_("The letters I, L, O and U are never used. 0 is zero and 1 is one.")))
        column.addLayout(row(self.copy_button))
        column.addWidget(self.outlets)
        column.addWidget(muted(_("Put a saved PDF on a stick, and leave no copy of it on this computer.")))
        column.addWidget(self.typed)
        column.addWidget(self.on_paper)
        column.addWidget(self.error)
        column.addStretch()
        column.addLayout(row(self.done_button))


def _large(group: str, number: int) -> QLabel:
    """One group in large letters; a screen reader spells it."""
    label: QLabel = text(in_threes(group))
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
    font.setPointSizeF(label.font().pointSizeF() * LARGE)
    label.setFont(font)
    label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
    spelled = " ".join(group)
    label.setAccessibleName(_("Group {number} of the code: {letters}").format(number=number, letters=spelled))
    return label
