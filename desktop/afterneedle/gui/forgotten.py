"""The way in without the passphrase: the recovery code opens the diary, which then gets a new passphrase."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from afterneedle.content.language import _
from afterneedle.content.wording import impossible_sentence
from afterneedle.diary import StoreError
from afterneedle.domain.impossible import Impossible
from afterneedle.gui.aside import aside
from afterneedle.gui.hub import trouble_sentence
from afterneedle.gui.new_passphrase import ask_new_passphrase
from afterneedle.gui.widgets.basics import Field, announce, heading, muted, plain_button, primary_button, text
from afterneedle.gui.widgets.fitted_dialog import FittedDialog
from afterneedle.gui.widgets.flow import FlowLayout
from afterneedle.gui.widgets.passphrase_field import SecretLine
from afterneedle.locking import Changed, Key, change_passphrase, unlock_by_code


class ForgottenDialog(FittedDialog):
    """Three steps: the code, a new passphrase, the new code to write down. `opened` carries the new key.

    A wrong code need not wait, as a wrong passphrase does: nobody guesses 130 bits.
    """

    opened = Signal(object)

    def __init__(self, path: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Recovery code"))
        self._path = path
        self._key: Key | None = None
        self._is_busy = False
        self.heading = heading(_("Open the diary with the recovery code"))
        self.explained = text(
            _(
                "It is the code of 27 letters and digits that you printed or wrote down when you chose the "
                "passphrase. Capitals and dashes do not matter. Then you choose a new passphrase."
            )
        )
        self.line = _code_line()
        self.code = Field(_("&Recovery code"), self.line)
        self.said = muted("")
        self.go_on = primary_button(_("&Continue"), self._read_code)
        self.open_anyway = plain_button(_("&Open it all the same"), self._open)
        self.cancel = plain_button(_("Cancel"), self.reject)
        self.line.returnPressed.connect(self._read_code)
        self._lay_out()

    def reject(self) -> None:
        if not self._is_busy:  # the new code would be made, and nobody would have seen it
            super().reject()

    def _read_code(self) -> None:
        if not self._is_busy:
            self.code.error.clear()
            self._set_busy(_("Looking at it…"))
            verb = partial(unlock_by_code, self._path, self.line.text())
            aside(verb, self._take_key, self._fail, StoreError, Impossible)

    def _take_key(self, key: Key) -> None:
        self._set_busy("")
        self._key = key
        self.code.hide()
        self.explained.setText(_("The code is right. Choose a new passphrase to open the diary."))
        self.go_on.clicked.disconnect()
        self.go_on.clicked.connect(lambda _checked: self._ask())
        self.fit()
        self._ask()

    def _ask(self) -> None:
        passphrase = ask_new_passphrase(self)
        if passphrase is None or self._key is None:
            self.go_on.setFocus()
            return
        self._set_busy(_("Locking the diary and its backups anew…"))
        verb = partial(change_passphrase, self._path, self._key, passphrase)
        aside(verb, self._changed, self._fail_to_change, StoreError, Impossible)

    def _changed(self, changed: Changed) -> None:
        self._set_busy("")
        self._key = changed.key
        self.heading.setText(_("Your new recovery code"))
        self.explained.setText(
            _("Write it down and keep it in a safe place. The old code opens the diary no more.")
        )
        line = self.line
        line.setText(changed.code or "")
        line.setReadOnly(True)
        self.code.show()
        self.cancel.hide()
        self.open_anyway.hide()
        self.go_on.setText(_("I &have written it down"))
        self.go_on.clicked.disconnect()
        self.go_on.clicked.connect(lambda _checked: self._open())
        self.fit()
        line.setFocus()
        line.selectAll()

    def _open(self) -> None:
        if self._key is not None:
            key = self._key
            self.accept()
            self.opened.emit(key)

    def _fail(self, error: Exception) -> None:
        self._set_busy("")
        self.code.error.set(_sentence(error))
        self.line.setFocus()
        self.fit()

    def _fail_to_change(self, error: Exception) -> None:
        """A disk that is full or cannot be written must not keep anybody out."""
        self._set_busy("")
        self.said.setText(_sentence(error))
        self.said.show()
        announce(self, self.said.text())
        self.open_anyway.show()
        self.open_anyway.setFocus()
        self.fit()

    def _set_busy(self, words: str) -> None:
        self._is_busy = bool(words)
        self.said.setText(words)
        self.said.setVisible(bool(words))
        for button in (self.go_on, self.cancel):
            button.setEnabled(not words)
        if words:
            announce(self, words)

    def _lay_out(self) -> None:
        buttons = FlowLayout(spacing=10)
        for button in (self.go_on, self.open_anyway, self.cancel):
            buttons.addWidget(button)
        for part in (self.heading, self.explained, self.code, self.said):
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


def _sentence(error: Exception) -> str:
    if isinstance(error, StoreError):
        return trouble_sentence(error)
    return impossible_sentence(error) if isinstance(error, Impossible) else ""
