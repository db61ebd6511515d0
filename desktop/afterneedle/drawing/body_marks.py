"""Marks on the body: what was needled, where it is felt, what was flagged; none depends on colour alone."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise, product
from math import ceil, hypot, sqrt
from typing import cast

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainterPath, QTransform

from afterneedle.domain.catalogue import Place
from afterneedle.drawing.body_shapes import anchor
from afterneedle.drawing.signs import APART, DISC, TRIANGLE, draw_disc, draw_triangle
from afterneedle.drawing.style import Ink, Style

SHOWN_EACH = 2  # sessions at one place that get a disc each; of more, their number is shown
LETTERS_EACH = 4  # flags at one place; of more, as many signs, the last of which says how many more
STRIPES = 4.0  # units between the lines of a hatching
REACH = 14  # radii of a disc that a sign may stand away from its place, to either side and up and down


@dataclass(frozen=True)
class BodyMarks:
    """What to mark at which place.

    `needled` holds the numbers of the sessions, none for a disc without a number; `flagged` the letters of
    the findings, the most pressing first.
    """

    needled: Mapping[Place, tuple[int, ...]] = field(default_factory=dict)
    felt: frozenset[Place] = frozenset()
    flagged: Mapping[Place, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class Sign:
    """A disc (needled) or a triangle (flagged) with what is written on it."""

    is_flag: bool
    words: str


def signs_at(marks: BodyMarks, place: Place) -> list[Sign]:
    """The discs and triangles of a place, in order."""
    sessions = marks.needled.get(place)
    signs = []
    if sessions is not None and len(sessions) > SHOWN_EACH:
        signs = [Sign(False, f"{len(sessions)}×")]
    elif sessions is not None:
        signs = [Sign(False, str(number)) for number in sessions] or [Sign(False, "")]
    letters = marks.flagged.get(place, ())
    if len(letters) > LETTERS_EACH:
        shown = letters[: LETTERS_EACH - 1]
        letters = (*shown, f"+{len(letters) - len(shown)}")
    return signs + [Sign(True, letter) for letter in letters]


def draw_felt(ink: Ink, shape: QPainterPath) -> None:
    """Hatch a shape."""
    ink.painter.fillPath(shape, QColor(ink.style.tint))
    ink.painter.setPen(ink.pen(ink.style.mark, 0.8))
    ink.painter.drawLines(list(hatching(shape, STRIPES * ink.style.unit)))
    ink.painter.setBrush(Qt.BrushStyle.NoBrush)
    ink.painter.drawPath(shape)


def sign_rooms(
    marks: BodyMarks,
    layout: Mapping[str, QTransform],
    area: QRectF,
    style: Style,
    captions: Sequence[QRectF],
) -> dict[Place, QRectF]:
    """Where the signs of each place go: as near to it as captions and other signs allow, within the area."""
    rooms: dict[Place, QRectF] = {}
    for place in dict.fromkeys([*marks.needled, *marks.flagged]):
        if place.region.view in layout:
            to_area = layout[place.region.view]
            at, middle = to_area.map(anchor(place)), to_area.map(QPointF()).x()
            taken = [*captions, *rooms.values()]
            rooms[place] = _free_room(at, middle, len(signs_at(marks, place)), taken, area, style)
    return rooms


def spots_in(room: QRectF, count: int) -> list[QPointF]:
    """The middles of so many signs in their room: line under line, the last one centred."""
    columns, lines = _grid(count)
    across, down = room.width() / columns, room.height() / lines
    spots = []
    for n in range(count):
        line, column = divmod(n, columns)
        beside = min(columns, count - line * columns)
        x = room.center().x() + (column - (beside - 1) / 2) * across
        spots.append(QPointF(x, room.top() + (line + 0.5) * down))
    return spots


def draw_signs(
    ink: Ink,
    marks: BodyMarks,
    layout: Mapping[str, QTransform],
    area: QRectF,
    captions: Sequence[QRectF],
) -> None:
    """Discs and triangles, with a line to their place when they stand beside it; no line covers a sign."""
    signs: list[tuple[QPointF, Sign]] = []
    for place, room in sign_rooms(marks, layout, area, ink.style, captions).items():
        at = layout[place.region.view].map(anchor(place))
        mine = signs_at(marks, place)
        spots = spots_in(room, len(mine))
        if _apart(room.center(), at) > DISC * ink.style.unit:
            _draw_leader(ink, at, min(spots, key=lambda spot: _apart(spot, at)))
        signs += zip(spots, mine, strict=True)
    for spot, sign in signs:
        draw_sign(ink, spot, sign)


def draw_sign(ink: Ink, at: QPointF, sign: Sign) -> None:
    """One disc or triangle with its number or letter."""
    draw = draw_triangle if sign.is_flag else draw_disc
    draw(ink, at, sign.words)


def hatching(shape: QPainterPath, step: float) -> Iterator[QLineF]:
    """Lines rising to the right, `step` apart, cut at the edge of the shape, so that no clip is needed."""
    edges = [
        edge for polygon in shape.toSubpathPolygons() for edge in pairwise(cast("list[QPointF]", polygon))
    ]
    box = shape.boundingRect()
    first = int((box.left() + box.top()) / step)
    for number in range(first, int((box.right() + box.bottom()) / step) + 1):
        line = step * (number + 0.5)  # all points with x + y = line
        cuts = sorted(_cuts(edges, line))
        for start, end in zip(cuts[::2], cuts[1::2], strict=False):
            yield QLineF(start, line - start, end, line - end)


def _cuts(edges: list[tuple[QPointF, QPointF]], line: float) -> Iterator[float]:
    """Where the edges cross the line, by x."""
    for one, other in edges:
        before, after = one.x() + one.y() - line, other.x() + other.y() - line
        if (before < 0) != (after < 0):
            yield one.x() + (other.x() - one.x()) * before / (before - after)


def _free_room(
    at: QPointF, middle: float, count: int, taken: Sequence[QRectF], area: QRectF, style: Style
) -> QRectF:
    """Room for the signs of a place at `at`, or as near as there is some: on its own side if that has any.

    `middle`: where the body's is, across.
    """
    columns, lines = _grid(count)
    step = DISC * style.unit
    room = QRectF(0, 0, columns * APART * style.unit, lines * 2 * TRIANGLE * style.unit)
    side = -1 if at.x() < middle else 1
    nearest = min(abs(at.x() - middle), APART / 2 * style.unit)
    other_side: QRectF | None = None
    for right, down in _steps(side):
        room.moveCenter(at + QPointF(right * step, down * step))
        if not area.contains(room) or any(room.intersects(other) for other in taken):
            continue
        if min((spot.x() - middle) * side for spot in spots_in(room, count)) >= nearest:
            return room
        other_side = other_side or QRectF(room)
    room.moveCenter(at)
    return other_side or room


def _grid(count: int) -> tuple[int, int]:
    """In how many columns and lines so many signs stand, about as wide as high."""
    columns = ceil(sqrt(count))
    return columns, ceil(count / columns)


@cache
def _steps(outward: int) -> tuple[tuple[int, int], ...]:
    """Where signs may stand, in radii of a disc from its place: the nearest first, outward before inward."""
    reach = range(-REACH, REACH + 1)
    steps = product(reach, reach)
    return tuple(sorted(steps, key=lambda t: (hypot(*t), -t[0] * outward, t[1])))


def _draw_leader(ink: Ink, start: QPointF, end: QPointF) -> None:
    for colour, width in ((ink.style.ground, 2.4), (ink.style.mark, 0.8)):
        ink.painter.setPen(ink.pen(colour, width))
        ink.painter.drawLine(start, end)
    ink.painter.setBrush(QColor(ink.style.mark))
    ink.painter.drawEllipse(start, 1.1 * ink.style.unit, 1.1 * ink.style.unit)


def _apart(one: QPointF, other: QPointF) -> float:
    return hypot(one.x() - other.x(), one.y() - other.y())
