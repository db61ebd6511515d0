"""A day to type, that no scrolling changes."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QDateEdit

PAGING = (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


class DayEdit(QDateEdit):
    """The wheel and the keys that turn a page scroll the page it stands on; the arrow keys change it."""

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # Qt's own takes the focus by the wheel, too

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in PAGING:
            event.ignore()
        else:
            super().keyPressEvent(event)
