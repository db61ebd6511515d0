"""Opens a locked diary: by its passphrase or, when that is forgotten, by the recovery code."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Signal

from afterneedle.diary import StoreError
from afterneedle.gui.apart.errands import Errands
from afterneedle.gui.hub import trouble_sentence
from afterneedle.gui.widgets.passphrase.unlock_form import UnlockForm
from afterneedle.locking import Key, WrongPassphrase, unlock


class Unlocking(UnlockForm):
    """The form over one file. `opened` carries its key.

    Making a key of a passphrase takes a tenth of a second or more, so that happens in a thread.
    """

    opened = Signal(object)

    def __init__(self, path: Path, now: Callable[[], datetime]) -> None:
        super().__init__()
        self._path, self._now = path, now
        self._errands = Errands(self)
        self.tried.connect(self._unlock)
        self.forgotten.connect(self._ask_for_code)

    def _unlock(self, passphrase: str) -> None:
        def work() -> Key | StoreError:
            try:
                return unlock(self._path, passphrase)
            except StoreError as trouble:
                return trouble

        self._errands.run(work, self._told)

    def _told(self, what: Key | StoreError) -> None:
        if isinstance(what, Key):
            self._open(what)
        else:
            tell = self.tell_wrong if isinstance(what, WrongPassphrase) else self.refuse
            tell(trouble_sentence(what))

    def _open(self, key: Key) -> None:
        self.begin()
        self.opened.emit(key)

    def _ask_for_code(self) -> None:
        from afterneedle.gui.lock.forgotten import ForgottenDialog

        dialog = ForgottenDialog(self._path, self._now, self)
        dialog.opened.connect(self._open)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
