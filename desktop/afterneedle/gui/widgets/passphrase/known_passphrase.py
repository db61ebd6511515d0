"""Asks for a passphrase that is set already."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from afterneedle.content.language import _
from afterneedle.gui.widgets.basics.button import plain_button, primary_button
from afterneedle.gui.widgets.basics.layout import row
from afterneedle.gui.widgets.basics.words import heading, text
from afterneedle.gui.widgets.dialogs.fitted_dialog import FittedDialog
from afterneedle.gui.widgets.passphrase.passphrase_field import PassphraseField


class KnownPassphrase(FittedDialog):
    """`given` carries what was typed; `refuse` says what is wrong with it."""

    given = Signal(str)

    def __init__(self, question: str, why: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Passphrase"))
        self.field = PassphraseField(_("&Passphrase"))
        self.go_on = primary_button(_("&Go on"), self._go_on)
        self.go_on.setDefault(True)
        self.cancel = plain_button(_("Cancel"), self.reject)
        column = self.column
        column.addWidget(heading(question))
        column.addWidget(text(why))
        column.addWidget(self.field)
        column.addStretch()
        column.addLayout(row(self.go_on, self.cancel))
        self.field.line.setFocus()

    def refuse(self, sentence: str) -> None:
        """Say why it is not taken, and have it typed again."""
        self.field.error.set(sentence)
        self.field.line.setFocus()
        self.field.line.selectAll()

    def _go_on(self) -> None:
        self.field.error.clear()
        self.given.emit(self.field.text)
