"""The body as a picture to point at: each place a real button, painted by the one widget they lie on."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QKeyEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QPixmap,
    QRegion,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from afterneedle.domain.catalogue import Place
from afterneedle.drawing.body import CAPTION, body_layout, draw_figures, draw_marks
from afterneedle.drawing.body_marks import BodyMarks
from afterneedle.drawing.body_shapes import BOUNDS, VIEWS, shape_of
from afterneedle.drawing.style import Ink
from afterneedle.gui.widgets.basics.screen_style import screen_style
from afterneedle.gui.widgets.places.place_button import PlaceButton

HIGH, HIGHER, HIGHEST = 32, 42, 900  # lines of text that two figures and one take; pixels that none exceeds

SMALLEST = 0.87  # of their full size: two figures that would be smaller are shown one at a time


class BodyCanvas(QWidget):
    """The figures of some views with a button on each place; it holds nothing but its pictures.

    What is chosen, marked, pointed at is told it; what a person does is told by the buttons.
    """

    def __init__(
        self, places: Iterable[Place], name: str, on_key: Callable[[Place, QKeyEvent], bool], *, needled: bool
    ) -> None:
        super().__init__()
        self._needled, self._marks = needled, BodyMarks()
        self._views: Sequence[str] = VIEWS
        self._pointed: Place | None = None
        self._shapes: dict[Place, QPainterPath] = {}
        self._bare, self._marked = QPixmap(), QPixmap()
        self.setAccessibleName(name)
        self.buttons = {place: PlaceButton(place, self, on_key) for place in places}
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @property
    def views(self) -> Sequence[str]:
        """What is shown: both views, or one when there is room for one."""
        return self._views

    @views.setter
    def views(self, wanted: Sequence[str]) -> None:
        if tuple(wanted) != tuple(self._views):
            self._views = tuple(wanted)
            self._arrange()
            self.updateGeometry()

    def set_marks(self, marks: BodyMarks) -> None:
        """Mark these besides what is chosen."""
        self._marks = marks
        self.refresh()

    def point_at(self, place: Place | None) -> None:
        """Show this place as the one that is pointed at."""
        self._pointed = place
        self.update()

    def refresh(self) -> None:
        """Something was chosen or taken back."""
        self._marked = QPixmap()
        self.update()

    def needs_one_view(self, width: int) -> bool:
        """Whether two figures side by side would be too small to point at, or too small beside the text."""
        both = 2 * HIGH * self.fontMetrics().height() * BOUNDS.width() / BOUNDS.height()
        return width < both * SMALLEST

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        natural = width / len(self._views) * BOUNDS.height() / BOUNDS.width()
        return int(min(natural, self._highest()) + CAPTION * screen_style(self).unit)

    def sizeHint(self) -> QSize:
        width = round(self._highest() * BOUNDS.width() / BOUNDS.height()) * len(self._views)
        return QSize(width, self.heightForWidth(width))

    def _highest(self) -> float:
        """What a figure takes at most, without its caption."""
        lines = HIGH if len(self._views) > 1 else HIGHER
        return min(lines * self.fontMetrics().height(), HIGHEST)

    def minimumSizeHint(self) -> QSize:
        return QSize(200, 200)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.PaletteChange, QEvent.Type.StyleChange):
            self._arrange()
            self.updateGeometry()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._marked.isNull():
            self._marked = self._paint_marked()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.drawPixmap(0, 0, self._marked)
        style = screen_style(self)
        if self._pointed in self._shapes:
            veil = QColor(style.mark)
            veil.setAlphaF(0.25)
            painter.setBrush(veil)
            painter.setPen(QPen(QColor(style.mark), 1.6 * style.unit))
            painter.drawPath(self._shapes[self._pointed])
        for place, shape in self._shapes.items():
            if self.buttons[place].hasFocus():
                painter.setBrush(Qt.BrushStyle.NoBrush)
                for colour, width in ((style.ground, 3.5), (style.text, 1.6)):
                    painter.setPen(QPen(QColor(colour), width * style.unit))
                    painter.drawPath(shape)

    def _area(self) -> QRectF:
        return QRectF(self.rect())

    def _arrange(self) -> None:
        """Put every button where its place is drawn now; there is no need before it is seen."""
        if not self.isVisible():
            return
        self._bare, self._marked = QPixmap(), QPixmap()
        layout = body_layout(self._area(), screen_style(self), self._views)
        self._shapes = {
            place: layout[place.region.view].map(shape_of(place))
            for place in self.buttons
            if place.region.view in layout
        }
        for place, button in self.buttons.items():
            shape = self._shapes.get(place)
            if button.isHidden() is not (shape is None):
                button.setVisible(shape is not None)
            if shape is not None:
                box = shape.boundingRect().toAlignedRect()
                button.setGeometry(box)
                inside = shape.translated(-box.x(), -box.y()).toFillPolygon().toPolygon()
                button.setMask(QRegion(inside, Qt.FillRule.WindingFill))
        self.update()

    def _paint_marked(self) -> QPixmap:
        """The picture with what is chosen and marked."""
        style = screen_style(self)
        layout = body_layout(self._area(), style, self._views)
        if self._bare.isNull():
            ratio = self.devicePixelRatioF()
            self._bare = QPixmap(self.size() * ratio)
            self._bare.setDevicePixelRatio(ratio)
            self._bare.fill(Qt.GlobalColor.transparent)
            ink = Ink(QPainter(self._bare), style)
            draw_figures(ink, layout)
            ink.painter.end()
        picture = QPixmap(self._bare)
        ink = Ink(QPainter(picture), style)
        marks = self._marks
        chosen = [place for place, button in self.buttons.items() if button.isChecked()]
        if self._needled:
            self._fill(ink, chosen)
            marks = replace(marks, needled={**dict.fromkeys(chosen, ()), **marks.needled})
        else:
            marks = replace(marks, felt=marks.felt.union(chosen))
        draw_marks(ink, layout, self._area(), marks)
        ink.painter.end()
        return picture

    def _fill(self, ink: Ink, chosen: Iterable[Place]) -> None:
        ink.painter.setPen(ink.pen(ink.style.mark, 1))
        ink.painter.setBrush(QColor(ink.style.tint))
        for place in chosen:
            if place in self._shapes:
                ink.painter.drawPath(self._shapes[place])
