"""Drawings that no window shows: the application and the fonts they need, and an SVG with text as text."""

import os
from collections.abc import Callable
from math import ceil

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, QSize
from PySide6.QtGui import QFontDatabase, QGuiApplication, QPainter
from PySide6.QtSvg import QSvgGenerator

from afterneedle.drawing.fonts import FONTS, font_file


def letters_application() -> QGuiApplication:
    """The application that letters need: the window's, or one without a screen. Keep it while you draw."""
    running = QGuiApplication.instance()
    if isinstance(running, QGuiApplication):
        return running
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    return QGuiApplication(["afterneedle"])


def load_fonts() -> None:
    """Gives Qt the fonts that the report is set in, so that both measure the same."""
    for family in FONTS:
        if family not in QFontDatabase.families():
            QFontDatabase.addApplicationFont(str(font_file(family)))


def svg(width: float, height: float, paint: Callable[[QPainter], None]) -> bytes:
    """What `paint` draws, in units of a point, with text as text. Needs a QGuiApplication."""
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    generator = QSvgGenerator()
    generator.setOutputDevice(buffer)
    generator.setResolution(72)
    generator.setSize(QSize(ceil(width), ceil(height)))
    generator.setViewBox(QRectF(0, 0, width, height))
    painter = QPainter(generator)
    paint(painter)
    painter.end()
    buffer.close()
    return bytes(data.data())
