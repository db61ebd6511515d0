"""While the window has an encrypted diary, what is known beside it is always true to the last save."""

import threading
from dataclasses import replace
from datetime import timedelta

import pytest

from afterneedle.diary import Diary
from afterneedle.domain.plans import Plan, Rings
from afterneedle.domain.shown import Shown
from afterneedle.gui import alarm_keeper
from afterneedle.gui.alarm_keeper import AlarmKeeper
from afterneedle.gui.ringing import Ringing
from afterneedle.locking import change_passphrase
from afterneedle.reminding.autostart import find_autostart
from afterneedle.reminding.source import LockedDiary, UnlockedDiary, keep_alarms, known_beside
from support.builders import a_check_in, a_session

pytestmark = pytest.mark.usefixtures("quick_keys", "passphrase")
ENDED = "2026-03-04T10:00:00+00:00"


@pytest.fixture
def keeper(qtbot, hub):
    hub.diary.record_session(a_session(hub.catalogue, ended_at=ENDED), hub.now())
    hub.diary.save_reminder_plan(Plan(rings=Rings.WINDOW, quiet=None))
    made = AlarmKeeper(hub)
    made.start()
    qtbot.waitUntil(lambda: not made._is_at_it)
    return made


def known(hub):
    return LockedDiary(hub.diary.path).asks(hub.now())[0]


def due(hub):
    return known(hub).due(hub.zone, hub.now())


def test_from_the_start_it_is_known_when_to_ask(hub, keeper):
    assert due(hub) is not None  # it is 20:00, and 19:00 was not answered


def test_a_save_is_known_at_once_and_so_is_its_undoing(qtbot, hub, keeper):
    check_in = a_check_in(hub.catalogue, felt_at=hub.now().isoformat())
    assert hub.do(lambda: hub.diary.check_in(check_in, hub.now()))
    qtbot.waitUntil(lambda: due(hub) is None)
    hub.do(lambda: hub.diary.undo(hub.now()))
    qtbot.waitUntil(lambda: due(hub) is not None)


def test_the_window_waits_for_it_after_no_save(qtbot, hub, keeper, monkeypatch):
    threads = []

    def noted(*_all: object) -> bool:
        threads.append(threading.current_thread())
        return False

    monkeypatch.setattr(alarm_keeper, "keep_alarms", noted)
    for _twice in range(2):
        hub.changed.emit()
        qtbot.waitUntil(lambda: bool(threads))
    assert threading.main_thread() not in threads


def test_a_save_while_it_is_at_it_is_known_too(qtbot, hub, keeper, monkeypatch):
    written, go_on = threading.Event(), threading.Event()

    def held(*all_of_it: object) -> bool:
        is_news = keep_alarms(*all_of_it)
        written.set()
        go_on.wait(60)
        return is_news

    monkeypatch.setattr(alarm_keeper, "keep_alarms", held)
    hub.changed.emit()
    qtbot.waitUntil(written.is_set)
    check_in = a_check_in(hub.catalogue, felt_at=hub.now().isoformat())
    assert hub.do(lambda: hub.diary.check_in(check_in, hub.now()))
    qtbot.wait(1)
    go_on.set()
    qtbot.waitUntil(lambda: due(hub) is None)


def test_what_was_just_saved_is_known_before_the_diary_is_let_go(hub, keeper):
    hub.diary.check_in(a_check_in(hub.catalogue, felt_at=hub.now().isoformat()), hub.now())
    key = hub.diary.key
    hub.let_go()
    assert due(hub) is None
    hub.take_up(key)


def test_what_a_process_without_a_key_showed_comes_into_the_window(qtbot, hub, keeper):
    first = Shown(due(hub).wall, hub.now())
    again = replace(first, at=hub.now() + timedelta(hours=2))
    for shown, before in ((first, ()), (again, (first,))):
        with qtbot.waitSignal(hub.changed):
            assert LockedDiary(hub.diary.path).note_shown(shown, before)
        assert hub.diary.schedule(hub.now()).shown == (*before, shown)


def test_what_was_put_off_while_it_was_locked_comes_with_the_passphrase(qtbot, hub, keeper):
    key, later = hub.diary.key, hub.now() + timedelta(hours=1)
    hub.let_go()
    LockedDiary(hub.diary.path).put_off(later)
    hub.take_up(key)
    qtbot.waitUntil(lambda: hub.diary.reminder_plan().later == later and known(hub).put_off is None)


def test_after_the_passphrase_is_taken_away_nothing_is_known_beside_the_diary(qtbot, hub, keeper):
    key = hub.diary.key
    hub.let_go()
    change_passphrase(hub.diary.path, key, None)
    hub.take_up(None)
    assert not known_beside(hub.diary.path).exists()
    assert hub.do(lambda: hub.diary.save_reminder_plan(replace(hub.diary.reminder_plan(), twice=True)))
    qtbot.wait(1)
    assert not known_beside(hub.diary.path).exists()


def test_a_passphrase_that_is_new_makes_it_known(qtbot, hub, keeper):
    key = hub.diary.key
    hub.let_go()
    change_passphrase(hub.diary.path, key, None)
    hub.take_up(None)
    hub.let_go()
    hub.take_up(change_passphrase(hub.diary.path, None, "other words").key)
    qtbot.waitUntil(lambda: known_beside(hub.diary.path).exists())


def test_in_the_window_no_second_library_opens_a_diary_that_is_open_or_being_changed(
    hub, keeper, monkeypatch
):
    """Two libraries on one file in one process would drop each other's locks."""
    ringing = Ringing(hub, find_autostart(), lambda _: True)
    opened = []
    monkeypatch.setattr(Diary, "open", lambda path, **_: opened.append(path))
    assert isinstance(ringing._source(hub.diary.path), UnlockedDiary)
    diary, hub.is_at_hand = hub.diary, False
    assert isinstance(ringing._source(diary.path), LockedDiary)
    hub.is_at_hand = True
    assert opened == []
