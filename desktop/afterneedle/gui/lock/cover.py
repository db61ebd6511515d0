"""Takes everything out of a window, for eyes and for screen readers, and puts it back as it was."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QMainWindow, QMenuBar, QToolTip, QWidget
from shiboken6 import isValid

OUT_OF_SIGHT = Qt.WindowType.Window  # a child of this kind that was never shown is found by nobody


class Cover:
    """Shows `instead` alone in the window until it is lifted; dialogs are put away until then.

    What was there lives on, with all that is typed in it. A reader would find what is only hidden: so it is
    taken out of the window, and the windows of dialogs are given back to the system.
    """

    def __init__(self, window: QMainWindow, instead: QWidget) -> None:
        self._window, self._instead = window, instead
        _close_popups()
        self._focus: QWidget | None = window.focusWidget()
        self._dialogs = _dialogs_of(window)
        for dialog in reversed(self._dialogs):
            dialog.hide()
            dialog.destroy()
        self._menus, self._content = window.menuBar(), window.takeCentralWidget() or QWidget()
        self._gap = QMenuBar()  # empty, and so of no height
        if (layout := window.layout()) is not None:
            layout.setMenuBar(self._gap)  # not by the window, which would delete the menus
        self._had_menus = self._menus.isEnabled()
        self._menus.setEnabled(False)  # its keys work on a desktop that shows the menus elsewhere
        for part in (self._menus, self._content):
            part.setParent(None)
            part.setParent(window, OUT_OF_SIGHT)
        window.setCentralWidget(instead)
        instead.show()
        if self._dialogs and QApplication.activeWindow() is not None:
            window.activateWindow()
        instead.setFocus()

    def lift(self) -> None:
        """Put back what was there, with the focus where it was."""
        window = self._window
        window.takeCentralWidget()
        for part in (self._menus, self._content):
            part.setParent(window, Qt.WindowType.Widget)
        self._menus.setEnabled(self._had_menus)
        window.setMenuBar(self._menus)
        window.setCentralWidget(self._content)
        for part in (self._gap, self._instead):
            part.deleteLater()
        for part in (self._menus, self._content):
            part.show()
        if self._focus is not None and isValid(self._focus):
            self._focus.setFocus()
        for dialog in self._dialogs:
            if isValid(dialog):
                dialog.show()


def _dialogs_of(window: QWidget) -> list[QDialog]:
    """Those that are open, each after the one that it belongs to."""
    found = [dialog for dialog in window.findChildren(QDialog) if dialog.isVisible()]
    return sorted(found, key=_depth)


def _depth(widget: QWidget) -> int:
    above = widget.parentWidget()
    return 0 if above is None else 1 + _depth(above)


def _close_popups() -> None:
    while (popup := QApplication.activePopupWidget()) is not None:
        popup.close()
    QToolTip.hideText()
