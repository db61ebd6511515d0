"""Who shows the reminders follows what the patient chose."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from afterneedle.domain.plans import Plan, Rings
from afterneedle.gui.ringing import Ringing
from afterneedle.reminding.asker import Asker
from afterneedle.reminding.background import lock_of
from afterneedle.reminding.errors import AutostartError


class Login:
    """What a system starts at login."""

    def __init__(self) -> None:
        self.line: Sequence[str] | None = None
        self.is_closed = False

    def enable(self, command: Sequence[str]) -> None:
        if self.is_closed:
            raise AutostartError("this place")
        self.line = command

    def disable(self) -> None:
        if self.is_closed:
            raise AutostartError("this place")
        self.line = None

    def is_enabled(self) -> bool:
        return self.line is not None


@pytest.fixture
def login() -> Login:
    return Login()


@pytest.fixture
def started() -> list[Sequence[str]]:
    return []


@pytest.fixture
def ringing(hub, login, started):
    def run(line: Sequence[str]) -> bool:
        started.append(line)
        return True

    return Ringing(hub, login, run)


def choose(hub, rings: Rings) -> None:
    hub.do(lambda: hub.diary.save_reminder_plan(replace(hub.diary.reminder_plan(), rings=rings)))


def askers(hub) -> int:
    return len(hub.findChildren(Asker))


def test_who_chose_nothing_yet_gets_no_reminders(hub, ringing, login, started):
    ringing.start()
    assert (askers(hub), started, login.line) == (0, [], None)


def test_reminders_that_always_come_are_shown_by_a_process_of_their_own_that_login_starts_too(
    hub, ringing, login, started
):
    ringing.start()
    choose(hub, Rings.ALWAYS)
    (line,) = started
    assert line[-3:] == ["--diary", str(hub.diary.path.absolute()), "--background"]
    assert login.line == line
    assert askers(hub) == 0


def test_a_process_that_runs_already_is_not_started_again(hub, ringing, started):
    hub.diary.save_reminder_plan(Plan(rings=Rings.ALWAYS))
    lock = lock_of(hub.diary.path)
    assert lock.take()
    ringing.start()
    assert started == []
    lock.release()


def test_reminders_while_it_is_open_are_shown_here(qtbot, hub, ringing, login, started):
    ringing.start()
    choose(hub, Rings.WINDOW)
    assert (askers(hub), started, login.line) == (1, [], None)
    choose(hub, Rings.NEVER)
    qtbot.waitUntil(lambda: askers(hub) == 0)


def test_login_starts_nothing_any_more_once_reminders_do_not_always_come(hub, ringing, login):
    ringing.start()
    choose(hub, Rings.ALWAYS)
    choose(hub, Rings.WINDOW)
    assert login.line is None


def test_a_system_that_refuses_is_told_and_the_choice_stays(qtbot, hub, ringing, login, started):
    login.is_closed = True
    ringing.start()
    with qtbot.waitSignal(hub.notice) as told:
        choose(hub, Rings.ALWAYS)
    assert told.args == [
        "The start at login was not changed: this place cannot be written. Allow that, then try again."
    ]
    assert len(started) == 1


def test_a_start_at_login_that_was_switched_off_elsewhere_stays_off(hub, ringing, login):
    hub.diary.save_reminder_plan(Plan(rings=Rings.ALWAYS))
    ringing.start()
    assert login.line is None


def test_login_is_told_where_a_program_lies_that_was_moved(hub, ringing, login):
    hub.diary.save_reminder_plan(Plan(rings=Rings.ALWAYS))
    login.line = ["/where/it/was", "--background"]
    ringing.start()
    assert login.line[-1] == "--background"
    assert login.line[0] != "/where/it/was"


def test_other_changes_of_the_diary_leave_it_as_it_is(hub, ringing, started):
    ringing.start()
    choose(hub, Rings.ALWAYS)
    hub.changed.emit()
    assert len(started) == 1
