"""Opens a locked diary: by its passphrase or, when that is forgotten, by the recovery code."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal

from afterneedle.content.wording import impossible_sentence
from afterneedle.diary import StoreError
from afterneedle.domain.impossible import Impossible
from afterneedle.gui.aside import aside
from afterneedle.gui.hub import trouble_sentence
from afterneedle.gui.widgets.unlock_form import UnlockForm
from afterneedle.locking import Key, WrongPassphrase, unlock


class Unlocking(UnlockForm):
    """The form over one file. `opened` carries its key.

    Making a key of a passphrase takes a tenth of a second or more, so that happens in a thread.
    """

    opened = Signal(object)

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._path = path
        self.tried.connect(self._unlock)
        self.forgotten.connect(self._ask_for_code)

    def _unlock(self, passphrase: str) -> None:
        aside(partial(unlock, self._path, passphrase), self._open, self._fail, StoreError, Impossible)

    def _open(self, key: Key) -> None:
        self.begin()
        self.opened.emit(key)

    def _fail(self, error: Exception) -> None:
        if isinstance(error, WrongPassphrase):
            self.tell_wrong(trouble_sentence(error))
        elif isinstance(error, StoreError):
            self.refuse(trouble_sentence(error))
        elif isinstance(error, Impossible):
            self.refuse(impossible_sentence(error))

    def _ask_for_code(self) -> None:
        from afterneedle.gui.forgotten import ForgottenDialog

        dialog = ForgottenDialog(self._path, self)
        dialog.opened.connect(self._open)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
