"""One of several points: a dot, and beside it the words, however many lines they take."""

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

GAP = 8  # pixels between the dot and the words


class Point(QWidget):
    """The words with a dot before their first line; a screen reader hears only the words."""

    def __init__(self, words: QLabel) -> None:
        super().__init__()
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(GAP)
        line.addWidget(_Dot(), 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(words, 1)


class _Dot(QWidget):
    """As high as a line, so that the dot stands in the middle of it."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        high = self.fontMetrics().height()
        return QSize(high // 3, high)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.palette().color(QPalette.ColorRole.WindowText))
        radius = self.height() / 8
        painter.drawEllipse(QPointF(self.width() / 2, self.height() / 2), radius, radius)
