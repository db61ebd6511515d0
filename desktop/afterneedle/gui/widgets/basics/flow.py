"""A row of widgets that wraps to the next line when the width runs out."""

from collections.abc import Iterator

from PySide6.QtCore import QMargins, QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget
from shiboken6 import delete


class FlowLayout(QLayout):
    """Lays its widgets side by side at their own size, in as many lines as it needs.

    In a line they are centred, or stand on its foot when `on_foot` (a button beside fields with labels).
    `spread`: how many pixels wider each becomes where one line has room for it.
    """

    spread = 0

    def __init__(self, parent: QWidget | None = None, spacing: int = 8, *, on_foot: bool = False) -> None:
        super().__init__(parent)
        self._on_foot = on_foot
        self._items: list[QLayoutItem] = []
        self._placed: dict[int, list[QRect]] = {}  # by width, until something changes
        self.setContentsMargins(QMargins(0, 0, 0, 0))
        self.setSpacing(spacing)
        items = self._items
        self.destroyed.connect(lambda: _free(items))

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def invalidate(self) -> None:
        self._placed.clear()
        super().invalidate()

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        margins = self.contentsMargins()
        places = self._places(width - margins.left() - margins.right())
        bottom = max((rect.bottom() + 1 for rect in places), default=0)
        return bottom + margins.top() + margins.bottom()

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        inner = rect.marginsRemoved(self.contentsMargins())
        mirrored = (parent := self.parentWidget()) is not None and parent.isRightToLeft()
        for item, place in zip(self._shown(), self._places(inner.width()), strict=True):
            x = inner.width() - place.right() - 1 if mirrored else place.left()
            item.setGeometry(place.translated(inner.left() + x - place.left(), inner.top()))

    def sizeHint(self) -> QSize:
        width = sum(i.sizeHint().width() + self.spread + self.spacing() for i in self._shown())
        return QSize(max(0, width - self.spacing()), self.minimumSize().height())

    def minimumSize(self) -> QSize:
        size = QSize()
        for item in self._shown():
            size = size.expandedTo(item.minimumSize())
        margins = self.contentsMargins()
        return size + QSize(margins.left() + margins.right(), margins.top() + margins.bottom())

    def _shown(self) -> list[QLayoutItem]:
        return [i for i in self._items if not i.isEmpty()]

    def _places(self, width: int) -> list[QRect]:
        """Where each shown item goes within `width`, from a top left of 0, 0."""
        # Asked often, worked out once.
        if width not in self._placed:
            self._placed[width] = list(self._place(width))
        return self._placed[width]

    def _wider(self, width: int) -> QSize:
        """What each widget gets over its own size."""
        shown = self._shown()
        used = sum(item.sizeHint().width() + self.spacing() for item in shown) - self.spacing()
        return QSize(max(0, min(self.spread, (width - used) // max(1, len(shown)))), 0)

    def _place(self, width: int) -> Iterator[QRect]:
        lines: list[list[QSize]] = [[]]
        used = 0
        wider = self._wider(width) if self.spread else QSize(0, 0)
        for item in self._shown():
            size = (item.sizeHint() + wider).boundedTo(QSize(max(width, item.minimumSize().width()), 1 << 20))
            if item.hasHeightForWidth():
                size.setHeight(item.heightForWidth(size.width()))
            if lines[-1] and used + size.width() > width:
                lines.append([])
                used = 0
            lines[-1].append(size)
            used += size.width() + self.spacing()
        top = 0
        for line in lines:
            height = max((size.height() for size in line), default=0)
            x = 0
            for size in line:
                spare = height - size.height()
                yield QRect(QPoint(x, top + (spare if self._on_foot else spare // 2)), size)
                x += size.width() + self.spacing()
            top += height + self.spacing()


def _free(items: list[QLayoutItem]) -> None:
    """What Qt made for a layout is the layout's to free, and Python frees only what it made."""
    while items:
        delete(items.pop())
