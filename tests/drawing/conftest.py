"""Drawings need letters, and letters need Qt's application; what is painted is read back as pixels."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter

from afterneedle.domain.catalogue import Catalogue, Place
from afterneedle.drawing.files import load_fonts
from afterneedle.drawing.style import PAPER, Style


@pytest.fixture(autouse=True)
def _letters(qapp: object) -> None:
    """Fonts are there, those of the report too."""
    load_fonts()


@pytest.fixture
def paper() -> Style:
    """Black and grey, with the fonts of the report."""
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
