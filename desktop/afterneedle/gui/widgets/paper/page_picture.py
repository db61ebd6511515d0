"""A page of the report as it will be on paper."""

from collections.abc import Callable

from PySide6.QtCore import QBuffer, QByteArray, QSize, Qt
from PySide6.QtGui import QColor, QImage, QImageReader, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from afterneedle.content.language import _
from afterneedle.gui.theme import colours

WIDTH = 640


class PagePicture(QWidget):
    """As wide as there is room for; the paper is white in the dark too.

    It keeps the page as a PNG, and has it `decoded` when it is painted: a long report has hundreds of them.
    """

    def __init__(self, png: bytes, number: int, count: int, decoded: Callable[[bytes], QImage]) -> None:
        super().__init__()
        self.png, self._decoded = png, decoded
        self._size = _size(png)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(_("Report, page {number} of {count}").format(number=number, count=count))

    def sizeHint(self) -> QSize:
        return QSize(WIDTH, self.heightForWidth(WIDTH))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return round(width * self._size.height() / max(1, self._size.width()))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(self.rect(), self._decoded(self.png))
        painter.setPen(QPen(QColor(colours().line), 1, Qt.PenStyle.SolidLine))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))


def _size(png: bytes) -> QSize:
    buffer = QBuffer()
    buffer.setData(png)
    return QImageReader(buffer, QByteArray(b"png")).size()
