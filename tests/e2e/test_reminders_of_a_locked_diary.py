"""Reminders of a diary under a passphrase: real processes without a key, a real bus, one notification."""

import json
import subprocess
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from afterneedle.diary import Diary
from afterneedle.domain.plans import Plan, Rings, Says
from afterneedle.locking import change_passphrase, unlock
from afterneedle.reminding.source import keep_alarms, known_beside
from support.begun import begun
from support.builders import a_check_in, a_session, an_observation
from support.notification_service import NotificationService
from support.reader import PATIENCE
from support.screen import Screen

WORDS = "four calm green words"


@pytest.fixture
def path(screen: Screen) -> Path:
    """A locked diary whose check-in is due since a minute ago; its patient lets reminders name symptoms."""
    made = screen.home / "data" / "afterneedle" / "diary.db"
    now = datetime.now(UTC)
    zone = ZoneInfo(screen.environment["TZ"])
    hour = (now.astimezone(zone) - timedelta(minutes=1)).time().replace(second=0, microsecond=0)
    ended, felt = now - timedelta(hours=3), now - timedelta(hours=2)
    with closing(begun(made)) as diary:
        diary.set_setting("closing_told", Rings.ALWAYS.value)
        diary.record_session(a_session(diary.catalogue, ended_at=ended.isoformat()), now)
        tingling = an_observation(diary.catalogue, "tingling", "palm.r", 1)
        diary.check_in(a_check_in(diary.catalogue, felt_at=felt.isoformat(), says=[tingling]), now)
        diary.save_reminder_plan(
            Plan(Rings.ALWAYS, hour, quiet=None, repeats=False, says=Says.SYMPTOMS, since=ended)
        )
    key = change_passphrase(made, None, WORDS).key
    with closing(Diary.open(made, key=key)) as diary:
        keep_alarms(diary, zone, now)
    return made


@pytest.fixture
def background(screen: Screen, service: NotificationService, path: Path) -> subprocess.Popen:
    return screen.program("--background")


def answer(screen: Screen) -> None:
    """A check-in comes into the locked diary."""
    now = datetime.now(UTC).isoformat(timespec="seconds")
    said = {"id": "now", "felt_at": now, "observations": []}
    story = screen.home / "answer.json"
    story.write_text(json.dumps({"format": "afterneedle-diary", "version": 1, "check_ins": [said]}))
    done = screen.command("import", str(story), typed=f"{WORDS}\n")
    assert (done.returncode, done.stderr) == (0, "")


def test_it_comes_without_a_word_of_what_was_felt_and_an_answer_takes_it_away(
    screen, service, background, path
):
    note = service.wait_for_note()
    assert (note.title, note.body) == ("Your check-in is ready", "")
    answer(screen)
    service.wait_until(lambda service: not service.shown)
    assert background.poll() is None
    assert len(service.asked) == 1


def test_a_check_in_in_the_unlocked_window_takes_it_away_and_the_locked_window_stays_quiet(
    screen, service, background, path
):
    service.wait_for_note()
    window = screen.listen(screen.program("--open", "check-in"))
    window.find("text", "Passphrase").wait_for("focused")
    screen.focus("AfterNeedle")
    screen.type(WORDS)
    screen.keys("Return")
    window.find("check box", "None of these emergency signs").press()
    window.find("radio button", "3").press()
    window.find("push button", "Save").press()
    service.wait_until(lambda service: not service.shown)
    screen.keys("ctrl+l")
    window.find("label", "Your diary is locked")
    assert background.poll() is None
    assert len(service.asked) == 1
    with closing(Diary.open(path, key=unlock(path, WORDS))) as diary:
        assert len(diary.schedule(datetime.now(UTC)).shown) == 1


def test_of_all_processes_one_shows_it(screen, service, background, path):
    service.wait_for_note()
    for _turn in range(2):
        done = screen.command("remind", "--once")
        assert (done.returncode, done.stderr) == (0, "")
        assert "is due since" in done.stdout
    assert len(service.asked) == 1


def test_without_what_is_known_beside_it_nothing_is_shown(screen, service, path):
    known_beside(path).unlink()
    done = screen.command("remind", "--once")
    assert (done.returncode, done.stdout) == (1, "")
    assert "is locked with a passphrase" in done.stderr
    assert service.asked == []


def test_without_a_passphrase_the_diary_reminds_again_and_nothing_stays_beside_it(
    screen, service, background, path
):
    service.wait_for_note()
    done = screen.command("passphrase", "--remove", typed=f"{WORDS}\n")
    assert (done.returncode, done.stderr) == (0, "")
    assert not known_beside(path).exists()
    with closing(Diary.open(path)) as diary:
        assert len(diary.schedule(datetime.now(UTC)).shown) == 1  # what was shown while it was locked
        diary.save_reminder_plan(Plan(rings=Rings.NEVER))
    assert background.wait(timeout=PATIENCE) == 0
    assert len(service.asked) == 1


def test_turning_reminders_off_in_a_locked_diary_ends_the_process(screen, service, background, path):
    service.wait_for_note()
    with closing(Diary.open(path, key=unlock(path, WORDS))) as diary:
        diary.save_reminder_plan(Plan(rings=Rings.NEVER))
        keep_alarms(diary, ZoneInfo(screen.environment["TZ"]), datetime.now(UTC))
    assert background.wait(timeout=PATIENCE) == 0
    service.wait_until(lambda service: not service.shown)
