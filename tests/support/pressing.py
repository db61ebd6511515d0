"""A button pressed by a mouse, as a person can only press one that is enabled."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton


def press(qtbot, button: QAbstractButton) -> None:
    assert button.isEnabled()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
