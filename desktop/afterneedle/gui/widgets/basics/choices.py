"""Answers to choose from: one of several, or any number of them."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QCheckBox, QGroupBox, QSizePolicy

from afterneedle.gui.widgets.basics.button import Button
from afterneedle.gui.widgets.basics.flow import FlowLayout
from afterneedle.gui.widgets.basics.layout import as_group, column_in
from afterneedle.gui.widgets.basics.words import FEW_WIDTHS


class Choice(Button):
    """One answer of a `Choices`, a radio button to a screen reader; choosing it again takes it back.

    `always`: it does not; only another answer takes its place.
    """

    def __init__(self, text: str, *, always: bool = False) -> None:
        super().__init__(text)
        self._always = always
        self.setProperty("kind", "pick")
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self._was_chosen = False
        self.pressed.connect(self._pressed)
        self.clicked.connect(self._clicked)

    def _pressed(self) -> None:
        self._was_chosen = self.isChecked()

    def _clicked(self) -> None:
        if self._was_chosen and not self._always:
            self.take_back()

    def take_back(self) -> None:
        """Unchoose it, which an exclusive button otherwise refuses."""
        self.setAutoExclusive(False)
        self.setChecked(False)
        self.setAutoExclusive(True)


class Choices(QGroupBox):
    """One answer of several, in a row that wraps; none is chosen at first.

    Arrow keys move between answers, Space chooses, Delete takes back. `name` is what a screen reader
    calls the group; leave it out when a label above has this widget as its buddy.
    `always`: once one is chosen, nobody takes it back without choosing another.
    """

    changed = Signal(object)

    def __init__(self, options: Sequence[tuple[Any, str]], name: str = "", *, always: bool = False) -> None:
        super().__init__()
        as_group(self, name)
        self._always = always
        flow = FlowLayout(self)
        self._values = [value for value, _ in options]
        self.buttons = [Choice(label, always=always) for _, label in options]
        for button in self.buttons:
            flow.addWidget(button)
            button.toggled.connect(self._toggled)
        self._reachable_by_tab(self.buttons[0])

    @property
    def value(self) -> Any:
        """The chosen value; None while nothing is chosen."""
        return next((v for v, b in zip(self._values, self.buttons, strict=True) if b.isChecked()), None)

    @value.setter
    def value(self, wanted: Any) -> None:
        for value, button in zip(self._values, self.buttons, strict=True):
            if value == wanted and type(value) is type(wanted):
                button.setChecked(True)
                return
        self.clear()

    def clear(self) -> None:
        """Unanswered again."""
        for button in self.buttons:
            if button.isChecked():
                button.take_back()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and not self._always:
            self.clear()
        else:
            super().keyPressEvent(event)

    def _toggled(self, checked: bool) -> None:
        chosen = next((b for b in self.buttons if b.isChecked()), None)
        self._reachable_by_tab(chosen or self.buttons[0])
        if checked or chosen is None:
            self.changed.emit(self.value)

    def _reachable_by_tab(self, one: Choice) -> None:
        for button in self.buttons:
            both, click = Qt.FocusPolicy.StrongFocus, Qt.FocusPolicy.ClickFocus
            button.setFocusPolicy(both if button is one else click)
        self.setFocusProxy(one)


class Tick(QCheckBox):
    """A tick box whose text wraps and whose box is drawn in the palette's field colour.

    Layouts ask for its size dozens of times, so what was measured is kept until its looks change.
    """

    GAP = 10

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self._sizes: dict[tuple[str, int], QSize] = {}
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """What a hand that shakes ticked stays ticked."""
        event.accept()

    @property
    def _box(self) -> int:
        return round(self.fontMetrics().height() * 1.05)

    def _text_size(self, width: int) -> QSize:
        asked = self.text(), width
        if asked not in self._sizes:
            if len(self._sizes) >= FEW_WIDTHS:
                self._sizes.clear()
            room = QRect(0, 0, max(1, width - self._box - self.GAP - 12), 1 << 16)
            self._sizes[asked] = self.fontMetrics().boundingRect(room, self._flags(), self.text()).size()
        return self._sizes[asked]

    @staticmethod
    def _flags() -> int:
        return int(Qt.TextFlag.TextWordWrap | Qt.TextFlag.TextShowMnemonic)

    def sizeHint(self) -> QSize:
        text = self._text_size(1 << 14)
        return QSize(text.width() + self._box + self.GAP + 14, max(text.height(), self._box) + 10)

    def minimumSizeHint(self) -> QSize:
        return QSize(min(self.sizeHint().width(), 140), self._box + 10)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return max(self._text_size(width).height(), self._box) + 10

    def changeEvent(self, event: QEvent) -> None:
        self._sizes.clear()
        super().changeEvent(event)

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = self._box_rect()
        colour = self.palette().color
        line = colour(QPalette.ColorRole.Highlight if self.hasFocus() else QPalette.ColorRole.Mid)
        if self.isChecked():
            painter.setBrush(colour(QPalette.ColorRole.Highlight))
            line = colour(QPalette.ColorRole.WindowText if self.hasFocus() else QPalette.ColorRole.Highlight)
        painter.setPen(QPen(line, 2))
        painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 4, 4)
        if self.isChecked():
            self._draw_tick(painter, box)
        painter.setPen(colour(QPalette.ColorRole.WindowText))
        painter.drawText(self._text_area(), self._flags() | self._alignment(), self.text())
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(colour(QPalette.ColorRole.Highlight), 2))
            painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), 6, 6)

    def _alignment(self) -> int:
        return int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading)

    def _box_rect(self) -> QRect:
        x = self.width() - self._box - 8 if self.isRightToLeft() else 8
        first_line = self.heightForWidth(1 << 14)
        return QRect(x, (min(first_line, self.height()) - self._box) // 2, self._box, self._box)

    def _text_area(self) -> QRect:
        used = self._box + self.GAP + 8
        area = self.rect().adjusted(0, 5, -2 - used, -5)
        return area if self.isRightToLeft() else area.translated(used, 0)

    def _draw_tick(self, painter: QPainter, box: QRect) -> None:
        colour = self.palette().color(QPalette.ColorRole.HighlightedText)
        painter.setPen(QPen(colour, max(2.0, self._box / 9)))
        at = [QPointF(box.x() + x * box.width(), box.y() + y * box.height()) for x, y in _TICK]
        painter.drawPolyline(at)


_TICK = ((0.24, 0.52), (0.43, 0.71), (0.77, 0.32))


class TickList(QGroupBox):
    """Any number of several answers, one under the other. `name` is what a screen reader calls the group."""

    changed = Signal()

    def __init__(self, options: Sequence[tuple[Any, str]], name: str = "") -> None:
        super().__init__()
        as_group(self, name)
        column = column_in(self, 2)
        self._values = [value for value, _ in options]
        self.ticks = [Tick(label) for _, label in options]
        for tick in self.ticks:
            column.addWidget(tick)
            tick.toggled.connect(lambda _checked: self.changed.emit())

    @property
    def values(self) -> list[Any]:
        """The ticked values, in the order of display."""
        return [v for v, t in zip(self._values, self.ticks, strict=True) if t.isChecked()]

    @values.setter
    def values(self, wanted: Sequence[Any]) -> None:
        for value, tick in zip(self._values, self.ticks, strict=True):
            tick.setChecked(value in wanted)
