"""Marks on the body: what was needled, where it is felt, what was flagged; none depends on colour alone."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise, product
from math import hypot
from typing import cast

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF, QTransform

from afterneedle.domain.catalogue import Place
from afterneedle.drawing.body_shapes import anchor
from afterneedle.drawing.body_style import BodyStyle, draw_text, letters

SHOWN_EACH = 2  # sessions at one place that get a disc each; of more, their number is shown
RADIUS = 0.68  # of a disc, in heights of a letter
BARE = 0.7  # of that, for a disc without a number
STRIPES = 0.5  # between the lines of a hatching, in heights of a letter


@dataclass(frozen=True)
class BodyMarks:
    """What to mark at which place.

    `needled` holds the numbers of the sessions, none for a disc without a number; `flagged` the letters of
    the findings.
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
    """The discs and triangles of a place, in a row."""
    sessions = marks.needled.get(place)
    signs = []
    if sessions is not None and len(sessions) > SHOWN_EACH:
        signs = [Sign(False, f"{len(sessions)}×")]
    elif sessions is not None:
        signs = [Sign(False, str(number)) for number in sessions] or [Sign(False, "")]
    return signs + [Sign(True, letter) for letter in marks.flagged.get(place, ())]


def paint_felt(painter: QPainter, shape: QPainterPath, style: BodyStyle) -> None:
    """Hatch a shape."""
    painter.fillPath(shape, QColor(style.soft))
    painter.setPen(QPen(QColor(style.mark), style.size * 0.1))
    painter.drawLines(list(hatching(shape, style.size * STRIPES)))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(shape)


def sign_rows(
    marks: BodyMarks, to_area: Mapping[str, QTransform], area: QRectF, style: BodyStyle
) -> dict[Place, QRectF]:
    """Where the signs of each place go: as near to it as the other signs allow, within the area."""
    rows: dict[Place, QRectF] = {}
    for place in dict.fromkeys([*marks.needled, *marks.flagged]):
        if place.region.view in to_area:
            at = to_area[place.region.view].map(anchor(place))
            rows[place] = _free_row(at, len(signs_at(marks, place)), list(rows.values()), area, style)
    return rows


def paint_signs(
    painter: QPainter, marks: BodyMarks, to_area: Mapping[str, QTransform], area: QRectF, style: BodyStyle
) -> None:
    """Discs and triangles, with a line to their place when they stand beside it."""
    for place, row in sign_rows(marks, to_area, area, style).items():
        at = to_area[place.region.view].map(anchor(place))
        if hypot(row.center().x() - at.x(), row.center().y() - at.y()) > style.size * RADIUS:
            _paint_leader(painter, at, row.center(), style)
        signs = signs_at(marks, place)
        step = row.width() / len(signs)
        for n, sign in enumerate(signs):
            paint_sign(painter, QPointF(row.left() + step * (n + 0.5), row.center().y()), sign, style)


def paint_sign(painter: QPainter, at: QPointF, sign: Sign, style: BodyStyle) -> None:
    """One disc or triangle with its number or letter."""
    radius = style.size * RADIUS
    painter.setPen(QPen(QColor(style.ground), style.size * 0.12))
    painter.setBrush(QColor(style.mark))
    if sign.is_flag:
        low = at.y() + radius
        corners = [
            QPointF(at.x(), at.y() - radius * 1.3),
            QPointF(at.x() + radius * 1.3, low),
            QPointF(at.x() - radius * 1.3, low),
        ]
        painter.drawPolygon(QPolygonF(corners))
    else:
        size = radius if sign.words else radius * BARE
        painter.drawEllipse(at, size, size)
    if sign.words:
        middle = at + QPointF(0, radius * 0.3) if sign.is_flag else at
        scale = (0.8 if sign.is_flag else 0.85) / max(1, 0.6 * len(sign.words))
        draw_text(painter, middle, sign.words, letters(style, scale, bold=True), style.on_mark)


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


def _free_row(at: QPointF, count: int, taken: list[QRectF], area: QRectF, style: BodyStyle) -> QRectF:
    """Room for a row of signs, at `at` or as near as there is some."""
    step = style.size * RADIUS
    row = QRectF(0, 0, count * step * 2.5, step * 2.4)
    outward = -1 if at.x() < area.center().x() else 1
    tries = sorted(product(range(-9, 10), repeat=2), key=lambda t: (hypot(*t), -t[0] * outward, t[1]))
    for right, down in tries:
        row.moveCenter(at + QPointF(right * step, down * step))
        if area.contains(row) and not any(row.intersects(other) for other in taken):
            return row
    row.moveCenter(at)
    return row


def _paint_leader(painter: QPainter, start: QPointF, end: QPointF, style: BodyStyle) -> None:
    for colour, width in ((style.ground, 0.3), (style.mark, 0.1)):
        painter.setPen(QPen(QColor(colour), style.size * width))
        painter.drawLine(start, end)
    painter.setBrush(QColor(style.mark))
    painter.drawEllipse(start, style.size * 0.14, style.size * 0.14)
