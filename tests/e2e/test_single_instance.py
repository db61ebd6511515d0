"""Real processes over one diary: one window, whatever happens to the others."""

import os
import signal
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from afterneedle.diary import Diary
from support.begun import begun
from support.builders import a_check_in, a_red_flag
from support.reader import PATIENCE, Node, soon
from support.screen import Screen

NOW = "2026-03-03T20:00:00+00:00"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A diary that was begun before."""
    made = tmp_path / "diary" / "diary.db"
    begun(made).close()
    return made


@pytest.fixture
def start(screen: Screen, path: Path) -> Callable[..., subprocess.Popen]:
    """Starts the program on the diary, as a click on its icon or on a notification does."""

    def go(*words: str) -> subprocess.Popen:
        return screen.program("--diary", str(path), "--now", NOW, *words)

    return go


@pytest.fixture
def first(screen: Screen, start: Callable[..., subprocess.Popen]) -> tuple[subprocess.Popen, Node]:
    """The first window, which shows Today and hears of later starts."""
    program = start()
    window = screen.listen()
    window.find("label", "Today's check-in")
    assert start().wait(timeout=PATIENCE) == 0
    return program, window


def test_a_second_start_shows_its_page_in_the_first_window(screen, start, first):
    program, window = first
    assert start("--open", "report").wait(timeout=PATIENCE) == 0
    window.find("label", "Report")
    assert program.poll() is None
    assert len(screen.windows("AfterNeedle")) == 1


def test_a_minimised_window_comes_back_in_front_of_the_others(screen, start, first):
    _program, window = first
    screen.minimise("AfterNeedle")
    soon(lambda: screen.windows("AfterNeedle") == [] or None, "the window to be away")
    assert start("--open", "check-in").wait(timeout=PATIENCE) == 0
    window.find("check box", "Chest pain").wait_for("focused")
    assert screen.active() == "AfterNeedle"


def test_of_eight_starts_at_once_one_opens_the_window_of_a_new_diary(screen, tmp_path):
    line = ("--diary", str(tmp_path / "new" / "folder" / "diary.db"), "--now", NOW)
    programs = [screen.program(*line) for _ in range(8)]

    def ended() -> list[int] | None:
        codes = [code for program in programs if (code := program.poll()) is not None]
        return codes if len(codes) >= 7 else None

    assert soon(ended, "seven to end") == [0] * 7
    screen.listen().find("label", "Welcome to AfterNeedle")
    assert len(screen.windows("AfterNeedle")) == 1
    assert [program.poll() for program in programs].count(None) == 1


def test_after_a_kill_the_next_start_takes_over(screen, start, first, path):
    program, _window = first
    program.send_signal(signal.SIGKILL)
    program.wait(timeout=PATIENCE)
    assert path.with_name("diary.db.lock").exists()
    heir = start()
    window = screen.listen(heir)
    window.find("label", "Today's check-in")
    assert start("--open", "report").wait(timeout=PATIENCE) == 0
    window.find("label", "Report")
    assert heir.poll() is None


def test_a_window_that_hangs_is_named_and_never_joined_by_a_second(screen, start, first):
    program, _window = first
    program.send_signal(signal.SIGSTOP)
    second = start()
    said = screen.listen(second)
    said.find("label", "AfterNeedle is open already but does not answer")
    said.find("push button", "OK").press()
    assert second.wait(timeout=PATIENCE) == 1
    program.send_signal(signal.SIGCONT)


def test_in_a_folder_that_cannot_be_written_the_window_opens_all_the_same(screen, path):
    path.parent.chmod(0o555)
    bound = ["setpriv", "--bounding-set=-dac_override"] if os.geteuid() == 0 else []
    program = screen.program("--diary", str(path), "--now", NOW, by=bound)
    screen.listen().find("label", "Today's check-in")
    assert [there.name for there in path.parent.iterdir()] == ["diary.db"]
    screen.end(program)
    path.parent.chmod(0o755)


def test_a_diary_that_cannot_be_opened_is_named_at_every_start(screen, start, path):
    path.write_text("a shopping list")
    for program in (start(), start()):
        screen.listen(program).find("label", "is not an AfterNeedle diary")
        assert program.poll() is None


def test_an_emergency_stands_before_the_check_in_that_a_start_asks_for(screen, start, path):
    diary = Diary.open(path)
    chest = a_check_in(diary.catalogue, felt_at=NOW, present=[a_red_flag(diary.catalogue)])
    diary.check_in(chest, chest.felt_at)
    diary.close()
    start("--open", "check-in")
    window = screen.listen()
    window.find("label", "Check in again")
    window.find("radio button", "Guidance").press()
    window.find("text", "Search")
    assert start("--open", "check-in").wait(timeout=PATIENCE) == 0
    window.find("label", "Check in again")


def test_closing_the_window_leaves_the_diary_alone_in_its_folder(screen, first, path):
    program, _window = first
    screen.focus("AfterNeedle")
    screen.keys("ctrl+q")
    assert program.wait(timeout=PATIENCE) == 0
    assert [left.name for left in path.parent.iterdir()] == ["diary.db"]
