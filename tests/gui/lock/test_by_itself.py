"""An encrypted diary locks itself when nobody uses it, and when the person leaves the computer."""

import pytest
from PySide6.QtCore import QObject, Signal

from afterneedle.gui.app import lock_by_itself as lock_window
from afterneedle.gui.app import make_window
from afterneedle.gui.lock import by_itself as lock_by_itself
from afterneedle.gui.lock.by_itself import LockByItself
from afterneedle.locking import change_passphrase

pytestmark = pytest.mark.usefixtures("quick_keys")


class Leaving(QObject):
    left = Signal()


@pytest.fixture
def away(qapp, monkeypatch):
    made = Leaving()
    monkeypatch.setattr(lock_by_itself, "find_away", lambda _parent: made)
    return made


@pytest.fixture
def window(qtbot, hub, clock):
    hub.diary.set_setting("first_start_done", "1")
    made = make_window(hub.diary, clock, dark=False)
    qtbot.addWidget(made)
    made.start()
    made.show()
    yield made
    made.hub.let_go()


@pytest.fixture
def itself(away, passphrase, window):
    return LockByItself(window)


def unlock(qtbot, itself, passphrase) -> None:
    itself.lock.page.form.field.line.setText(passphrase)
    with qtbot.waitSignal(itself.lock.unlocked):
        itself.lock.page.form.unlock.click()


def is_waiting(itself) -> bool:
    return itself.idle._timer.isActive()


def waits_minutes(itself) -> float:
    return itself.idle._timer.interval() / 60_000


def test_it_waits_ten_minutes_or_as_long_as_was_chosen(itself, window):
    assert waits_minutes(itself) == 10
    window.hub.do(lambda: window.hub.diary.set_setting("lock_after", "30"))
    assert waits_minutes(itself) == 30
    window.hub.do(lambda: window.hub.diary.set_setting("lock_after", "0"))
    assert not is_waiting(itself)


def test_other_changes_do_not_begin_the_wait_anew(itself, window, monkeypatch):
    monkeypatch.setattr(itself.idle, "start", pytest.fail)
    window.hub.do(lambda: window.hub.diary.set_setting("emergency_number", "112"))


def test_unused_it_locks_and_the_wait_begins_anew_when_it_is_unlocked(qtbot, itself, passphrase):
    itself.idle.left.emit()
    assert itself.lock.is_locked
    assert not is_waiting(itself)
    unlock(qtbot, itself, passphrase)
    assert is_waiting(itself)


def test_the_screen_or_sleep_lock_it_even_if_it_may_lie_unused_for_ever(itself, window, away):
    window.hub.do(lambda: window.hub.diary.set_setting("lock_after", "0"))
    away.left.emit()
    assert itself.lock.is_locked


def test_the_menu_locks_it(itself, window):
    window.menus.lock.trigger()
    assert itself.lock.is_locked


def test_work_that_nobody_watches_is_not_stopped(itself, monkeypatch):
    monkeypatch.setattr(type(itself.lock), "is_working", property(lambda _lock: True))
    itself.idle.stop()
    itself.idle.left.emit()
    assert not itself.lock.is_locked
    assert is_waiting(itself)


def test_what_was_asked_for_while_it_was_locked_is_shown_then(qtbot, itself, window, passphrase):
    itself.lock.lock()
    window.call("history")
    unlock(qtbot, itself, passphrase)
    assert window.page is window.pages["history"]


@pytest.mark.usefixtures("away")
def test_a_plain_diary_waits_for_nothing_until_it_has_a_passphrase(window, passphrase_later):
    lock_window(window)
    assert window.findChild(LockByItself) is None
    passphrase_later(window.hub)
    itself = window.findChild(LockByItself)
    assert is_waiting(itself)
    window.hub.changed.emit()
    assert len(window.findChildren(LockByItself)) == 1


@pytest.fixture
def passphrase_later():
    def change(hub) -> None:
        hub.let_go()
        hub.take_up(change_passphrase(hub.diary.path, None, "four calm green words").key)

    return change


def test_a_diary_that_lost_its_passphrase_is_locked_no_more(itself, window, away):
    key = window.hub.diary.key
    window.hub.let_go()
    window.hub.take_up(change_passphrase(window.hub.diary.path, key, None).key)
    assert not is_waiting(itself)
    assert not window.menus.lock.isVisible()
    away.left.emit()
    assert not itself.lock.is_locked
