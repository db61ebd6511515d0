"""The message of a tray icon: on Windows, on macOS, and where a desktop has no notification service."""

from PySide6.QtCore import QObject, QSysInfo, Signal
from PySide6.QtWidgets import QSystemTrayIcon

from afterneedle.reminding.notifier import Press, Reach


class TrayNotifier(QObject):
    """Shows messages at an icon that belongs to somebody else. They have no buttons and go by themselves."""

    pressed = Signal(Press, str)
    reach = Reach.PLAIN

    def __init__(self, tray: QSystemTrayIcon, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.server = QSysInfo.prettyProductName()
        self._tray = tray
        self._clicks = tray.messageClicked.connect(self._click)

    def show(self, title: str, body: str) -> bool:
        if not can_show(self._tray):
            return False
        self._tray.show()
        self._tray.showMessage(title, body, self._tray.icon())
        return True

    def withdraw(self) -> None:
        """Qt has no way to take a message back."""

    def close(self) -> None:
        QObject.disconnect(self._clicks)

    def _click(self) -> None:
        self.pressed.emit(Press.CHECK_IN, "")


def can_show(tray: QSystemTrayIcon) -> bool:
    """Whether a message of this icon, once it is there, reaches anyone."""
    return tray.isSystemTrayAvailable() and tray.supportsMessages()
