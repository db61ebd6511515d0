"""The emergency questions, first in every check-in: four heads, one "None of these"."""

from collections.abc import Collection, Sequence
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from afterneedle.content.language import _
from afterneedle.content.wording import symptom_label
from afterneedle.domain.catalogue import EmergencyHead, Place, Symptom
from afterneedle.domain.flags import Flag
from afterneedle.domain.records import Level
from afterneedle.gui.check_in.form import Key, Sign
from afterneedle.gui.check_in.situation import Asking
from afterneedle.gui.widgets.basics.choices import Choices
from afterneedle.gui.widgets.basics.layout import Card
from afterneedle.gui.widgets.basics.words import announce, heading, muted, text
from afterneedle.gui.widgets.check_in.sign_group import SignGroup, none_hint
from afterneedle.gui.widgets.flags.flag_card import Background, FlagCard


class EmergencyQuestions(Card):
    """Nothing is ticked beforehand; untouched, nothing was asked.

    For a past moment a ticked emergency sign asks "is it there now?" before anything else, unless it is
    `known` from before.
    """

    changed = Signal()

    def __init__(
        self,
        heads: Sequence[EmergencyHead],
        asking: Asking,
        conditions: Collection[str],
        known: frozenset[Symptom] = frozenset(),
    ) -> None:
        super().__init__("card")
        shown = [(_(h.label), [s for s in h.asks if s.is_asked_of(conditions)]) for h in heads]
        self.shown = frozenset(s for _label, symptoms in shown for s in symptoms if s.is_red)
        self.group = SignGroup(shown, asking, _("&None of these"), about=_("None of these emergency signs"))
        self.still_there: dict[Symptom, Choices] = {}
        self._boxes: dict[Symptom, QWidget] = {}
        self._shown: dict[tuple[str, Level, Symptom | None, Place | None], FlagCard] = {}
        self._is_past = False
        self._known = known
        for part in (heading(_("New since your session:")), muted(none_hint(self.group)), self.group):
            self.column.addWidget(part)
        self._now_questions, self._cards = QVBoxLayout(), QVBoxLayout()
        for room in (self._now_questions, self._cards):
            self.column.addLayout(room)
        self.group.changed.connect(self._ask_still_there)
        self.group.changed.connect(self.changed)
        self.setFocusProxy(self.group.ticks[0].tick)

    @property
    def asked(self) -> frozenset[Symptom]:
        """The red flags that this answers; none while it is untouched."""
        return self.shown if self.group.is_answered else frozenset()

    @property
    def unticked(self) -> tuple[Symptom, ...]:
        """The skin and general signs that are not ticked; once the list is answered, they are denied."""
        return tuple(t.symptom for t in self.group.ticks if not (t.symptom.is_red or t.tick.isChecked()))

    @property
    def waits_for_now(self) -> bool:
        """Whether a sign of a past moment still needs "is it there now?" answered."""
        return any(choices.value is None for choices in self.still_there.values())

    def there_now(self, signs: Sequence[Sign]) -> tuple[Key, ...]:
        """Those of `signs` that are there still, at the time of writing."""
        return tuple(
            s.key
            for s in signs
            if s.symptom in self.still_there and self.still_there[s.symptom].value is True
        )

    def read(self, latest: datetime) -> tuple[Sign, ...]:
        """The ticked signs with all that was said about them."""
        return self.group.read(latest)

    def fill(self, signs: Sequence[Sign], asked: frozenset[Symptom]) -> None:
        """Show the answers of an earlier check-in."""
        self.group.fill(signs, none=not signs and asked >= self.shown)

    def set_past(self, is_past: bool) -> None:
        """Whether the check-in is about a past moment."""
        self._is_past = is_past
        self._ask_still_there()

    def show_flags(self, flags: Sequence[Flag], background: Background) -> list[FlagCard]:
        """Show a card for each, under the sign it is about; returns those that are new."""
        wanted = {(f.rule.id, f.level, f.symptom, f.place): f for f in flags}
        for key in [k for k in self._shown if k not in wanted]:
            old = self._shown.pop(key)
            old.hide()
            old.deleteLater()
        new = []
        for key, flag in wanted.items():
            if key not in self._shown:
                self._shown[key] = card = FlagCard((flag,), background, before_saving=True)
                tick = next((t for t in self.group.ticks if t.symptom is flag.symptom), None)
                (tick.cards if tick else self._cards).addWidget(card)
                announce(self, card.spoken)
                new.append(card)
        return new

    def _ask_still_there(self) -> None:
        ticked = [t.symptom for t in self.group.ticks if t.tick.isChecked() and t.symptom.is_red]
        wanted = [s for s in ticked if self._is_past and s not in self._known]
        for symptom in [s for s in self.still_there if s not in wanted]:
            del self.still_there[symptom]
            box = self._boxes.pop(symptom)
            box.hide()
            box.deleteLater()
        for symptom in wanted:
            if symptom not in self.still_there:
                self._now_questions.addWidget(self._still_there_box(symptom))

    def _still_there_box(self, symptom: Symptom) -> QWidget:
        box = QWidget()
        question = _("{symptom}: is it there now?").format(symptom=symptom_label(symptom))
        choices = Choices([(True, _("Yes, it is there now")), (False, _("No, it has passed"))], question)
        choices.changed.connect(self.changed)
        self.still_there[symptom], self._boxes[symptom] = choices, box
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(text(question))
        column.addWidget(choices)
        return box
