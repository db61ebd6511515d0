"""What is done in a thread is told in the window's own, also when it fails or nobody waits any more."""

import threading

import pytest
from PySide6.QtCore import QObject, Signal

from afterneedle.gui.aside import aside


class Waiter(QObject):
    told = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.threads: list[object] = []

    def take(self, what: object) -> None:
        self.threads.append(threading.current_thread())
        self.told.emit(what)


@pytest.fixture
def waiter(qapp):
    return Waiter()


def test_what_it_gives_is_told_here(qtbot, waiter):
    with qtbot.waitSignal(waiter.told) as heard:
        aside(threading.current_thread, waiter.take, pytest.fail)
    assert heard.args[0] is not threading.main_thread()
    assert waiter.threads == [threading.main_thread()]


def test_an_error_that_is_expected_is_told_here(qtbot, waiter):
    def fail() -> None:
        raise KeyError("gone")

    with qtbot.waitSignal(waiter.told) as heard:
        aside(fail, pytest.fail, waiter.take, KeyError)
    assert isinstance(heard.args[0], KeyError)


def test_a_mistake_of_ours_is_raised_here(qtbot, waiter):
    def fail() -> None:
        raise ZeroDivisionError

    with qtbot.captureExceptions() as raised:
        aside(fail, pytest.fail, waiter.take, KeyError)
        qtbot.waitUntil(lambda: bool(raised))
    assert raised[0][0] is ZeroDivisionError
