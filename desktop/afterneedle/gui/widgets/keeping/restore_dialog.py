"""Which backup is to take the place of the diary: each with its date, beside what the diary holds now."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import tzinfo
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from afterneedle.content.language import _
from afterneedle.content.wording.backups import holdings_line
from afterneedle.content.wording.times import moment_label
from afterneedle.domain.backups import Holdings
from afterneedle.gui.widgets.basics.button import plain_button, primary_button
from afterneedle.gui.widgets.basics.field import FieldError
from afterneedle.gui.widgets.basics.flow import FlowLayout
from afterneedle.gui.widgets.basics.words import bold, heading, muted, text
from afterneedle.gui.widgets.dialogs.fitted_dialog import FittedDialog
from afterneedle.gui.widgets.entries.entry_list import EntryList
from afterneedle.gui.widgets.entries.entry_row import RowText

if TYPE_CHECKING:
    from afterneedle.locking import Key


@dataclass(frozen=True)
class Choice:
    """A file to restore: how it is called here, what it holds (None: it cannot be read).

    `is_locked`: because it has another passphrase than the diary. `key`: of that one, once it was typed.
    """

    path: Path
    name: str
    holds: Holdings | None
    is_locked: bool = False
    key: "Key | None" = None


class RestoreDialog(FittedDialog):
    """`chosen` carries the Choice. Nothing is restored before somebody presses Restore.

    `locked`: the Choice whose passphrase somebody wants to type.
    `now`: what the diary holds; None when it does not open.
    """

    LETTERS = 64
    chosen = Signal(object)
    locked = Signal(object)
    file_wanted = Signal()

    def __init__(self, now: Holdings | None, zone: tzinfo | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Restore a backup"))
        self._now, self._zone = now, zone
        self._choices: list[Choice] = []
        self.list: EntryList[Choice] = EntryList(_("Backups, newest first"), signs=False)
        self.said = muted("")
        self.error = FieldError()
        self.cells = {(row, column): text("") for row in range(3) for column in range(2)}
        self.unlock_button = plain_button(_("Type its &passphrase…"), self._unlock)
        self.file_button = plain_button(_("&Other file…"), self.file_wanted.emit)
        self.cancel_button = plain_button(_("Cancel"), self.reject)
        self.restore_button = primary_button(_("&Restore this one"), self._restore)
        self._lay_out()
        self.list.chosen_changed.connect(self._compare)
        self.list.setFocus()

    def show_choices(self, choices: Sequence[Choice], choose: int = 0) -> None:
        """Offer these, with one of them chosen."""
        self._choices = list(choices)
        self.list.show_items(self._choices, self._row, choose)
        self.list.setVisible(bool(choices))
        none = _("There is no backup yet. You can choose a copy of the diary that lies elsewhere.")
        kept = _("Your diary as it is now is kept as a backup, so that you can go back to it.")
        aside = _("A file that is there but does not open is kept beside the backups.")
        self.said.setText((kept if self._now else aside) if choices else none)
        self._compare()

    def add_choice(self, choice: Choice) -> None:
        """Offer one more, or one anew, and choose it."""
        paths = [one.path for one in self._choices]
        if choice.path in paths:
            number = paths.index(choice.path)
            self.show_choices([*self._choices[:number], choice, *self._choices[number + 1 :]], number)
        else:
            self.show_choices([choice, *self._choices])

    def _row(self, choice: Choice) -> RowText:
        locked = choice.is_locked and choice.holds is None
        holds = _("It has another passphrase.") if locked else holdings_line(choice.holds, self._zone)
        return RowText(choice.name, holds, str(choice.path.parent))

    def _compare(self) -> None:
        choice = self.list.chosen if self._choices else None
        holds = choice.holds if choice else None
        for column, one in enumerate((self._now, holds)):
            for row, cell in enumerate(_cells(one, self._zone)):
                self.cells[row, column].setText(cell)
        self.restore_button.setEnabled(holds is not None)
        self.unlock_button.setVisible(choice is not None and holds is None and choice.is_locked)
        now, then = holdings_line(self._now, self._zone), holdings_line(holds, self._zone)
        both = _("Your diary now: {now}. The backup: {then}.")
        self.restore_button.setAccessibleDescription(both.format(now=now, then=then) if holds else "")

    def _restore(self) -> None:
        if (choice := self.list.chosen) is not None:
            self.accept()
            self.chosen.emit(choice)

    def _unlock(self) -> None:
        if (choice := self.list.chosen) is not None:
            self.locked.emit(choice)

    def _lay_out(self) -> None:
        table = QGridLayout()
        table.setHorizontalSpacing(16)
        table.setVerticalSpacing(6)
        heads: list[QLabel] = [text(""), bold(text(_("Your diary now"))), bold(text(_("The backup")))]
        for column, head in enumerate(heads):
            table.addWidget(head, 0, column)
            table.setColumnStretch(column, 3 if column else 2)
        for row, name in enumerate((_("Sessions"), _("Check-ins"), _("Newest entry"))):
            table.addWidget(muted(name), row + 1, 0)
            for column in range(2):
                table.addWidget(self.cells[row, column], row + 1, column + 1)
        buttons = FlowLayout()
        for button in (self.restore_button, self.unlock_button, self.file_button, self.cancel_button):
            buttons.addWidget(button)
        self.column.addWidget(heading(_("Restore a backup")))
        self.column.addWidget(self.list)
        self.column.addLayout(table)
        self.column.addWidget(self.said)
        self.column.addWidget(self.error)
        self.column.addLayout(buttons)


def _cells(holds: Holdings | None, zone: tzinfo | None) -> tuple[str, str, str]:
    if holds is None:
        return "–", "–", "–"
    newest = moment_label(holds.newest.astimezone(zone)) if holds.newest else "–"
    return str(holds.sessions), str(holds.check_ins), newest
