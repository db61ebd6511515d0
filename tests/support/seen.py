"""What a person sees of a window, page or dialog of this process."""

from PySide6.QtWidgets import QLabel, QPushButton, QWidget


def lines(root: QWidget) -> list[str]:
    """The text of every label."""
    return [label.text() for label in root.findChildren(QLabel) if label.isVisibleTo(root)]


def texts(root: QWidget) -> str:
    """All of them, to look for some words in."""
    return "\n".join(lines(root))


def button(root: QWidget, name: str) -> QPushButton | None:
    """The button of this name, with or without its access key."""
    shown = [b for b in root.findChildren(QPushButton) if b.isVisibleTo(root)]
    return next((b for b in shown if b.text().replace("&", "") == name.replace("&", "")), None)
