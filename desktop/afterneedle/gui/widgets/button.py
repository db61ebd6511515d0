"""A push button whose words take several lines where one would be too wide."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QStyle, QStyleOptionButton, QStylePainter


class Button(QPushButton):
    """A push button as wide as its words, chosen or not; narrower, it becomes higher."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.setAutoDefault(False)
        policy = QSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        plain = self.fontMetrics().size(Qt.TextFlag.TextShowMnemonic, self.text()).width()
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

    def paintEvent(self, _event: QPaintEvent) -> None:
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text = self._wrapped(self.width())
        QStylePainter(self).drawControl(QStyle.ControlElement.CE_PushButton, option)

    def _width(self, text: str) -> int:
        """How wide the words are in the heavier letters of a chosen button."""
        bold = QFont(self.font())
        bold.setWeight(max(QFont.Weight.DemiBold, self.font().weight()))
        return QFontMetrics(bold).size(Qt.TextFlag.TextShowMnemonic, text).width()

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
