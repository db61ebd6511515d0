"""A long list of entries, put into words only as far as it is looked at."""

from collections.abc import Callable, Sequence
from typing import Any, Generic, TypeVar

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QContextMenuEvent, QResizeEvent
from PySide6.QtWidgets import QListView

from afterneedle.gui.widgets.entries.entry_row import RowDelegate, RowText

T = TypeVar("T")
Index = QModelIndex | QPersistentModelIndex
NOTHING = QModelIndex()
AT_ONCE = 50  # rows that are described when the list is opened, and each time it is scrolled to its end
HEIGHT = 260


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

    def __init__(self, name: str, *, signs: bool = True) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.rows: RowModel[T] = RowModel()
        self.setModel(self.rows)
        self._paint = RowDelegate(self, self.rows.text, signs=signs)
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
        self.rows.show(items, describe, self.rows.rowCount())
        self.verticalScrollBar().setValue(at)
        if 0 <= choose < len(items):
            self.choose(choose)

    def choose(self, row: int) -> None:
        """Choose a row and bring it into view."""
        while row >= self.rows.rowCount() and self.rows.canFetchMore(NOTHING):
            self.rows.fetchMore(NOTHING)
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
