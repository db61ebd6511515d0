"""How strong a symptom is: 0 to 10 as eleven flat buttons, or the three words. Nothing is chosen at first."""

from PySide6.QtCore import QElapsedTimer, QEvent
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from afterneedle.content.language import _
from afterneedle.content.wording import severity_label
from afterneedle.domain.catalogue import Scale, Symptom
from afterneedle.gui.widgets.basics import muted
from afterneedle.gui.widgets.choices import Choices

WORDS = 4  # more buttons than this are numbers
EDGES = 10  # border and margin of a button, and room for bold digits
TEN_WITHIN = 1500  # milliseconds from the 1 to the 0 of a typed 10


class SeverityScale(Choices):
    """The severities of a symptom from `least` up. Digits choose: 1 then 0 is 10."""

    GAP = 2

    def __init__(self, symptom: Symptom, name: str, least: int = 1) -> None:
        values = range(least, symptom.scale.top + 1)
        pain = symptom.scale is Scale.PAIN
        super().__init__(
            [(n, str(n) if pain else _first_capital(severity_label(symptom, n))) for n in values], name
        )
        self._values_shown = values
        self._since_one = QElapsedTimer()
        if pain:
            for n, button in zip(values, self.buttons, strict=True):
                button.setAccessibleName(_spoken(n))
            flow = self.layout()
            if flow is not None:
                flow.setSpacing(self.GAP)
            self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if len(self.buttons) > WORDS:
            self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange and len(self.buttons) > WORDS:
            self._fit()

    def _fit(self) -> None:
        """Eleven buttons of one width, narrower where there is less room."""
        number = self.fontMetrics().horizontalAdvance("10")
        room = self.width() // len(self.buttons) - self.GAP - number - EDGES
        padding = max(3, min(12, room // 2))
        rule = (
            f"QPushButton {{ min-width: {number}px; padding-left: {padding}px; padding-right: {padding}px; }}"
        )
        if rule != self.styleSheet():
            self.setStyleSheet(rule)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not event.text().isdecimal():
            super().keyPressEvent(event)
            return
        digit = int(event.text())
        ten = digit == 0 and self._since_one.isValid() and not self._since_one.hasExpired(TEN_WITHIN)
        wanted = 10 if ten and 10 in self._values_shown else digit
        self._since_one.invalidate()
        if digit == 1 and 10 in self._values_shown:
            self._since_one.start()
        if wanted in self._values_shown:
            self.value = wanted
            self.buttons[wanted - self._values_shown.start].setFocus()


class CaptionedScale(QWidget):
    """A scale with what its ends mean under it."""

    def __init__(self, scale: SeverityScale, symptom: Symptom) -> None:
        super().__init__()
        self.scale = scale
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(scale)
        if symptom.scale is Scale.PAIN:
            column.addWidget(muted(scale_words()))
        self.setFocusProxy(scale)


def scale_words() -> str:
    """What the numbers from 0 to 10 mean."""
    return _("0 none · 1–3 mild · 4–6 moderate · 7–10 severe, 10 the worst you can imagine")


def _spoken(severity: int) -> str:
    if severity == 0:
        return _("0, none")
    return _("10, the worst you can imagine") if severity == 10 else str(severity)


def _first_capital(words: str) -> str:
    return words[:1].upper() + words[1:]
