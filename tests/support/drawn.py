"""A drawing as an image, for a test that looks at its pixels."""

from collections.abc import Callable
from math import ceil

from PySide6.QtGui import QColor, QImage, QPainter


def picture(
    width: float, height: float, paint: Callable[[QPainter], None], ground: str, ratio: float = 1
) -> QImage:
    """What `paint` draws, as an image of `ratio` pixels a unit."""
    image = QImage(ceil(width * ratio), ceil(height * ratio), QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(ratio)
    image.fill(QColor(ground))
    painter = QPainter(image)
    paint(painter)
    painter.end()
    return image
