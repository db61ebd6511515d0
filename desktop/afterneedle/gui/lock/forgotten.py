"""The way in without the passphrase: the recovery code opens the diary, which then gets a new passphrase."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from afterneedle.content.language import _
from afterneedle.content.wording import impossible_sentence
from afterneedle.diary import StoreError
from afterneedle.domain.impossible import Impossible
from afterneedle.gui.apart.errands import Errands
from afterneedle.gui.hub import trouble_sentence
from afterneedle.gui.passphrase.left_readable import LeftReadable
from afterneedle.gui.passphrase.new_passphrase import ask_new_passphrase
from afterneedle.gui.passphrase.recovery_code import RecoveryCode
from afterneedle.gui.widgets.basics.button import plain_button, primary_button
from afterneedle.gui.widgets.basics.field import Field
from afterneedle.gui.widgets.basics.flow import FlowLayout
from afterneedle.gui.widgets.basics.words import announce, heading, muted, text
from afterneedle.gui.widgets.dialogs.fitted_dialog import FittedDialog
from afterneedle.gui.widgets.passphrase.passphrase_field import SecretLine
from afterneedle.locking import Changed, Key, change_passphrase, unlock_by_code


class ForgottenDialog(FittedDialog):
    """Three steps: the code, a new passphrase, the new code to keep. `opened` carries the new key.

    A wrong code need not wait, as a wrong passphrase does: nobody guesses 130 bits.
    """

    opened = Signal(object)

    def __init__(self, path: Path, now: Callable[[], datetime], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Recovery code"))
        self._path, self._now = path, now
        self._key: Key | None = None
        self._is_busy = False
        self._errands = Errands(self)
        self.explained = text(
            _(
                "It is the code of 27 letters and digits that you printed or wrote down when you chose the "
                "passphrase. Capitals and dashes do not matter. Then you choose a new passphrase."
            )
        )
        self.line = _code_line()
        self.code = Field(_("&Recovery code"), self.line)
        self.said = muted("")
        self.go_on = primary_button(_("&Continue"), self._continue)
        self.open_anyway = plain_button(_("&Open it all the same"), self._open)
        self.cancel = plain_button(_("Cancel"), self.reject)
        self.line.returnPressed.connect(self._continue)
        self._lay_out()

    def reject(self) -> None:
        if not self._is_busy:  # a new code would be made, and nobody would see it
            super().reject()

    def _continue(self) -> None:
        if self._is_busy:
            return
        if self._key is not None:
            self._choose()
            return
        self.code.error.clear()
        self._set_busy(_("Looking at it…"))
        code = self.line.text()

        def work() -> Key | str:
            try:
                return unlock_by_code(self._path, code)
            except StoreError as trouble:
                return trouble_sentence(trouble)
            except Impossible as problem:
                return impossible_sentence(problem)

        self._errands.run(work, self._code_read)

    def _code_read(self, what: Key | str) -> None:
        self._set_busy("")
        if isinstance(what, str):
            self.code.error.set(what)
            self.line.setFocus()
            self.fit()
            return
        self._key = what
        self.code.hide()
        self.explained.setText(_("The code is right. Now choose a new passphrase for the diary."))
        self.go_on.setFocus()
        self.fit()
        self._choose()

    def _choose(self) -> None:
        passphrase = ask_new_passphrase(self)
        if passphrase is None:
            return

        def work() -> Changed | str:
            try:
                return change_passphrase(self._path, self._key, passphrase)
            except StoreError as trouble:
                return trouble_sentence(trouble)

        self._set_busy(_("Locking your diary and its backups…"))
        self._errands.run(work, self._changed)

    def _changed(self, what: Changed | str) -> None:
        self._set_busy("")
        if isinstance(what, str):
            self._offer_to_open(what)
        else:
            self._key = what.key
            self._show_code(what)

    def _show_code(self, changed: Changed) -> None:
        dialog = RecoveryCode(changed.code or "", self._path.absolute(), self._now(), self)
        dialog.kept.connect(partial(self._tell_rest, changed))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _tell_rest(self, changed: Changed) -> None:
        if not changed.plain and changed.unseen is None:
            self._open()
            return
        rest = LeftReadable(changed, self, was_locked=True, is_locked=True)
        rest.finished.connect(self._open)
        rest.finished.connect(rest.deleteLater)
        rest.open()

    def _open(self) -> None:
        self.accept()
        self.opened.emit(self._key)

    def _offer_to_open(self, sentence: str) -> None:
        """A disk that is full or cannot be written must not keep anybody out."""
        self.said.setText(sentence)
        self.said.show()
        announce(self, self.said.text())
        self.open_anyway.show()
        self.open_anyway.setFocus()
        self.fit()

    def _set_busy(self, words: str) -> None:
        self._is_busy = bool(words)
        self.said.setText(words)
        self.said.setVisible(self._is_busy)
        for button in (self.go_on, self.cancel):
            button.setEnabled(not self._is_busy)
        if words:
            announce(self, words)

    def _lay_out(self) -> None:
        buttons = FlowLayout(spacing=10)
        for button in (self.go_on, self.open_anyway, self.cancel):
            buttons.addWidget(button)
        self.column.addWidget(heading(_("Open the diary with the recovery code")))
        for part in (self.explained, self.code, self.said):
            self.column.addWidget(part)
        self.column.addStretch()
        self.column.addLayout(buttons)
        self.said.hide()
        self.open_anyway.hide()
        self.line.setFocus()


def _code_line() -> SecretLine:
    """A code is long and printed in groups: it is shown while it is typed, so that it can be compared."""
    line = SecretLine()
    line.show_text(shown=True)
    line.setInputMethodHints(line.inputMethodHints() | Qt.InputMethodHint.ImhPreferUppercase)
    return line
