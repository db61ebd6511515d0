"""The diary goes on where it was not begun: on a new computer, or from a backup of a damaged file."""

import os
from pathlib import Path

import pytest

from afterneedle.diary import Diary
from support.first_day import check_in, start_the_diary
from support.reader import Node
from support.screen import Screen

EVENING = "2026-03-02T20:00:00+00:00"
NEXT_EVENING = "2026-03-03T20:00:00+00:00"
SAVED, NAME = "4 of 10", "Maria Osei"


@pytest.fixture
def exported(screen: Screen) -> Path:
    """The first day on the old computer, taken out through the window into a file that lies outside of it."""
    file = screen.home / "stick" / "diary.json"
    file.parent.mkdir()
    program = screen.program("--now", EVENING)
    window = screen.listen()
    start_the_diary(window, name=NAME)
    check_in(window, 4)
    choose_in_file_menu(screen, "x")
    window.find("radio button", "Diary file").wait_for("focused")
    screen.keys("alt+s")
    in_file_dialog(screen, window, file)
    window.bus.wait_for_announcement(f"Saved as {file}")
    window.find("push button", "Open folder").wait_for("focused")
    screen.end(program)
    return file


@pytest.fixture
def new_home(screen: Screen, exported: Path) -> Path:
    """From here on the screen belongs to a computer that has never seen the program."""
    home = screen.home / "new computer"
    for name, folder in (("HOME", ""), ("XDG_CONFIG_HOME", "config"), ("XDG_DATA_HOME", "data")):
        (home / folder).mkdir(exist_ok=True)
        screen.environment[name] = str(home / folder)
    return home


def choose_in_file_menu(screen: Screen, letter: str) -> None:
    screen.focus("AfterNeedle")
    screen.keys("alt+f", letter)


def in_file_dialog(screen: Screen, window: Node, file: Path) -> None:
    """In the dialog for files: this one, and no mouse."""
    name = window.find("text", "File name")
    name.wait_for("focused")
    name.write(str(file))
    screen.keys("Return")


def export_again(screen: Screen) -> bytes:
    again = screen.command("--now", NEXT_EVENING, "export", "again.json")
    assert again.returncode == 0, again.stderr
    return (screen.home / "again.json").read_bytes()


def test_a_diary_taken_to_a_new_computer_goes_on_and_is_the_same_to_the_byte(
    screen: Screen, exported: Path, new_home: Path
) -> None:
    screen.program("--now", NEXT_EVENING)
    window = screen.listen()
    window.find("radio button", "Yes").press()
    window.find("push button", "Continue").press()
    window.find("push button", "Skip for now").press()
    window.find("push button", "Finish").press()
    window.find("push button", "Check in now")
    choose_in_file_menu(screen, "i")
    in_file_dialog(screen, window, exported)
    window.find("label", "Nothing is changed until you press Import.")
    window.find("dialog", "Import").find("push button", "Import").wait_for("focused")
    screen.keys("space")
    window.bus.wait_for_announcement("Imported. New: 1 session")
    window.find("radio button", "History").press()
    window.find("list item", SAVED)
    assert export_again(screen) == exported.read_bytes()


def test_after_an_import_in_a_shell_the_first_start_asks_only_for_what_is_missing(
    screen: Screen, exported: Path, new_home: Path
) -> None:
    done = screen.command("--now", NEXT_EVENING, "import", str(exported))
    assert done.returncode == 0, done.stderr
    screen.program("--now", NEXT_EVENING)
    window = screen.listen()
    window.find("radio button", "Yes").press()
    window.find("push button", "Continue").press()
    assert window.find("text", "Your name").text == NAME
    window.find("text", "Emergency number").write("112")
    window.find("push button", "Finish").press()
    window.find("push button", "Check in now")
    assert export_again(screen) == exported.read_bytes()


def test_a_damaged_diary_is_restored_from_a_backup_and_the_damaged_file_is_kept(
    screen: Screen, tmp_path: Path
) -> None:
    path = tmp_path / "d.db"
    words = ("--diary", str(path), "--now")
    program = screen.program(*words, EVENING)
    window = screen.listen()
    start_the_diary(window)
    check_in(window, 4)
    window.find("radio button", "Settings").press()
    window.find("push button", "Back up now").press()
    window.bus.wait_for_announcement("Backed up and checked.")
    screen.end(program)
    os.truncate(path, path.stat().st_size // 2)
    damaged = path.read_bytes()

    screen.program(*words, NEXT_EVENING)
    again = screen.listen()
    again.find("label", "The diary cannot be opened")
    again.find("push button", "Restore a backup").press()
    again.find("label", "A file that is there but does not open is kept beside the backups")
    again.find("push button", "Restore this one").press()
    again.find("push button", "Check in now")
    again.find("radio button", "History").press()
    again.find("list item", SAVED)
    diary = Diary.open(path)
    diary.verify()
    diary.close()
    kept = [one.read_bytes() for one in path.parent.glob("backups/*damaged*")]
    assert damaged in kept
