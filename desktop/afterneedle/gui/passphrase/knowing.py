"""Asks for a passphrase that is set already, and tries it away from the window's thread."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from afterneedle.content.language import _
from afterneedle.content.wording import impossible_sentence
from afterneedle.domain.impossible import Impossible
from afterneedle.gui.apart.errands import Errands
from afterneedle.gui.apart.jobs import Refused
from afterneedle.gui.hub import trouble_sentence
from afterneedle.gui.widgets.basics import announce
from afterneedle.gui.widgets.known_passphrase import KnownPassphrase
from afterneedle.locking import StoreError


class Knowing(KnownPassphrase):
    """`known` carries what the verb made of the passphrase. What it raises is said, and typed again."""

    known = Signal(object)

    def __init__(
        self, question: str, why: str, verb: Callable[[str], object], parent: QWidget | None = None
    ) -> None:
        """`verb` takes a tenth of a second or more; it raises Impossible or StoreError."""
        super().__init__(question, why, parent)
        self._verb = verb
        self._errands = Errands(self)
        self.given.connect(self._try)

    def _try(self, typed: str) -> None:
        def work() -> object:
            try:
                return self._verb(typed)
            except Impossible as problem:
                return Refused(impossible_sentence(problem))
            except StoreError as trouble:
                return Refused(trouble_sentence(trouble))

        self.go_on.setEnabled(False)
        announce(self, _("Looking at it…"))
        self._errands.run(work, self._take)

    def _take(self, told: object) -> None:
        self.go_on.setEnabled(True)
        if isinstance(told, Refused):
            self.refuse(told.sentence)
        else:
            self.accept()
            self.known.emit(told)
