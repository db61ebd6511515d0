"""Opens a locked diary: by its passphrase or, when that is forgotten, by the recovery code."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal

from afterneedle.diary import StoreError
from afterneedle.gui.aside import aside
from afterneedle.gui.hub import trouble_sentence
from afterneedle.gui.widgets.unlock_form import UnlockForm
from afterneedle.locking import Key, WrongPassphrase, unlock


class Unlocking(UnlockForm):
    """The form over one file. `opened` carries its key.

    Making a key of a passphrase takes a tenth of a second or more, so that happens in a thread.
    """

    opened = Signal(object)

    def __init__(self, path: Path, now: Callable[[], datetime]) -> None:
        super().__init__()
        self._path, self._now = path, now
        self.tried.connect(self._unlock)
        self.forgotten.connect(self._ask_for_code)

    def _unlock(self, passphrase: str) -> None:
        aside(partial(unlock, self._path, passphrase), self._open, self._fail, StoreError)

    def _open(self, key: Key) -> None:
        self.begin()
        self.opened.emit(key)

    def _fail(self, trouble: StoreError) -> None:
        tell = self.tell_wrong if isinstance(trouble, WrongPassphrase) else self.refuse
        tell(trouble_sentence(trouble))

    def _ask_for_code(self) -> None:
        from afterneedle.gui.forgotten import ForgottenDialog

        dialog = ForgottenDialog(self._path, self._now, self)
        dialog.opened.connect(self._open)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
