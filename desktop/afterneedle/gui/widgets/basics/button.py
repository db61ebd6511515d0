"""Push buttons, whose words take several lines where one would be too wide."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy


class Button(QPushButton):
    """A push button as wide as its words, also when it is chosen; narrower, it becomes higher.

    Layouts ask for its size dozens of times, so what was measured is kept until its looks change.
    """

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self._widths: dict[tuple[str, bool], int] = {}
        self.setAutoDefault(False)
        policy = QSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A hand that shakes presses twice: the second time does nothing here, also on what just appeared."""
        event.accept()

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        plain = self._width(self.text(), heavy=False)
        return hint + QSize(max(0, self._width(self.text()) - plain) + 2, 0)

    def minimumSizeHint(self) -> QSize:
        hint = self.sizeHint()
        spare = self._width(self.text()) - max((self._width(word) for word in self.text().split()), default=0)
        return QSize(hint.width() - spare, hint.height())

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        lines = self._wrapped(width).count("\n")
        return self.sizeHint().height() + lines * self.fontMetrics().lineSpacing()

    def changeEvent(self, event: QEvent) -> None:
        self._widths.clear()
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        words = self._wrapped(self.width())
        if words == self.text():
            super().paintEvent(event)
        else:
            self._paint(words)

    def _paint(self, words: str) -> None:
        """Paint as a push button does, with these words for its own."""
        from PySide6.QtWidgets import QStyle, QStyleOptionButton, QStylePainter  # QStyle takes 6 ms

        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text = words
        QStylePainter(self).drawControl(QStyle.ControlElement.CE_PushButton, option)

    def _width(self, text: str, *, heavy: bool = True) -> int:
        """How wide the words are, if not `heavy` as they are now, else as they can become by being chosen."""
        if (text, heavy) not in self._widths:
            font = QFont(self.font())
            if heavy and self.isCheckable():
                font.setWeight(max(QFont.Weight.DemiBold, font.weight()))
            size = QFontMetrics(font).size(Qt.TextFlag.TextShowMnemonic, text)
            self._widths[text, heavy] = size.width()
        return self._widths[text, heavy]

    def _wrapped(self, width: int) -> str:
        """The words with a line break wherever the next one does not fit."""
        spare = self.sizeHint().width() - self._width(self.text())
        if width >= spare + self._width(self.text()):
            return self.text()
        lines = [""]
        for word in self.text().split():
            longer = f"{lines[-1]} {word}".strip()
            if lines[-1] and self._width(longer) + spare > width:
                lines.append(word)
            else:
                lines[-1] = longer
        return "\n".join(lines)


class Toggle(Button):
    """On or off, such as a way of looking at a page; a screen reader calls it a tick box."""

    def __init__(self, label: str) -> None:
        super().__init__(label)
        self.setProperty("kind", "pick")
        self.setCheckable(True)


def _button(text: str, kind: str, on_click: Callable[[], object] | None) -> QPushButton:
    button = Button(text)
    button.setProperty("kind", kind)
    if on_click is not None:
        button.clicked.connect(lambda _checked: on_click())
    return button


def primary_button(text: str, on_click: Callable[[], object] | None = None) -> QPushButton:
    """The page's one main thing to do."""
    return _button(text, "primary", on_click)


def plain_button(text: str, on_click: Callable[[], object] | None = None) -> QPushButton:
    """Any other thing to do."""
    return _button(text, "plain", on_click)


def link_button(text: str, on_click: Callable[[], object] | None = None) -> QPushButton:
    """A quiet way to another place."""
    return _button(text, "link", on_click)
