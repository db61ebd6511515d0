"""The steps of a tour of the window: opening a page, finding a dialog, waiting until all is in its place."""

from collections.abc import Iterator
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QDialog, QWidget

from afterneedle.gui.main_window import MainWindow
from afterneedle.gui.touring.looks import Look

P = TypeVar("P", bound=QWidget)
TALLEST = 4200  # a longer page is cut there


def opened(window: MainWindow, look: Look, kind: type[P], name: str, *about: str) -> P:
    """The page once it is opened, in a window of the usual size again."""
    window.resize(look.size)
    window.open(name, *about)
    return page_of(kind, window.pages[name])


def page_of(kind: type[P], page: QWidget | None) -> P:
    """It, of this kind."""
    if not isinstance(page, kind):
        raise TypeError(page)
    return page


def dialog_of(kind: type[P], page: QWidget) -> P:
    """The dialog of this kind that is open."""
    return next(dialog for dialog in page.findChildren(kind) if dialog.isVisible())


def dialogs_of(name: str, owner: QWidget) -> Iterator[tuple[str, QWidget]]:
    """The dialogs over it, each by this name; they are closed then."""
    for dialog in owner.findChildren(QDialog):
        yield name, dialog
        dialog.reject()
    work_off()


def settled(window: MainWindow, look: Look) -> MainWindow:
    """The window once everything is in its place."""
    work_off()
    if look.whole and window.page is not None:
        hidden = window.page.verticalScrollBar().maximum()
        window.resize(window.width(), min(TALLEST, window.height() + hidden))
        work_off()
    return window


def work_off() -> None:
    """Have everything done that waits, deletions too."""
    for _round in range(4):
        QCoreApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
