"""The sign of a level: a shape of its own for each, so that colour is never the only difference."""

from math import cos, pi, sin

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from afterneedle.domain.records import Level
from afterneedle.gui.theme import colours

CORNERS = {Level.EMERGENCY: (8, pi / 8), Level.SEE_DOCTOR: (3, -pi / 2), Level.CONTACT_PRACTITIONER: (4, 0.0)}


def level_colour(level: Level) -> str:
    """The colour that goes with the shape."""
    c = colours()
    if level is Level.EMERGENCY:
        return c.emergency
    return c.warn if level >= Level.CONTACT_PRACTITIONER else c.accent


def paint_mark(painter: QPainter, level: Level, area: QRectF) -> None:
    """Octagon, triangle or diamond with a stroke and a dot; a ring below those."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    colour, radius, centre = QColor(level_colour(level)), area.width() / 2, area.center()
    if level not in CORNERS:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(colour, radius / 4))
        painter.drawEllipse(centre, radius * 0.72, radius * 0.72)
        if level is Level.WATCH:
            painter.setBrush(colour)
            painter.drawEllipse(centre, radius * 0.2, radius * 0.2)
        return
    count, turn = CORNERS[level]
    middle = centre + QPointF(0, radius * 0.16 if count == 3 else 0)
    angles = [turn + 2 * pi * n / count for n in range(count)]
    painter.setPen(QPen(colour, radius / 8, j=Qt.PenJoinStyle.RoundJoin))
    painter.setBrush(colour)
    painter.drawPolygon(QPolygonF([middle + QPointF(cos(a), sin(a)) * radius * 0.92 for a in angles]))
    painter.setPen(QPen(QColor(colours().card), radius / 5, c=Qt.PenCapStyle.RoundCap))
    painter.drawLine(middle - QPointF(0, radius * 0.36), middle + QPointF(0, radius * 0.05))
    painter.drawPoint(middle + QPointF(0, radius * 0.36))


class LevelMark(QWidget):
    """The sign of a level, as high as the text beside it. The words beside it say the same."""

    def __init__(self, level: Level) -> None:
        super().__init__()
        self._level = level
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        side = round(self.fontMetrics().height() * 1.3)
        return QSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        paint_mark(QPainter(self), self._level, QRectF(self.rect()).adjusted(1, 1, -1, -1))
