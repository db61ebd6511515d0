"""The program's own small drawings, in the colour they are asked for."""

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from afterneedle.assets import asset

SIZES = (20, 40, 80)  # for larger text and for screens with two pixels to a point


def icon(name: str, colour: str) -> QIcon:
    """Draw resources/icons/`name`.svg in `colour` ("#1f6f6b")."""
    made, drawing = QIcon(), _drawing(name, colour)
    for size in SIZES:
        made.addPixmap(_picture(drawing, size))
    return made


def picture(name: str, colour: str, size: int) -> QPixmap:
    """Draw it once, `size` pixels wide and high."""
    return _picture(_drawing(name, colour), size)


def _drawing(name: str, colour: str) -> QSvgRenderer:
    svg = asset(f"icons/{name}.svg").read_bytes().replace(b"currentColor", colour.encode())
    return QSvgRenderer(QByteArray(svg))


def _picture(drawing: QSvgRenderer, size: int) -> QPixmap:
    pixmap = QPixmap(size, size)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    drawing.render(painter)
    painter.end()
    return pixmap
