"""A line for a passphrase: dots until the person wants to see it, and a word while Caps Lock is on."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit

from afterneedle.content.language import _
from afterneedle.gui.typed_text import UNKEPT
from afterneedle.gui.widgets.basics.button import Toggle
from afterneedle.gui.widgets.basics.field import Field
from afterneedle.gui.widgets.basics.layout import row
from afterneedle.gui.widgets.basics.words import announce, muted

HINTS = Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText


class SecretLine(QLineEdit):
    """A line whose text is nobody's business: it is kept nowhere, and no dictionary learns it."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty(UNKEPT, True)
        self.show_text(shown=False)

    def show_text(self, *, shown: bool) -> None:
        """Letters, or dots."""
        self.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)
        self.setInputMethodHints(self.inputMethodHints() | HINTS)


class PassphraseField(Field):
    """`line` under its label. `shown`: the button that has it shown; of two fields one can serve both."""

    def __init__(self, label: str) -> None:
        self.line = _Watched(self)
        super().__init__(label, self.line)
        self.caps = muted(_("Caps Lock is on."))
        self.caps.hide()
        self.shown = Toggle(_("Sho&w what is typed"))
        self.shown.toggled.connect(lambda shown: self.line.show_text(shown=shown))
        self.column.addWidget(self.caps)
        self.column.addLayout(row(self.shown))

    @property
    def text(self) -> str:
        """What is typed."""
        return self.line.text()

    def clear(self) -> None:
        """Nothing is typed, nor shown."""
        self.line.clear()
        self.shown.setChecked(False)

    def tell_caps(self, *, on: bool) -> None:
        """Say so when Caps Lock is on, once."""
        if on and self.caps.isHidden():
            announce(self.line, self.caps.text())
        self.caps.setVisible(on)


class _Watched(SecretLine):
    """Tells its field about Caps Lock, which no system says in the same way but each letter shows."""

    def __init__(self, field: PassphraseField) -> None:
        super().__init__()
        self._field = field

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_CapsLock:
            self._field.tell_caps(on=False)  # it changes; the next letter tells
        elif (on := caps_lock(event.text(), shift=_has_shift(event))) is not None:
            self._field.tell_caps(on=on)
        super().keyPressEvent(event)


def caps_lock(typed: str, *, shift: bool) -> bool | None:
    """Whether Caps Lock is on, by the letter that came of a key; None when that does not tell."""
    if len(typed) != 1 or typed.upper() == typed.lower():
        return None
    return typed.isupper() != shift


def _has_shift(event: QKeyEvent) -> bool:
    return bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
