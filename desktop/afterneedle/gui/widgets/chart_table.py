"""The numbers of a chart as a table: the way to them for a screen reader."""

from collections.abc import Sequence
from dataclasses import astuple, dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from afterneedle.content.language import _

ROWS = 12  # shown at once; more scroll within the table
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
        self._rows = _Rows()
        self._rows.setParent(self)
        self.setModel(self._rows)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
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
        if rows:
            self.setCurrentIndex(self._rows.index(0, 0))
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Every column has its share, and every row the height that the longest words need in it."""
        width = self.viewport().width()
        widths = [round(width * share) for share in SHARES]
        widths.append(width - sum(widths))
        for column, wide in enumerate(widths):
            self.setColumnWidth(column, wide)
        high = max(self._height(column, wide) for column, wide in enumerate(widths)) + PADDING[1]
        self.verticalHeader().setDefaultSectionSize(high)
        shown = min(ROWS, self._rows.rowCount()) * high
        height = shown + self.horizontalHeader().sizeHint().height() + 2 * self.frameWidth()
        if height != self.height():
            self.setFixedHeight(height)

    def _height(self, column: int, width: int) -> int:
        texts = sorted({cells[column] for cells in self._rows.cells}, key=len)[-MEASURED:]
        room, wrap = max(1, width - PADDING[0]), int(Qt.TextFlag.TextWordWrap)
        metrics = self.fontMetrics()
        heights = (metrics.boundingRect(0, 0, room, 10_000, wrap, text).height() for text in texts)
        return max(heights, default=metrics.height())
