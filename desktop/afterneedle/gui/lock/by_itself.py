"""Locks an encrypted diary when it is told to, and when the person has left."""

import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from afterneedle.gui.lock.idle import LOCK_AFTER, Idle, minutes_of
from afterneedle.gui.lock.lock import Lock

if TYPE_CHECKING:
    from afterneedle.gui.main_window import MainWindow
    from afterneedle.reminding.away import Away


class LockByItself(QObject):
    """By the menu, after a time without use, and when the screen is locked or the computer is to sleep."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window, self._hub = window, window.hub
        self.lock = Lock(window)
        self.idle = Idle(self)
        self._away: Away | None = find_away(self)
        if self._away is not None:
            self._away.left.connect(self.lock.lock)
        self.idle.left.connect(self._left)
        self._minutes = 0
        self.lock.locked.connect(self.idle.stop)
        self.lock.unlocked.connect(self._begin)
        self.lock.unlocked.connect(window.go_on)
        window.menus.lock_wanted.connect(self.lock.lock)
        self._hub.changed.connect(self._follow)
        self._begin()

    def _begin(self) -> None:
        self._minutes = self._chosen()
        self.idle.start(self._minutes)

    def _follow(self) -> None:
        """Something was saved, perhaps another time to wait."""
        if self._minutes != self._chosen():
            self._begin()

    def _chosen(self) -> int:
        diary = self._hub.diary
        return minutes_of(diary.setting(LOCK_AFTER)) if diary.key is not None else 0

    def _left(self) -> None:
        """What is being done is not stopped only because nobody watches it."""
        if not self._hub.is_at_hand or self.lock.is_working:
            self.idle.start(self._minutes)
        else:
            self.lock.lock()


def find_away(parent: QObject) -> "Away | None":
    """What tells that the person leaves the computer; so far only Linux does."""
    if sys.platform != "linux":
        return None
    from afterneedle.reminding.away import Away

    return Away(parent)
