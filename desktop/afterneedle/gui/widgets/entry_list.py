"""A long list of entries: each with its sign, its name, its marks and the beginning of what it says."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFont,
    QFontMetricsF,
    QPainter,
    QPen,
    QResizeEvent,
    QTextLayout,
)
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from afterneedle.domain.records import Level
from afterneedle.gui.theme import colours
from afterneedle.gui.widgets.level_mark import paint_mark

T = TypeVar("T")
Index = QModelIndex | QPersistentModelIndex
NOTHING = QModelIndex()
AT_ONCE = 50  # rows that are described when the list is opened, and each time it is scrolled to its end
PAD, GAP = 10, 10
TITLE_LINES, MARK_LINES, SAID_LINES = 2, 2, 2
HEIGHT = 260


@dataclass(frozen=True)
class RowText:
    """What a row shows. `marks`: such as its flag in words; `level`: of the sign beside it."""

    title: str
    marks: str
    said: str
    level: Level | None = None


class RowModel(QAbstractListModel, Generic[T]):
    """Any number of items, put into words only when they come into view."""

    def __init__(self) -> None:
        super().__init__()
        self._items: Sequence[T] = ()
        self._describe: Callable[[T], RowText]
        self._texts: list[RowText] = []

    def show(self, items: Sequence[T], describe: Callable[[T], RowText], at_least: int = AT_ONCE) -> None:
        """Hold these items from now on, and describe at least so many of them at once."""
        self.beginResetModel()
        self._items, self._describe = items, describe
        self._texts = [describe(item) for item in items[: max(at_least, AT_ONCE)]]
        self.endResetModel()

    def item(self, row: int) -> T:
        return self._items[row]

    def text(self, row: int) -> RowText:
        return self._texts[row]

    def rowCount(self, parent: Index = NOTHING) -> int:
        return 0 if parent.isValid() else len(self._texts)

    def canFetchMore(self, parent: Index) -> bool:
        return not parent.isValid() and len(self._texts) < len(self._items)

    def fetchMore(self, parent: Index) -> None:
        start = len(self._texts)
        more = self._items[start : start + AT_ONCE]
        self.beginInsertRows(QModelIndex(), start, start + len(more) - 1)
        self._texts += [self._describe(item) for item in more]
        self.endInsertRows()

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        text = self._texts[index.row()]
        return "\n".join(part for part in (text.title, text.marks, text.said) if part)


class EntryList(QListView, Generic[T]):
    """The list. `opened`: by Enter or a double click. `menu_wanted`: at this point of the screen."""

    opened = Signal()
    chosen_changed = Signal()
    menu_wanted = Signal(object)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.rows: RowModel[T] = RowModel()
        self.setModel(self.rows)
        self._paint = _RowDelegate(self, self.rows)
        self.setItemDelegate(self._paint)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMinimumHeight(HEIGHT)
        self.activated.connect(lambda _index: self.opened.emit())
        self.selectionModel().selectionChanged.connect(lambda *_: self.chosen_changed.emit())

    @property
    def chosen(self) -> T | None:
        """The item that is chosen."""
        rows = self.selectionModel().selectedRows()
        return self.rows.item(rows[0].row()) if rows else None

    @property
    def row(self) -> int:
        """The row that is chosen; -1 when none is."""
        rows = self.selectionModel().selectedRows()
        return rows[0].row() if rows else -1

    def show_items(self, items: Sequence[T], describe: Callable[[T], RowText], choose: int = -1) -> None:
        """Show these and choose the row `choose`; where the list is scrolled to stays when it can."""
        at = self.verticalScrollBar().value()
        self._paint.forget()
        self.rows.show(items, describe, max(self.rows.rowCount(), choose + 1))
        self.verticalScrollBar().setValue(at)
        if 0 <= choose < len(items):
            self.choose(choose)

    def choose(self, row: int) -> None:
        """Choose a row and bring it into view."""
        index = self.rows.index(row)
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self.scrollTo(index)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if event.reason() is QContextMenuEvent.Reason.Keyboard and self.row >= 0:
            shown = self.visualRect(self.rows.index(self.row))
            self.menu_wanted.emit(self.viewport().mapToGlobal(shown.center()))
        elif self.indexAt(event.pos()).isValid():
            self.menu_wanted.emit(event.globalPos())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._paint.forget()
            self.scheduleDelayedItemsLayout()

    def resizeEvent(self, event: QResizeEvent) -> None:
        if event.size().width() != event.oldSize().width():
            self._paint.forget()
        super().resizeEvent(event)


@dataclass(frozen=True)
class _Line:
    """One line of a row: its text and font, how far down it stands, and whether it matters less."""

    text: str
    font: QFont
    top: float
    is_muted: bool


class _RowDelegate(QStyledItemDelegate):
    """Paints a row. Its lines are broken once, and kept until the width or the font changes."""

    def __init__(self, view: QListView, rows: RowModel[Any]) -> None:
        super().__init__(view)
        self._view, self._rows = view, rows
        self._broken: dict[int, tuple[list[_Line], int]] = {}

    def forget(self) -> None:
        """Break the lines anew."""
        self._broken = {}

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, self._lines(index.row())[1])

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        is_chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        area, c = QRectF(option.rect).adjusted(3, 3, -3, -3), colours()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if is_chosen or option.state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(QPen(QColor(c.accent), 2) if is_chosen else Qt.PenStyle.NoPen)
            painter.setBrush(QColor(c.soft))
            painter.drawRoundedRect(area, 8, 8)
        side = self._side()
        sign = QRectF(area.left() + PAD, area.top() + PAD, side, side)
        words = area.adjusted(PAD + side + GAP, 0, -PAD, 0)
        if option.direction is Qt.LayoutDirection.RightToLeft:
            sign.moveRight(area.right() - PAD)
            words.moveRight(sign.left() - GAP)
        level = self._rows.text(index.row()).level
        if level:
            paint_mark(painter, level, sign)
        for line in self._lines(index.row())[0]:
            painter.setFont(line.font)
            painter.setPen(QColor(c.muted if line.is_muted else c.accent if is_chosen else c.text))
            place = QRectF(words.left(), words.top() + line.top, words.width(), words.height())
            painter.drawText(place, int(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignTop), line.text)
        painter.restore()

    def _side(self) -> float:
        return QFontMetricsF(self._view.font()).height() * 1.1

    def _lines(self, row: int) -> tuple[list[_Line], int]:
        if row not in self._broken:
            width = self._view.viewport().width() - 6 - 2 * PAD - self._side() - GAP
            font = QFont(self._view.font())  # a copy, which lives as long as the lines
            self._broken[row] = _broken(self._rows.text(row), font, max(width, 40))
        return self._broken[row]


def _broken(text: RowText, font: QFont, width: float) -> tuple[list[_Line], int]:
    """The lines of a row in `width`, and how high they stand in all."""
    bold = QFont(font)
    bold.setWeight(QFont.Weight.DemiBold)
    lines: list[_Line] = []
    top = float(PAD)
    for words, its_font, at_most, is_muted in (
        (text.title, bold, TITLE_LINES, False),
        (text.marks, font, MARK_LINES, False),
        (text.said, font, SAID_LINES, True),
    ):
        for line in _wrapped(words, its_font, width, at_most):
            lines.append(_Line(line, its_font, top, is_muted))
            top += QFontMetricsF(its_font).height()
    return lines, round(top) + PAD + 6


def _wrapped(text: str, font: QFont, width: float, at_most: int) -> list[str]:
    """At most so many lines; what does not fit on the last ends in dots."""
    if not text:
        return []
    layout, start = QTextLayout(text, font), 0
    lines: list[str] = []
    layout.beginLayout()
    while len(lines) < at_most - 1 and (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        start = line.textStart() + line.textLength()
        lines.append(text[line.textStart() : start].strip())
    layout.endLayout()
    rest = text[start:].strip()
    return (
        [*lines, QFontMetricsF(font).elidedText(rest, Qt.TextElideMode.ElideRight, width)] if rest else lines
    )
