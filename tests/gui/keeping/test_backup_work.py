"""Backups in the background: what came of it arrives in the window's thread."""

import threading

import pytest
from PySide6.QtCore import QObject

from afterneedle.gui.keeping.backup_work import BackupWork
from afterneedle.store import keeping
from support.builders import a_session


@pytest.fixture
def work(qapp, hub):
    parent = QObject()
    made = BackupWork(hub, parent)
    yield made
    made.wait()
    parent.deleteLater()


def test_it_backs_up_away_from_the_windows_thread(qtbot, work, diary, clock, monkeypatch):
    diary.record_session(a_session(diary.catalogue), clock())
    where, make = [], keeping.make_backup
    monkeypatch.setattr(
        keeping, "make_backup", lambda *all: where.append(threading.current_thread()) or make(*all)
    )
    with qtbot.waitSignal(work.made) as heard:
        work.back_up()
    (made,) = heard.args
    assert made.first.path.exists()
    assert where != [threading.main_thread()]
    with qtbot.waitSignal(work.found) as heard:
        work.look()
    assert heard.args == [(made.first,)]


def test_it_backs_up_only_what_is_due(qtbot, work, diary, clock):
    for session, hours, due in (("s1", 0, True), ("s2", 23, False), ("s2", 1, True)):
        clock.forward(hours)
        diary.record_session(a_session(diary.catalogue, id=session), clock())
        with qtbot.waitSignal(work.made) as heard:
            work.back_up_if_due()
        assert (heard.args[0] is not None) is due


def test_what_went_wrong_is_a_sentence(qtbot, work, diary):
    diary.path.rename(diary.path.with_name("moved.db"))
    with qtbot.waitSignal(work.failed) as heard:
        work.look()
    assert heard.args[0].startswith("There is no diary at")


def test_a_mistake_of_ours_is_not_swallowed(qtbot, work, monkeypatch):
    monkeypatch.setattr(keeping.Keeping, "backups", lambda _self: 1 / 0)
    with qtbot.capture_exceptions() as raised:
        work.look()
        work.wait()
        qtbot.waitUntil(lambda: bool(raised))
    assert raised[0][0] is ZeroDivisionError
