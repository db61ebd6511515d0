"""The body as a picture to point at: each place a real button, painted by the one widget they lie on."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QEnterEvent,
    QFocusEvent,
    QFontInfo,
    QKeyEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPalette,
    QPen,
    QPixmap,
    QRegion,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from afterneedle.content.wording import place_label
from afterneedle.domain.catalogue import Place
from afterneedle.drawing.body import CAPTION, body_layout, paint_figures, paint_marks
from afterneedle.drawing.body_marks import BodyMarks
from afterneedle.drawing.body_shapes import BOUNDS, VIEWS, shape_of
from afterneedle.drawing.body_style import BodyStyle

HIGH, HIGHER, HIGHEST = 32, 42, 900  # lines of text that two figures and one take; pixels that none exceeds


class PlaceButton(QAbstractButton):
    """One place. It is heard, focused, clicked and ticked like any tick box; the canvas paints it."""

    pointed = Signal(bool)
    focused = Signal(bool)

    def __init__(self, place: Place, canvas: QWidget, on_key: Callable[[Place, QKeyEvent], bool]) -> None:
        super().__init__(canvas)
        self.place, self._on_key = place, on_key
        self.setCheckable(True)
        self.setObjectName(place.id)
        self.setAccessibleName(place_label(place))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)

    def paintEvent(self, _event: QPaintEvent) -> None:
        pass

    def enterEvent(self, event: QEnterEvent) -> None:
        self.pointed.emit(True)
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self.pointed.emit(False)
        super().leaveEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.focused.emit(True)
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.focused.emit(False)
        super().focusOutEvent(event)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.ShortcutOverride and is_typed(event):
            event.accept()  # letters search the map, whatever they mean to the page
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._on_key(self.place, event):
            super().keyPressEvent(event)


def is_typed(event: QKeyEvent) -> bool:
    """Whether a key writes a letter or a digit."""
    held = event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
    return held == Qt.KeyboardModifier.NoModifier and event.text().isalnum()


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
        return width < HIGH * self.fontMetrics().height() * 2 * BOUNDS.width() / BOUNDS.height() * 0.87

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        natural = width / len(self._views) * BOUNDS.height() / BOUNDS.width()
        return int(min(natural, self._highest()) + self._style().size * CAPTION)

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
        colour, thick = self.palette().color, self._style().size * 0.2
        if self._pointed in self._shapes:
            shape = self._shapes[self._pointed]
            veil = colour(QPalette.ColorRole.Highlight)
            veil.setAlphaF(0.25)
            painter.setBrush(veil)
            painter.setPen(QPen(colour(QPalette.ColorRole.Highlight), thick))
            painter.drawPath(shape)
        for place, shape in self._shapes.items():
            if self.buttons[place].hasFocus():
                painter.setBrush(Qt.BrushStyle.NoBrush)
                for role, width in ((QPalette.ColorRole.Base, 2.2), (QPalette.ColorRole.WindowText, 1)):
                    painter.setPen(QPen(colour(role), thick * width))
                    painter.drawPath(shape)

    def _area(self) -> QRectF:
        return QRectF(self.rect())

    def _style(self) -> BodyStyle:
        """The colours of the window, and its letters a little smaller, in pixels."""
        colour = self.palette().color
        ground, text = colour(QPalette.ColorRole.Base), colour(QPalette.ColorRole.WindowText)
        return BodyStyle(
            ground=ground.name(),
            body=_between(ground, text, 0.09),
            seam=ground.name(),
            line=_between(ground, text, 0.7),
            faint=_between(ground, text, 0.3),
            text=text.name(),
            muted=colour(QPalette.ColorRole.PlaceholderText).name(),
            mark=colour(QPalette.ColorRole.Highlight).name(),
            on_mark=colour(QPalette.ColorRole.HighlightedText).name(),
            soft=_between(ground, colour(QPalette.ColorRole.Highlight), 0.22),
            family=self.font().family(),
            size=QFontInfo(self.font()).pixelSize(),
        )

    def _arrange(self) -> None:
        """Put every button where its place is drawn now; there is no need before it is seen."""
        if not self.isVisible():
            return
        self._bare, self._marked = QPixmap(), QPixmap()
        layout = body_layout(self._area(), self._style(), self._views)
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
        if self._bare.isNull():
            ratio = self.devicePixelRatioF()
            self._bare = QPixmap(self.size() * ratio)
            self._bare.setDevicePixelRatio(ratio)
            self._bare.fill(Qt.GlobalColor.transparent)
            painter = _painter(self._bare)
            paint_figures(painter, body_layout(self._area(), self._style(), self._views), self._style())
            painter.end()
        picture = QPixmap(self._bare)
        painter = _painter(picture)
        marks = self._marks
        chosen = [place for place, button in self.buttons.items() if button.isChecked()]
        if self._needled:
            self._fill(painter, chosen)
            marks = replace(marks, needled={**dict.fromkeys(chosen, ()), **marks.needled})
        else:
            marks = replace(marks, felt=marks.felt.union(chosen))
        layout = body_layout(self._area(), self._style(), self._views)
        paint_marks(painter, layout, self._area(), marks, self._style())
        painter.end()
        return picture

    def _fill(self, painter: QPainter, chosen: Iterable[Place]) -> None:
        style = self._style()
        painter.setPen(QPen(QColor(style.mark), style.size * 0.12))
        painter.setBrush(QColor(style.soft))
        for place in chosen:
            if place in self._shapes:
                painter.drawPath(self._shapes[place])


def _painter(picture: QPixmap) -> QPainter:
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    return painter


def _between(ground: QColor, style: QColor, part: float) -> str:
    """A colour on the way from one to the other."""
    mixed = [
        round(a + (b - a) * part)
        for a, b in (
            (ground.red(), style.red()),
            (ground.green(), style.green()),
            (ground.blue(), style.blue()),
        )
    ]
    return QColor(*mixed).name()
