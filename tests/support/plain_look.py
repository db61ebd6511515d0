"""The look of the whole application, which a window changes."""

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtGui import QFont, QPalette
from PySide6.QtWidgets import QApplication


@contextmanager
def plain_again(app: QApplication) -> Iterator[None]:
    """What follows finds it as it was before, and nothing on the clipboard."""
    sheet, palette, font = app.styleSheet(), QPalette(app.palette()), QFont(app.font())
    yield
    if (app.styleSheet(), app.palette(), app.font()) != (sheet, palette, font):
        app.setStyleSheet(sheet)
        app.setPalette(palette)
        app.setFont(font)
    if app.clipboard().text():
        app.clipboard().clear()
