"""Reminders are shown once, and taken away as soon as they are answered, whoever does that."""

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QTimeZone, Signal

from afterneedle.diary import Diary
from afterneedle.domain.plans import Plan, Rings, Says
from afterneedle.locking import change_passphrase
from afterneedle.reminding.asker import Asker
from afterneedle.reminding.notifier import Press, Reach
from afterneedle.reminding.source import LockedDiary, keep_alarms, known_beside
from afterneedle.reminding.zone import system_zone
from support.builders import a_check_in, a_session, an_observation, at

ASKED = "2026-03-03T19:00:00+00:00"

pytestmark = pytest.mark.usefixtures("quick_keys")


class Desktop(QObject):
    """A desktop that shows what it is told to, and notes it down."""

    pressed = Signal(Press, str)
    reach, server = Reach.BUTTONS, "a desktop"

    def __init__(self) -> None:
        super().__init__()
        self.did: list[tuple[str, ...]] = []
        self.refuses = False

    def show(self, title: str, body: str) -> bool:
        self.did.append(("show", title, body))
        return not self.refuses

    def withdraw(self) -> None:
        self.did.append(("withdraw",))

    def close(self) -> None:
        self.did.append(("close",))


class Clock:
    def __init__(self, moment: str) -> None:
        self.now = at(moment)

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def diary(tmp_path: Path, catalogue):
    made = Diary.create(tmp_path / "diary.db")
    ended = at("2026-03-03T10:00:00+00:00")
    made.record_session(a_session(catalogue, ended_at=ended.isoformat()), ended)
    made.save_reminder_plan(Plan(rings=Rings.ALWAYS, repeats=False, since=ended))
    yield made
    made.close()


@pytest.fixture
def clock() -> Clock:
    return Clock("2026-03-03T18:59:59+00:00")


@pytest.fixture
def desktop(qapp) -> Desktop:
    return Desktop()


@pytest.fixture
def asker(diary, clock, desktop):
    made = Asker(diary.path, clock, lambda: desktop)
    yield made
    made.stop()


SHOWN = ("show", "Your check-in is ready", "")


def test_it_shows_the_reminder_when_its_moment_has_come(asker, clock, desktop, diary):
    asker.look()
    assert desktop.did == []
    clock.now = at(ASKED)
    asker.look()
    asker.look()
    assert desktop.did == [SHOWN]
    assert [one.at for one in diary.schedule(clock.now).shown] == [at(ASKED)]


def test_two_processes_that_look_at_once_show_one_reminder(asker, clock, desktop, diary):
    elsewhere = Desktop()
    other = Asker(diary.path, clock, lambda: elsewhere)
    for one in (asker, other):
        one.look()  # both know the diary by now
    clock.now = at(ASKED)
    for one in (other, asker, other):
        one.look()
    assert (desktop.did, elsewhere.did) == ([], [SHOWN])
    other.stop()


def test_a_check_in_made_elsewhere_takes_it_away_at_once(qtbot, asker, clock, desktop, diary):
    clock.now = at(ASKED)
    asker.start()
    clock.now += timedelta(minutes=5)
    diary.check_in(a_check_in(diary.catalogue, felt_at=clock.now.isoformat()), clock.now)
    qtbot.waitUntil(lambda: desktop.did == [SHOWN, ("withdraw",)])  # long before the next tick


def test_a_diary_that_another_file_replaced_is_read_and_followed_on(qtbot, asker, clock, desktop, diary):
    clock.now = at(ASKED)
    asker.start()
    copy = diary.path.with_name("copy.db")
    copy.write_bytes(diary.path.read_bytes())
    copy.replace(diary.path)
    asker.look()
    with_copy = Diary.open(diary.path)
    clock.now += timedelta(minutes=5)
    with_copy.check_in(a_check_in(diary.catalogue, felt_at=clock.now.isoformat()), clock.now)
    with_copy.close()
    qtbot.waitUntil(lambda: desktop.did == [SHOWN, ("withdraw",)])


def test_a_disk_that_does_not_answer_ends_nothing_and_the_next_look_tries_again(asker, clock, desktop, diary):
    """Like one that was pulled out, it fails with an error of its own, not as a file that is missing."""
    there = asker._path
    asker._path = there.with_name("x" * 300)
    clock.now = at(ASKED)
    asker.look()
    assert desktop.did == []
    asker._path = there
    asker.look()
    assert desktop.did == [SHOWN]


