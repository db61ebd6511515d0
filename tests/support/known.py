"""What is known of a locked diary: types a passphrase that is asked for, and looks for keys in the memory."""

import gc

from PySide6.QtTest import QTest
from shiboken6 import isValid

from afterneedle.gui.passphrase.knowing import Knowing
from afterneedle.locking import Key


def keys_in_memory(salt: bytes) -> list[Key]:
    """Those of one diary that this process has; `salt`: the one of its file."""
    gc.unfreeze()  # a start puts all that it made out of the collector's sight
    gc.collect()
    return [thing for thing in gc.get_objects() if isinstance(thing, Key) and thing.salt == salt]


def try_passphrase(ask: Knowing, passphrase: str) -> str:
    """What is said against it; "" when it was right, and the dialog is gone."""
    ask.field.line.setText(passphrase)
    ask.go_on.click()
    while isValid(ask) and not ask.go_on.isEnabled():
        QTest.qWait(10)
    return str(ask.field.error.text()) if isValid(ask) else ""
