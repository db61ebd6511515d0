"""Python looks for garbage in the window's thread alone.

What lies in a circle of references is freed by the thread that happens to look for it. Qt's objects must go
in the thread that they live in: a timer that another one frees takes the whole program with it.
"""

import gc

from PySide6.QtCore import QAbstractEventDispatcher, QObject


class Tidying(QObject):
    """Instead of at any time, whenever the event loop is about to wait and enough has come together."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        QAbstractEventDispatcher.instance().aboutToBlock.connect(tidy)


def tidy() -> None:
    """Look as far back as Python would by now."""
    counts = zip(gc.get_count(), gc.get_threshold(), strict=True)
    due = [generation for generation, (count, most) in enumerate(counts) if 0 < most < count]
    if due:
        gc.collect(due[-1])
