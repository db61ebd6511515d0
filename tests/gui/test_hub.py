from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import QTimeZone

from afterneedle.diary import Diary
from support.builders import a_session


def test_a_verb_that_works_is_followed_by_changed_and_its_sentence(qtbot, hub, diary, clock):
    session = a_session(diary.catalogue)
    with qtbot.waitSignal(hub.changed), qtbot.waitSignal(hub.done) as heard:
        assert hub.do(lambda: diary.record_session(session, clock()), "Session saved.")
    assert heard.args == ["Session saved.", diary.made]
    assert diary.records().sessions == (session,)


def test_a_file_that_refuses_becomes_a_sentence_and_nothing_changed(qtbot, hub, diary, clock, tmp_path):
    diary.save_patient(diary.records().patient, clock())
    other = Diary.open(diary.path)
    diary.undo(clock())
    told, changed = [], []
    hub.notice.connect(told.append)
    hub.changed.connect(lambda: changed.append(True))
    assert not hub.do(lambda: other.undo(clock()), "Undone.")
    assert len(told) == 1
    assert told[0].endswith(".")
    assert changed == []
    other.close()


def test_a_mistake_of_ours_is_not_swallowed(hub):
    def broken() -> None:
        raise KeyError("broken")

    with pytest.raises(KeyError):
        hub.do(broken)


def test_now_is_on_the_systems_clock(hub, clock):
    assert hub.now() == clock.moment
    assert hub.now().tzinfo == hub.zone == ZoneInfo("UTC")


def test_a_zone_without_a_name_falls_back_to_utc(hub, monkeypatch):
    monkeypatch.setattr(QTimeZone, "systemTimeZoneId", lambda: QTimeZone(7200).id())
    assert hub.zone == ZoneInfo("UTC")


def test_what_another_program_saved_is_seen_at_the_next_look(hub, diary, clock):
    changed = []
    hub.changed.connect(lambda: changed.append(True))
    hub.look_again()
    other = Diary.open(diary.path)
    other.record_session(a_session(diary.catalogue), clock())
    other.close()
    assert changed == []
    hub.look_again()
    hub.look_again()
    assert changed == [True]


def test_in_another_hour_everybody_reads_again_what_has_to_do_with_the_time(hub, clock):
    changed = []
    hub.changed.connect(lambda: changed.append(True))
    hub.look_again()
    clock.forward(0.9)
    hub.look_again()
    assert changed == []
    clock.forward(0.2)
    hub.look_again()
    hub.look_again()
    assert changed == [True]


def test_a_diary_that_was_let_go_is_taken_up_as_it_was(qtbot, hub, diary, clock):
    hub.do(lambda: diary.record_session(a_session(diary.catalogue), clock()))
    records = hub.diary.records()
    hub.let_go()
    with qtbot.waitSignal(hub.changed):
        hub.take_up(None)
    assert hub.diary.records() == records
    assert hub.catalogue is diary.catalogue  # forms that are open hold its symptoms
