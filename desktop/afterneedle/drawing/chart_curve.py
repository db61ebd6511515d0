"""The curve of one strip: solid where entries are close, dotted over a gap, open where nothing is known."""

from collections.abc import Sequence

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainterPath, QPolygonF

from afterneedle.domain.points import Join, Point, State
from afterneedle.drawing.chart_style import Ink

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
    colour = colour or ink.style.line
    runs = _runs(joins)
    if QColor(area).alpha():
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
    """A dot for each entry where there is room, and always for one that no line leads to."""
    unit = ink.style.unit
    for first, last in runs:
        span = places[last].x() - places[first].x()
        if first < last and span < (last - first) * ROOM_FOR_DOTS * unit:
            continue
        for n in range(first, last + 1):
            _draw_dot(ink, points[n], places[n], colour)


def _draw_dot(ink: Ink, point: Point, place: QPointF, colour: str) -> None:
    """Full: there, and rated. A ring: none, or not rated, or not there when written."""
    radius = DOT * ink.style.unit
    if point.state is State.PRESENT and point.is_rated:
        ink.painter.setPen(Qt.PenStyle.NoPen)
        ink.painter.setBrush(QColor(colour))
    else:
        ink.painter.setPen(ink.pen(colour, 0.9))
        ink.painter.setBrush(QColor(ink.style.ground))
    ink.painter.drawEllipse(place, radius, radius)
