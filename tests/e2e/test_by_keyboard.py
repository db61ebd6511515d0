"""A week by keyboard alone: the real program, in a real window, with a window manager around it."""

import json
from pathlib import Path

from support.pdf import text_of
from support.reader import Node
from support.screen import Screen

WEEK = {2: "4", 3: "3", 4: "2", 5: "1", 6: "0", 7: "0", 8: "0"}  # soreness by the day of March

STOPS = 20  # more than there are on a page's way to any field


def start_the_diary(screen: Screen, window: Node) -> None:
    adult = window.find("radio button", "Yes")
    screen.focus("AfterNeedle")
    adult.wait_for("focused")
    screen.keys("space")
    adult.wait_for("checked")
    screen.keys("alt+c")
    window.find("label", "Your last session")
    screen.keys("alt+t")
    screen.type("10:00")
    tab_to(screen, window.find("text", "Search: Places that were needled"))
    screen.type("top of shoulder, right")
    screen.keys("Return")
    window.find("push button", "Remove Top of shoulder, right")
    screen.keys("alt+s")
    window.find("label", "About you")
    screen.keys("alt+f")
    window.find("label", "Today's check-in")


def tab_to(screen: Screen, wanted: Node) -> None:
    """Goes on with Tab until this has the focus."""
    for _stop in range(STOPS):
        if "focused" in wanted.states:
            return
        screen.keys("Tab")
    raise LookupError(wanted.spoken)


def check_in(screen: Screen, window: Node, soreness: str) -> None:
    screen.focus("AfterNeedle")
    screen.keys("ctrl+2")
    window.find("check box", "None of these emergency signs").wait_for("focusable")
    screen.keys("alt+n")
    window.find("check box", "None of these emergency signs").wait_for("checked")
    numbers = {number: window.find("radio button", number) for number in ("0", soreness)}
    screen.keys("Tab")
    numbers["0"].wait_for("focused")
    screen.keys(soreness)
    numbers[soreness].wait_for("checked")
    screen.keys("alt+o")
    window.find("check box", "None of these nerve or movement signs").wait_for("checked")
    screen.keys("ctrl+Return")
    window.find("label", "Saved.")


def test_a_week_of_check_ins_by_keyboard_ends_on_paper(screen: Screen, tmp_path: Path) -> None:
    levels = []
    for day, soreness in WEEK.items():
        words = ("--diary", "d.db", "--now", f"2026-03-{day:02}T20:00:00+00:00")
        program = screen.program(*words)
        window = screen.listen()
        if not levels:
            start_the_diary(screen, window)
        check_in(screen, window, soreness)
        screen.end(program)
        levels.append(json.loads(screen.command(*words, "flags", "--json").stdout)["level"])
    # S01 to 48 h, S04 at 58 h, S06 at 82 h, gone at 106 h
    assert levels == ["expected", "expected", "watch", "contact_practitioner", *["expected"] * 3]

    done = screen.command("--diary", "d.db", "--now", "2026-03-08T21:00:00+00:00", "report", "week.pdf")
    assert done.returncode == 0, done.stderr
    paper = text_of(tmp_path / "week.pdf")
    assert "7 of 7 days have a check-in" in paper
    assert "No on each of the 7 days with a check-in" in paper
