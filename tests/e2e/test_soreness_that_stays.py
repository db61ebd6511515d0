"""Soreness on the third day: whom to call, what was done about it, and the page that says so."""

from pathlib import Path

from support.first_day import answer_a_quiet_evening, check_in, save_the_report, start_the_diary
from support.pdf import text_of
from support.screen import Screen

FIRST_EVENING = "2026-03-02T20:00:00+00:00"
FOURTH_EVENING = "2026-03-05T20:00:00+00:00"  # 83 hours after the session
NAME, PHONE = "K. Osei", "01632 960001"
WORDS = "She will look at it on Monday."


def test_soreness_past_three_days_names_whom_to_call_and_the_answer_is_on_paper(
    screen: Screen, tmp_path: Path
) -> None:
    diary = ("--diary", str(tmp_path / "d.db"))
    program = screen.program(*diary, "--now", FIRST_EVENING)
    window = screen.listen()
    start_the_diary(window, practitioner=NAME, phone=PHONE)
    check_in(window, 4)
    assert window.seek("push button", "I did this") is None
    screen.end(program)

    screen.program(*diary, "--now", FOURTH_EVENING)
    again = screen.listen()
    again.find("push button", "Check in now").press()
    answer_a_quiet_evening(again, 3)
    again.find("label", "Contact your practitioner")
    again.find("label", NAME)
    again.find("label", PHONE)
    again.find("push button", f"Copy the number {PHONE}").press()
    again.bus.wait_for_announcement("Phone number copied")

    again.find("push button", "I did this").press()
    again.find("radio button", "I told my practitioner").press()
    again.find("text", "What did they say?").write(WORDS)
    again.find("dialog", "What I did").find("push button", "Save").press()
    again.bus.wait_for_announcement("Saved what you did.")

    save_the_report(again, tmp_path / "report.pdf")
    paper = text_of(tmp_path / "report.pdf")
    assert "I told my practitioner" in paper
    assert WORDS in paper
