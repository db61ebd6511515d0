"""Locks the window of an encrypted diary: closes the diary, forgets its key, and shows nothing of it.

What was typed is written into the encrypted diary first. Pages and dialogs live on out of sight, so that
the person is where they were when it is unlocked; Python cannot wipe the memory that they take.
"""

from contextlib import suppress
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QDialog, QWidget

from afterneedle.diary import StoreError
from afterneedle.gui.apart.jobs import stopped
from afterneedle.gui.apart.process import Apart
from afterneedle.gui.hub import trouble_sentence
from afterneedle.gui.lock.cover import Cover
from afterneedle.gui.lock.page import LockPage
from afterneedle.gui.pages.check_in import CheckInPage
from afterneedle.gui.typed_text import typed_text
from afterneedle.locking import Key

if TYPE_CHECKING:
    from afterneedle.gui.main_window import MainWindow


class Lock(QObject):
    """The lock of one window."""

    locked = Signal()
    unlocked = Signal()

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window, self._hub = window, window.hub
        self._cover: Cover | None = None
        self._is_due = False
        self._kept: str | None = None  # what was kept before, of a time when the program broke down
        self.page: LockPage | None = None
        self._hub.changed.connect(self._follow)

    @property
    def is_locked(self) -> bool:
        """Whether the diary is put away."""
        return self._cover is not None

    @property
    def is_working(self) -> bool:
        """Whether an export, an import, a restore … runs, which locking would stop."""
        return any(one.is_running for one in self._window.findChildren(Apart))

    def lock(self) -> None:
        """Put the diary away, if it can be locked and is not already."""
        hub, window = self._hub, self._window
        if self.is_locked:
            return
        if not hub.is_at_hand:  # its passphrase is being changed
            self._is_due = True
            return
        if hub.diary.key is None:
            return
        was_at_work = self._stop_work()
        self._keep_typed()
        hub.let_go()
        self.page = page = LockPage(hub.diary.path, hub.now)
        page.opened.connect(self._unlock)
        page.close_wanted.connect(window.close)
        self._cover = Cover(window, page)
        if was_at_work:
            hub.notice.emit(stopped().sentence)
        self.locked.emit()

    def _follow(self) -> None:
        """The diary is at hand again: once whoever had it is done, lock it if that was wanted meanwhile."""
        if self._is_due:
            self._is_due = False
            QTimer.singleShot(0, self, self.lock)

    def _unlock(self, key: Key) -> None:
        page, cover = self.page, self._cover
        if page is None or cover is None:
            return
        try:
            self._hub.take_up(key)
        except StoreError as trouble:
            page.form.refuse(trouble_sentence(trouble))
            return
        self.page = self._cover = None
        self._forget_typed()
        cover.lift()
        self.unlocked.emit()

    def _stop_work(self) -> bool:
        """Ends work apart: what it saves is there whole or not at all. Says whether there was any."""
        running = [one for one in self._window.findChildren(Apart) if one.is_running]
        for one in running:
            dialog = one.parent()
            one.cancel()
            if isinstance(dialog, QDialog):
                dialog.reject()
        return bool(running)

    def _keep_typed(self) -> None:
        """In case the program does not live until it is unlocked. The check-in keeps its own draft."""
        pages: list[QWidget] = [
            page
            for page in self._window.pages.values()
            if page.is_dirty and not isinstance(page, CheckInPage)
        ]
        dialogs = [dialog for dialog in self._window.findChildren(QDialog) if dialog.isVisible()]
        with suppress(StoreError):
            self._kept = self._hub.diary.typed()
            if typed := typed_text([*pages, *dialogs]):
                self._hub.diary.keep_typed(typed)

    def _forget_typed(self) -> None:
        """The person has it before them again; what was kept before that is theirs to throw away."""
        kept, self._kept = self._kept, None
        with suppress(StoreError):
            self._hub.diary.drop_typed()
            if kept is not None:
                self._hub.diary.keep_typed(kept)