def test_check_in_asks_for_the_window(qtbot, asker, clock, desktop):
    clock.now = at(ASKED)
    asker.look()
    with qtbot.waitSignal(asker.wanted) as wanted:
        desktop.pressed.emit(Press.CHECK_IN, "a token")
    assert wanted.args == ["a token"]


def test_later_brings_it_back_in_an_hour(asker, clock, desktop):
    clock.now = at(ASKED)
    asker.look()
    desktop.pressed.emit(Press.LATER, "")
    for minutes, shown in ((59, 1), (60, 2), (61, 2)):
        clock.now = at(ASKED) + timedelta(minutes=minutes)
        asker.look()
        assert desktop.did == [SHOWN] * shown


def test_where_nothing_can_show_it_it_is_not_counted_as_shown(diary, clock, desktop):
    found: list[Desktop] = []
    asker = Asker(diary.path, clock, lambda: found[0] if found else None)
    clock.now = at(ASKED)
    asker.look()
    assert diary.schedule(clock.now).shown == ()
    found.append(desktop)
    clock.now += timedelta(minutes=9)
    asker.look()
    assert desktop.did == []  # one that cannot may need a second to say so: it is not asked all the time
    clock.now += timedelta(minutes=1)
    asker.look()
    assert desktop.did == [SHOWN]
    asker.stop()


def test_a_clock_that_is_set_back_meanwhile_silences_nothing(diary, clock, desktop):
    found: list[Desktop] = []
    asker = Asker(diary.path, clock, lambda: found[0] if found else None)
    clock.now = at(ASKED) + timedelta(hours=1)
    asker.look()
    found.append(desktop)
    clock.now = at(ASKED) + timedelta(minutes=49)
    asker.look()
    assert desktop.did == [SHOWN]
    asker.stop()


def test_what_the_desktop_refused_was_not_shown_and_is_tried_again(asker, clock, desktop, diary):
    clock.now, desktop.refuses = at(ASKED), True
    asker.look()
    assert diary.schedule(clock.now).shown == ()
    clock.now, desktop.refuses = at(ASKED) + timedelta(minutes=10), False
    asker.look()
    assert desktop.did == [SHOWN, ("close",), SHOWN]
    assert len(diary.schedule(clock.now).shown) == 1


def test_who_chose_so_reads_what_it_is_about(asker, clock, desktop, diary, catalogue):
    tingling = an_observation(catalogue, "tingling", "palm.r", 2)
    felt = at("2026-03-03T12:00:00+00:00")
    diary.check_in(a_check_in(catalogue, felt_at=felt.isoformat(), says=[tingling]), felt)
    diary.save_reminder_plan(replace(diary.reminder_plan(), says=Says.SYMPTOMS))
    clock.now = at(ASKED)
    asker.look()
    ((_, title, body),) = desktop.did
    assert (title, body) == ("Your check-in is ready", "Tingling")


def test_a_diary_that_cannot_be_read_is_tried_again_and_says_nothing(asker, clock, desktop, diary):
    content = diary.path.read_bytes()
    diary.path.write_bytes(b"")
    clock.now = at(ASKED)
    asker.look()
    assert desktop.did == []
    diary.path.write_bytes(content)
    asker.look()
    assert desktop.did == [SHOWN]


def test_the_systems_new_zone_moves_the_next_reminder(asker, clock, desktop, monkeypatch):
    monkeypatch.setattr(QTimeZone, "systemTimeZoneId", lambda: QTimeZone(b"Asia/Tokyo").id())
    clock.now = at("2026-03-03T10:00:00+00:00")  # 19:00 in Tokyo, and the session ended at this moment
    asker.look()
    clock.now = at("2026-03-04T10:00:00+00:00")
    asker.look()
    assert desktop.did == [SHOWN]


def test_a_plan_that_is_turned_off_is_told(qtbot, asker, diary):
    with qtbot.waitSignal(asker.planned):
        asker.start()
    with qtbot.waitSignal(asker.planned) as told:
        diary.save_reminder_plan(replace(diary.reminder_plan(), rings=Rings.NEVER))
    assert told.args[0].rings is Rings.NEVER


@pytest.fixture
def locked(diary, clock):
    """The diary has a passphrase, which the process that asks does not know."""
    diary.close()
    opened = Diary.open(diary.path, key=change_passphrase(diary.path, None, "four calm words").key)
    keep_alarms(opened, system_zone(), clock())
    yield opened
    opened.close()


