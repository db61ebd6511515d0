"""Sessions laid over one another: the curves of one symptom, each from the hour its session ended."""

from collections.abc import Iterator, Sequence
from math import ceil, hypot

from PySide6.QtCore import QLineF, QPointF, QRectF
from PySide6.QtGui import QColor, QPainter

from afterneedle.content.language import _
from afterneedle.content.wording.timelines import curve_course
from afterneedle.content.wording.times import hours_label
from afterneedle.domain.by_session import Curve, Overlay
from afterneedle.domain.catalogue import PlaceNeed
from afterneedle.domain.days import SORE
from afterneedle.drawing.chart_curve import draw_curve
from afterneedle.drawing.chart_strip import Frame, Line, Row, draw_label, draw_scale, draw_usual, head_lines
from afterneedle.drawing.signs import DISC, draw_disc
from afterneedle.drawing.style import MIDDLE, SMALL, TOP, Ink, Style

HIGH, FOOT, APART = 74, 16, 10  # units for a curve, for its hours, and between two symptoms
OVER = 8 * SMALL  # units above a curve, for what its band means
LEAST_HOURS = 72
NEWEST_LINE, OLDER_LINE = 1.8, 1.0  # units


class ChartBySession:
    """Overlays laid out in a width: paints itself, and knows where each point is.

    `spots` has a row for each curve, in the order of the overlays and their curves.
    """

    def __init__(self, overlays: Sequence[Overlay], style: Style, width: float) -> None:
        self.overlays, self.style, self.width = overlays, style, width
        self._frame = Frame(width, style)
        self._labels = tuple(map(_label, overlays))
        self.rows = tuple(self._rows())
        self.height = self.rows[-1].room.bottom() + FOOT * style.unit if self.rows else 0.0
        self.spots = tuple(
            tuple(self._spot(row, overlay, curve, n) for n in range(len(curve.points)))
            for row, overlay in zip(self.rows, overlays, strict=True)
            for curve in overlay.curves
        )

    def paint(self, painter: QPainter) -> None:
        """Draws it from 0, 0; the ground is left as it is."""
        ink = Ink(painter, self.style)
        spots = iter(self.spots)
        for row, overlay, lines in zip(self.rows, self.overlays, self._labels, strict=True):
            is_soreness = overlay.symptom.place is PlaceNeed.SITES
            if is_soreness:
                self._draw_window(ink, row, overlay)
            self._draw_hours(ink, row, overlay)
            if is_soreness:
                self._draw_meaning(ink, row, overlay)
            draw_scale(ink, row, overlay.symptom.scale, has_top=True)
            draw_label(ink, row, lines)
            mine = [next(spots) for _curve in overlay.curves]
            for curve, places in zip(overlay.curves, mine, strict=True):
                self._draw_curve(ink, row, curve, places, is_newest=curve is overlay.curves[-1])
            self._draw_numbers(ink, row, overlay, mine)

    def _rows(self) -> Iterator[Row]:
        unit = self.style.unit
        top = 0.0
        for lines in self._labels:
            row = self._frame.row(top, lines, HIGH * unit, sign=OVER * unit)
            yield row
            top = row.room.bottom() + (FOOT + APART) * unit

    def _x(self, overlay: Overlay, hours: float) -> float:
        numbers = 2 * (DISC + 2) * self.style.unit  # room for a number after the last point
        width = self._frame.right - self._frame.left - numbers
        return self._frame.left + width * hours / _hours(overlay)

    def _spot(self, row: Row, overlay: Overlay, curve: Curve, n: int) -> QPointF:
        point = curve.points[n]
        return QPointF(self._x(overlay, curve.hours(point)), row.y(overlay.symptom.scale, point.severity))

    def _draw_hours(self, ink: Ink, row: Row, overlay: Overlay) -> None:
        unit, room = self.style.unit, row.room
        wide = ink.style.width(hours_label(_hours(overlay)), SMALL) + 6 * unit
        day = self._x(overlay, 24) - room.left()
        every = ceil(wide / day)
        for days in range(_hours(overlay) // 24 + 1):
            x = self._x(overlay, days * 24)
            ink.painter.setPen(ink.pen(self.style.grid, 0.5))
            ink.painter.drawLine(QLineF(x, room.top(), x, room.bottom()))
            if days % every == 0:
                place = QRectF(x - wide / 2, room.bottom() + 3 * unit, wide, 11 * unit)
                ink.write(place, hours_label(days * 24), MIDDLE | TOP, SMALL, colour=self.style.muted)

    def _draw_window(self, ink: Ink, row: Row, overlay: Overlay) -> None:
        """The hours in which soreness is usual."""
        room = row.room
        until = self._x(overlay, SORE.total_seconds() / 3600)
        band = QRectF(room.left(), room.top(), until - room.left(), room.height())
        ink.painter.fillRect(band, QColor(self.style.band))

    def _draw_meaning(self, ink: Ink, row: Row, overlay: Overlay) -> None:
        unit, room = self.style.unit, row.room
        until = self._x(overlay, SORE.total_seconds() / 3600)
        draw_usual(ink, room.left() + 4 * unit, room.top() + 2 * unit, 10 * unit, until)

    def _draw_curve(
        self, ink: Ink, row: Row, curve: Curve, places: Sequence[QPointF], *, is_newest: bool
    ) -> None:
        draw_curve(
            ink,
            curve.points,
            curve.joins,
            places,
            row.plot,
            colour=self.style.mark if is_newest else self.style.muted,
            width=NEWEST_LINE if is_newest else OLDER_LINE,
            area=self.style.area if is_newest else "",
        )

    def _draw_numbers(
        self, ink: Ink, row: Row, overlay: Overlay, places: Sequence[Sequence[QPointF]]
    ) -> None:
        """The number of each session in a disc after its curve, none over another."""
        radius = DISC * self.style.unit
        taken: list[QPointF] = []
        for curve, spots in zip(overlay.curves, places, strict=True):
            centre = QPointF(spots[-1].x() + radius * 1.6, min(spots[-1].y(), row.plot.bottom() - radius / 2))
            while any(_touch(centre, other, radius) for other in taken):
                centre.setY(centre.y() - radius)
            taken.append(centre)
            is_newest = curve is overlay.curves[-1]
            colour = self.style.mark if is_newest else self.style.muted
            draw_disc(ink, centre, str(curve.number), colour)


def _label(overlay: Overlay) -> list[Line]:
    head = head_lines(overlay.symptom, overlay.place, _("The strongest place of each check-in"))
    curves = [curve_course(overlay.symptom, curve) for curve in overlay.curves]
    newest = len(curves) - 1
    return [*head, *(Line(text, bold=n == newest) for n, text in enumerate(curves))]


def _hours(overlay: Overlay) -> int:
    """How many hours are shown: whole days, so that the last line is at the end."""
    return max(LEAST_HOURS, 24 * ceil(overlay.hours / 24))


def _touch(one: QPointF, other: QPointF, radius: float) -> bool:
    """Whether discs around these points cover each other."""
    return hypot(one.x() - other.x(), one.y() - other.y()) < 1.95 * radius
