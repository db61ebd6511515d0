"""Asks before an entry is saved over what somebody else made of it meanwhile."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QWidget

from afterneedle.content.language import _


class MeanwhileQuestion(QMessageBox):
    """Enter and Escape save nothing."""

    def __init__(self, parent: QWidget, save: Callable[[], object]) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("AfterNeedle")
        self.setText(_("This was changed or deleted in another window since you opened it here."))
        self.setInformativeText(_("If you save yours, it takes the place of the other. You can undo that."))
        self.save = self.addButton(_("&Save mine"), QMessageBox.ButtonRole.DestructiveRole)
        self.keep = self.addButton(_("&Keep writing"), QMessageBox.ButtonRole.RejectRole)
        self.setDefaultButton(self.keep)
        self.setEscapeButton(self.keep)
        self.save.clicked.connect(lambda _checked: save())
