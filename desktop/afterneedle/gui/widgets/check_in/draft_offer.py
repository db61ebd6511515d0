"""Offers to go on with a check-in that was begun and never saved, after a crash for example."""

from datetime import datetime

from PySide6.QtCore import Signal

from afterneedle.content.language import _
from afterneedle.content.wording import day_and_time
from afterneedle.gui.widgets.basics.button import plain_button
from afterneedle.gui.widgets.basics.layout import Card, row
from afterneedle.gui.widgets.basics.words import text


class DraftOffer(Card):
    """Nothing of what was typed is shown here, and nothing is decided without a press."""

    go_on_wanted = Signal()
    throw_wanted = Signal()

    def __init__(self, begun_at: datetime, now: datetime) -> None:
        super().__init__("notice")
        line = _("You had begun a check-in {moment}. It was not saved.")
        self.column.addWidget(text(line.format(moment=day_and_time(begun_at, now))))
        self.go_on = plain_button(_("Go on with it"), self.go_on_wanted.emit)
        self.throw = plain_button(_("Throw it away"), self.throw_wanted.emit)
        self.column.addLayout(row(self.go_on, self.throw))
