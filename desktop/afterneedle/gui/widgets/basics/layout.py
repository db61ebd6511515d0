"""How parts stand together: in cards, columns, rows and groups."""

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QFrame, QGroupBox, QHBoxLayout, QLayout, QVBoxLayout, QWidget
from shiboken6 import delete


class Card(QFrame):
    """A framed part of the page with a column inside; kinds: card, notice, warning, emergency."""

    def __init__(self, kind: str, *parts: QWidget) -> None:
        super().__init__()
        self.setProperty("kind", kind)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(20, 16, 20, 16)
        self.column.setSpacing(10)
        for part in parts:
            self.column.addWidget(part)


def column_in(around: QWidget, spacing: int) -> QVBoxLayout:
    """A column that fills `around` to its edges."""
    column = QVBoxLayout(around)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(spacing)
    return column


def empty(layout: QLayout) -> None:
    """Take every widget out of a layout, off the screen at once."""
    while (item := layout.takeAt(0)) is not None:
        if (old := item.widget()) is not None:
            old.hide()
            old.deleteLater()
        delete(item)  # Python frees only what it made


def row(*widgets: QWidget) -> QHBoxLayout:
    """Widgets side by side, from the start of the line. Of buttons, what is mainly done here comes first."""
    line = QHBoxLayout()
    line.setSpacing(10)
    for widget in widgets:
        line.addWidget(widget)
    line.addStretch()
    return line


def as_group(box: QGroupBox, name: str) -> None:
    """Make a group box an invisible frame that a screen reader calls `name`."""
    box.setProperty("kind", "group")
    box.setAccessibleName(name)
    box.ensurePolished()
    QApplication.sendEvent(box, QEvent(QEvent.Type.StyleChange))  # it keeps its unstyled margins otherwise
