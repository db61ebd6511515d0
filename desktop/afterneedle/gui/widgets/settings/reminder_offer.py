"""Offers reminders, after the first check-in."""

from PySide6.QtCore import Signal

from afterneedle.content.language import _
from afterneedle.content.wording import time_label
from afterneedle.domain.plans import Plan, Rings
from afterneedle.gui.widgets.basics.button import plain_button
from afterneedle.gui.widgets.basics.flow import FlowLayout
from afterneedle.gui.widgets.basics.layout import Card
from afterneedle.gui.widgets.basics.words import heading, text


class ReminderOffer(Card):
    """Three answers, none of them chosen for the patient."""

    chosen = Signal(Rings)

    def __init__(self, plan: Plan) -> None:
        super().__init__("notice", heading(_("Shall the app remind you?")))
        offer = _("Tonight and then every day at {time}, until the follow-up is over. It stops by itself.")
        self.column.addWidget(text(offer.format(time=time_label(plan.hour))))
        self.column.addWidget(text(_("Others who see the screen read only: “Your check-in is ready”.")))
        answers = {
            Rings.ALWAYS: _("Yes, also when it is closed"),
            Rings.WINDOW: _("Only while it is open"),
            Rings.NEVER: _("No"),
        }
        buttons = FlowLayout(spacing=10)
        self.buttons = {rings: plain_button(label) for rings, label in answers.items()}
        for rings, button in self.buttons.items():
            button.clicked.connect(lambda _checked, rings=rings: self.chosen.emit(rings))
            buttons.addWidget(button)
        self.column.addLayout(buttons)
