"""Signs that are asked together, with one "None of these" that nobody ticks but the patient."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from afterneedle.content.language import _
from afterneedle.domain.catalogue import Symptom
from afterneedle.gui.check_in.form import Sign
from afterneedle.gui.check_in.situation import Asking
from afterneedle.gui.widgets.basics.choices import Tick
from afterneedle.gui.widgets.basics.layout import column_in
from afterneedle.gui.widgets.basics.words import heading
from afterneedle.gui.widgets.check_in.sign_editor import SignEditor, SignTick


class SignGroup(QWidget):
    """Ticks under heads, then "None of these". A tick takes that back.

    `others`: with a sign ticked, "None of the others" may still be said (the nerve row: tingling, but no
    weakness); without it, "None of these" takes all ticks back. `about`, `others_about`: the same to a
    screen reader, which does not see what stands around it. Pressed on one of the ticks, the first letter
    of "None of these" answers it (`answered`); never over something that is ticked.
    """

    changed = Signal()
    answered = Signal()

    def __init__(
        self,
        heads: Sequence[tuple[str, Sequence[Symptom]]],
        asking: Asking,
        none: str = "",
        *,
        about: str = "",
        others: str = "",
        others_about: str = "",
    ) -> None:
        super().__init__()
        self._none_text, self._about = none, about
        self._others_text, self._others_about = others, others_about
        self._column = column_in(self, 4)
        self.ticks: list[SignTick] = []
        for label, symptoms in heads:
            if label:
                self._column.addSpacing(8 if self.ticks else 0)
                self._column.addWidget(heading(label))
            for symptom in symptoms:
                self._add(SignTick(symptom, asking))
        self._column.addSpacing(8)
        self.none = Tick(none)
        self.none.setAccessibleName(about)
        self.none.toggled.connect(self._none_toggled)
        self._column.addWidget(self.none)
        if not none:
            self.none.hide()
        self.setFocusProxy(self.ticks[0].tick)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_none = self._none_text != "" and event.text().casefold() == self.none_key.casefold()
        if is_none and self._is_on_a_tick and (self._others_text or not self.is_any_ticked):
            self.none.setChecked(True)
            self.answered.emit()
        else:
            super().keyPressEvent(event)

    @property
    def none_key(self) -> str:
        """The letter that answers "None of these"."""
        return first_letter(self._none_text)

    @property
    def _is_on_a_tick(self) -> bool:
        """The letter means something else in a field, and nothing in an answer about a sign."""
        return any(tick.hasFocus() for tick in (self.none, *(t.tick for t in self.ticks)))

    @property
    def is_any_ticked(self) -> bool:
        return any(t.tick.isChecked() for t in self.ticks)

    @property
    def is_answered(self) -> bool:
        """Something was said, be it none."""
        return self.none.isChecked() or self.is_any_ticked

    @property
    def editors(self) -> list[SignEditor]:
        """The editors behind the ticked signs, in the order of `read`."""
        return [e for t in self.ticks if t.tick.isChecked() for e in t.editors]

    def read(self, latest: datetime) -> tuple[Sign, ...]:
        """All ticked signs."""
        return tuple(sign for tick in self.ticks for sign in tick.read(latest))

    def fill(self, signs: Iterable[Sign], none: bool) -> None:
        """Show the signs of an earlier check-in."""
        told = list(signs)
        for tick in self.ticks:
            tick.fill(s for s in told if s.symptom is tick.symptom)
        self.none.setChecked(none)

    def _add(self, tick: SignTick) -> None:
        self.ticks.append(tick)
        self._column.addWidget(tick)
        tick.tick.toggled.connect(self._ticked)
        tick.changed.connect(self.changed)

    def _ticked(self, checked: bool) -> None:
        if checked:
            self.none.setChecked(False)
        if self._others_text:
            self.none.setText(self._others_text if self.is_any_ticked else self._none_text)
            self.none.setAccessibleName(self._others_about if self.is_any_ticked else self._about)
            self.none.updateGeometry()

    def _none_toggled(self, checked: bool) -> None:
        if checked and not self._others_text:
            for tick in self.ticks:
                tick.tick.setChecked(False)
        self.changed.emit()


def first_letter(words: str) -> str:
    """The letter that an answer goes by; "" when it has none."""
    return next((letter.upper() for letter in words if letter.isalpha()), "")


def none_hint(group: SignGroup) -> str:
    """How to answer the group, by hand or by key."""
    hint = _("Tick what you have, or “None of these” at the end. Key:\u00a0{key}.")
    return hint.format(key=group.none_key)
