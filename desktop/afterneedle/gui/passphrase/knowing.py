"""Asks for a passphrase that is set already, and tries it away from the window's thread."""

from collections.abc import Callable

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from afterneedle.content.language import _
from afterneedle.content.wording import impossible_sentence
from afterneedle.domain.impossible import Impossible
from afterneedle.gui.apart.errands import Errands
from afterneedle.gui.apart.jobs import Refused
from afterneedle.gui.hub import trouble_sentence
from afterneedle.gui.widgets.basics.words import announce
from afterneedle.gui.widgets.passphrase.known_passphrase import KnownPassphrase
from afterneedle.locking import StoreError


class Knowing(KnownPassphrase):
    """`known` carries what the verb made of the passphrase. What it raises is said, and typed again.

    While the verb is at it the dialog stays: a new code would be made, and nobody would see it.
    """

    known = Signal(object)

    def __init__(
        self, question: str, why: str, verb: Callable[[str], object], parent: QWidget | None = None
    ) -> None:
        """`verb` takes a tenth of a second or more; it raises Impossible or StoreError."""
        super().__init__(question, why, parent)
        self._verb = verb
        self._errands = Errands(self)
        self._is_busy = False
        self._told: list[object] = []  # while the diary was locked, and this out of sight
        self.given.connect(self._try)

    def reject(self) -> None:
        if not self._is_busy:
            super().reject()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._told:
            QTimer.singleShot(0, self, lambda: self._take(self._told.pop()))

    def _try(self, typed: str) -> None:
        def work() -> object:
            try:
                return self._verb(typed)
            except Impossible as problem:
                return Refused(impossible_sentence(problem))
            except StoreError as trouble:
                return Refused(trouble_sentence(trouble))

        self._set_busy(busy=True)
        announce(self, _("Looking at it…"))
        self._errands.run(work, self._take)

    def _take(self, told: object) -> None:
        if not self.isVisible():
            self._told.append(told)
            return
        self._set_busy(busy=False)
        if isinstance(told, Refused):
            self.refuse(told.sentence)
        else:
            self.accept()
            self.known.emit(told)

    def _set_busy(self, *, busy: bool) -> None:
        self._is_busy = busy
        for button in (self.go_on, self.cancel):
            button.setEnabled(not busy)
