"""The start of an encrypted diary: its passphrase, another file, or the end."""

from datetime import datetime
from functools import partial

from afterneedle.content.language import _
from afterneedle.diary import Diary
from afterneedle.gui.application import make_application
from afterneedle.gui.lock.unlocking import Unlocking
from afterneedle.gui.start.trouble import WayDialog, choose_file
from afterneedle.gui.start.ways import Way
from afterneedle.gui.theme import Look
from afterneedle.gui.widgets.basics.button import plain_button
from afterneedle.gui.widgets.basics.flow import FlowLayout
from afterneedle.locking import Key


class UnlockDialog(WayDialog):
    """Asks for the passphrase of the diary that lies on this way."""

    def __init__(self, way: Way, now: datetime) -> None:
        super().__init__(way.path.parent)
        self.form = Unlocking(way.path, lambda: now)
        self.form.told.connect(self.fit)
        self.form.opened.connect(lambda key: self.go(with_key(way, key)))
        self.buttons = [
            plain_button(_("C&hoose another file…"), partial(choose_file, self)),
            plain_button(_("&Close"), self.reject),
        ]
        line = FlowLayout(spacing=10)
        for button in self.buttons:
            line.addWidget(button)
            button.setAutoDefault(True)  # Enter presses the one that has the focus
        self.column.addWidget(self.form)
        self.column.addLayout(line)
        self.form.unlock.setDefault(True)  # or Enter in the field would press the first of the others
        self.form.setFocus()


def with_key(way: Way, key: Key) -> Way:
    """The diary at the same place, opened with its key."""
    return Way(way.path, partial(Diary.open, key=key), key)


def ask_to_unlock(way: Way, now: datetime) -> Way | None:
    """Ask the person; None when they have had enough. `now` is on their clock."""
    look, dialog = Look(make_application()), UnlockDialog(way, now)
    dialog.exec()
    for made in (dialog, look):
        made.deleteLater()
    return dialog.way
