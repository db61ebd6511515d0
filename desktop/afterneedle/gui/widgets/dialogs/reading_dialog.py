"""A dialog to read in: a column that scrolls when it is long, and the ways on below it."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QDialog, QFrame, QPushButton, QScrollArea, QVBoxLayout, QWidget

from afterneedle.content.language import _
from afterneedle.gui.widgets.basics.button import plain_button
from afterneedle.gui.widgets.basics.flow import FlowLayout
from afterneedle.gui.widgets.basics.layout import column_in
from afterneedle.gui.widgets.basics.page import Content
from afterneedle.gui.widgets.basics.tab_order import move_focus
from afterneedle.gui.widgets.basics.words import heading

WIDTH_IN_LETTERS = 58
MARGIN = 22
OF_SCREEN = 0.85  # no higher or wider than this part of the screen


class ReadingDialog(QDialog):
    """Holds `column` under its title; as high as its text needs, and never higher than the screen allows."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("AfterNeedle")
        content = Content()
        content.setObjectName("content")
        self.column = QVBoxLayout(content)
        self.column.setContentsMargins(MARGIN, 18, MARGIN, 18)
        self.column.setSpacing(10)
        self.column.addWidget(heading(title))
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setAccessibleName(title)
        self.area.setWidget(content)
        self.buttons = FlowLayout(spacing=10)
        self.buttons.setContentsMargins(MARGIN, 10, MARGIN, 16)
        self.close_button = plain_button(_("&Close"), self.reject)
        whole = column_in(self, 0)
        whole.addWidget(self.area, 1)
        whole.addLayout(self.buttons)
        self.buttons.addWidget(self.close_button)

    def add_button(self, button: QPushButton) -> None:
        """One more way on, before Close."""
        self.buttons.removeWidget(self.close_button)
        self.buttons.addWidget(button)
        self.buttons.addWidget(self.close_button)

    def focusNextPrevChild(self, forward: bool) -> bool:
        return move_focus(self, forward=forward)

    def showEvent(self, event: QShowEvent) -> None:
        screen = self.screen().availableSize() * OF_SCREEN
        width = min(self.fontMetrics().averageCharWidth() * WIDTH_IN_LETTERS + 2 * MARGIN, screen.width())
        below = self.buttons.heightForWidth(width)
        self.resize(width, min(self.column.totalHeightForWidth(width) + below, screen.height()))
        self.close_button.setFocus()
        super().showEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys that scroll do so wherever the focus is."""
        bar = self.area.verticalScrollBar()
        steps = {
            Qt.Key.Key_Down: bar.singleStep(),
            Qt.Key.Key_Up: -bar.singleStep(),
            Qt.Key.Key_PageDown: bar.pageStep(),
            Qt.Key.Key_PageUp: -bar.pageStep(),
            Qt.Key.Key_End: bar.maximum(),
            Qt.Key.Key_Home: -bar.maximum(),
        }
        step = steps.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            bar.setValue(bar.value() + step)
