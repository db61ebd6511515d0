"""A page of the report as it will be on paper."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from afterneedle.content.language import _
from afterneedle.gui.theme import colours

WIDTH = 640


class PagePicture(QWidget):
    """As wide as there is room for; the paper is white in the dark too."""

    def __init__(self, image: QImage, number: int, count: int) -> None:
        super().__init__()
        self._image = image
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(_("Report, page {number} of {count}").format(number=number, count=count))

    def sizeHint(self) -> QSize:
        return QSize(WIDTH, self.heightForWidth(WIDTH))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return round(width * self._image.height() / max(1, self._image.width()))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(self.rect(), self._image)
        painter.setPen(QPen(QColor(colours().line), 1, Qt.PenStyle.SolidLine))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
