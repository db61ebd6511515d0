"""Reminders with the window closed: real processes, a real bus, a desktop that shows what it is told."""

import os
import signal
import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from afterneedle.diary import Diary
from afterneedle.domain.plans import Plan, Rings
from support.begun import begun
from support.builders import a_check_in, a_session
from support.notification_service import NotificationService
from support.reader import PATIENCE, Node, soon
from support.screen import Screen

CHECK_IN, LATER = "check-in", "later"  # the keys of the buttons


@pytest.fixture
def path(screen: Screen) -> Path:
    """A diary whose check-in is due since a minute ago, and whose reminders always come."""
    made = screen.home / "data" / "afterneedle" / "diary.db"
    now = datetime.now(UTC)
    hour = now.astimezone(ZoneInfo(screen.environment["TZ"])) - timedelta(minutes=1)
    ended = now - timedelta(hours=3)
    diary = begun(made)
    diary.set_setting("closing_told", Rings.ALWAYS.value)
    diary.record_session(a_session(diary.catalogue, ended_at=ended.isoformat()), now)
    plan = Plan(
        Rings.ALWAYS, hour.time().replace(second=0, microsecond=0), quiet=None, repeats=False, since=ended
    )
    diary.save_reminder_plan(plan)
    diary.close()
    return made


@pytest.fixture
def background(screen: Screen, service: NotificationService, path: Path) -> subprocess.Popen:
    return screen.program("--background")


def save_all_clear(screen: Screen, window: Node) -> None:
    """A check-in on a quiet day, by keyboard."""
    screen.focus("AfterNeedle")
    window.find("check box", "None of these emergency signs").wait_for("focusable")
    screen.keys("alt+n")
    window.find("check box", "None of these emergency signs").wait_for("checked")
    screen.keys("ctrl+Return")
    window.find("label", "Saved.")


def answer_elsewhere(path: Path) -> None:
    diary = Diary.open(path)
    now = datetime.now(UTC)
    diary.check_in(a_check_in(diary.catalogue, felt_at=now.isoformat()), now)
    diary.close()


def never_again(path: Path) -> None:
    """The patient turns reminders off."""
    diary = Diary.open(path)
    diary.save_reminder_plan(Plan(rings=Rings.NEVER))
    diary.close()


def holds_a_lock(process: subprocess.Popen) -> bool:
    """Whether it is the one that reminds, as the system tells it."""
    held = (line.split() for line in Path("/proc/locks").read_text().splitlines())
    return any(words[1] == "FLOCK" and words[4] == str(process.pid) for words in held)


def test_a_press_on_the_reminder_opens_the_check_in_and_saving_it_ends_the_asking(
    screen, service, background, path
):
    note = service.wait_for_note()
    assert (note.title, note.body) == ("Your check-in is ready", "")
    service.press(CHECK_IN)
    window = screen.listen()
    window.find("check box", "Chest pain").wait_for("focusable")
    service.wait_until(lambda service: not service.shown)
    save_all_clear(screen, window)
    assert background.poll() is None
    assert len(service.asked) == 1


def test_a_check_in_made_elsewhere_takes_the_reminder_away_with_no_window_ever_opened(
    service, background, path
):
    service.wait_for_note()
    answer_elsewhere(path)
    service.wait_until(lambda service: not service.shown)
    assert background.poll() is None
    assert len(service.asked) == 1


def test_reminders_outlive_a_window_that_was_killed(screen, service, background, path):
    service.wait_for_note()
    window = screen.program("--open", "check-in")
    screen.listen().find("check box", "Chest pain").wait_for("focusable")
    window.send_signal(signal.SIGKILL)
    window.wait()
    service.press(CHECK_IN)
    screen.listen().find("check box", "Chest pain").wait_for("focusable")
    answer_elsewhere(path)
    service.wait_until(lambda service: not service.shown)


def test_a_scheduler_of_ones_own_shows_it_once_and_without_buttons_that_nobody_hears(screen, service, path):
    for _turn in range(2):
        done = screen.command("remind", "--once")
        assert (done.returncode, done.stderr) == (0, "")
    (note,) = service.asked
    assert (note.title, note.buttons) == ("Your check-in is ready", {})


def test_later_is_kept_for_the_next_process_too(service, background, path):
    service.wait_for_note()
    service.press(LATER)

    def later() -> datetime | None:
        diary = Diary.open(path)
        try:
            return diary.reminder_plan().later
        finally:
            diary.close()

    moment = soon(later, "the reminder to be put off")
    assert timedelta(minutes=58) < moment - datetime.now(UTC) <= timedelta(hours=1)


def test_a_second_background_process_ends_at_once_and_a_killed_one_is_followed(
    screen, service, background, path
):
    service.wait_for_note()
    assert screen.program("--background").wait(timeout=PATIENCE) == 0
    background.send_signal(signal.SIGKILL)
    background.wait()
    answer_elsewhere(path)
    following = screen.program("--background")
    soon(lambda: holds_a_lock(following) or None, "the next one to take over")
    never_again(path)
    assert following.wait(timeout=PATIENCE) == 0
    assert len(service.asked) == 1


def test_a_reminder_can_be_had_for_a_try(screen, service, path):
    answer_elsewhere(path)  # so that none is due
    screen.program()
    window = screen.listen()
    window.find("push button", "Something happened now")
    screen.focus("AfterNeedle")
    screen.keys("ctrl+8")
    window.find("label", "This desktop can show them, with buttons (recorder 7.0).")
    screen.keys("alt+d")
    assert service.wait_for_note().title == "Your check-in is ready"


def test_turning_reminders_off_ends_the_process(service, background, path):
    service.wait_for_note()
    never_again(path)
    assert background.wait(timeout=PATIENCE) == 0
    service.wait_until(lambda service: not service.shown)


def test_a_window_of_a_diary_whose_reminders_always_come_starts_them(screen, service, path):
    window = screen.program()
    screen.listen().find("label", "Today's check-in")
    service.wait_for_note()
    screen.end(window)
    answer_elsewhere(path)
    service.wait_until(lambda service: not service.shown)  # somebody is still there


@pytest.fixture(autouse=True)
def _nobody_stays(screen: Screen) -> Iterator[None]:
    """Ends the processes that our own ones started, which the screen does not know."""
    yield
    ours = str(screen.home).encode()
    for process in Path("/proc").glob("[0-9]*"):
        try:
            environment = (process / "environ").read_bytes()
            line = (process / "cmdline").read_bytes()
        except OSError:
            continue
        if b"HOME=" + ours in environment and b"afterneedle" in line:
            os.kill(int(process.name), signal.SIGKILL)
