"""While the window is open a backup is made once a day, after a change, without being asked for."""

import pytest
from PySide6.QtCore import QObject

from afterneedle.gui.keeping.automatic_backups import AutomaticBackups
from support.builders import a_session


@pytest.fixture
def automatic(qapp, hub):
    parent = QObject()
    made = AutomaticBackups(hub, parent)
    yield made
    made.timer.stop()
    made.work.wait()
    parent.deleteLater()


def change(hub, id: str = "s1") -> None:
    assert hub.do(lambda: hub.diary.record_session(a_session(hub.catalogue, id=id), hub.now()))


def look(qtbot, automatic) -> None:
    """The moment has come at which it looks."""
    with qtbot.waitSignal(automatic.work.made):
        automatic.timer.timeout.emit()


def test_it_looks_a_while_after_the_start_too(qtbot, automatic, diary, clock):
    diary.record_session(a_session(diary.catalogue), clock())  # by another window, yesterday
    assert automatic.timer.isActive()
    look(qtbot, automatic)
    assert len(diary.keeping.backups()) == 1


def test_after_a_change_it_waits_a_little_and_then_backs_up(qtbot, automatic, hub, diary, clock):
    automatic.timer.stop()
    change(hub)
    assert automatic.timer.isActive()
    assert diary.keeping.backups() == ()
    look(qtbot, automatic)
    assert len(diary.keeping.backups()) == 1
    change(hub, "s2")
    look(qtbot, automatic)
    assert len(diary.keeping.backups()) == 1  # the last is not a day old
    clock.forward(24)
    look(qtbot, automatic)
    assert len(diary.keeping.backups()) == 2


def test_a_missing_stick_is_said_once(qtbot, automatic, hub, diary, clock, tmp_path):
    diary.keeping.set_second_folder(tmp_path / "stick")
    told = []
    hub.notice.connect(told.append)
    for id in ("s1", "s2"):
        change(hub, id)
        look(qtbot, automatic)
        clock.forward(24)
    assert len(diary.keeping.backups()) == 2
    (sentence,) = told
    assert sentence.startswith("A backup could not be made. The folder ")
    assert sentence.endswith("is not there. Connect the disk that it is on, or choose another folder.")


def test_a_diary_that_is_gone_is_said(qtbot, automatic, hub, diary):
    change(hub)
    diary.path.rename(diary.path.with_name("moved.db"))
    with qtbot.waitSignal(hub.notice) as heard:
        automatic.look()
    assert "There is no diary at" in heard.args[0]


def test_a_sound_diary_is_checked_without_a_word(qtbot, automatic, hub):
    change(hub)
    told = []
    hub.notice.connect(told.append)
    with qtbot.waitSignal(automatic.work.checked):
        automatic.work.check()
    assert told == []


def test_a_diary_that_was_damaged_since_is_named_after_the_start(qtbot, automatic, hub, diary):
    hub.do(lambda: hub.diary.record_session(a_session(hub.catalogue, note="dizzy"), hub.now()))
    whole = diary.path.read_bytes()
    assert b"dizzy" in whole
    diary.path.write_bytes(whole.replace(b"dizzy", b"dizzx"))
    with qtbot.waitSignal(automatic.work.checked), qtbot.waitSignal(hub.notice) as heard:
        automatic.work.check()
    assert heard.args[0].startswith(f"{diary.path} is damaged.")
