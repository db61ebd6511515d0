"""One entry to read: all that it says, its flag, and what each edit changed."""

from collections.abc import Sequence
from datetime import tzinfo

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from afterneedle.content.language import _, ngettext
from afterneedle.content.wording import (
    edit_lines,
    entry_lines,
    entry_text,
    entry_title,
    level_label,
    moment_label,
)
from afterneedle.domain.past import Edit, Entry
from afterneedle.domain.records import Level
from afterneedle.gui.widgets.basics.button import plain_button
from afterneedle.gui.widgets.basics.clipboard import copy_text
from afterneedle.gui.widgets.basics.words import heading, muted, text
from afterneedle.gui.widgets.dialogs.reading_dialog import ReadingDialog
from afterneedle.gui.widgets.flags.level_mark import LevelMark


class EntryDialog(ReadingDialog):
    """`edits`: newest first, told on the clock of `zone`. `edit_wanted`: open the entry's own form."""

    edit_wanted = Signal()

    def __init__(
        self, entry: Entry, level: Level | None, edits: Sequence[Edit], zone: tzinfo, parent: QWidget
    ) -> None:
        super().__init__(entry_title(entry), parent)
        self._entry = entry
        if level:
            line = QHBoxLayout()
            line.addWidget(LevelMark(level))
            line.addWidget(text(flag_words(level)), 1)
            self.column.addLayout(line)
        for said in entry_lines(entry):
            self.column.addWidget(text(said))
        if edits:
            self._add_edits(edits, zone)
        self.column.addStretch()
        self.edit_button = plain_button(_("E&dit"), self._edit)
        self.copy_button = plain_button(_("Copy &text"), self._copy)
        self.add_button(self.edit_button)
        self.add_button(self.copy_button)

    def _add_edits(self, edits: Sequence[Edit], zone: tzinfo) -> None:
        count = ngettext("Edited {count} time", "Edited {count} times", len(edits)).format(count=len(edits))
        self.column.addSpacing(8)
        self.column.addWidget(heading(count))
        for edit in edits:
            self.column.addWidget(text(moment_label(edit.at.astimezone(zone))))
            for said in edit_sentences(edit):
                self.column.addWidget(muted(said))

    def _edit(self) -> None:
        self.accept()
        self.edit_wanted.emit()

    def _copy(self) -> None:
        copy_text(self, entry_text(self._entry))


def flag_words(level: Level) -> str:
    """What stands beside the sign of an entry's flag."""
    return _("Flagged: {level}").format(level=level_label(level))


def edit_sentences(edit: Edit) -> list[str]:
    """What an edit changed, in words: the old, then the new."""
    before, after = edit_lines(edit)
    said = [_("Before: {text}").format(text=line) for line in before]
    said += [_("After: {text}").format(text=line) for line in after]
    return said or [_("Nothing that is shown here changed.")]
