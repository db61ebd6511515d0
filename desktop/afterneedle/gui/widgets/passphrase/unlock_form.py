"""Asks for the passphrase of a diary, and says how long to wait after a wrong one."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from afterneedle.content.language import _, ngettext
from afterneedle.gui.widgets.basics.button import link_button, primary_button
from afterneedle.gui.widgets.basics.field import FieldError
from afterneedle.gui.widgets.basics.layout import column_in, row
from afterneedle.gui.widgets.basics.words import announce, heading, muted, text
from afterneedle.gui.widgets.passphrase.passphrase_field import PassphraseField

LONGEST = 30  # seconds to wait, however many tries were wrong
SECOND = 1000  # milliseconds


def pause_after(wrong: int) -> int:
    """Seconds to wait after so many wrong tries in a row: 0, 1, 2, 4 … 30."""
    return 0 if wrong <= 0 else min(2 ** min(wrong - 1, 10), LONGEST)


class UnlockForm(QWidget):
    """`tried` carries what was typed; while it is looked at the form is busy.

    `forgotten`: the person wants to use the recovery code. `told`: it says something new, on more lines or
    on fewer.
    """

    tried = Signal(str)
    forgotten = Signal()
    told = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._wrong = self._left = 0
        self.field = PassphraseField(_("&Passphrase"))
        self.said, self.error = muted(""), FieldError()
        self.unlock = primary_button(_("&Unlock"), self._try)
        self.forgot = link_button(_("I &forgot the passphrase…"), self.forgotten.emit)
        self.field.line.returnPressed.connect(self._try)
        self._second = QTimer(self)  # runs only while somebody has to wait
        self._second.setInterval(SECOND)
        self._second.timeout.connect(self._tick)
        column = column_in(self, 12)
        column.addWidget(heading(_("Your diary is locked")))
        column.addWidget(text(_("Type your passphrase to open it. Nothing can be read until then.")))
        for part in (self.field, self.error, self.said):
            column.addWidget(part)
        column.addLayout(row(self.unlock, self.forgot))
        self.said.hide()
        self.setFocusProxy(self.field.line)

    @property
    def may_try(self) -> bool:
        """Nobody has to wait, and nothing is being looked at."""
        return self.unlock.isEnabled()

    def set_busy(self, *, busy: bool) -> None:
        """A passphrase is being looked at, which takes a moment."""
        self.unlock.setEnabled(not busy)
        self.forgot.setEnabled(not busy)
        if busy:
            self.error.clear()
            self._say(_("Looking at it…"))
        else:
            self.said.hide()
            self.told.emit()

    def begin(self) -> None:
        """All is as it was before the first try, with nothing typed."""
        self._wrong = self._left = 0
        self._second.stop()
        self.error.clear()
        self.field.clear()
        self.set_busy(busy=False)

    def refuse(self, sentence: str) -> None:
        """It could not be opened for another reason than what was typed; the next try need not wait."""
        self.error.set(sentence)
        self.set_busy(busy=False)

    def tell_wrong(self, sentence: str) -> None:
        """What was typed was wrong. Each time in a row there is a longer wait before the next try."""
        self._wrong += 1
        self._left = pause_after(self._wrong)
        self.error.set(sentence)
        self.set_busy(busy=False)
        self.unlock.setEnabled(False)
        self._say(self._waiting())
        announce(self, self.said.text())
        self._second.start()
        self.field.line.setFocus()
        self.field.line.selectAll()

    def _try(self) -> None:
        if self._left:
            announce(self, self._waiting())
        elif self.may_try and self.field.text:
            self.set_busy(busy=True)
            self.tried.emit(self.field.text)

    def _tick(self) -> None:
        self._left -= 1
        if self._left > 0:
            self.said.setText(self._waiting())
            return
        self._second.stop()
        self.unlock.setEnabled(True)
        self._say(_("You can try again now."))
        announce(self, self.said.text())

    def _waiting(self) -> str:
        left = ngettext(
            "You can try again in {count} second.", "You can try again in {count} seconds.", self._left
        )
        return left.format(count=self._left)

    def _say(self, words: str) -> None:
        self.said.setText(words)
        self.said.show()
        self.told.emit()
