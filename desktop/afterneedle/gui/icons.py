"""The program's own small drawings, in the colour they are asked for."""

from PySide6.QtCore import QByteArray, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from afterneedle.assets import asset


def icon(name: str, colour: str) -> QIcon:
    """resources/icons/`name`.svg in `colour` ("#1f6f6b"), drawn when and as large as it is shown."""
    return QIcon(_Drawn(_drawing(name, colour)))


def picture(name: str, colour: str, size: int) -> QPixmap:
    """Draw it once, `size` pixels wide and high."""
    return _picture(_drawing(name, colour), QSize(size, size))


class _Drawn(QIconEngine):
    """Draws for the very dots of the screen: such an icon is never a scaled picture."""

    def __init__(self, drawing: QSvgRenderer) -> None:
        super().__init__()
        self._drawing = drawing

    def paint(self, painter: QPainter, place: QRect, _mode: QIcon.Mode, _state: QIcon.State) -> None:
        self._drawing.render(painter, QRectF(place))

    def pixmap(self, size: QSize, _mode: QIcon.Mode, _state: QIcon.State) -> QPixmap:
        return _picture(self._drawing, size)

    def clone(self) -> QIconEngine:
        return _Drawn(self._drawing)


def _drawing(name: str, colour: str) -> QSvgRenderer:
    svg = asset(f"icons/{name}.svg").read_bytes().replace(b"currentColor", colour.encode())
    return QSvgRenderer(QByteArray(svg))


def _picture(drawing: QSvgRenderer, size: QSize) -> QPixmap:
    pixmap = QPixmap(size)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    drawing.render(painter)
    painter.end()
    return pixmap
