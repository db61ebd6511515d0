"""Somebody who hears the window gives the diary a passphrase, opens it again, and gets in without it."""

from pathlib import Path

from support.first_day import check_in, start_the_diary
from support.passphrase import recover, set_a_passphrase, unlock
from support.screen import Screen

EVENING = "2026-03-03T20:00:00+00:00"
WORDS = "four calm green words"
NEW_WORDS = "another one that I choose"


def test_a_passphrase_is_set_and_opens_the_diary_again(screen: Screen, tmp_path: Path) -> None:
    diary = tmp_path / "d.db"
    words = ("--diary", str(diary), "--now", EVENING)
    program = screen.program(*words)
    window = screen.listen()
    start_the_diary(window, name="Sam Reed")
    check_in(window, 3)
    set_a_passphrase(window, WORDS)
    screen.end(program)
    files = [file for file in tmp_path.iterdir() if file.name.startswith(("d.", ".afterneedle"))]
    assert sorted(file.name for file in files) == ["d.db", "d.db.lock", "d.db.recovery", "d.db.reminders"]
    assert not any(b"Sam Reed" in file.read_bytes() for file in files)

    screen.program(*words)
    again = screen.listen()
    unlock(again, "a guess")
    again.find("label", "This passphrase does not open")
    again.find("label", "You can try again now.")
    unlock(again, WORDS)
    again.find("radio button", "History").press()
    again.find("list item", "3 of 10")


def test_who_forgot_the_passphrase_gets_in_by_the_code_that_was_read_out(
    screen: Screen, tmp_path: Path
) -> None:
    words = ("--diary", str(tmp_path / "d.db"), "--now", EVENING)
    program = screen.program(*words)
    window = screen.listen()
    start_the_diary(window)
    code = set_a_passphrase(window, WORDS)
    screen.end(program)

    program = screen.program(*words)
    again = screen.listen()
    assert recover(again, code, NEW_WORDS) != code
    again.find("push button", "Check in now")
    screen.end(program)

    screen.program(*words)
    anew = screen.listen()
    unlock(anew, NEW_WORDS)
    anew.find("push button", "Check in now")
