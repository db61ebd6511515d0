"""A patient who hears the window: the real program, over the accessibility bus, on a screen of its own."""

from pathlib import Path

from support.first_day import check_in, start_the_diary
from support.pdf import text_of
from support.screen import Screen

FIRST_EVENING = "2026-03-03T20:00:00+00:00"
NEXT_EVENING = "2026-03-04T20:00:00+00:00"
CHEST = "Chest pain, short of breath"


def test_a_check_in_by_ear_is_there_after_a_restart_and_on_paper(screen: Screen, tmp_path: Path) -> None:
    diary = ("--diary", str(tmp_path / "d.db"))
    program = screen.program(*diary, "--now", FIRST_EVENING)
    window = screen.listen()
    start_the_diary(window)
    check_in(window, 3)
    screen.end(program)

    screen.program(*diary, "--now", NEXT_EVENING)
    again = screen.listen()
    again.find("radio button", "History").press()
    assert again.find("list item", "3 of 10")
    again.find("radio button", "Timeline").press()
    again.find("check box", "Show as table").press()
    assert again.find("cell", "3 of 10")

    done = screen.command(*diary, "--now", NEXT_EVENING, "report", "report.pdf")
    assert done.returncode == 0, done.stderr
    paper = text_of(tmp_path / "report.pdf")
    assert "soreness (top of shoulder, right) since day 0, 3 of 10" in paper
    assert "3 from 11 h after session 1" in paper


def test_an_emergency_sign_shows_its_card_before_it_is_saved_and_stays_until_it_is_answered(
    screen: Screen, tmp_path: Path
) -> None:
    diary = ("--diary", str(tmp_path / "d.db"))
    program = screen.program(*diary, "--now", FIRST_EVENING)
    window = screen.listen()
    start_the_diary(window)
    window.find("push button", "Check in now").press()
    window.find("check box", CHEST).press()
    window.find("label", "Call 112 or go to an emergency department now")
    window.find("push button", "Save").press()
    window.find("push button", "I did this")
    screen.end(program)

    program = screen.program(*diary, "--now", NEXT_EVENING)
    again = screen.listen()
    again.find("label", "Call 112")
    again.find("push button", "I did this").press()
    again.find("radio button", "A doctor has seen me").press()
    again.find("push button", "Save").press()
    again.find("label", "Saved what you did.")
    screen.end(program)

    flags = screen.command(*diary, "--now", NEXT_EVENING, "flags")
    assert flags.returncode == 0, flags.stderr
    assert "R01" not in flags.stdout
