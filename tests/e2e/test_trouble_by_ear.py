"""A damaged diary, met with the real program by ear and by keyboard: nothing changes, and a way leads on."""

import os
from pathlib import Path

import pytest

from afterneedle.diary import Diary
from support.begun import begun
from support.reader import PATIENCE, soon
from support.screen import Screen

NOW = "2026-03-03T19:02:00+00:00"


@pytest.fixture
def damaged(tmp_path: Path) -> Path:
    path = tmp_path / "d.db"
    Diary.create(path).close()
    os.truncate(path, path.stat().st_size // 2)
    return path


def test_escape_ends_the_program_and_leaves_the_file_as_it_is(screen: Screen, damaged: Path) -> None:
    before = damaged.read_bytes()
    program = screen.program("--diary", str(damaged), "--now", NOW)
    dialog = screen.listen()
    dialog.find("label", "is damaged")
    dialog.find("push button", "Choose another file…")
    screen.focus("AfterNeedle")
    screen.keys("Escape")
    assert program.wait(timeout=PATIENCE) == 1
    assert damaged.read_bytes() == before


def test_another_diary_can_be_chosen_by_keyboard(screen: Screen, damaged: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.db"
    begun(other).close()
    program = screen.program("--diary", str(damaged), "--now", NOW)
    window = screen.listen()
    window.find("push button", "Choose another file…")
    screen.focus("AfterNeedle")
    screen.keys("alt+h")
    name = window.find("text", "File name")
    screen.type(str(other))
    soon(lambda: name.text == str(other) or None, "the name of the file")
    screen.keys("Return")
    window.find("push button", "Check in now")
    screen.end(program)
