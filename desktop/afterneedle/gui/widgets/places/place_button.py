"""One place of the body map: a button that its canvas paints."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QEnterEvent, QFocusEvent, QKeyEvent, QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from afterneedle.content.wording import place_label
from afterneedle.domain.catalogue import Place


class PlaceButton(QAbstractButton):
    """One place. It is heard, focused, clicked and ticked like any tick box; the canvas paints it."""

    pointed = Signal(bool)
    focused = Signal(bool)

    def __init__(self, place: Place, canvas: QWidget, on_key: Callable[[Place, QKeyEvent], bool]) -> None:
        super().__init__(canvas)
        self.place, self._on_key = place, on_key
        self.setCheckable(True)
        self.setObjectName(place.id)
        self.setAccessibleName(place_label(place))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)

    def paintEvent(self, _event: QPaintEvent) -> None:
        pass

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """What a hand that shakes chose stays chosen."""
        event.accept()

    def enterEvent(self, event: QEnterEvent) -> None:
        self.pointed.emit(True)
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self.pointed.emit(False)
        super().leaveEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.focused.emit(True)
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.focused.emit(False)
        super().focusOutEvent(event)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.ShortcutOverride and is_typed(event):
            event.accept()  # letters search the map, whatever they mean to the page
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._on_key(self.place, event):
            super().keyPressEvent(event)


def is_typed(event: QKeyEvent) -> bool:
    """Whether a key writes a letter or a digit."""
    held = event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
    return held == Qt.KeyboardModifier.NoModifier and event.text().isalnum()
