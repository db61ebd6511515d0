"""One strip of a chart: its label, the room of its curve, and the numbers of its scale."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QLineF, QRectF, Qt

from afterneedle.content.language import _
from afterneedle.content.wording.labels import place_label, symptom_label
from afterneedle.domain.catalogue import Place, PlaceNeed, Scale, Symptom
from afterneedle.drawing.style import CENTRE, END, SMALL, SMALLER, START, TOP, Ink, Style

NARROW = 350  # units; in less width the labels stand above the strips
LABELS, LABELS_SHARE = 150, 0.36  # units, and of the width
NUMBERS, END_ROOM = 16, 4  # units before the curves for the scale, and after them
BESIDE = 8  # units between a label and what is beside it
OVER, UNDER = 7, 5  # units over the worst and under none


@dataclass(frozen=True)
class Line:
    """A line of a label; it wraps."""

    text: str
    scale: float = SMALL
    bold: bool = False
    is_muted: bool = False


@dataclass(frozen=True)
class Frame:
    """How a width is shared: labels from `label_left`, curves from `left` to `right`."""

    width: float
    style: Style

    @property
    def is_narrow(self) -> bool:
        return self.width < NARROW * self.style.unit

    @property
    def _labels(self) -> float:
        return 0 if self.is_narrow else min(LABELS * self.style.unit, self.width * LABELS_SHARE)

    @property
    def left(self) -> float:
        return NUMBERS * self.style.unit + (0 if self.style.mirrored else self._labels)

    @property
    def right(self) -> float:
        return self.width - END_ROOM * self.style.unit - (self._labels if self.style.mirrored else 0)

    def row(self, top: float, lines: Sequence[Line], least: float, sign: float = 0) -> "Row":
        """The next strip; its curve has `least` room, and `sign` more above it."""
        unit = self.style.unit
        if self.is_narrow:
            label = QRectF(0, top + 3 * unit, self.width, 0)
            label.setHeight(_height(self.style, lines, label.width()))
            top, high = label.bottom(), least + sign
        else:
            x = self.width - self._labels + BESIDE * unit if self.style.mirrored else 0
            label = QRectF(x, top + 2 * unit, self._labels - BESIDE * unit, 0)
            label.setHeight(_height(self.style, lines, label.width()))
            high = max(least + sign, label.height() + 5 * unit)
        room = QRectF(self.left, top, self.right - self.left, high)
        return Row(label, room, room.adjusted(0, OVER * unit + sign, 0, -UNDER * unit))


@dataclass(frozen=True)
class Row:
    """Where one strip is drawn: `label` beside or above `room`; `plot` goes from the worst to none."""

    label: QRectF
    room: QRectF
    plot: QRectF

    def y(self, scale: Scale, severity: int | None) -> float:
        """How high a severity stands; what was never rated in the middle of all it may be."""
        share = (scale.top + 1) / 2 / scale.top if severity is None else severity / scale.top
        return self.plot.bottom() - self.plot.height() * share


def head_lines(symptom: Symptom, place: Place | None, everywhere: str) -> list[Line]:
    """The symptom, and where it is; `everywhere`: said where it is asked of all needled places at once."""
    where = place_label(place) if place else ""
    if place is None and symptom.place is PlaceNeed.SITES:
        where = everywhere
    lines = [Line(symptom_label(symptom), scale=1, bold=True)]
    return [*lines, Line(where, is_muted=True)] if where else lines


def _height(style: Style, lines: Sequence[Line], width: float) -> float:
    return sum(style.height(line.text, width, line.scale, line.bold) for line in lines)


def draw_label(ink: Ink, row: Row, lines: Sequence[Line]) -> None:
    """The lines of the label, one under the other."""
    style, room = ink.style, QRectF(row.label)
    side = END if style.mirrored else START
    for line in lines:
        colour = style.muted if line.is_muted else style.text
        ink.write(room, line.text, side | TOP, line.scale, line.bold, colour, wraps=True)
        room.setTop(room.top() + style.height(line.text, room.width(), line.scale, line.bold))


def draw_usual(ink: Ink, left: float, top: float, height: float, until: float) -> None:
    """What the band after a session means, where there is room for it before `until`."""
    meaning = _("usual soreness, 48 h")
    room = QRectF(left, top, ink.style.width(meaning, SMALLER) + ink.style.unit, height)
    if room.right() < until:
        ink.write(room, meaning, START | CENTRE, SMALLER, colour=ink.style.muted)


def draw_scale(ink: Ink, row: Row, scale: Scale, *, has_top: bool) -> None:
    """The zero line's frame, lines to read the height by, none and the worst in numbers."""
    style, unit, room = ink.style, ink.style.unit, row.room
    ink.painter.setPen(ink.pen(style.frame, 0.6))
    for y in (room.top(), room.bottom()) if has_top else (room.bottom(),):
        ink.painter.drawLine(QLineF(room.left(), y, room.right(), y))
    ink.painter.setPen(ink.pen(style.grid, 0.5, Qt.PenStyle.DashLine))
    for value in {Scale.PAIN: (5,), Scale.WORDS: (1, 2), Scale.YES_NO: ()}[scale]:
        y = row.y(scale, value)
        ink.painter.drawLine(QLineF(room.left(), y, room.right(), y))
    words = (_("no"), _("yes")) if scale is Scale.YES_NO else ("0", str(scale.top))
    for value, word in zip((0, scale.top), words, strict=True):
        place = QRectF(room.left() - NUMBERS * unit, row.y(scale, value) - 5 * unit, 0, 10 * unit)
        place.setWidth((NUMBERS - 4) * unit)
        ink.write(place, word, END | CENTRE, SMALLER, colour=style.muted)
