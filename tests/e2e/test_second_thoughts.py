"""What was forgotten is filled in, what was wrong is taken back, what was deleted returns."""

import json
from pathlib import Path

import pytest

from support.begun import begun
from support.builders import a_check_in, a_session, an_observation, at
from support.first_day import answer_a_quiet_evening, check_in
from support.reader import Node
from support.screen import Screen

FIRST_EVENING = "2026-03-02T20:00:00+00:00"
SECOND_EVENING = "2026-03-03T20:00:00+00:00"
THIRD_EVENING = "2026-03-04T20:00:00+00:00"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A diary with a session on Monday morning and a check-in that evening: soreness 4."""
    path = tmp_path / "d.db"
    diary = begun(path)
    diary.record_session(a_session(diary.catalogue), at(FIRST_EVENING))
    says = [an_observation(diary.catalogue, worst=4)]
    first = a_check_in(diary.catalogue, felt_at=FIRST_EVENING, none_of=["nerve", "movement"], says=says)
    diary.check_in(first, first.felt_at)
    diary.close()
    return path


def check_ins(screen: Screen, path: Path) -> list[dict]:
    """What another program reads in it."""
    done = screen.command("--diary", str(path), "--now", THIRD_EVENING, "export", "out.json")
    assert done.returncode == 0, done.stderr
    return json.loads((screen.home / "out.json").read_text("utf-8"))["check_ins"]


def strength(check_in: dict) -> int:
    """How sore."""
    (soreness,) = (one for one in check_in["observations"] if one["symptom"] == "soreness")
    return soreness["worst"]


def history(screen: Screen, window: Node) -> None:
    """History, with the newest entry chosen."""
    screen.focus("AfterNeedle")
    screen.keys("ctrl+f")
    window.find("text", "Search").wait_for("focused")
    screen.keys("Return")
    window.find("list", "Check-ins and sessions, newest first").wait_for("focused")


def test_a_forgotten_yesterday_is_filled_in_and_marked_as_late(screen: Screen, path: Path) -> None:
    screen.program("--diary", str(path), "--now", THIRD_EVENING)
    window = screen.listen()
    window.find("push button", "Fill in yesterday, Tuesday").press()
    window.find("radio button", "Earlier").wait_for("checked")
    window.find("text", "Time").write("21:30")
    window.find("label", "It will be marked as entered later.")
    answer_a_quiet_evening(window, 5)
    window.bus.wait_for_announcement("Saved for Tue 3 March, 21:30.")
    assert window.seek("push button", "Fill in yesterday") is None

    window.find("radio button", "History").press()
    window.find("radio button", "Entered later").press()
    window.find("list item", "Tuesday 3 March 2026, 21:30")
    late = check_ins(screen, path)[-1]
    assert (late["felt_at"], late["entered_at"]) == ("2026-03-03T21:30:00+00:00", THIRD_EVENING)
    assert strength(late) == 5


def test_a_wrong_entry_is_undone_after_a_restart_and_comes_back_with_redo(screen: Screen, path: Path) -> None:
    words = ("--diary", str(path), "--now", SECOND_EVENING)
    program = screen.program(*words)
    check_in(screen.listen(), 9)
    screen.end(program)
    assert [strength(one) for one in check_ins(screen, path)] == [4, 9]

    screen.program(*words)
    window = screen.listen()
    window.find("label", "Soreness, all places that were needled: 9 of 10")
    screen.focus("AfterNeedle")
    screen.keys("ctrl+z")
    window.bus.wait_for_announcement("Undone: check-in saved.")
    window.find("push button", "Check in now")
    assert [strength(one) for one in check_ins(screen, path)] == [4]
    screen.keys("ctrl+shift+z")
    window.bus.wait_for_announcement("Done again: check-in saved.")
    window.find("label", "Soreness, all places that were needled: 9 of 10")
    assert [strength(one) for one in check_ins(screen, path)] == [4, 9]


def test_an_entry_is_found_edited_deleted_and_brought_back(screen: Screen, path: Path) -> None:
    screen.program("--diary", str(path), "--now", SECOND_EVENING)
    window = screen.listen()
    window.find("label", "Today's check-in")
    history(screen, window)
    window.find("push button", "Edit").press()
    window.find("radio button", "4").wait_for("checked")
    window.find("radio button", "6").press()
    window.find("push button", "Save").press()
    window.bus.wait_for_announcement("Saved for Mon 2 March, 20:00.")
    assert [strength(one) for one in check_ins(screen, path)] == [6]

    history(screen, window)
    screen.keys("Delete")
    window.bus.wait_for_announcement("Check-in deleted.")
    assert check_ins(screen, path) == []
    window.find("push button", "Recently deleted").press()
    window.find("push button", "Restore").press()
    window.bus.wait_for_announcement("Check-in restored.")
    assert [strength(one) for one in check_ins(screen, path)] == [6]


def test_an_emergency_sign_ticked_by_mistake_is_corrected_from_its_card_and_marked(
    screen: Screen, path: Path
) -> None:
    screen.program("--diary", str(path), "--now", SECOND_EVENING)
    window = screen.listen()
    window.find("push button", "Check in now").press()
    window.find("check box", "Chest pain").press()
    window.find("push button", "Save").press()
    window.bus.wait_for_announcement("1 thing needs your attention.")

    window.find("push button", "Correct this entry").press()
    window.find("label", "What you change will be marked as edited.")
    window.find("check box", "Chest pain").press()
    window.find("check box", "None of these emergency signs").press()
    window.find("push button", "Save").press()
    window.bus.wait_for_announcement("Saved for Tue 3 March, 20:00.")
    assert window.seek("label", "go to an emergency department") is None
    corrected = check_ins(screen, path)[-1]
    assert corrected["red_flags"].get("present", []) == []
    assert corrected["red_flags"]["asked"] is True
    assert corrected["edited_at"]
