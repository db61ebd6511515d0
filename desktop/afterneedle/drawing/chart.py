"""The severity chart: a strip for each symptom and place over one axis of days.

One drawing for the screen, light or dark, for an SVG in the report and for pictures. Zero is a ring on the
zero line, no entry is nothing, what was not asked is not drawn.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import cached_property

from PySide6.QtCore import QLineF, QPointF, QRectF
from PySide6.QtGui import QColor, QPainter

from afterneedle.content.language import _
from afterneedle.content.wording.timelines import session_label, strip_course
from afterneedle.domain.catalogue import Scale
from afterneedle.domain.records import Level
from afterneedle.domain.timeline import FlagMark, SessionMark, Strip, Timeline
from afterneedle.drawing.chart_axis import Tick, ticks
from afterneedle.drawing.chart_curve import draw_curve
from afterneedle.drawing.chart_strip import (
    END_ROOM,
    Frame,
    Line,
    Row,
    draw_label,
    draw_scale,
    draw_usual,
    head_lines,
)
from afterneedle.drawing.signs import (
    APART,
    TRIANGLE,
    draw_flag,
    draw_tag,
    draw_triangle,
    spread,
    tag_places,
    tag_width,
)
from afterneedle.drawing.style import CENTRE, MIDDLE, SMALL, TOP, Ink, Style

HEAD, FOOT = 20, 15  # units for the sessions and for the dates
STRIPS = {4: 44, 6: 38}  # units of a strip's height, by how many there are at most
LOWEST = 32
SIGN = 6  # units more above the curve of a strip that has a flag
BETWEEN = 6  # units between two dates


class Chart:
    """A timeline laid out in a width: paints itself, and knows where each point is.

    `rows[n]` and `spots[n]` belong to strip n of the timeline. `is_dense`: no higher than it has to be.
    """

    def __init__(self, timeline: Timeline, style: Style, width: float, *, is_dense: bool = False) -> None:
        self.timeline, self.style, self.width = timeline, style, width
        self._is_dense = is_dense
        self._frame = frame = Frame(width, style)
        self._left, self._right = frame.left, frame.right
        self._labels = tuple(self._label(strip) for strip in timeline.strips)
        self.rows = tuple(self._rows())
        self.height = (self.rows[-1].room.bottom() if self.rows else HEAD * style.unit) + FOOT * style.unit
        self.spots = tuple(
            tuple(QPointF(self._x(p.at), row.y(strip.symptom.scale, p.severity)) for p in strip.points)
            for row, strip in zip(self.rows, timeline.strips, strict=True)
        )

    @property
    def is_narrow(self) -> bool:
        """True when the labels stand above the strips."""
        return self._frame.is_narrow

    def paint(self, painter: QPainter) -> None:
        """Draws it from 0, 0; the ground is left as it is."""
        ink = Ink(painter, self.style)
        self._draw_windows(ink)
        self._draw_days(ink)
        for n, (row, strip) in enumerate(zip(self.rows, self.timeline.strips, strict=True)):
            draw_scale(ink, row, strip.symptom.scale, has_top=n == 0 or self.is_narrow)
            draw_label(ink, row, self._labels[n])
            draw_curve(ink, strip.points, strip.joins, self.spots[n], row.plot, area=self.style.area)
        self._draw_sessions(ink)
        for n in range(len(self.rows)):
            self._draw_highest(ink, n)
        self._draw_flags(ink)

    # where things are

    def _rows(self) -> Iterator[Row]:
        unit, count = self.style.unit, len(self.timeline.strips)
        least = next((high for most, high in STRIPS.items() if count <= most), LOWEST)
        least = LOWEST if self.is_narrow or self._is_dense else least
        flagged = {mark.strip for mark in self.timeline.flags}
        top = HEAD * unit
        for n, lines in enumerate(self._labels):
            row = self._frame.row(top, lines, least * unit, SIGN * unit if n in flagged else 0)
            yield row
            top = row.room.bottom()

    def _label(self, strip: Strip) -> list[Line]:
        head = head_lines(strip.symptom, strip.place, _("All places that were needled"))
        return [*head, Line(strip_course(strip, self.timeline.now))]

    def _x(self, at: datetime) -> float:
        begins, ends = self.timeline.begins.timestamp(), self.timeline.ends.timestamp()
        share = (at.timestamp() - begins) / (ends - begins)
        return self._left + (self._right - self._left) * min(1.0, max(0.0, share))

    @cached_property
    def _ticks(self) -> list[Tick]:
        def width_of(label: str) -> float:
            return self.style.width(label, SMALL) + BETWEEN * self.style.unit

        return ticks(self.timeline.begins, self.timeline.ends, self._right - self._left, width_of)

    # what is drawn

    def _draw_windows(self, ink: Ink) -> None:
        """The hours after each session in which soreness is usual."""
        for mark in self.timeline.sessions:
            first, last = self._x(mark.session.ended_at), self._x(mark.sore_until)
            for row in self.rows:
                band = QRectF(first, row.room.top(), last - first, row.room.height())
                ink.painter.fillRect(band, QColor(self.style.band))

    def _draw_days(self, ink: Ink) -> None:
        unit = self.style.unit
        foot = self.rows[-1].room.bottom() if self.rows else HEAD * unit
        for tick, after in zip(self._ticks, [*self._ticks[1:], None], strict=True):
            x = self._x(tick.at)
            ink.painter.setPen(ink.pen(self.style.grid, 0.5))
            for row in self.rows:
                ink.painter.drawLine(QLineF(x, row.room.top(), x, row.room.bottom()))
            width = ink.style.width(tick.label, SMALL) + unit
            until = self._x(after.at) if after else self._right
            middle = x + min((until - x) / 2, width) if tick.is_centred else x + width / 2
            left = middle - width / 2
            if left + width <= self._right + END_ROOM * unit:
                room = QRectF(left, foot + 3 * unit, width, 11 * unit)
                ink.write(room, tick.label, MIDDLE | TOP, SMALL, colour=self.style.muted)

    def _draw_sessions(self, ink: Ink) -> None:
        """A line for each session, thin where there are too many to name."""
        unit = self.style.unit
        marks = [m for m in self.timeline.sessions if m.session.ended_at >= self.timeline.begins]
        lines = [self._x(m.session.ended_at) for m in marks]
        tags = self._tags(marks, lines)
        ink.painter.setPen(ink.pen(self.style.text, 1 if tags else 0.5))
        for x in lines:
            for n, row in enumerate(self.rows):
                top = row.room.top() - (6 * unit if n == 0 and not self.is_narrow else 0)
                ink.painter.drawLine(QLineF(x, top, x, row.room.bottom()))
        for n, (label, left) in enumerate(tags):
            tag = draw_tag(ink, left, 2 * unit, label)
            until = tags[n + 1][1] if n + 1 < len(tags) else self._right + END_ROOM * unit
            draw_usual(ink, tag.right() + 4 * unit, tag.top(), tag.height(), until)

    def _tags(self, marks: Sequence[SessionMark], lines: Sequence[float]) -> list[tuple[str, float]]:
        """What each session is called and where that begins: by name or by number; none without room."""
        unit = self.style.unit
        for labels in ([session_label(m.number) for m in marks], [str(m.number) for m in marks]):
            widths = [tag_width(self.style, label) for label in labels]
            places = tag_places([x - 3 * unit for x in lines], widths, self._right + END_ROOM * unit)
            if places is not None:
                return list(zip(labels, places, strict=True))
        return []

    def _draw_highest(self, ink: Ink, n: int) -> None:
        """The highest value in numbers, beside its point and clear of a flag's sign."""
        strip, row, unit = self.timeline.strips[n], self.rows[n], self.style.unit
        highest = strip.highest
        if not highest.severity or strip.symptom.scale is Scale.YES_NO:
            return
        spot = self.spots[n][strip.points.index(highest)]
        word = str(highest.severity)
        width = self.style.width(word, SMALL, bold=True) + unit
        lines = [self._x(m.at) for m in self.timeline.flags if m.strip == n]
        lines += [self._x(m.session.ended_at) for m in self.timeline.sessions]
        beside, top = 3 * unit, spot.y() - 11.5 * unit
        lefts = [spot.x() - width / 2, spot.x() + beside, spot.x() - beside - width]
        if top < row.room.top():
            top, lefts = spot.y() - 5 * unit, lefts[1:]
        clear = (
            left
            for left in lefts
            if self._left < left < self._right - width
            and not any(left - unit < x < left + width + unit for x in lines)
        )
        left = next(clear, lefts[0])
        ink.write(QRectF(left, top, width, 10 * unit), word, MIDDLE | CENTRE, SMALL, bold=True)

    def _draw_flags(self, ink: Ink) -> None:
        if not self.rows:
            return
        for strip in dict.fromkeys(mark.strip for mark in self.timeline.flags):
            marks = sorted((m for m in self.timeline.flags if m.strip == strip), key=lambda m: m.at)
            if len(marks) * APART * self.style.unit > self._right - self._left:
                self._draw_bare_flags(ink, [m for m in marks if m.flag.closed_at])
                marks = [m for m in marks if not m.flag.closed_at]
            self._draw_lettered_flags(ink, marks)

    def _draw_lettered_flags(self, ink: Ink, marks: Sequence[FlagMark]) -> None:
        """Triangles that would cover each other stand side by side; their lines stay where they belong."""
        unit = self.style.unit
        lines = [self._x(mark.at) for mark in marks]
        beside = [
            0 if m.strip is not None else (TRIANGLE + 4) * unit for m in marks
        ]  # a session's tag is there
        wanted = [x - left for x, left in zip(lines, beside, strict=True)]
        for mark, x, place in zip(marks, lines, spread(wanted, APART * unit, self._right), strict=True):
            room = self._flag_room(mark)
            line = QLineF(x, room.top(), x, room.bottom())
            draw_flag(ink, place, line, mark.letter, self._flag_colour(mark))

    def _draw_bare_flags(self, ink: Ink, marks: Sequence[FlagMark]) -> None:
        """Triangles without a letter or a line, where there are too many for that."""
        for mark in marks:
            at = QPointF(self._x(mark.at), self._flag_room(mark).top() + TRIANGLE * self.style.unit)
            draw_triangle(ink, at, "", self._flag_colour(mark))

    def _flag_colour(self, mark: FlagMark) -> str:
        return self.style.alarm if mark.flag.level is Level.EMERGENCY else self.style.flag

    def _flag_room(self, mark: FlagMark) -> QRectF:
        """From where to where its line goes: over its strip, or beside the tag of its session."""
        if mark.strip is not None:
            return self.rows[mark.strip].room
        return QRectF(0, 2 * self.style.unit, 0, (HEAD - 2) * self.style.unit)
