"""The signs of sessions and flags, on the body and over a chart, and how those of a chart find room."""

from collections.abc import Sequence

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPolygonF

from afterneedle.drawing.style import CENTRE, MIDDLE, SMALL, Ink, Style

DISC, TRIANGLE = 5.4, 6.6  # units from the middle to the edge, and to the corners at either side
BARE = 0.7  # of that, for a sign with nothing on it
APART = 2 * TRIANGLE + 0.5  # units from the middle of one sign to the middle of the next
EDGE = 0.9  # units of ground around a sign, on what it stands over
TAG_HEIGHT, TAG_PADDING = 12.0, 3.5  # units


def draw_disc(ink: Ink, at: QPointF, number: str, colour: str = "") -> None:
    """A session: a disc with its number, smaller without one."""
    radius = DISC * ink.style.unit * (1 if number else BARE)
    ink.painter.setPen(ink.pen(ink.style.ground, EDGE))
    ink.painter.setBrush(QColor(colour or ink.style.mark))
    ink.painter.drawEllipse(at, radius, radius)
    if number:
        scale = min(SMALL, 1.86 / len(number))
        ink.write_at(at, number, scale, bold=True, colour=ink.style.on_sign)


def draw_triangle(ink: Ink, at: QPointF, letter: str, colour: str = "") -> None:
    """A flag: a triangle with its letter, smaller without one."""
    size = TRIANGLE * ink.style.unit * (1 if letter else BARE)
    low = size * 0.75
    corners = [at + QPointF(0, -size), at + QPointF(size, low), at + QPointF(-size, low)]
    ink.painter.setPen(ink.pen(ink.style.ground, EDGE))
    ink.painter.setBrush(QColor(colour or ink.style.flag))
    ink.painter.drawPolygon(QPolygonF(corners))
    if letter:
        scale = min(0.76, 1.16 / len(letter))
        ink.write_at(at + QPointF(0, size * 0.14), letter, scale, bold=True, colour=ink.style.on_sign)


def draw_flag(ink: Ink, x: float, line: QLineF, letter: str, colour: str) -> None:
    """The triangle of a flag at the upper end of a dashed line."""
    ink.painter.setPen(ink.pen(colour, 0.9, Qt.PenStyle.DashLine))
    ink.painter.drawLine(line)
    draw_triangle(ink, QPointF(x, line.y1() + TRIANGLE * ink.style.unit), letter, colour)


def draw_tag(ink: Ink, left: float, top: float, label: str) -> QRectF:
    """A session by its name, in reversed colours; returns the room it took."""
    unit = ink.style.unit
    room = QRectF(left, top, tag_width(ink.style, label), TAG_HEIGHT * unit)
    ink.painter.setPen(Qt.PenStyle.NoPen)
    ink.painter.setBrush(QColor(ink.style.text))
    ink.painter.drawRoundedRect(room, 2.5 * unit, 2.5 * unit)
    ink.write(room, label, MIDDLE | CENTRE, SMALL, bold=True, colour=ink.style.ground)
    return room


def tag_width(style: Style, label: str) -> float:
    """How wide the tag with that label is."""
    return style.width(label, SMALL, bold=True) + 2 * TAG_PADDING * style.unit


def tag_places(lines: Sequence[float], widths: Sequence[float], right: float) -> list[float] | None:
    """Where tags begin so that each is at its line and none covers another; None when there is no room."""
    places: list[float] = []
    for line, width in zip(lines, widths, strict=True):
        left = min(line, right - width)
        if places and left < places[-1] + widths[len(places) - 1]:
            return None
        places.append(left)
    return places


def spread(wanted: Sequence[float], apart: float, right: float) -> list[float]:
    """The places nearest to those wanted, in order, so far apart, and none beyond `right`."""
    places: list[float] = []
    for x in wanted:
        places.append(max(x, places[-1] + apart) if places else x)
    for n in reversed(range(len(places))):
        places[n] = min(places[n], right)
        right = places[n] - apart
    return places
