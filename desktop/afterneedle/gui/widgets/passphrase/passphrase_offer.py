"""Offers a passphrase, once, after the first week."""

from PySide6.QtCore import Signal

from afterneedle.content.language import _
from afterneedle.gui.widgets.basics.button import plain_button
from afterneedle.gui.widgets.basics.flow import FlowLayout
from afterneedle.gui.widgets.basics.layout import Card
from afterneedle.gui.widgets.basics.words import heading, text


class PassphraseOffer(Card):
    """Two answers, none of them chosen for the patient. `answered`: whether one is wanted."""

    answered = Signal(bool)

    def __init__(self) -> None:
        super().__init__("notice", heading(_("Lock your diary with a passphrase?")))
        protects = _("A lost or stolen computer, or a copy of the diary, then tells nobody what you wrote.")
        self.column.addWidget(text(protects))
        self.column.addWidget(text(_("This is asked once. You find it in Settings at any time.")))
        self.set_button = plain_button(_("Set a passphrase…"), lambda: self.answered.emit(True))
        self.not_now = plain_button(_("Not now"), lambda: self.answered.emit(False))
        buttons = FlowLayout(spacing=10)
        for button in (self.set_button, self.not_now):
            buttons.addWidget(button)
        self.column.addLayout(buttons)
