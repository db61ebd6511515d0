"""What goes into a report: which days, which parts, on which paper."""

from enum import Enum

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from afterneedle.content.language import _
from afterneedle.gui.paper.printing import usual_paper
from afterneedle.gui.widgets.basics.choices import Choices, TickList
from afterneedle.gui.widgets.basics.field import Field
from afterneedle.gui.widgets.basics.flow import FlowLayout
from afterneedle.gui.widgets.basics.layout import Card
from afterneedle.gui.widgets.exchange.days_choice import DaysChoice, left_out_ticks
from afterneedle.paper.pages import Paper


class Extra(Enum):
    """What can be added behind the table, or inside the file."""

    ENTRIES = "entries"
    CHECKLIST = "checklist"
    ATTACHED = "attached"


class ReportChoices(Card):
    """Emits `changed` whenever the pages would change. It knows no diary: the page says what there is."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__("card")
        self.days = DaysChoice()
        self.left_out = left_out_ticks()
        self.extras = TickList(
            [
                (Extra.ENTRIES, _("Every check-in in full")),
                (Extra.CHECKLIST, _("The checklist for the next session")),
                (Extra.ATTACHED, _("The diary of these days as a file inside the PDF")),
            ]
        )
        self.paper = Choices([(Paper.A4, "A4"), (Paper.LETTER, _("Letter"))], _("Paper"), always=True)
        self.paper.value = usual_paper()
        self._lay_out()
        self.paper.changed.connect(lambda _paper: self.changed.emit())
        for part in (self.days, self.left_out, self.extras):
            part.changed.connect(self.changed)

    def _lay_out(self) -> None:
        parts = QWidget()
        columns = FlowLayout(parts, spacing=24)
        columns.addWidget(Field(_("Leave out"), self.left_out))
        columns.addWidget(Field(_("Add"), self.extras))
        columns.addWidget(Field(_("Paper"), self.paper))
        for part in (self.days, parts):
            self.column.addWidget(part)
