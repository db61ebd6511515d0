"""More about a symptom: the details it may carry, as ticks."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from afterneedle.content.wording import detail_label
from afterneedle.content.wording.labels import with_capital
from afterneedle.domain.catalogue import Symptom
from afterneedle.gui.widgets.basics.choices import Tick
from afterneedle.gui.widgets.basics.layout import column_in

ASKED_APART = "gone_between"  # asked only on return after a gap
ORDER = (
    "not_stopping",
    "stopped_with_pressure",
    "sudden",
    "in_clinic",
    "wider_area",
    "breaks_sleep",
    "growing",
    "larger_than_palm",
    "hard_lump",
    "hot",
    "spreading",
    "leaking",
    "more_painful",
    "not_recovered",
    "injury",
    "fit",
    "lying_down",
)


class DetailsList(QWidget):
    """Ticks for the details of one symptom; hides itself when it has none."""

    changed = Signal()

    def __init__(self, symptom: Symptom, name: str) -> None:
        super().__init__()
        column = column_in(self, 0)
        ids = sorted(
            symptom.details - {ASKED_APART}, key=lambda id: (*(n for n, o in enumerate(ORDER) if o == id), id)
        )
        self.ticks: dict[str, Tick] = {}
        for id in ids:
            label = detail_label(id)
            tick = Tick(with_capital(label))
            tick.setAccessibleDescription(name)
            tick.toggled.connect(lambda _checked: self.changed.emit())
            column.addWidget(tick)
            self.ticks[id] = tick
        if not ids:
            self.hide()

    @property
    def values(self) -> frozenset[str]:
        """The ids of the ticked details."""
        return frozenset(id for id, tick in self.ticks.items() if tick.isChecked())

    @values.setter
    def values(self, wanted: frozenset[str]) -> None:
        for id, tick in self.ticks.items():
            tick.setChecked(id in wanted)
