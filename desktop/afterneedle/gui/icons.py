"""The program's own small drawings, in the colour they are asked for."""

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from afterneedle.assets import asset

DENSITIES = (1, 2, 3)  # pixels to a point; drawn for each, an icon is never a scaled picture


def icon(name: str, colour: str, size: int) -> QIcon:
    """Draw resources/icons/`name`.svg in `colour` ("#1f6f6b"), to be shown `size` points wide and high."""
    made, drawing = QIcon(), _drawing(name, colour)
    for density in DENSITIES:
        pixmap = _picture(drawing, size * density)
        pixmap.setDevicePixelRatio(density)
        made.addPixmap(pixmap)
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
