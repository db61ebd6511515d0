"""What stands over the strips of a chart: sessions with their tags, flags with their letters."""

from collections.abc import Sequence

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPolygonF

from afterneedle.drawing.chart_style import CENTRE, MIDDLE, SMALL, Ink

TAG_HEIGHT, TAG_PADDING, TRIANGLE = 12.0, 3.5, 6.2  # units


def draw_tag(ink: Ink, left: float, top: float, label: str) -> QRectF:
    """A label in reversed colours; returns the room it took."""
    unit = ink.style.unit
    room = QRectF(left, top, tag_width(ink, label), TAG_HEIGHT * unit)
    ink.painter.setPen(Qt.PenStyle.NoPen)
    ink.painter.setBrush(QColor(ink.style.text))
    ink.painter.drawRoundedRect(room, 2.5 * unit, 2.5 * unit)
    ink.write(room, label, MIDDLE | CENTRE, SMALL, bold=True, colour=ink.style.ground)
    return room


def tag_width(ink: Ink, label: str) -> float:
    """How wide the tag with that label is."""
    return ink.style.width(label, SMALL, bold=True) + 2 * TAG_PADDING * ink.style.unit


def tag_places(lines: Sequence[float], widths: Sequence[float], right: float) -> list[float] | None:
    """Where tags begin so that each is at its line and none covers another; None when there is no room."""
    places: list[float] = []
    for line, width in zip(lines, widths, strict=True):
        left = min(line, right - width)
        if places and left < places[-1] + widths[len(places) - 1]:
            return None
        places.append(left)
    return places


def draw_flag(ink: Ink, x: float, line: QLineF, letter: str, colour: str) -> None:
    """A triangle with its letter at the upper end of a dashed line."""
    size = TRIANGLE * ink.style.unit
    ink.painter.setBrush(Qt.BrushStyle.NoBrush)
    ink.painter.setPen(ink.pen(colour, 0.9, Qt.PenStyle.DashLine))
    ink.painter.drawLine(line)
    centre = QPointF(x, line.y1() + size)
    corners = [
        QPointF(centre.x(), centre.y() - size),
        QPointF(centre.x() + size, centre.y() + size * 0.75),
        QPointF(centre.x() - size, centre.y() + size * 0.75),
    ]
    ink.painter.setPen(ink.pen(ink.style.ground, 0.9))
    ink.painter.setBrush(QColor(colour))
    ink.painter.drawPolygon(QPolygonF(corners))
    room = QRectF(centre.x() - size, centre.y() - size * 0.5, 2 * size, size * 1.2)
    scale = SMALL if len(letter) == 1 else 0.62
    ink.write(room, letter, MIDDLE | CENTRE, scale, bold=True, colour=ink.style.on_flag)
