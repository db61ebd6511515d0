"""Keeps what is known beside an encrypted diary true to it, so that it asks while it is locked too."""

from contextlib import suppress

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer

from afterneedle.diary import StoreError
from afterneedle.gui.hub import Hub
from afterneedle.reminding.source import keep_alarms, known_beside


class AlarmKeeper(QObject):
    """Writes it anew after each change of the diary and before that is let go.

    What was shown or put off by a process that has no key comes into the diary, and so to the pages.
    """

    def __init__(self, hub: Hub) -> None:
        super().__init__(hub)
        self._hub = hub
        self._soon = QTimer(self, interval=0, singleShot=True)
        self._soon.timeout.connect(self._keep)
        self._watcher = QFileSystemWatcher(self)
        self._watcher.fileChanged.connect(self._soon.start)
        hub.changed.connect(self._soon.start)
        hub.leaving.connect(self._keep)

    def start(self) -> None:
        """Make it true now, and from now on."""
        self._keep()

    def _keep(self) -> None:
        self._soon.stop()
        if not self._hub.is_at_hand:
            return
        is_news = False
        with suppress(StoreError):  # the window says of its own saves what the disk refuses
            is_news = keep_alarms(self._hub.diary, self._hub.zone, self._hub.now())
        file = str(known_beside(self._hub.diary.path))
        if self._hub.diary.key is not None and file not in self._watcher.files():
            self._watcher.addPath(file)
        if is_news:
            self._hub.changed.emit()
