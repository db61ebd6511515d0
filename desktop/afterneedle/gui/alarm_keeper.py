"""Keeps what is known beside an encrypted diary true to it, so that it asks while it is locked too."""

from contextlib import closing, suppress

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer

from afterneedle.diary import Diary, StoreError
from afterneedle.gui.apart.errands import Errands
from afterneedle.gui.hub import Hub
from afterneedle.reminding.source import keep_alarms, known_beside


class AlarmKeeper(QObject):
    """Writes it anew after each change of the diary and before that is let go.

    Away from the window's thread: to read and judge the diary of years takes a tenth of a second.
    What was shown or put off by a process that has no key comes into the diary, and so to the pages.
    """

    def __init__(self, hub: Hub) -> None:
        super().__init__(hub)
        self._hub = hub
        self._errands = Errands(self)
        self._is_at_it = self._is_due = False
        self._soon = QTimer(self, interval=0, singleShot=True)
        self._soon.timeout.connect(self._keep)
        self._watcher = QFileSystemWatcher(self)
        self._watcher.fileChanged.connect(self._soon.start)
        hub.changed.connect(self._soon.start)
        hub.leaving.connect(self._keep_for_the_last_time)

    def start(self) -> None:
        """Make it true now, and from now on."""
        self._keep()

    def _keep(self) -> None:
        if self._is_at_it:
            self._is_due = True
        elif self._hub.is_at_hand and self._hub.diary.key is None:
            self._keep_here()  # beside a plain diary there is nothing to know
        elif self._hub.is_at_hand:
            self._is_at_it = True
            path, key = self._hub.diary.path, self._hub.diary.key
            zone, now = self._hub.zone, self._hub.now()

            def work() -> bool:
                # The window says of its own saves what the disk refuses.
                with suppress(StoreError), closing(Diary.open(path, key=key)) as diary:
                    return keep_alarms(diary, zone, now)
                return False

            self._errands.run(work, self._kept)

    def _kept(self, is_news: bool) -> None:
        is_due, self._is_at_it, self._is_due = self._is_due, False, False
        if not self._hub.is_at_hand:
            return
        file = str(known_beside(self._hub.diary.path))
        if file not in self._watcher.files():
            self._watcher.addPath(file)
        if is_news:
            self._hub.changed.emit()
        elif is_due:
            self._soon.start()

    def _keep_for_the_last_time(self) -> None:
        self._soon.stop()
        self._errands.wait()
        self._keep_here()

    def _keep_here(self) -> None:
        with suppress(StoreError):
            keep_alarms(self._hub.diary, self._hub.zone, self._hub.now())
