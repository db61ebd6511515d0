"""The numbers of a chart as a table: the way to them for a screen reader."""

from collections.abc import Sequence
from dataclasses import astuple, dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QSizePolicy, QTableView

from afterneedle.content.language import _

ROWS, LINES = 12, 40  # shown at once, and of text in them; more scroll within the table
FEWEST = 3  # rows, however many lines they have
SHARES = (0.4, 0.24, 0.18)  # of the width; the last column gets the rest
PADDING = (20, 12)  # pixels of a cell that are not text
MEASURED = 12  # of the longest texts of a column

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


@dataclass(frozen=True)
class ChartRow:
    """One point of a chart in words, with the id of its check-in."""

    what: str
    when: str
    how_strong: str
    marks: str
    check_in: str


class _Rows(QAbstractTableModel):
    """The rows as Qt reads them: nothing is made for one that is not seen."""

    def __init__(self) -> None:
        super().__init__()
        self._heads = (_("Symptom"), _("When"), _("How strong"), _("Remarks"))
        self.cells: list[tuple[str, ...]] = []

    def show_rows(self, rows: Sequence[ChartRow]) -> None:
        self.beginResetModel()
        self.cells = [astuple(row) for row in rows]
        self.endResetModel()

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.cells)

    def columnCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._heads)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        return self.cells[index.row()][index.column()] if role == Qt.ItemDataRole.DisplayRole else None

    def headerData(self, section: int, way: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return self._heads[section] if way is Qt.Orientation.Horizontal else str(section + 1)


class ChartTable(QTableView):
    """A row for each point. Enter or a double click emits `opened` with the id of the check-in."""

    opened = Signal(str)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._high = 0
        self._rows = _Rows()
        self._rows.setParent(self)
        self.setModel(self._rows)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setAlternatingRowColors(True)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.activated.connect(lambda index: self.opened.emit(self._rows.cells[index.row()][-1]))

    def show_rows(self, rows: Sequence[ChartRow]) -> None:
        """Show these rows from the top."""
        self._rows.show_rows(rows)
        scrolls = len(rows) > ROWS  # decided here: a bar that comes and goes would change the heights
        policy = Qt.ScrollBarPolicy
        self.setVerticalScrollBarPolicy(policy.ScrollBarAlwaysOn if scrolls else policy.ScrollBarAlwaysOff)
        if rows:
            self.setCurrentIndex(self._rows.index(0, 0))
        self._fit()

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self._high)

    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), self._high)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Every column has its share, and every row the height that the longest words need in it."""
        widths = self._widths(self.viewport().width())
        for column, wide in enumerate(widths):
            self.setColumnWidth(column, wide)
        high = max(self._height(column, wide) for column, wide in enumerate(widths)) + PADDING[1]
        self.verticalHeader().setDefaultSectionSize(high)
        height = self._shown(high) * high + self.horizontalHeader().sizeHint().height()
        height += 2 * self.frameWidth()
        if sum(widths) > self.viewport().width():
            height += self.horizontalScrollBar().sizeHint().height()
        if height != self._high:
            self._high = height
            self.updateGeometry()

    def _shown(self, high: int) -> int:
        """How many rows are seen at once; all, where none scroll."""
        count, fit = self._rows.rowCount(), LINES * self.fontMetrics().lineSpacing() // high
        return count if count <= ROWS else min(max(fit, FEWEST), ROWS)

    def _widths(self, width: int) -> list[int]:
        """No word is cut: where the shares are too small for that, the table scrolls sideways."""
        least = [self._least(column) for column in range(self._rows.columnCount())]
        first = round(width * SHARES[0])
        others = [max(round(width * share), need) for share, need in zip(SHARES[1:], least[1:], strict=False)]
        last = max(width - first - sum(others), least[-1])
        return [max(width - sum(others) - last, least[0]), *others, last]

    def _least(self, column: int) -> int:
        head = str(self._rows.headerData(column, Qt.Orientation.Horizontal))
        words = [head, *(word for text in self._longest(column) for word in text.split())]
        return max(self.fontMetrics().horizontalAdvance(word) for word in words) + PADDING[0]

    def _height(self, column: int, width: int) -> int:
        room, wrap = max(1, width - PADDING[0]), int(Qt.TextFlag.TextWordWrap)
        metrics = self.fontMetrics()
        rooms = (metrics.boundingRect(0, 0, room, 10_000, wrap, text) for text in self._longest(column))
        return max((room.height() for room in rooms), default=metrics.height())

    def _longest(self, column: int) -> list[str]:
        return sorted({cells[column] for cells in self._rows.cells}, key=len)[-MEASURED:]
