"""The chest signs, for the seven days after a needle went in over a lung."""

from datetime import timedelta

from PySide6.QtWidgets import QHBoxLayout

from afterneedle.content.language import _
from afterneedle.content.wording import short_date_label
from afterneedle.domain.records import Level, Session
from afterneedle.gui.widgets.basics.layout import Card
from afterneedle.gui.widgets.basics.words import text
from afterneedle.gui.widgets.flags.level_mark import LevelMark

WATCHED = timedelta(days=7)


class ChestStrip(Card):
    """What to look for and whom to call."""

    def __init__(self, session: Session, emergency_number: str) -> None:
        super().__init__("warning")
        number = emergency_number or _("your local emergency number")
        until = short_date_label(session.ended_at + WATCHED)
        line = QHBoxLayout()
        line.setSpacing(10)
        line.addWidget(LevelMark(Level.EMERGENCY))
        line.addWidget(
            text(
                _(
                    "Needles went in near a lung. Until {day}: with chest pain, short breath, a new dry "
                    "cough, or pain when you breathe in, call {number} at once."
                ).format(day=until, number=number)
            ),
            1,
        )
        self.column.addLayout(line)
