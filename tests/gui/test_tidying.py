"""What a window leaves behind is freed in the window's thread, whatever other threads are at."""

import gc
from threading import current_thread, main_thread

import pytest
from PySide6.QtCore import QObject, QTimer

from afterneedle.gui.apart.errands import Errands
from afterneedle.gui.tidying import Tidying

MANY = 100_000  # objects; Python by itself would look for garbage long before


class Left(QTimer):
    """Part of a circle, and so freed by whoever looks for garbage."""

    def __init__(self, freed: list) -> None:
        super().__init__()
        self.me, self.freed = self, freed

    def __del__(self) -> None:
        self.freed.append(current_thread())


@pytest.fixture
def owner(qapp):
    gc.enable()
    made = QObject()
    Tidying(made)
    yield made
    gc.disable()  # as in all tests


def test_a_busy_thread_frees_nothing_of_the_windows(qtbot, owner):
    freed, done = [], []
    Left(freed).start(1)
    Errands(owner).run(lambda: [[] for _ in range(MANY)], done.append)
    qtbot.waitUntil(lambda: done != [])
    qtbot.waitUntil(lambda: freed != [])
    assert freed == [main_thread()]


def test_what_is_still_in_use_stays(qtbot, owner):
    freed = []
    left = Left(freed)
    kept = [[] for _ in range(MANY)]
    qtbot.wait(1)
    assert (freed, len(kept), left.me) == ([], MANY, left)
    left.me = None
