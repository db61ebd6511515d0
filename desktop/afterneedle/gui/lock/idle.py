"""Notices that nobody has used the program for a while."""

from time import monotonic

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QWindow
from PySide6.QtWidgets import QApplication

USED = {
    QEvent.Type.KeyPress,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseMove,
    QEvent.Type.Wheel,
    QEvent.Type.TouchBegin,
    QEvent.Type.TouchUpdate,
    QEvent.Type.TabletPress,
    QEvent.Type.TabletMove,
}
MINUTE = 60  # seconds
LOCK_AFTER = "lock_after"  # the setting: minutes without use, before the diary locks itself; "0": never
MINUTES, USUAL = ("0", "5", "10", "30"), "10"


def minutes_of(setting: str | None) -> int:
    """How long the diary may lie open unused; the usual time for what nobody could have chosen."""
    return int(setting if setting in MINUTES else USUAL)


class Idle(QObject):
    """`left`: nobody has used any window of ours for so long.

    Input only notes the time, and one timer looks at that when it may be over. What is typed through an
    input method or by a reader is no key of ours: there the text cursor and the focus tell.
    """

    left = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._used = monotonic()
        self._limit = 0.0  # seconds
        self._timer = QTimer(self, singleShot=True, timerType=Qt.TimerType.VeryCoarseTimer)
        self._timer.timeout.connect(self._look)

    def start(self, minutes: int) -> None:
        """Wait for so many minutes without use from now on; 0: do not."""
        self.stop()
        if minutes:
            self._limit = minutes * MINUTE
            self.note()
            self._listen(QGuiApplication.focusWindow())
            self._hear(listen=True)
            self._timer.start(int(self._limit * 1000))

    def stop(self) -> None:
        """Wait for nothing."""
        if self._limit:
            self._limit = 0.0
            self._timer.stop()
            self._hear(listen=False)

    def note(self) -> None:
        """The program is used now."""
        self._used = monotonic()

    def eventFilter(self, window: QObject, event: QEvent) -> bool:
        if event.type() in USED:
            self._used = monotonic()
        return False

    def _listen(self, window: QWindow | None) -> None:
        """To a window, which is ours; installing a filter again changes nothing."""
        self.note()
        if window is not None:
            window.installEventFilter(self)

    def _hear(self, *, listen: bool) -> None:
        app = QApplication.instance()
        if not isinstance(app, QApplication):
            return
        told = (
            (app.focusWindowChanged, self._listen),
            (app.focusChanged, self.note),
            (app.inputMethod().cursorRectangleChanged, self.note),
        )
        for signal, hear in told:
            (signal.connect if listen else signal.disconnect)(hear)
        if not listen:
            for window in app.topLevelWindows():
                window.removeEventFilter(self)

    def _look(self) -> None:
        rest = self._used + self._limit - monotonic()
        if rest > 0:
            self._timer.start(max(1, int(rest * 1000)))
        else:
            self.stop()
            self.left.emit()
