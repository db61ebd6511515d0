"""Checks the diary after the start, and backs it up once a day, when something was saved."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from afterneedle.content.language import _
from afterneedle.gui.hub import Hub
from afterneedle.gui.keeping.backup_work import BackupWork

if TYPE_CHECKING:
    from afterneedle.diary import BackedUp

AFTER_START, AFTER_CHANGE = 5_000, 20_000  # milliseconds; the person comes first


class AutomaticBackups(QObject):
    """Looks a while after the start and after each change. What went wrong is said once, not each time."""

    def __init__(self, hub: Hub, parent: QObject) -> None:
        super().__init__(parent)
        self._hub = hub
        self._told: set[str] = set()
        self.work = BackupWork(hub, self)
        self.work.made.connect(self._made)
        self.work.failed.connect(self._tell)
        self.work.checked.connect(self._checked)
        self.timer = QTimer(self)
        self.timer.setSingleShot(True)
        self.timer.timeout.connect(self.look)
        self.timer.start(AFTER_START)
        QTimer.singleShot(AFTER_START, self, self.work.check)
        hub.changed.connect(lambda: self.timer.start(AFTER_CHANGE))

    def look(self) -> None:
        """Back up if it is time to."""
        self.work.back_up_if_due()

    def _checked(self, trouble: str) -> None:
        if trouble:
            self._hub.notice.emit(trouble)

    def _made(self, made: "BackedUp | None") -> None:
        if made is not None and made.trouble is not None:
            self._tell(_(made.trouble.sentence).format(path=made.trouble.path))

    def _tell(self, sentence: str) -> None:
        if sentence not in self._told:
            self._told.add(sentence)
            self._hub.notice.emit(_("A backup could not be made. {reason}").format(reason=sentence))
