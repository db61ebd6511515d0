"""What a symptom keeps the patient from doing. Folded until it is wanted; only what can matter is asked."""

from collections.abc import Iterable, Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from afterneedle.content.language import _
from afterneedle.content.wording import function_label
from afterneedle.domain.catalogue import Catalogue, Place
from afterneedle.gui.check_in.situation import functions_asked
from afterneedle.gui.widgets.basics.button import link_button, plain_button
from afterneedle.gui.widgets.basics.choices import Choices
from afterneedle.gui.widgets.basics.field import Field
from afterneedle.gui.widgets.basics.layout import column_in, row
from afterneedle.gui.widgets.basics.words import announce, heading, muted


class DailyLife(QWidget):
    """How far each thing is limited. `asked`: it is time to ask, so the question stands there."""

    changed = Signal()

    def __init__(self, catalogue: Catalogue, asked: bool) -> None:
        super().__init__()
        self._catalogue = catalogue
        self._words = (_("No limit"), _("I notice it"), _("It gets in my way"), _("It stops me"))
        self._fields: dict[str, Field] = {}
        self.choices: dict[str, Choices] = {}
        self._shown: tuple[str, ...] = functions_asked(catalogue, ())
        self.link = link_button(_("Does it stop you doing something?"), self._unfold_by_hand)
        self._body = QWidget()
        self._lay_out()
        self._body.hide()
        if not asked:
            self.hide()

    @property
    def values(self) -> dict[str, int]:
        """The answered ones."""
        return {
            id: c.value
            for id in self._catalogue.functions
            if (c := self.choices.get(id)) and c.value is not None
        }

    def fill(self, values: Mapping[str, int]) -> None:
        """Show the answers of an earlier check-in."""
        if values:
            self._shown = tuple(id for id in self._catalogue.functions if id in {*self._shown, *values})
            self.unfold()
        for id, value in values.items():
            self.choices[id].value = value

    def about(self, places: Sequence[Place | None]) -> None:
        """A nerve or movement sign is told of, at these places: ask at once what it stops."""
        self._shown = functions_asked(self._catalogue, places)
        self.unfold()

    def unfold(self) -> None:
        """Show the questions."""
        self._list(self._shown)
        self.link.hide()
        self._body.show()
        self.show()

    def show_all(self) -> None:
        """Ask about everything, and go to the first question that was not there before."""
        shown = {id for id, made in self._fields.items() if not made.isHidden()}
        self._shown = tuple(self._catalogue.functions)
        self.unfold()
        self._all.hide()
        first = next((id for id in self._shown if id not in shown), self._shown[0])
        self.choices[first].setFocus()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.link)
        column.addWidget(self._body)
        body = column_in(self._body, 8)
        body.addWidget(heading(_("Does it stop you doing something?")))
        body.addWidget(muted(_("Answer only what matters to you.")))
        body.addLayout(row(plain_button(_("No limit in any of these"), self._say_no_limit)))
        self._rows = QVBoxLayout()
        self._rows.setSpacing(10)
        body.addLayout(self._rows)
        self._all = link_button(_("Show the rest of the list"), self.show_all)
        body.addWidget(self._all)

    def _unfold_by_hand(self) -> None:
        self.unfold()
        self.choices[self._shown[0]].setFocus()

    def _list(self, wanted: Iterable[str]) -> None:
        """Ask about these and whatever is answered; each question is made when it is first asked."""
        answered = self.values
        self._shown = tuple(id for id in self._catalogue.functions if id in {*wanted, *answered})
        for id in self._shown:
            if id not in self._fields:
                self._make(id)
        for id, made in self._fields.items():
            made.setVisible(id in self._shown)

    def _make(self, id: str) -> None:
        choices = Choices(list(enumerate(self._words)))
        choices.changed.connect(lambda _value: self.changed.emit())
        self.choices[id], self._fields[id] = choices, Field(function_label(id), choices)
        order = tuple(self._catalogue.functions)
        above = sum(order.index(other) < order.index(id) for other in self._fields)
        self._rows.insertWidget(above, self._fields[id])

    def _say_no_limit(self) -> None:
        for id in self._shown:
            self.choices[id].value = 0
        announce(self, _("No limit in any of these"))
