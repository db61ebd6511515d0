"""Keeps what is typed in the check-in, so that a crash loses at most its last second."""

from collections.abc import Callable
from contextlib import suppress

from PySide6.QtCore import QObject, QTimer

from afterneedle.diary import StoreError
from afterneedle.gui.hub import Hub

PAUSE = 800  # milliseconds without a change, after which it is written down


class DraftKeeper(QObject):
    """`write`: what the form holds, as text. One that cannot be kept stops nobody: saving will say why."""

    def __init__(self, hub: Hub, write: Callable[[], str], parent: QObject) -> None:
        super().__init__(parent)
        self._hub, self._write = hub, write
        hub.leaving.connect(self.flush)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE)
        self._timer.timeout.connect(self._keep)

    def changed(self) -> None:
        """The form holds something new."""
        self._timer.start()

    def flush(self) -> None:
        """Write down at once what waits to be."""
        if self._timer.isActive():
            self._timer.stop()
            self._keep()

    def stop(self) -> None:
        """It was saved; there is nothing to keep any more."""
        self._timer.stop()

    def forget(self) -> None:
        """It was thrown away."""
        self._timer.stop()
        with suppress(StoreError):
            self._hub.diary.drop_draft()

    def _keep(self) -> None:
        with suppress(StoreError):
            self._hub.diary.keep_draft(self._write())
