"""The curve of one strip: solid where entries are close, dotted over a gap, open where nothing is known."""

from collections.abc import Sequence

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainterPath, QPolygonF

from afterneedle.domain.points import Join, Point, State
from afterneedle.drawing.style import Ink

DOT, ROOM_FOR_DOTS = 1.75, 3.5  # units: radius of a dot, least distance between two


def draw_curve(
    ink: Ink,
    points: Sequence[Point],
    joins: Sequence[Join],
    places: Sequence[QPointF],
    room: QRectF,
    *,
    colour: str = "",
    width: float = 1.25,
    area: str = "",
) -> None:
    """Draws the points, of which `places` says where each is, in a room from none to the worst."""
    colour = colour or ink.style.mark
    runs = _runs(joins)
    if area and QColor(area).alpha():
        for first, last in runs:
            _fill(ink, places[first : last + 1], room.bottom(), area)
    ink.painter.setBrush(Qt.BrushStyle.NoBrush)
    ink.painter.setPen(ink.pen(ink.style.muted, 0.8, Qt.PenStyle.DotLine))
    for n, join in enumerate(joins):
        if join is Join.DOTTED:
            ink.painter.drawLine(QLineF(places[n], places[n + 1]))
    ink.painter.setPen(ink.pen(colour, width))
    for first, last in runs:
        if last > first:
            ink.painter.drawPolyline(QPolygonF(places[first : last + 1]))
    _draw_unrated(ink, points, places, room)
    _draw_dots(ink, points, runs, places, colour)


def _runs(joins: Sequence[Join]) -> list[tuple[int, int]]:
    """First and last of the points that are joined."""
    runs, first = [], 0
    for n, join in enumerate(joins):
        if join is not Join.SOLID:
            runs.append((first, n))
            first = n + 1
    return [*runs, (first, len(joins))]


def _fill(ink: Ink, places: Sequence[QPointF], foot: float, area: str) -> None:
    path = QPainterPath(QPointF(places[0].x(), foot))
    for place in places:
        path.lineTo(place)
    path.lineTo(places[-1].x(), foot)
    ink.painter.fillPath(path, QBrush(QColor(area)))


def _draw_unrated(ink: Ink, points: Sequence[Point], places: Sequence[QPointF], room: QRectF) -> None:
    """A line over the whole scale for what was there and never rated: it may be anywhere on it."""
    ink.painter.setPen(ink.pen(ink.style.muted, 0.8))
    for point, place in zip(points, places, strict=True):
        if point.severity is None:
            ink.painter.drawLine(QLineF(place.x(), room.top(), place.x(), room.bottom()))


def _draw_dots(
    ink: Ink,
    points: Sequence[Point],
    runs: Sequence[tuple[int, int]],
    places: Sequence[QPointF],
    colour: str,
) -> None:
    """A dot for each entry where the curve has room for all, and always for one that no line leads to.

    Full: there, and rated. A ring: none, or not rated, or not there when written.
    """
    joined = sum(last - first for first, last in runs)
    length = sum(places[last].x() - places[first].x() for first, last in runs)
    has_room = length >= joined * ROOM_FOR_DOTS * ink.style.unit
    shown = [n for first, last in runs if has_room or first == last for n in range(first, last + 1)]
    full = [places[n] for n in shown if points[n].state is State.PRESENT and points[n].is_rated]
    rings = [places[n] for n in shown if points[n].state is not State.PRESENT or not points[n].is_rated]
    ink.painter.setPen(Qt.PenStyle.NoPen)
    ink.painter.setBrush(QColor(colour))
    ink.painter.drawPath(_discs(ink, full))
    ink.painter.setPen(ink.pen(colour, 0.9))
    ink.painter.setBrush(QColor(ink.style.ground))
    ink.painter.drawPath(_discs(ink, rings))


def _discs(ink: Ink, places: Sequence[QPointF]) -> QPainterPath:
    """All of them as one shape, which is drawn much faster than each by itself."""
    radius = DOT * ink.style.unit
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.WindingFill)
    for place in places:
        path.addEllipse(place, radius, radius)
    return path
