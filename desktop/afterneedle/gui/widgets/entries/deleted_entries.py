"""What was deleted, and the way to have it back."""

from collections.abc import Sequence
from datetime import tzinfo
from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QMenu, QWidget

from afterneedle.content.language import _, ngettext
from afterneedle.content.wording import entry_lines, entry_title, moment_label
from afterneedle.domain.past import Deleted
from afterneedle.gui.widgets.basics.button import link_button, plain_button
from afterneedle.gui.widgets.basics.flow import FlowLayout
from afterneedle.gui.widgets.basics.layout import column_in, row
from afterneedle.gui.widgets.basics.words import muted
from afterneedle.gui.widgets.entries.entry_list import EntryList
from afterneedle.gui.widgets.entries.entry_row import RowText, joined


class DeletedEntries(QWidget):
    """`restore_wanted`: bring this entry back; `left`: back to what is there."""

    restore_wanted = Signal(object)
    erase_wanted = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.said = muted("")
        self.list: EntryList[Deleted] = EntryList(_("Recently deleted, last deleted first"), signs=False)
        self.back = link_button(_("All entries"), self.left.emit)
        self.restore_button = plain_button(_("Re&store"), self.restore_chosen)
        self.erase_button = plain_button(_("Erase a&ll for good…"), self.erase_wanted.emit)
        column = column_in(self, 12)
        column.addLayout(row(self.back))
        column.addWidget(self.said)
        column.addWidget(self.list, 1)
        buttons = FlowLayout(spacing=10)
        for button in (self.restore_button, self.erase_button):
            buttons.addWidget(button)
        column.addLayout(buttons)
        column.addStretch()
        self.list.opened.connect(self.restore_chosen)
        self.list.chosen_changed.connect(self._enable)
        self.list.menu_wanted.connect(self._pop_up)

    def show_deleted(self, deleted: Sequence[Deleted], zone: tzinfo) -> None:
        """Show these, told on the clock of `zone`; the row that was chosen passes to the next entry."""
        choose = min(max(self.list.row, 0), len(deleted) - 1)
        self.list.show_items(deleted, partial(_row_text, zone), choose)
        said = ngettext(
            "{count} entry. It counts for no flag and no report. Restore it to have it back as it was.",
            "{count} entries. They count for no flag and no report. Restore one to have it back as it was.",
            len(deleted),
        ).format(count=len(deleted))
        self.said.setText(said if deleted else _("Nothing is deleted."))
        for part in (self.list, self.restore_button, self.erase_button):
            part.setVisible(bool(deleted))
        self.setFocusProxy(self.list if deleted else self.back)
        self._enable()

    def restore_chosen(self) -> None:
        """Ask for the chosen entry to be brought back."""
        if (chosen := self.list.chosen) is not None:
            self.restore_wanted.emit(chosen.entry)

    def menu(self) -> QMenu:
        """What can be done with the chosen entry."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(_("&Restore"), self.restore_chosen)
        return menu

    def _pop_up(self, at: QPoint) -> None:
        self.menu().popup(at)

    def _enable(self) -> None:
        self.restore_button.setEnabled(self.list.chosen is not None)


def _row_text(zone: tzinfo, gone: Deleted) -> RowText:
    when = moment_label(gone.at.astimezone(zone))
    deleted = _("Deleted: {moment}").format(moment=when)
    return RowText(entry_title(gone.entry), deleted, joined(entry_lines(gone.entry)))
