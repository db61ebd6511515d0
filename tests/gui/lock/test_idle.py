"""A program that nobody uses notices that, and any use at all puts it off."""

import pytest
from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from afterneedle.gui.lock import idle
from afterneedle.gui.lock.idle import Idle, minutes_of


class Seconds:
    now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def seconds(monkeypatch):
    made = Seconds()
    monkeypatch.setattr(idle, "monotonic", made)
    return made


@pytest.fixture
def line(qtbot):
    made = QLineEdit()
    qtbot.addWidget(made)
    made.show()
    qtbot.waitUntil(made.isActiveWindow)
    return made


@pytest.fixture
def watch(qapp, seconds, line):
    parent = QObject()
    made = Idle(parent)
    made.start(5)
    yield made
    made.stop()
    parent.deleteLater()


@pytest.fixture
def left(watch):
    heard = []
    watch.left.connect(lambda: heard.append(True))
    return heard


def timer_ends(watch) -> None:
    watch._timer.timeout.emit()


@pytest.mark.parametrize(("passed", "is_left"), [(299, False), (300, True)])
def test_it_is_left_when_nobody_used_it_for_so_long(watch, seconds, left, passed, is_left):
    seconds.now += passed
    timer_ends(watch)
    assert bool(left) is is_left
    assert watch._timer.isActive() is not is_left


@pytest.mark.parametrize(
    "use",
    [
        lambda line: QTest.keyClick(line.windowHandle(), Qt.Key.Key_A),
        lambda line: QTest.mouseClick(
            line.windowHandle(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(5, 5)
        ),
        lambda line: line.setCursorPosition(0),  # as an input method or a screen reader moves it
    ],
)
def test_any_use_puts_it_off(qtbot, watch, seconds, line, left, use):
    line.setText("some words")
    seconds.now += 299
    use(line)
    seconds.now += 299
    timer_ends(watch)
    assert left == []
    seconds.now += 1
    timer_ends(watch)
    assert left == [True]


def test_it_can_be_turned_off(watch, seconds, left):
    watch.start(0)
    assert not watch._timer.isActive()
    watch.note()
    seconds.now += 10_000
    assert left == []


@pytest.mark.parametrize(
    ("setting", "minutes"), [(None, 10), ("0", 0), ("5", 5), ("10", 10), ("30", 30), ("7", 10), ("x", 10)]
)
def test_a_diary_says_how_long(setting, minutes):
    assert minutes_of(setting) == minutes
