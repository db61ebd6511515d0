"""Drawings need letters, and letters need Qt's application; what is painted is read back as pixels."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter

from afterneedle.domain.catalogue import Catalogue, Place
from afterneedle.drawing.chart_files import load_fonts
from afterneedle.drawing.chart_style import PAPER, ChartStyle


@pytest.fixture(autouse=True)
def _letters(qapp: object) -> None:
    """Fonts are there."""


@pytest.fixture
def paper() -> ChartStyle:
    """Black and grey, with the fonts of the report."""
    load_fonts()
    return PAPER


@pytest.fixture
def places(catalogue: Catalogue) -> dict[str, Place]:
    return dict(catalogue.places)


@pytest.fixture
def painted() -> Callable[[Callable[[QPainter, QRectF], None]], QImage]:
    """What a function paints on white in an area of 400 by 400."""

    def paint(draw: Callable[[QPainter, QRectF], None]) -> QImage:
        image = QImage(400, 400, QImage.Format.Format_RGB32)
        image.fill(QColor(Qt.GlobalColor.white))
        painter = QPainter(image)
        draw(painter, QRectF(image.rect()))
        painter.end()
        return image

    return paint
