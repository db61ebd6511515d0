"""The body, front and back, with its marks: for the window, for paper and for tests from the same lines."""

from collections.abc import Iterator, Mapping, Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QTransform

from afterneedle.content.language import _
from afterneedle.drawing.body_marks import BodyMarks, Sign, draw_felt, draw_sign, draw_signs
from afterneedle.drawing.body_shapes import BOUNDS, VIEWS, figure, shape_of
from afterneedle.drawing.signs import DISC, TRIANGLE
from afterneedle.drawing.style import SMALL, Ink, Style

CAPTION, LEGEND = 15.2, 17.6  # units of height
TITLE = 10.4  # units from the middle of "Front" to the head
SIDE = QPointF(112, 58)  # where the sides are named: beside the head, in the units of a figure
SIGN, GAP = 17, 9.6  # units from the left of a sign in the legend to its words, and after them


class Body:
    """Marked figures and what the marks mean, laid out in a width and a height: paints itself."""

    def __init__(
        self, marks: BodyMarks, style: Style, width: float, height: float, views: Sequence[str] = VIEWS
    ) -> None:
        self.marks, self.style, self.width, self.height = marks, style, width, height
        self._legend = tuple(_legend(marks))
        foot = LEGEND * style.unit if self._legend else 0
        self._area = QRectF(0, 0, width, height - foot)
        self.layout = body_layout(self._area, style, views)

    def paint(self, painter: QPainter) -> None:
        """Draws it from 0, 0; the ground is left as it is."""
        ink = Ink(painter, self.style)
        draw_figures(ink, self.layout)
        draw_marks(ink, self.layout, self._area, self.marks)
        if self._legend:
            middle = QPointF(self.width / 2, self.height - LEGEND * self.style.unit / 2)
            _draw_legend(ink, middle, self._legend)


def body_layout(area: QRectF, style: Style, views: Sequence[str] = VIEWS) -> dict[str, QTransform]:
    """Where each view stands in `area`, side by side under captions: from its own units to the area's."""
    top = CAPTION * style.unit
    width = area.width() / len(views)
    scale = min(width / BOUNDS.width(), (area.height() - top) / BOUNDS.height())
    return {
        view: QTransform.fromTranslate(area.x() + width * (n + 0.5), area.y() + top).scale(scale, scale)
        for n, view in enumerate(views)
    }


def draw_figures(ink: Ink, layout: Mapping[str, QTransform]) -> None:
    """The bare bodies with "Front", "Back", and whose right and left is where."""
    style, painter = ink.style, ink.painter
    for view, to_area in layout.items():
        one = figure(view)
        painter.fillPath(to_area.map(one.outline), QColor(style.body))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if style.seam:
            painter.setPen(ink.pen(style.seam, 1))
            for shape in one.places.values():
                painter.drawPath(to_area.map(shape))
        painter.setPen(ink.pen(style.crease, 0.55))
        painter.drawPath(to_area.map(one.lines))
        painter.setPen(ink.pen(style.outline, 1.1))
        painter.drawPath(to_area.map(one.outline))
    for middle, words, scale, bold in _captions(layout, style):
        ink.write_at(middle, words, scale, bold, style.text if bold else style.muted)


def draw_marks(ink: Ink, layout: Mapping[str, QTransform], area: QRectF, marks: BodyMarks) -> None:
    """What was felt, needled and flagged, over figures that are there."""
    for place in sorted(marks.felt, key=lambda place: place.id):
        if place.region.view in layout:
            draw_felt(ink, layout[place.region.view].map(shape_of(place)))
    draw_signs(ink, marks, layout, area, caption_rooms(layout, ink.style))


def caption_rooms(layout: Mapping[str, QTransform], style: Style) -> list[QRectF]:
    """What the captions take; signs stay clear of it."""
    return [style.room(*caption) for caption in _captions(layout, style)]


def _captions(layout: Mapping[str, QTransform], style: Style) -> Iterator[tuple[QPointF, str, float, bool]]:
    """The name of each view above it and its sides beside the head: middle, words, scale, bold."""
    for view, to_area in layout.items():
        title, right, left = _words(view)
        yield to_area.map(QPointF(0, 0)) - QPointF(0, TITLE * style.unit), title, 1, True
        yield to_area.map(SIDE), right, SMALL, False
        yield to_area.map(QPointF(-SIDE.x(), SIDE.y())), left, SMALL, False


def _words(view: str) -> tuple[str, str, str]:
    """The name of a view, then the sides of the body on the viewer's right and left."""
    if view == "front":
        return _("Front"), _("Left"), _("Right")
    return _("Back"), _("Right"), _("Left")


def _legend(marks: BodyMarks) -> Iterator[tuple[Sign | None, str]]:
    """What the marks that are there mean; None stands for the hatching."""
    if marks.needled:
        numbered = any(marks.needled.values())
        yield Sign(False, "1" if numbered else ""), _("needled, session number") if numbered else _("needled")
    if marks.felt:
        yield None, _("felt here")
    if marks.flagged:
        yield Sign(True, "A"), _("flagged")


def _draw_legend(ink: Ink, middle: QPointF, legend: Sequence[tuple[Sign | None, str]]) -> None:
    unit = ink.style.unit
    widths = [SIGN * unit + ink.style.width(words, SMALL) for _sign, words in legend]
    x = middle.x() - (sum(widths) + GAP * unit * (len(legend) - 1)) / 2
    for (sign, words), width in zip(legend, widths, strict=True):
        at = QPointF(x + TRIANGLE * unit, middle.y())
        if sign is None:
            box, half = QPainterPath(), QPointF(TRIANGLE, DISC * 0.75) * unit
            box.addRect(QRectF(at - half, at + half))
            draw_felt(ink, box)
        else:
            draw_sign(ink, at, sign)
        ink.write_at(QPointF(x + (SIGN * unit + width) / 2, middle.y()), words, SMALL)
        x += width + GAP * unit
