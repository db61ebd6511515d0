"""A button that is on or off, such as a way of looking at a page."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QPushButton, QSizePolicy

from afterneedle.gui.widgets.basics import room_for_bold


class Toggle(QPushButton):
    """Looks like an answer that can be chosen; a screen reader calls it a toggle."""

    def __init__(self, label: str) -> None:
        super().__init__(label)
        self.setProperty("kind", "pick")
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return room_for_bold(self, super().sizeHint())
