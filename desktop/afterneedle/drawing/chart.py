"""The severity chart: a strip for each symptom and place over one axis of days.

One drawing for the screen, light or dark, for an SVG in the report and for pictures. Zero is a ring on the
zero line, no entry is nothing, what was not asked is not drawn.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from afterneedle.content.language import _
from afterneedle.content.wording.labels import place_label, symptom_label
from afterneedle.content.wording.timelines import session_label, strip_course
from afterneedle.domain.catalogue import PlaceNeed, Scale
from afterneedle.domain.records import Level
from afterneedle.domain.timeline import FlagMark, SessionMark, Strip, Timeline
from afterneedle.drawing.chart_axis import Tick, ticks
from afterneedle.drawing.chart_curve import draw_curve
from afterneedle.drawing.chart_marks import TRIANGLE, draw_flag, draw_tag, tag_places, tag_width
from afterneedle.drawing.chart_style import (
    CENTRE,
    END,
    MIDDLE,
    SMALL,
    SMALLER,
    START,
    TOP,
    ChartStyle,
    Ink,
)

NARROW = 350  # units; in less width the labels stand above the strips
LABELS, LABELS_SHARE = 150, 0.34  # units, and of the width
HEAD, FOOT, SCALE = 20, 15, 16  # units for the sessions, the dates and the numbers of the scale
STRIPS = {4: 44, 6: 38}  # units of a strip's height, by how many there are at most
LOWEST = 32
SIGN = 6  # units more above the curve of a strip that has a flag
BETWEEN = 6  # units between two dates


@dataclass(frozen=True)
class Row:
    """Where one strip is drawn: `label` beside or above `room`; `plot` goes from none to the worst."""

    label: QRectF
    room: QRectF
    plot: QRectF


class Chart:
    """A timeline laid out in a width: paints itself, and knows where each point is.

    `rows[n]` and `spots[n]` belong to strip n of the timeline.
    """

    def __init__(self, timeline: Timeline, style: ChartStyle, width: float) -> None:
        self.timeline, self.style, self.width = timeline, style, width
        unit = style.unit
        self.is_narrow = width < NARROW * unit
        self._labels = 0.0 if self.is_narrow else min(LABELS * unit, width * LABELS_SHARE)
        left = SCALE * unit + (0 if style.mirrored else self._labels)
        right = width - 4 * unit - (self._labels + 6 * unit if style.mirrored and self._labels else 0)
        self._left, self._right = left, right
        self.rows = tuple(self._rows())
        self.height = (self.rows[-1].room.bottom() if self.rows else HEAD * unit) + FOOT * unit
        self.spots = tuple(
            tuple(QPointF(self._x(p.at), self._y(row, strip, p.severity)) for p in strip.points)
            for row, strip in zip(self.rows, timeline.strips, strict=True)
        )

    def paint(self, painter: QPainter) -> None:
        """Draws it from 0, 0; the ground is left as it is."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ink = Ink(painter, self.style)
        self._draw_windows(ink)
        self._draw_days(ink)
        for n, (row, strip) in enumerate(zip(self.rows, self.timeline.strips, strict=True)):
            self._draw_scale(ink, row, strip, is_first=n == 0)
            self._draw_label(ink, row, strip)
            draw_curve(ink, strip.points, strip.joins, self.spots[n], row.plot, area=self.style.area)
        self._draw_sessions(ink)
        for n in range(len(self.rows)):
            self._draw_highest(ink, n)
        self._draw_flags(ink)

    # where things are

    def _rows(self) -> Iterator[Row]:
        unit, count = self.style.unit, len(self.timeline.strips)
        least = next((high for most, high in STRIPS.items() if count <= most), LOWEST) * unit
        top = HEAD * unit
        flagged = {mark.strip for mark in self.timeline.flags}
        for n, strip in enumerate(self.timeline.strips):
            sign = SIGN * unit if n in flagged else 0
            if self.is_narrow:
                label = QRectF(0, top + 3 * unit, self.width, 0)
                label.setHeight(self._label_height(strip, label.width()))
                room = QRectF(self._left, label.bottom(), self._right - self._left, LOWEST * unit + sign)
            else:
                x = self.width - self._labels if self.style.mirrored else 0.0
                label = QRectF(x, top + 2 * unit, self._labels - 8 * unit, 0)
                label.setHeight(self._label_height(strip, label.width()))
                high = max(least + sign, label.height() + 5 * unit)
                room = QRectF(self._left, top, self._right - self._left, high)
            yield Row(label, room, room.adjusted(0, 7 * unit + sign, 0, -5 * unit))
            top = room.bottom()

    def _label_height(self, strip: Strip, width: float) -> float:
        lines = zip(self._label(strip), (1, SMALL, SMALL), (True, False, False), strict=True)
        return sum(self.style.height(line, width, scale, bold) for line, scale, bold in lines if line)

    def _label(self, strip: Strip) -> tuple[str, str, str]:
        place = place_label(strip.place) if strip.place else ""
        if strip.place is None and strip.symptom.place is PlaceNeed.SITES:
            place = _("All places that were needled")
        return symptom_label(strip.symptom), place, strip_course(strip, self.timeline.now)

    def _x(self, at: datetime) -> float:
        begins, ends = self.timeline.begins.timestamp(), self.timeline.ends.timestamp()
        share = (at.timestamp() - begins) / (ends - begins)
        return self._left + (self._right - self._left) * min(1.0, max(0.0, share))

    def _y(self, row: Row, strip: Strip, severity: float | None) -> float:
        top = strip.symptom.scale.top
        share = (top + 1) / 2 / top if severity is None else severity / top
        return row.plot.bottom() - row.plot.height() * share

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
            if left + width <= self._right + 4 * unit:
                room = QRectF(left, foot + 3 * unit, width, 11 * unit)
                ink.write(room, tick.label, MIDDLE | TOP, SMALL, colour=self.style.muted)

    def _draw_scale(self, ink: Ink, row: Row, strip: Strip, *, is_first: bool) -> None:
        unit, scale, top = self.style.unit, strip.symptom.scale, strip.symptom.scale.top
        ink.painter.setPen(ink.pen(self.style.frame, 0.6))
        edges = (row.room.top(), row.room.bottom()) if is_first or self.is_narrow else (row.room.bottom(),)
        for y in edges:
            ink.painter.drawLine(QLineF(row.room.left(), y, row.room.right(), y))
        ink.painter.setPen(ink.pen(self.style.grid, 0.5, Qt.PenStyle.DashLine))
        for value in {Scale.PAIN: (5,), Scale.WORDS: (1, 2), Scale.YES_NO: ()}[scale]:
            y = self._y(row, strip, value)
            ink.painter.drawLine(QLineF(row.room.left(), y, row.room.right(), y))
        words = (_("no"), _("yes")) if scale is Scale.YES_NO else ("0", str(top))
        for value, word in zip((0, top), words, strict=True):
            y = self._y(row, strip, value)
            room = QRectF(row.room.left() - SCALE * unit, y - 5 * unit, (SCALE - 4) * unit, 10 * unit)
            ink.write(room, word, END | CENTRE, SMALLER, colour=self.style.muted)

    def _draw_label(self, ink: Ink, row: Row, strip: Strip) -> None:
        side = END if self.style.mirrored else START
        looks = ((1.0, True, ""), (SMALL, False, self.style.muted), (SMALL, False, ""))
        room = QRectF(row.label)
        for line, (scale, bold, colour) in zip(self._label(strip), looks, strict=True):
            if line:
                ink.write(room, line, side | TOP, scale, bold, colour, wraps=True)
                room.setTop(room.top() + self.style.height(line, room.width(), scale, bold))

    def _draw_sessions(self, ink: Ink) -> None:
        unit = self.style.unit
        marks = [m for m in self.timeline.sessions if m.session.ended_at >= self.timeline.begins]
        lines = [self._x(m.session.ended_at) for m in marks]
        ink.painter.setPen(ink.pen(self.style.text, 1))
        for x in lines:
            for n, row in enumerate(self.rows):
                top = row.room.top() - (6 * unit if n == 0 and not self.is_narrow else 0)
                ink.painter.drawLine(QLineF(x, top, x, row.room.bottom()))
        for labels in ([session_label(m.number) for m in marks], [str(m.number) for m in marks]):
            widths = [tag_width(ink, label) for label in labels]
            places = tag_places([x - 3 * unit for x in lines], widths, self._right + 4 * unit)
            if places is not None:
                self._draw_tags(ink, marks, labels, places)
                return

    def _draw_tags(
        self, ink: Ink, marks: Sequence[SessionMark], labels: Sequence[str], places: Sequence[float]
    ) -> None:
        """The tags, and beside each, where there is room, what the band means."""
        unit, meaning = self.style.unit, _("usual soreness, 48 h")
        wide = self.style.width(meaning, SMALLER)
        for n, (label, left) in enumerate(zip(labels, places, strict=True)):
            tag = draw_tag(ink, left, 2 * unit, label)
            room = QRectF(tag.right() + 4 * unit, tag.top(), wide + unit, tag.height())
            until = places[n + 1] if n + 1 < len(marks) else self._right + 4 * unit
            if room.right() < until:
                ink.write(room, meaning, START | CENTRE, SMALLER, colour=self.style.muted)

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
        left, top = spot.x() - width / 2, spot.y() - 11.5 * unit
        if any(left - unit < x < left + width + unit for x in lines):
            left = spot.x() + 2.5 * unit
        if top < row.room.top():
            left, top = spot.x() + 3.5 * unit, spot.y() - 5 * unit
        if left + width > self._right:
            left = spot.x() - 2.5 * unit - width
        ink.write(QRectF(left, top, width, 10 * unit), word, MIDDLE | CENTRE, SMALL, bold=True)

    def _draw_flags(self, ink: Ink) -> None:
        """Triangles that would cover each other stand side by side; their lines stay where they belong."""
        unit = self.style.unit
        taken: dict[int | None, float] = {}
        for mark in sorted(self.timeline.flags, key=lambda m: m.at):
            if not self.rows:
                continue
            room, x = self._flag_room(mark), self._x(mark.at)
            wanted = x if mark.strip is not None else x - (TRIANGLE + 4) * unit
            drawn = max(wanted, taken.get(mark.strip, wanted) + 0.5 * unit)
            taken[mark.strip] = drawn + 2 * TRIANGLE * unit
            colour = self.style.alarm if mark.flag.level is Level.EMERGENCY else self.style.flag
            draw_flag(ink, drawn, QLineF(x, room.top(), x, room.bottom()), mark.letter, colour)

    def _flag_room(self, mark: FlagMark) -> QRectF:
        """From where to where its line goes: over its strip, or beside the tag of its session."""
        if mark.strip is not None:
            return self.rows[mark.strip].room
        return QRectF(0, 2 * self.style.unit, 0, (HEAD - 2) * self.style.unit)
