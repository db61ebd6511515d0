"""Work in a process of its own: what it tells arrives, what it is told arrives there, and it can be ended."""

import os

import pytest
from PySide6.QtCore import QObject

from afterneedle.gui.apart.process import Apart
from support.jobs import breaks_down, doubles, makes_a_mistake, waits


@pytest.fixture
def apart(qapp):
    owner = QObject()
    made = Apart(owner)
    yield made
    made.cancel()


def is_there(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


def test_what_is_told_on_either_side_arrives_on_the_other(qtbot, apart):
    told = []
    apart.told.connect(told.append)
    with qtbot.waitSignal(apart.told):
        apart.start(doubles, 21)
    with qtbot.waitSignal(apart.ended) as ended:
        apart.say(4)
    assert told[:2] == [42, 8]
    assert told[2] != os.getpid()
    assert ended.args == [True]
    assert not apart.is_running


def test_what_breaks_down_is_noticed(qtbot, apart):
    with qtbot.waitSignal(apart.ended) as ended:
        apart.start(breaks_down)
    assert ended.args == [False]


def test_a_mistake_of_ours_names_its_place_and_nothing_of_the_patients(qtbot, apart, capfd):
    with qtbot.waitSignal(apart.ended) as ended:
        apart.start(makes_a_mistake, "my left foot")
    assert ended.args == [False]
    said = capfd.readouterr().err
    assert "in makes_a_mistake" in said
    assert "ValueError" in said
    assert "my left foot" not in said


def test_what_is_cancelled_is_gone_at_once_and_tells_nothing_more(qtbot, apart):
    with qtbot.waitSignal(apart.told) as told:
        apart.start(waits)
    [process] = told.args
    assert is_there(process)
    with qtbot.assertNotEmitted(apart.ended):
        apart.cancel()
    assert not is_there(process)
    assert not apart.is_running
