"""The program is killed in the middle of a check-in: what was typed is offered again at the next start."""

import signal
from pathlib import Path

from afterneedle.diary import Diary
from support.begun import begun
from support.reader import PATIENCE, soon
from support.screen import Screen

EVENING = "2026-03-03T19:02:00+00:00"
LATER = "2026-03-03T19:30:00+00:00"


def draft_of(path: Path) -> str | None:
    diary = Diary.open(path)
    try:
        return diary.draft()
    finally:
        diary.close()


def test_a_check_in_survives_being_killed(screen: Screen, tmp_path: Path) -> None:
    path = tmp_path / "d.db"
    begun(path).close()
    program = screen.program("--diary", str(path), "--now", EVENING)
    window = screen.listen()
    window.find("push button", "Check in now").press()
    window.find("check box", "None of these emergency signs").press()
    window.find("radio button", "7").press()
    soon(lambda: "soreness" in (draft_of(path) or "") or None, "the draft in the file")
    program.send_signal(signal.SIGKILL)
    program.wait(timeout=PATIENCE)

    program = screen.program("--diary", str(path), "--now", LATER)
    again = screen.listen()
    again.find("label", "You had begun a check-in today, 19:02.")
    again.find("push button", "Go on with it").press()
    again.find("check box", "None of these emergency signs").wait_for("checked")
    again.find("radio button", "7").wait_for("checked")
    again.find("check box", "None of these nerve or movement signs").press()
    again.find("push button", "Save").press()
    again.find("label", "Soreness, all places that were needled: 7 of 10")
    screen.end(program)

    assert draft_of(path) is None
    diary = Diary.open(path)
    (check_in,) = diary.records().check_ins
    diary.close()
    assert check_in.none_of == {"nerve", "movement"}
    assert oct(path.stat().st_mode & 0o777) == "0o600"
