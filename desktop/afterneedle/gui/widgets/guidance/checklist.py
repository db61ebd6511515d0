"""A text whose items are there to be ticked."""

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGroupBox, QVBoxLayout, QWidget

from afterneedle.content.language import _, ngettext
from afterneedle.content.markdown import BulletList, Heading, blocks, plain
from afterneedle.gui.widgets.basics.button import plain_button
from afterneedle.gui.widgets.basics.choices import TickList
from afterneedle.gui.widgets.basics.layout import as_group, column_in, row
from afterneedle.gui.widgets.basics.words import announce, heading, muted, text

READER_EDGE = 4  # pixels around the text that a reader shows below it: the border and padding of its style


class Checklist(QWidget):
    """`changed` after every tick of the patient; an item goes by its own words."""

    changed = Signal()

    def __init__(self, markdown: str) -> None:
        super().__init__()
        self.lists: list[TickList] = []
        self.count = muted("")
        self.clear_button = plain_button(_("C&lear all ticks"), self._clear)
        self._cleared: frozenset[str] = frozenset()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(READER_EDGE, 0, READER_EDGE, 0)
        self._column.setSpacing(10)
        self._add_text(markdown)
        self._column.addWidget(self.count)
        self._column.addLayout(row(self.clear_button))
        self._say_count()

    @property
    def stops(self) -> list[QWidget]:
        """Where the Tab key stops, in order."""
        return [*(tick for part in self.lists for tick in part.ticks), self.clear_button]

    @property
    def ticked(self) -> frozenset[str]:
        """The items that are ticked."""
        return frozenset(item for part in self.lists for item in part.values)

    @ticked.setter
    def ticked(self, wanted: Iterable[str]) -> None:
        for part in self.lists:
            part.blockSignals(True)
            part.values = list(wanted)
            part.blockSignals(False)
        self._say_count()

    def _add_text(self, markdown: str) -> None:
        part, place = "", self._column
        for block in blocks(markdown):
            if isinstance(block, Heading):
                part = plain(block.runs)
                place = self._part(part)
                place.addWidget(heading(part))
            elif isinstance(block, BulletList):
                items = TickList([(plain(item), plain(item)) for item in block.items])
                items.changed.connect(self._ticked)
                self.lists.append(items)
                place.addWidget(items)
                place = self._column
            else:
                self._column.addWidget(text(plain(block.runs)))

    def _part(self, name: str) -> QVBoxLayout:
        """A heading with the items under it, which a screen reader names by it."""
        box = QGroupBox()
        as_group(box, name)
        column = column_in(box, 4)
        self._column.addWidget(box)
        return column

    def _ticked(self) -> None:
        self._cleared = frozenset()
        self._say_count()
        self.changed.emit()

    def _clear(self) -> None:
        """Take all ticks away; pressed again, put them back."""
        before, again = self.ticked, self._cleared
        self._cleared = before
        self.ticked = frozenset() if before else again
        announce(self, self.count.text())
        self.changed.emit()

    def _say_count(self) -> None:
        done, all_items = len(self.ticked), sum(len(part.ticks) for part in self.lists)
        line = ngettext("{done} of {count} ticked", "{done} of {count} ticked", all_items)
        self.count.setText(line.format(done=done, count=all_items))
        has_undo = bool(self._cleared) and not done
        self.clear_button.setText(_("Put the ticks &back") if has_undo else _("C&lear all ticks"))
        self.clear_button.setEnabled(bool(done) or has_undo)
