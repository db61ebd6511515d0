"""A blind person's week, over the accessibility bus: the real program, started anew each evening."""

import json
from pathlib import Path

from support.first_day import save_the_report, start_the_diary
from support.pdf import text_of
from support.reader import Node
from support.screen import Screen

SORENESS = {2: "4", 3: "3", 4: "1", 5: "0", 6: "0", 7: "0", 8: "0"}  # by the day of March
FIRST, BEGINS, LAST = min(SORENESS), 4, max(SORENESS)
WHERE = "thumb right"
SIGN = "Tingling"


def check_in(window: Node, day: int) -> None:
    """One evening's check-in; from the third on there is tingling, which gets better and goes."""
    window.find("radio button", "Check-in").press()
    window.find("check box", "None of these emergency signs").press()
    window.find("radio button", SORENESS[day]).press()
    if day == BEGINS:
        tingling_begins(window)
    elif day > BEGINS and (row := window.seek("panel", f"{SIGN}: ")) is not None:
        row.find("radio button", "Gone" if day > BEGINS + 1 else "Better").press()
    window.find("check box", "nerve or movement signs").press()  # none of them, or none of the others
    window.find("push button", "Save").press()
    window.bus.wait_for_announcement("Saved.")


def tingling_begins(window: Node) -> None:
    window.find("check box", "tingling").press()
    window.find("text", f"Search: {SIGN}: where?").write(WHERE)
    window.find("push button", f"Add place: {SIGN}").press()
    window.find("panel", f"{SIGN}: how strong").find("radio button", "I notice it").press()
    window.find("panel", f"{SIGN}: is it there right now?").find("radio button", "Yes").press()


def test_session_seven_check_ins_a_nerve_sign_its_card_and_answer_and_the_report(
    screen: Screen, tmp_path: Path
) -> None:
    for day in SORENESS:
        words = ("--diary", str(tmp_path / "d.db"), "--now", f"2026-03-{day:02}T20:00:00+00:00")
        program = screen.program(*words)
        window = screen.listen()
        if day == FIRST:
            start_the_diary(window)
        check_in(window, day)
        if day == BEGINS:
            read_the_card_and_answer(window)
        if day == LAST:
            save_the_report(window, tmp_path / "week.pdf")
        screen.end(program)

    done = screen.command(*words, "flags", "--json")
    assert json.loads(done.stdout)["flags"] == []
    paper = text_of(tmp_path / "week.pdf")
    assert "7 of 7 days have a check-in" in paper
    assert SIGN in paper
    assert "A doctor has seen me" in paper


def read_the_card_and_answer(window: Node) -> None:
    """What it is about, what to do and by when, and why; then what was done."""
    window.find("label", f"{SIGN}: ")
    window.find("label", "See a doctor within two days")
    window.find("label", "It has lasted past two days")
    window.find("push button", "I did this").press()
    window.find("radio button", "A doctor has seen me").press()
    window.find("push button", "Save").press()
    window.bus.wait_for_announcement("Saved what you did.")
