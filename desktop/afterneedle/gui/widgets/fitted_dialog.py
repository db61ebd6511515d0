"""A dialog as high as its wrapped text needs."""

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QLayout, QVBoxLayout, QWidget


class FittedDialog(QDialog):
    """Lays out one column, `self.column`, and takes its height from it when it is shown."""

    LETTERS = 52  # in a line

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(22, 18, 22, 18)
        self.column.setSpacing(12)
        # wrapped labels ask for far too much height as long as their width is not known
        self.column.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)

    def showEvent(self, event: QShowEvent) -> None:
        width = self.fontMetrics().averageCharWidth() * self.LETTERS + 44
        self.resize(width, self.column.totalHeightForWidth(width))
        super().showEvent(event)
