"""Asks before something that was typed is thrown away."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QWidget

from afterneedle.content.language import _


class ThrowAwayQuestion(QMessageBox):
    """Enter and Escape keep it."""

    def __init__(self, parent: QWidget, throw_away: Callable[[], object]) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("AfterNeedle")
        self.setText(_("Throw away what you entered?"))
        self.throw = self.addButton(_("&Throw away"), QMessageBox.ButtonRole.DestructiveRole)
        self.keep = self.addButton(_("&Keep writing"), QMessageBox.ButtonRole.RejectRole)
        self.setDefaultButton(self.keep)
        self.setEscapeButton(self.keep)
        self.throw.clicked.connect(lambda _checked: throw_away())
