"""How strong a symptom is: 0 to 10 as eleven flat buttons, or the three words. Nothing is chosen at first."""

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from afterneedle.content.language import _
from afterneedle.content.wording import severity_label
from afterneedle.content.wording.labels import with_capital
from afterneedle.domain.catalogue import Scale, Symptom
from afterneedle.gui.widgets.basics.choices import Choices
from afterneedle.gui.widgets.basics.flow import FlowLayout
from afterneedle.gui.widgets.basics.layout import column_in
from afterneedle.gui.widgets.basics.words import muted

WORDS = 4  # more buttons than this are numbers
LEAST, SPREAD = 3, 18  # pixels beside a number: the least at each side, and how much wider in all


class SeverityScale(Choices):
    """The severities of a symptom from `least` up. Digits choose: 1 then 0 is 10.

    `answered`: by a key, and complete. A 1 is complete only with the next key, whatever time that takes:
    a slow 10 must never become a 1 here and a 0 in the next scale.
    """

    answered = Signal()
    GAP = 2

    def __init__(self, symptom: Symptom, name: str, least: int = 1) -> None:
        values = range(least, symptom.scale.top + 1)
        pain = symptom.scale is Scale.PAIN
        super().__init__(
            [(n, str(n) if pain else with_capital(severity_label(symptom, n))) for n in values], name
        )
        self._values_shown = values
        self._may_become_ten = False
        if pain:
            for n, button in zip(values, self.buttons, strict=True):
                button.setAccessibleName(_spoken(n))
                policy = button.sizePolicy()
                policy.setHorizontalPolicy(QSizePolicy.Policy.Preferred)
                button.setSizePolicy(policy)
            flow = self.layout()
            if isinstance(flow, FlowLayout):
                flow.setSpacing(self.GAP)
                flow.spread = SPREAD
            self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange and len(self.buttons) > WORDS:
            self._fit()

    def _fit(self) -> None:
        """Eleven buttons of one width; how wide they become is for the layout to say."""
        number = self.fontMetrics().horizontalAdvance("10")
        rule = f"QPushButton {{ min-width: {number}px; padding-left: {LEAST}px; padding-right: {LEAST}px; }}"
        if rule != self.styleSheet():
            self.setStyleSheet(rule)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        typed, was_one = event.text(), self._may_become_ten
        if was_one and typed.isalnum() and typed != "0" and self._goes_on():
            to = self.window().focusWidget()
            QCoreApplication.sendEvent(to, event.clone())  # meant for the question that comes next
        elif typed.isdecimal():
            self._take(10 if was_one and typed == "0" else int(typed))
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.FocusOut:
            self._may_become_ten = False
        return super().eventFilter(watched, event)

    def _take(self, wanted: int) -> None:
        if wanted not in self._values_shown:
            return
        self.value = wanted
        button = self.buttons[wanted - self._values_shown.start]
        button.setFocus()
        self._may_become_ten = wanted == 1 and 10 in self._values_shown
        if self._may_become_ten:
            button.installEventFilter(self)
        else:
            self.answered.emit()

    def _goes_on(self) -> bool:
        """Say that the 1 stands; True when the focus went elsewhere for it."""
        self._may_become_ten = False
        self.answered.emit()
        focused: QWidget | None = self.window().focusWidget()
        return focused is not None and not self.isAncestorOf(focused)


class CaptionedScale(QWidget):
    """A scale with what its ends mean under it."""

    def __init__(self, scale: SeverityScale, symptom: Symptom) -> None:
        super().__init__()
        self.scale = scale
        column = column_in(self, 4)
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