@pytest.fixture
def outside(locked, clock, desktop):
    """As in a process without a key."""
    made = Asker(locked.path, clock, lambda: desktop, LockedDiary)
    yield made
    made.stop()


def test_a_locked_diary_asks_too_and_only_says_that_a_check_in_is_ready(outside, clock, desktop, locked):
    locked.save_reminder_plan(replace(locked.reminder_plan(), says=Says.SYMPTOMS))
    outside.look()
    assert desktop.did == []
    clock.now = at(ASKED)
    outside.look()
    outside.look()
    assert desktop.did == [SHOWN]


def test_an_answer_in_the_window_takes_it_away_at_once(qtbot, outside, clock, desktop, locked):
    clock.now = at(ASKED)
    outside.start()
    clock.now += timedelta(minutes=5)
    locked.check_in(a_check_in(locked.catalogue, felt_at=clock.now.isoformat()), clock.now)
    keep_alarms(locked, system_zone(), clock.now)
    qtbot.waitUntil(lambda: desktop.did == [SHOWN, ("withdraw",)])


def test_a_second_answer_is_heard_as_well_as_the_first(qtbot, outside, clock, desktop, locked):
    """Each save puts another file in the place of the one that was watched."""
    outside.start()
    for day in range(2):
        clock.now = at(ASKED) + timedelta(days=day)
        outside.look()
        assert desktop.did == [SHOWN, ("withdraw",)] * day + [SHOWN]
        clock.now += timedelta(minutes=5)
        said = a_check_in(locked.catalogue, id=f"c{day}", felt_at=clock.now.isoformat())
        locked.check_in(said, clock.now)
        keep_alarms(locked, system_zone(), clock.now)
        qtbot.waitUntil(lambda day=day: desktop.did == [SHOWN, ("withdraw",)] * (day + 1))


def test_later_is_kept_beside_a_locked_diary(outside, clock, desktop, locked):
    clock.now = at(ASKED)
    outside.look()
    desktop.pressed.emit(Press.LATER, "")
    for minutes, shown in ((59, 1), (60, 2)):
        clock.now = at(ASKED) + timedelta(minutes=minutes)
        outside.look()
        assert desktop.did == [SHOWN] * shown


def test_where_nothing_is_known_of_a_locked_diary_it_is_quiet(outside, clock, desktop, locked):
    known_beside(locked.path).unlink()
    clock.now = at(ASKED)
    outside.look()
    assert desktop.did == []


def test_two_processes_without_a_key_show_one_reminder(outside, clock, desktop, locked):
    elsewhere = Desktop()
    other = Asker(locked.path, clock, lambda: elsewhere, LockedDiary)
    for one in (outside, other):
        one.look()
    clock.now = at(ASKED)
    for one in (other, outside, other):
        one.look()
    assert (desktop.did, elsewhere.did) == ([], [SHOWN])
    other.stop()


def test_a_locked_diary_ends_with_its_follow_up_and_looks_back_once(outside, clock, desktop):
    days = [at(ASKED) + timedelta(days=day) for day in range(40)]
    for clock.now in days:
        outside.look()
    assert desktop.did.count(SHOWN) == 14 + 1


def test_stopping_takes_away_what_is_shown_and_lets_go_of_the_desktop(asker, clock, desktop):
    clock.now = at(ASKED)
    asker.look()
    asker.stop()
    assert desktop.did == [SHOWN, ("withdraw",), ("close",)]


def test_who_was_stopped_is_not_woken_by_what_is_written_later(qtbot, asker, clock, desktop, diary):
    heard = []
    asker.start()
    asker.planned.connect(heard.append)
    asker.stop()
    clock.now = at(ASKED)
    other = Asker(diary.path, clock, lambda: None)
    other.start()
    for twice in (True, False):  # when the other hears of the second change, the first has long been there
        with qtbot.waitSignal(other.planned):
            diary.save_reminder_plan(replace(diary.reminder_plan(), twice=twice))
    other.stop()
    assert (heard, desktop.did) == ([], [])


def test_who_is_stopped_over_the_plan_that_was_just_read_shows_nothing(asker, clock, desktop):
    """As the process without a window is, when the reminders are to come only while one is open."""
    clock.now = at(ASKED)
    asker.planned.connect(lambda _plan: asker.stop())
    asker.start()
    assert desktop.did == []
