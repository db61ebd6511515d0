"""The guidance texts to choose from: a search, and under it a list of titles with what was found."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFont, QFontMetrics, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from afterneedle.content.language import _, ngettext
from afterneedle.content.search import Found
from afterneedle.gui.theme import colours
from afterneedle.gui.widgets.basics.field import Field
from afterneedle.gui.widgets.basics.words import announce, muted

ID, AROUND = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1
PAD_X, PAD_Y = 10, 7
FRAME = 16  # the border of the list and its padding, above and below
WRAP = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeading)


class Topics(QWidget):
    """Says what is `typed`, is told what was found, and says which text was `chosen`."""

    typed = Signal(str)
    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.search, self.count, self.list = QLineEdit(), muted(""), TopicList()
        self.search.setClearButtonEnabled(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        for widget in (Field(_("&Search"), self.search), self.count, self.list):
            column.addWidget(widget)
        self.search.textChanged.connect(self.typed)
        for opened in (self.list.itemActivated, self.list.itemClicked):
            opened.connect(lambda item: self.chosen.emit(item.data(ID)))
        self.setFocusProxy(self.search)

    def show_found(self, found: Sequence[Found]) -> None:
        """List these; a search without result says so."""
        self.list.show_found(found)
        count = ngettext("{count} text", "{count} texts", len(found)).format(count=len(found))
        self.count.setText(count if found else _("Nothing found. Try another word."))
        if self.search.text().strip():
            announce(self.search, self.count.text())


class TopicList(QListWidget):
    """As tall as its rows are, so that the page scrolls and not the list."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(_("Topics"))
        self.setItemDelegate(_Row(self))
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListWidget.ResizeMode.Adjust)

    def show_found(self, found: Sequence[Found]) -> None:
        """One row for each."""
        self.clear()
        for hit in found:
            name = _(hit.text.title)
            item = QListWidgetItem(name)
            item.setData(ID, hit.text.id)
            item.setData(AROUND, hit.around)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{name}. {hit.around}" if hit.around else name)
            self.addItem(item)
        self.setVisible(bool(found))
        self._fit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        if self.currentRow() < 0:
            self.setCurrentRow(0)
        super().focusInEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()
            self._fit()

    def _fit(self) -> None:
        rows = sum(self.sizeHintForRow(n) for n in range(self.count()))
        self.setFixedHeight(rows + FRAME)


class _Row(QStyledItemDelegate):
    """A title, and under it in small what was found."""

    def __init__(self, view: QListWidget) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        title, around = self._rects(option, index, QRect(0, 0, self._view.viewport().width(), 0))
        return QSize(60, title.height() + around.height() + 2 * PAD_Y)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        self.initStyleOption(option, index)
        text, option.text = option.text, ""
        style = self._view.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, self._view)
        title, around = self._rects(option, index, option.rect)
        is_chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setPen(colours().accent if is_chosen else colours().text)
        painter.setFont(_title_font(option.font, index))
        painter.drawText(title, WRAP, text)
        painter.setFont(option.font)
        painter.setPen(colours().muted)
        painter.drawText(around, WRAP, index.data(AROUND))
        painter.restore()

    def _rects(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex, row: QRect
    ) -> tuple[QRect, QRect]:
        """Where the title and what was found stand in a row."""
        room = row.adjusted(PAD_X, PAD_Y, -PAD_X, 0)
        room.setHeight(1 << 14)
        title = _bounding(_title_font(option.font, index), room, index.data())
        if not index.data(AROUND):
            return title, QRect()
        return title, _bounding(option.font, room.translated(0, title.height()), index.data(AROUND))


def _title_font(font: QFont, index: QModelIndex | QPersistentModelIndex) -> QFont:
    made = QFont(font)
    if index.data(AROUND):
        made.setWeight(QFont.Weight.DemiBold)
    return made


def _bounding(font: QFont, room: QRect, text: str) -> QRect:
    found = QFontMetrics(font).boundingRect(room, WRAP, text)
    return QRect(room.x(), found.y(), room.width(), found.height())
