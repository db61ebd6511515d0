"""When the diary was backed up last, where to, and what can be done about it."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from afterneedle.content.language import _
from afterneedle.gui.widgets.basics.button import plain_button
from afterneedle.gui.widgets.basics.field import FieldError
from afterneedle.gui.widgets.basics.flow import FlowLayout
from afterneedle.gui.widgets.basics.layout import column_in
from afterneedle.gui.widgets.basics.words import announce, muted, text
from afterneedle.gui.widgets.keeping.diary_place import breakable

PATIENCE = 1000  # milliseconds; what takes longer says that it is at work


class BackupCard(QWidget):
    """Says what it is told to say."""

    back_up_wanted = Signal()
    restore_wanted = Signal()
    folder_wanted = Signal()
    folder_dropped = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.last = text("")
        self.status, self.trouble = muted(""), FieldError()
        self.back_up_button = plain_button(_("Back up no&w"), self.back_up_wanted.emit)
        self.restore_button = plain_button(_("Restore a bac&kup…"), self.restore_wanted.emit)
        self.folder = text("")
        self.folder_error = FieldError()
        self.choose_button = plain_button(_("Choose fo&lder…"), self.folder_wanted.emit)
        self.drop_button = plain_button(_("Stop us&ing it"), self.folder_dropped.emit)
        self.drop_button.setAccessibleName(_("Stop using the second folder"))
        self._slow = QTimer(self)
        self._slow.setSingleShot(True)
        self._slow.timeout.connect(lambda: self.say(_("Making a backup and checking it…")))
        self._lay_out()
        self.status.hide()
        self.show_folder("")

    def show_last(self, sentence: str) -> None:
        """Say when the last backup was made."""
        self.last.setText(sentence)

    def show_folder(self, path: str) -> None:
        """Name the second folder; '' when there is none."""
        also = _("Each backup is also put in:\n{path}").format(path=breakable(path))
        none = _("All backups are on the same disk as the diary. Choose a folder on another one, too.")
        self.folder.setText(also if path else none)
        self.drop_button.setVisible(bool(path))

    def set_busy(self, *, busy: bool) -> None:
        """While a backup is made no other one can be asked for."""
        self.back_up_button.setEnabled(not busy)
        self._slow.start(PATIENCE) if busy else self._slow.stop()

    def say(self, sentence: str, trouble: str = "") -> None:
        """Show what came of it, and what did not; and have it said."""
        self.status.setText(sentence)
        self.status.setVisible(bool(sentence))
        self.trouble.setText(trouble)
        self.trouble.setVisible(bool(trouble))
        if sentence or trouble:
            announce(self, f"{sentence} {trouble}".strip())

    def _lay_out(self) -> None:
        column = column_in(self, 10)
        first, second = FlowLayout(), FlowLayout()
        for button in (self.back_up_button, self.restore_button):
            first.addWidget(button)
        for button in (self.choose_button, self.drop_button):
            second.addWidget(button)
        column.addWidget(self.last)
        column.addWidget(muted(_("The app backs up by itself: once a day, when something changed.")))
        column.addLayout(first)
        column.addWidget(self.status)
        column.addWidget(self.trouble)
        column.addWidget(self.folder)
        column.addLayout(second)
        column.addWidget(self.folder_error)
