"""What is copied, for another program."""

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from afterneedle.content.language import _
from afterneedle.gui.widgets.basics.words import announce


def put_on_clipboard(words: str) -> None:
    """Copy the words without a sound."""
    QGuiApplication.clipboard().setText(words)


def copy_text(widget: QWidget, words: str, said: str = "") -> None:
    """Copy the words and say so: "Copied.", or what is `said` instead."""
    put_on_clipboard(words)
    announce(widget, said or _("Copied."))
