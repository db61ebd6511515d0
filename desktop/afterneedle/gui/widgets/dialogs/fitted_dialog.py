"""A dialog as high as its wrapped text needs, and never larger than the screen."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QFrame, QScrollArea, QVBoxLayout, QWidget

from afterneedle.gui.widgets.basics.page import Content
from afterneedle.gui.widgets.basics.tab_order import move_focus

EDGES = 40  # what a window manager draws around it


class FittedDialog(QDialog):
    """Lays out one column, `self.column`, takes its height from it when it is shown, and else scrolls."""

    LETTERS = 52  # in a line

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        area, content = QScrollArea(), Content()
        self._area = area
        content.setObjectName("content")
        self.column = QVBoxLayout(content)
        self.column.setContentsMargins(22, 18, 22, 18)
        self.column.setSpacing(12)
        area.setWidget(content)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setFrameShape(QFrame.Shape.NoFrame)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(area)

    def showEvent(self, event: QShowEvent) -> None:
        self.fit()
        super().showEvent(event)

    def fit(self) -> None:
        """Take the height from what is in the column now."""
        for part in self.findChildren(QWidget):
            part.ensurePolished()  # before that its words have another size
        self.column.invalidate()
        room = self.screen().availableSize()
        width = min(self.fontMetrics().averageCharWidth() * self.LETTERS + 44, room.width() - EDGES)
        # A bar that was there before takes width, and so makes itself needed.
        self._area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.resize(width, min(self.column.totalHeightForWidth(width), room.height() - EDGES))
        self._area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)

    def focusNextPrevChild(self, forward: bool) -> bool:
        return move_focus(self, forward=forward)
