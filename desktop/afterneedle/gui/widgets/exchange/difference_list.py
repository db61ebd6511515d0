"""Where two diaries differ: each difference with both sides, and whose words are to count."""

from collections.abc import Mapping, Sequence
from typing import Literal

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from afterneedle.content.language import _, ngettext
from afterneedle.content.wording.exchange import DifferenceText
from afterneedle.gui.widgets.basics.button import plain_button
from afterneedle.gui.widgets.basics.choices import Choices
from afterneedle.gui.widgets.basics.flow import FlowLayout
from afterneedle.gui.widgets.basics.layout import Card, column_in
from afterneedle.gui.widgets.basics.words import bold, heading, muted, text
from afterneedle.gui.widgets.entries.entry_list import EntryList
from afterneedle.gui.widgets.entries.entry_row import RowText

MINE: Literal["mine"] = "mine"
THEIRS: Literal["theirs"] = "theirs"
Side = Literal["mine", "theirs"]
LETTERS_BESIDE = 46  # with room for fewer in a line, one side stands above the other


class DifferenceList(QWidget):
    """Nothing is chosen at first. `changed`: a choice was made."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.title = heading("")
        self.left = muted("")
        self.mine_button = plain_button(_("Keep all of &mine"), lambda: self.choose_all(MINE))
        self.theirs_button = plain_button(_("Take all of &theirs"), lambda: self.choose_all(THEIRS))
        self.list: EntryList[DifferenceText] = EntryList(_("Differences"), signs=False)
        self.mine, self.theirs = text(""), text("")
        self.keep = Choices([(MINE, _("&Keep mine")), (THEIRS, _("T&ake theirs"))], _("Which one counts"))
        self._differences: Sequence[DifferenceText] = ()
        self._kept: dict[tuple[str, ...], Side] = {}
        self._lay_out()
        self.list.chosen_changed.connect(self._show_chosen)
        self.keep.changed.connect(self._choose)

    @property
    def kept(self) -> Mapping[tuple[str, ...], Side]:
        """What was chosen, by the key of the difference."""
        return self._kept

    @property
    def undecided(self) -> int:
        """How many differences wait for a choice."""
        return len(self._differences) - len(self._kept)

    def show_differences(self, differences: Sequence[DifferenceText]) -> None:
        """Show these; a choice that was made for the very same difference stays."""
        known = set(self._differences)
        still = {one.key for one in differences if one in known}
        self._kept = {key: side for key, side in self._kept.items() if key in still}
        self._differences = differences
        count = len(differences)
        said = ngettext("{count} difference", "{count} differences", count)
        self.title.setText(said.format(count=count))
        self._show_rows(0)

    def choose_all(self, side: Side) -> None:
        """The same choice for every difference."""
        self._kept = {one.key: side for one in self._differences}
        self._show_rows(max(self.list.row, 0))
        self.changed.emit()

    def _choose(self, side: Side | None) -> None:
        chosen = self.list.chosen
        if chosen is None or self._kept.get(chosen.key) == side:
            return
        if side is None:
            self._kept.pop(chosen.key, None)
        else:
            self._kept[chosen.key] = side
        self._show_rows(self.list.row)
        self.changed.emit()

    def _show_rows(self, choose: int) -> None:
        self.list.show_items(self._differences, self._row, choose)
        left = self.undecided
        said = ngettext("{count} is still to choose.", "{count} are still to choose.", left)
        self.left.setText(said.format(count=left) if left else _("All are chosen."))
        self._show_chosen()

    def _row(self, one: DifferenceText) -> RowText:
        marks = {MINE: _("Mine is kept"), THEIRS: _("Theirs is taken"), None: _("Not chosen yet")}
        return RowText(one.title, marks[self._kept.get(one.key)], one.differs)

    def _show_chosen(self) -> None:
        chosen = self.list.chosen if self._differences else None
        if chosen is not None:
            self.mine.setText(chosen.mine)
            self.theirs.setText(chosen.theirs)
            self.keep.value = self._kept.get(chosen.key)

    def _lay_out(self) -> None:
        column = column_in(self, 10)
        all_of_them = FlowLayout()
        for button in (self.mine_button, self.theirs_button):
            all_of_them.addWidget(button)
        both = _Beside(
            Card("card", bold(text(_("Mine, in this diary"))), self.mine),
            Card("card", bold(text(_("Theirs, in the file"))), self.theirs),
        )
        column.addWidget(self.title)
        column.addWidget(self.left)
        column.addLayout(all_of_them)
        column.addWidget(self.list)
        column.addWidget(both)
        column.addWidget(self.keep)


class _Beside(QWidget):
    """Two cards side by side, or one above the other where there is little room."""

    def __init__(self, *cards: Card) -> None:
        super().__init__()
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._line.setContentsMargins(0, 0, 0, 0)
        for card in cards:
            card.column.addStretch()
            self._line.addWidget(card, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        is_wide = event.size().width() >= LETTERS_BESIDE * self.fontMetrics().averageCharWidth()
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._line.setDirection(across if is_wide else down)
        super().resizeEvent(event)
