"""History: every check-in and session, newest first, to search, read, edit, delete and bring back."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit, QMenu, QWidget

from afterneedle.content.language import _, ngettext
from afterneedle.content.wording import (
    entry_lines,
    entry_marks,
    entry_text,
    entry_title,
    search_texts,
)
from afterneedle.domain.assessment import assess
from afterneedle.domain.past import Entry, Only, is_among, newest_first
from afterneedle.domain.records import CheckIn, Level
from afterneedle.gui.hub import Hub
from afterneedle.gui.widgets.basics.button import link_button, plain_button
from afterneedle.gui.widgets.basics.choices import Choices
from afterneedle.gui.widgets.basics.clipboard import copy_text
from afterneedle.gui.widgets.basics.field import Field
from afterneedle.gui.widgets.basics.flow import FlowLayout
from afterneedle.gui.widgets.basics.layout import column_in
from afterneedle.gui.widgets.basics.page import Page
from afterneedle.gui.widgets.basics.words import announce, muted, title
from afterneedle.gui.widgets.entries.deleted_entries import DeletedEntries
from afterneedle.gui.widgets.entries.entry_dialog import EntryDialog, flag_words
from afterneedle.gui.widgets.entries.entry_list import EntryList
from afterneedle.gui.widgets.entries.entry_row import RowText, joined

SEARCH, DELETED = "search", "deleted"


class HistoryPage(Page):
    """`show_item` takes the id of an entry, "search" or "deleted"."""

    def __init__(self, hub: Hub) -> None:
        super().__init__()
        self._hub = hub
        self._entries: list[Entry] = []
        self._found: list[Entry] = []
        self._texts: dict[str, str] = {}
        self._marks: Mapping[str, Level] = {}
        self.title = title(_("History"))
        self.search = QLineEdit()
        self.only = Choices(
            [
                (Only.ALL, _("All")),
                (Only.FLAGGED, _("Flagged")),
                (Only.EDITED, _("Edited")),
                (Only.LATE, _("Entered later")),
                (Only.CHECK_INS, _("Check-ins")),
                (Only.SESSIONS, _("Sessions")),
            ],
            _("Show"),
        )
        self.only.value = Only.ALL
        self.count = muted("")
        self.list: EntryList[Entry] = EntryList(_("Check-ins and sessions, newest first"))
        self._all, self.gone = self._all_part(), DeletedEntries()
        for part in (self.title, self._all, self.gone):
            self.column.addWidget(part)
        self._connect()
        self.show_all()

    def refresh(self) -> None:
        hub = self._hub
        records = hub.diary.records()
        self._entries = newest_first(records)
        self._marks = assess(records, hub.catalogue, hub.diary.rulebook, hub.now()).marks
        self._texts = {}
        self._show_found()
        if self.gone.isVisibleTo(self):
            self.gone.show_deleted(self._hub.diary.deleted(), self._hub.zone)

    def show_item(self, argument: object) -> None:
        if argument == DELETED:
            self.show_deleted()
            return
        self.show_all()
        if argument == SEARCH:
            self.search.setFocus()
            self.search.selectAll()
            return
        ids = [entry.id for entry in self._entries]
        if argument in ids:
            self.search.clear()
            self.only.value = Only.ALL
            self.list.choose(ids.index(str(argument)))
            self.list.setFocus()

    def show_all(self) -> None:
        """The list of what is there."""
        self.title.setText(_("History"))
        self.gone.hide()
        self._all.show()
        self.setFocusProxy(self.list)

    def show_deleted(self) -> None:
        """The list of what was deleted."""
        self.title.setText(_("Recently deleted"))
        self._all.hide()
        self.gone.show()
        self.setFocusProxy(self.gone)
        self.gone.show_deleted(self._hub.diary.deleted(), self._hub.zone)
        self.gone.setFocus()

    def open_chosen(self) -> None:
        """Read the chosen entry."""
        entry, diary = self.list.chosen, self._hub.diary
        if entry is None:
            return
        edits = diary.edits(entry.id) if entry.edited_at is not None else ()
        dialog = EntryDialog(entry, self._marks.get(entry.id), edits, self._hub.zone, self)
        dialog.edit_wanted.connect(partial(self._edit, entry))
        dialog.open()

    def edit_chosen(self) -> None:
        """Open the form of the chosen entry."""
        if (entry := self.list.chosen) is not None:
            self._edit(entry)

    def copy_chosen(self) -> None:
        """Copy what the chosen entry says."""
        if (entry := self.list.chosen) is not None:
            copy_text(self.list, entry_text(entry))

    def delete_chosen(self) -> None:
        """Delete the chosen entry; the bar above offers to undo it."""
        entry, diary, now = self.list.chosen, self._hub.diary, self._hub.now()
        if isinstance(entry, CheckIn):
            self._hub.do(partial(diary.remove_check_in, entry.id, now), _("Check-in deleted."))
        elif entry is not None:
            self._hub.do(partial(diary.remove_session, entry.id, now), _("Session deleted."))

    def restore(self, entry: Entry) -> None:
        """Bring a deleted entry back; it can be undone like any change."""
        done = _("Check-in restored.") if isinstance(entry, CheckIn) else _("Session restored.")
        self._hub.do(partial(self._hub.diary.restore, entry.id, self._hub.now()), done)

    def entry_menu(self) -> QMenu:
        """What can be done with the chosen entry."""
        menu = QMenu(self)
        menu.addAction(_("&Open"), self.open_chosen)
        menu.addAction(_("&Edit"), self.edit_chosen)
        menu.addAction(_("&Copy text"), self.copy_chosen)
        menu.addSeparator()
        menu.addAction(_("&Delete"), self.delete_chosen)
        return menu

    def _all_part(self) -> QWidget:
        self.search.setClearButtonEnabled(True)
        self.search.setPlaceholderText(_("Note, symptom, place, medicine, month"))
        self.open_button = plain_button(_("&Open"), self.open_chosen)
        self.edit_button = plain_button(_("Ed&it"), self.edit_chosen)
        self.delete_button = plain_button(_("&Delete"), self.delete_chosen)
        self.deleted_button = link_button(_("&Recently deleted"), self.show_deleted)
        buttons = FlowLayout(spacing=10)
        for button in (self.open_button, self.edit_button, self.delete_button, self.deleted_button):
            buttons.addWidget(button)
        part = QWidget()
        column = column_in(part, 12)
        for widget in (Field(_("&Search"), self.search), self.only, self.count):
            column.addWidget(widget)
        column.addWidget(self.list, 1)
        column.addLayout(buttons)
        column.addStretch()  # where there is no list
        return part

    def _connect(self) -> None:
        self.search.textChanged.connect(self._search)
        self.search.returnPressed.connect(self._to_list)
        self.only.changed.connect(self._only_chosen)
        self.list.opened.connect(self.open_chosen)
        self.list.chosen_changed.connect(self._enable)
        self.list.menu_wanted.connect(lambda at: self._pop_up(self.entry_menu(), at))
        self.gone.restore_wanted.connect(self.restore)
        self.gone.erase_wanted.connect(self._erase)
        self.gone.left.connect(self._back_to_all)
        for keys, act, does in (
            (QKeySequence.StandardKey.Delete, self.delete_chosen, _("Delete the chosen entry")),
            (QKeySequence.StandardKey.Copy, self.copy_chosen, _("Copy what the chosen entry says")),
        ):
            shortcut = QShortcut(
                QKeySequence(keys), self.list, act, context=Qt.ShortcutContext.WidgetShortcut
            )
            shortcut.setWhatsThis(does)

    def _pop_up(self, menu: QMenu, at: QPoint) -> None:
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(at)

    def _search(self) -> None:
        self._show_found()
        announce(self.search, self.count.text())

    def _only_chosen(self, only: Only | None) -> None:
        if only is None:
            self.only.value = Only.ALL  # which says so again
            return
        self._show_found()
        announce(self.only, self.count.text())

    def _to_list(self) -> None:
        if self._found:
            self.list.choose(max(self.list.row, 0))
            self.list.setFocus()

    def _back_to_all(self) -> None:
        self.show_all()
        self.list.setFocus()

    def _erase(self) -> None:
        from afterneedle.gui.keeping.erasing import ask_to_erase

        ask_to_erase(self._hub, self)

    def _edit(self, entry: Entry) -> None:
        self.go.emit("check_in" if isinstance(entry, CheckIn) else "sessions", entry.id)

    def _show_found(self) -> None:
        chosen, row_before = self.list.chosen, self.list.row
        words, only, marks = self.search.text().casefold().split(), self.only.value, self._marks
        if words and not self._texts:
            self._texts = search_texts(self._entries)
        self._found = [
            entry
            for entry in self._entries
            if is_among(entry, only, marks) and all(word in self._texts[entry.id] for word in words)
        ]
        ids = [entry.id for entry in self._found]
        # a deleted entry leaves its row to the next one, so that the keyboard stays where it was
        choose = ids.index(chosen.id) if chosen and chosen.id in ids else min(row_before, len(ids) - 1)
        self.list.show_items(self._found, self._row, choose)
        self.count.setText(self._count_words())
        self.list.setVisible(bool(ids))
        self._enable()

    def _count_words(self) -> str:
        count, whole = len(self._found), len(self._entries)
        if not whole:
            return _("Nothing is entered yet.")
        if count == whole:
            return ngettext("{count} entry", "{count} entries", count).format(count=count)
        if not count:
            return _("None of {count}. Try another word, or show all.").format(count=whole)
        return _("{count} of {whole}").format(count=count, whole=whole)

    def _row(self, entry: Entry) -> RowText:
        level = self._marks.get(entry.id)
        marks = [flag_words(level)] if level else []
        return RowText(
            entry_title(entry), joined([*marks, *entry_marks(entry)]), joined(entry_lines(entry)), level
        )

    def _enable(self) -> None:
        for button in (self.open_button, self.edit_button, self.delete_button):
            button.setEnabled(self.list.chosen is not None)
