"""Types a passphrase that is asked for, and waits until it was tried."""

from PySide6.QtTest import QTest
from shiboken6 import isValid

from afterneedle.gui.passphrase.knowing import Knowing


def try_passphrase(ask: Knowing, passphrase: str) -> str:
    """What is said against it; "" when it was right, and the dialog is gone."""
    ask.field.line.setText(passphrase)
    ask.go_on.click()
    while isValid(ask) and not ask.go_on.isEnabled():
        QTest.qWait(10)
    return str(ask.field.error.text()) if isValid(ask) else ""
