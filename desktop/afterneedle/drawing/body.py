"""The body, front and back, with its marks: for the window, for paper and for tests from the same lines."""

from collections.abc import Iterator, Mapping, Sequence

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QTransform

from afterneedle.content.language import _
from afterneedle.drawing.body_marks import BodyMarks, Sign, paint_felt, paint_sign, paint_signs
from afterneedle.drawing.body_shapes import BOUNDS, VIEWS, figure, shape_of
from afterneedle.drawing.body_style import BodyStyle, draw_text, letters, paper_style, text_width

CAPTION, LEGEND = 1.9, 2.2  # heights, in heights of a letter
SIDE = QPointF(112, 58)  # where the sides are named: beside the head


def body_layout(area: QRectF, style: BodyStyle, views: Sequence[str] = VIEWS) -> dict[str, QTransform]:
    """Where each view stands in `area`, side by side under captions: from its own units to the area's."""
    top = style.size * CAPTION
    width = area.width() / len(views)
    scale = min(width / BOUNDS.width(), (area.height() - top) / BOUNDS.height())
    return {
        view: QTransform.fromTranslate(area.x() + width * (n + 0.5), area.y() + top).scale(scale, scale)
        for n, view in enumerate(views)
    }


def paint_body(
    painter: QPainter, area: QRectF, marks: BodyMarks, style: BodyStyle, views: Sequence[str] = VIEWS
) -> None:
    """The whole drawing: figures, marks, and under them what the marks mean."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setFont(letters(style))  # or the machine's own font stands in the SVG
    legend = list(_legend(marks))
    drawn = area.adjusted(0, 0, 0, -style.size * LEGEND) if legend else area
    places = body_layout(drawn, style, views)
    paint_figures(painter, places, style)
    paint_marks(painter, places, drawn, marks, style)
    if legend:
        middle = QPointF(area.center().x(), area.bottom() - style.size * LEGEND / 2)
        _paint_legend(painter, middle, legend, style)


def paint_figures(painter: QPainter, places: Mapping[str, QTransform], style: BodyStyle) -> None:
    """The bare bodies with "Front", "Back", and whose right and left is where."""
    for view, to_area in places.items():
        one = figure(view)
        painter.fillPath(to_area.map(one.outline), QColor(style.body))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if style.seam:
            painter.setPen(QPen(QColor(style.seam), style.size * 0.12))
            for shape in one.places.values():
                painter.drawPath(to_area.map(shape))
        painter.setPen(QPen(QColor(style.faint), style.size * 0.07))
        painter.drawPath(to_area.map(one.lines))
        painter.setPen(QPen(QColor(style.line), style.size * 0.14))
        painter.drawPath(to_area.map(one.outline))
        _paint_captions(painter, view, to_area, style)


def paint_marks(
    painter: QPainter, places: Mapping[str, QTransform], area: QRectF, marks: BodyMarks, style: BodyStyle
) -> None:
    """What was felt, needled and flagged, over figures that are there."""
    for place in sorted(marks.felt, key=lambda place: place.id):
        if place.region.view in places:
            paint_felt(painter, places[place.region.view].map(shape_of(place)), style)
    paint_signs(painter, marks, places, area, style)


def body_svg(marks: BodyMarks, size: QSizeF, style: BodyStyle | None = None) -> bytes:
    """The whole drawing as an SVG of this size in points; black on white unless told otherwise."""
    from afterneedle.drawing.chart_files import svg

    look, area = style or paper_style(), QRectF(QPointF(), size)
    return svg(size.width(), size.height(), lambda painter: paint_body(painter, area, marks, look))


def _paint_captions(painter: QPainter, view: str, to_area: QTransform, style: BodyStyle) -> None:
    words, right, left = _captions(view)
    bold, plain = letters(style, bold=True), letters(style, 0.9)
    top = to_area.map(QPointF(0, 0)) - QPointF(0, style.size * (CAPTION - 0.6))
    draw_text(painter, top, words, bold, style.text)
    draw_text(painter, to_area.map(SIDE), right, plain, style.muted)
    draw_text(painter, to_area.map(QPointF(-SIDE.x(), SIDE.y())), left, plain, style.muted)


def _captions(view: str) -> tuple[str, str, str]:
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


def _paint_legend(
    painter: QPainter, middle: QPointF, legend: Sequence[tuple[Sign | None, str]], style: BodyStyle
) -> None:
    font = letters(style, 0.9)
    sign, gap = style.size * 1.9, style.size * 1.2
    widths = [sign + text_width(words, font) for _sign, words in legend]
    x = middle.x() - (sum(widths) + gap * (len(legend) - 1)) / 2
    for (mark, words), width in zip(legend, widths, strict=True):
        at = QPointF(x + style.size * 0.7, middle.y())
        if mark is None:
            box = QPainterPath()
            half = QPointF(style.size * 0.8, style.size * 0.5)
            box.addRect(QRectF(at - half, at + half))
            paint_felt(painter, box, style)
        else:
            paint_sign(painter, at, mark, style)
        draw_text(painter, QPointF(x + sign + (width - sign) / 2, middle.y()), words, font, style.text)
        x += width + gap
