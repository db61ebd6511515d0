"""Asks for a new passphrase, twice, and says what makes a good one."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from afterneedle.content.language import _
from afterneedle.content.wording import impossible_sentence
from afterneedle.content.wording.passphrase import short_sentence
from afterneedle.domain.impossible import Impossible
from afterneedle.gui.widgets.basics.button import plain_button, primary_button
from afterneedle.gui.widgets.basics.layout import row
from afterneedle.gui.widgets.basics.words import heading, muted, text
from afterneedle.gui.widgets.dialogs.fitted_dialog import FittedDialog
from afterneedle.gui.widgets.passphrase.passphrase_field import PassphraseField
from afterneedle.locking import check_passphrase


def ask_new_passphrase(parent: QWidget | None) -> str | None:
    """The passphrase that the person chose; None when they did not."""
    dialog = NewPassphraseDialog(parent)
    chosen: list[str] = []
    dialog.chosen.connect(chosen.append)
    dialog.exec()
    dialog.deleteLater()
    return chosen[0] if chosen else None


class NewPassphraseDialog(FittedDialog):
    """`chosen` carries the passphrase, once both fields agree."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("New passphrase"))
        self.first = PassphraseField(_("New &passphrase"))
        self.second = PassphraseField(_("The same &again"))
        self.second.shown.hide()  # one button serves both
        self.first.shown.toggled.connect(lambda shown: self.second.line.show_text(shown=shown))
        self.advice = muted(advice(""))
        self.first.line.textEdited.connect(self._advise)
        self.save = primary_button(_("&Use this passphrase"), self._save)
        self.save.setDefault(True)
        column = self.column
        column.addWidget(heading(_("Choose a new passphrase")))
        column.addWidget(
            text(
                _(
                    "Take four or more words that have nothing to do with each other or with you. Spaces and "
                    "all letters are fine. Write it down and keep it in a safe place."
                )
            )
        )
        for part in (self.first, self.advice, self.second):
            column.addWidget(part)
        column.addStretch()
        column.addLayout(row(self.save, plain_button(_("Cancel"), self.reject)))
        self.first.line.setFocus()

    def _advise(self, typed: str) -> None:
        self.advice.setText(advice(typed))

    def _save(self) -> None:
        for field in (self.first, self.second):
            field.error.clear()
        if problem := problem_with(self.first.text):
            self.first.error.set(problem)
            self.first.line.setFocus()
        elif self.first.text != self.second.text:
            self.second.error.set(_("This is not the same. Type it again."))
            self.second.line.setFocus()
            self.second.line.selectAll()
        else:
            self.chosen.emit(self.first.text)
            self.accept()


def problem_with(passphrase: str) -> str:
    """Why it can be no passphrase; "" when it can."""
    try:
        check_passphrase(passphrase)
    except Impossible as problem:
        return impossible_sentence(problem)
    return ""


def advice(passphrase: str) -> str:
    """What there is to say about its length."""
    if not passphrase:
        return _("There is no way in without it, except by the recovery code that you get next.")
    return short_sentence(passphrase) or _("This is long enough, if nobody could guess the words.")
