"""A chart on the page: the words of the point under the mouse or the arrow keys, a click opens its entry."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from math import ceil, hypot
from typing import Protocol

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
)
from PySide6.QtWidgets import QFrame, QSizePolicy

from afterneedle.drawing.style import Style
from afterneedle.gui.widgets.basics.screen_style import screen_style
from afterneedle.gui.widgets.basics.words import announce

NEAR, RING = 18, 6.5  # pixels: how close the mouse must be to a point, and the ring around one
USUAL_WIDTH = 640
EDGE = 6  # pixels around the drawing, for the ring of the focus


class Drawing(Protocol):
    """A chart laid out in a width. `spots`: where each point of each row is."""

    @property
    def height(self) -> float: ...

    @property
    def spots(self) -> Sequence[Sequence[QPointF]]: ...

    def paint(self, painter: QPainter) -> None: ...


@dataclass(frozen=True)
class ChartContent:
    """What a chart view shows; rows and points are those of the drawing's spots.

    `summary`: the chart in a few sentences. `words` and `entry` give a point in full, and its check-in's id.
    """

    draw: Callable[[Style, float], Drawing]
    summary: str
    words: Callable[[int, int], str]
    entry: Callable[[int, int], str]


class ChartView(QFrame):  # a plain widget is only filler to a screen reader
    """One stop for Tab. Left and Right go from point to point, Up and Down from strip to strip.

    Enter, Space or a click emits `opened` with the id of the check-in; `reached` says where the point is.
    """

    opened = Signal(str)
    reached = Signal(QRectF)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setMouseTracking(True)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._content: ChartContent | None = None
        self._drawing: Drawing | None = None
        self._width = 0
        self._picture: QPixmap | None = None
        self.point: tuple[int, int] | None = None

    def show_content(self, content: ChartContent) -> None:
        """Draw this from now on; with the focus here a point is chosen, the same if it is still there."""
        point, entry = self.point, self._entry
        self._content = content
        self.setAccessibleDescription(content.summary)
        self.point = None
        self._renew()
        if self.hasFocus():
            same = (p for p in self._points if p == point and content.entry(*p) == entry)
            self.point = next(same, self._newest)

    @property
    def words(self) -> str:
        """The chosen point in full, or nothing."""
        return self._content.words(*self.point) if self._content and self.point else ""

    @property
    def _entry(self) -> str:
        """The id of the chosen point's check-in, or nothing."""
        return self._content.entry(*self.point) if self._content and self.point else ""

    def spot(self, point: tuple[int, int]) -> QPointF:
        """Where a point is, in the widget."""
        row, n = point
        return self._spots[row][n] + QPointF(EDGE, EDGE)

    # layout

    def sizeHint(self) -> QSize:
        return QSize(USUAL_WIDTH, self.heightForWidth(USUAL_WIDTH))

    def minimumSizeHint(self) -> QSize:
        return QSize(120, 0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        drawing = self._laid_out(width)
        return ceil(drawing.height) + 2 * EDGE if drawing else 0

    def _laid_out(self, width: int) -> Drawing | None:
        if self._content is not None and (self._drawing is None or self._width != width):
            self._drawing = self._content.draw(screen_style(self), max(1, width - 2 * EDGE))
            self._width = width
            self._picture = None
        return self._drawing

    @property
    def _spots(self) -> Sequence[Sequence[QPointF]]:
        drawing = self._laid_out(self.width())
        return drawing.spots if drawing else ()

    @property
    def _points(self) -> Iterator[tuple[int, int]]:
        return ((row, n) for row, spots in enumerate(self._spots) for n in range(len(spots)))

    @property
    def _newest(self) -> tuple[int, int] | None:
        """The last point of the first strip that has any."""
        first = next(((row, len(spots)) for row, spots in enumerate(self._spots) if spots), None)
        return first and (first[0], first[1] - 1)

    def _renew(self) -> None:
        self._drawing = self._picture = None
        has_points = any(self._spots)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if has_points else Qt.FocusPolicy.NoFocus)
        self.updateGeometry()
        self.update()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        kinds = (QEvent.Type.PaletteChange, QEvent.Type.FontChange, QEvent.Type.LayoutDirectionChange)
        if event.type() in kinds:
            self._renew()

    # painting

    def paintEvent(self, _event: QPaintEvent) -> None:
        drawing = self._laid_out(self.width())
        if drawing is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.drawPixmap(0, 0, self._drawn(drawing))
        style = screen_style(self)
        if self.hasFocus():
            painter.setPen(QPen(QColor(style.mark), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)
        if self.point is not None:
            self._paint_point(painter, style, self.point)

    def _drawn(self, drawing: Drawing) -> QPixmap:
        """The drawing as a picture, made once."""
        ratio = self.devicePixelRatioF()
        if self._picture is None or self._picture.devicePixelRatio() != ratio:
            self._picture = QPixmap(self.size() * ratio)
            self._picture.setDevicePixelRatio(ratio)
            self._picture.fill(Qt.GlobalColor.transparent)
            painter = QPainter(self._picture)
            painter.translate(EDGE, EDGE)
            drawing.paint(painter)
            painter.end()
        return self._picture

    def _paint_point(self, painter: QPainter, style: Style, point: tuple[int, int]) -> None:
        """A ring around the point, and its words in a bubble above or below it."""
        spot = self.spot(point)
        painter.setPen(QPen(QColor(style.text), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(spot, RING, RING)
        room, flags = self.rect().adjusted(EDGE, EDGE, -EDGE, -EDGE), int(Qt.TextFlag.TextWordWrap)
        widest = min(room.width() - 20, self.fontMetrics().averageCharWidth() * 46)
        text = QRectF(self.fontMetrics().boundingRect(0, 0, widest, 10_000, flags, self.words))
        bubble = text.adjusted(-10, -6, 10, 6)
        left = min(max(spot.x() - bubble.width() / 2, room.left()), room.right() - bubble.width())
        above = spot.y() - 2 * RING - bubble.height()
        bubble.moveTo(left, above if above >= room.top() else spot.y() + 2 * RING)
        painter.setPen(QPen(QColor(style.frame), 1))
        painter.setBrush(QColor(style.ground))
        painter.drawRoundedRect(bubble, 8, 8)
        painter.setPen(QColor(style.text))
        painter.setFont(self.font())
        painter.drawText(bubble.adjusted(10, 6, -10, -6), flags, self.words)

    # keys and mouse

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        by_mouse = event.reason() is Qt.FocusReason.MouseFocusReason
        if self.point is None and not by_mouse and (newest := self._newest) is not None:
            self._choose(newest)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._show(None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Left | Qt.Key.Key_Right:
                self._step(-1 if event.key() == Qt.Key.Key_Left else 1)
            case Qt.Key.Key_Up | Qt.Key.Key_Down:
                self._change_row(-1 if event.key() == Qt.Key.Key_Up else 1)
            case Qt.Key.Key_Home | Qt.Key.Key_End if self.point:
                row = self.point[0]
                self._choose((row, 0 if event.key() == Qt.Key.Key_Home else len(self._spots[row]) - 1))
            case Qt.Key.Key_Return | Qt.Key.Key_Enter | Qt.Key.Key_Space:
                self._open()
            case _:
                super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        near = self._near(event.position())
        self.setCursor(Qt.CursorShape.PointingHandCursor if near else Qt.CursorShape.ArrowCursor)
        if near or not self.hasFocus():
            self._show(near)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        if not self.hasFocus():
            self._show(None)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton and (near := self._near(event.position())):
            self._show(near)
            self._open()

    def _near(self, position: QPointF) -> tuple[int, int] | None:
        """The point next to the mouse."""
        away = {
            (row, n): hypot(spot.x() + EDGE - position.x(), spot.y() + EDGE - position.y())
            for row, spots in enumerate(self._spots)
            for n, spot in enumerate(spots)
        }
        nearest = min(away, key=lambda point: away[point], default=None)
        return nearest if nearest is not None and away[nearest] <= NEAR else None

    def _step(self, by: int) -> None:
        """To the next point of the strip, in time."""
        if self.point is not None:
            row, n = self.point
            self._choose((row, min(max(n + by, 0), len(self._spots[row]) - 1)))

    def _change_row(self, by: int) -> None:
        """To the point of the next strip that is closest in time."""
        if self.point is None:
            return
        row, x = self.point[0], self.spot(self.point).x() - EDGE
        rows = range(row + by, len(self._spots) if by > 0 else -1, by)
        other = next((n for n in rows if self._spots[n]), None)
        if other is not None:
            spots = self._spots[other]
            self._choose((other, min(range(len(spots)), key=lambda n: abs(spots[n].x() - x))))

    def _choose(self, point: tuple[int, int]) -> None:
        """By the keyboard: say it, and have the page bring it into view."""
        self._show(point)
        announce(self, self.words)
        spot = self.spot(point)
        self.reached.emit(QRectF(spot.x() - 60, spot.y() - 60, 120, 120))

    def _show(self, point: tuple[int, int] | None) -> None:
        if point != self.point:
            self.point = point
            self.update()

    def _open(self) -> None:
        if entry := self._entry:
            self.opened.emit(entry)
