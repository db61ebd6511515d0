"""What a locked window shows: the field for the passphrase, and nothing of the diary."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut

from afterneedle.content.language import _
from afterneedle.gui.lock.unlocking import Unlocking
from afterneedle.gui.widgets.basics.button import plain_button
from afterneedle.gui.widgets.basics.layout import Card, row
from afterneedle.gui.widgets.basics.page import Page
from afterneedle.gui.widgets.basics.words import muted


class LockPage(Page):
    """`opened` carries the key; `close_wanted`: the window is to be closed, still locked."""

    opened = Signal(object)
    close_wanted = Signal()

    def __init__(self, path: Path, now: Callable[[], datetime]) -> None:
        super().__init__()
        self.form = Unlocking(path, now)
        self.form.opened.connect(self.opened)
        self.close_button = plain_button(_("&Close"), self.close_wanted.emit)
        whole = Card("card")
        whole.column.addWidget(self.form)
        whole.column.addWidget(muted(_("What you were writing is kept, and is here again once it is open.")))
        whole.column.addWidget(
            muted(_("In an emergency, call for help first. You do not need the diary for that."))
        )
        whole.column.addLayout(row(self.close_button))
        self.column.addWidget(whole)
        self.column.addStretch()
        quitting = QShortcut(QKeySequence("Ctrl+Q"), self, self.close_wanted.emit)
        quitting.setWhatsThis(_("Close"))
        self.setFocusProxy(self.form)
