"""A session with all that is asked about it, as somebody records it who hears the window."""

import json
from pathlib import Path

from support.begun import begun
from support.screen import Screen

EVENING = "2026-03-02T20:00:00+00:00"


def test_a_session_is_recorded_with_who_did_it_and_a_zap_that_did_not_stop(
    screen: Screen, tmp_path: Path
) -> None:
    path = tmp_path / "d.db"
    begun(path).close()
    words = ("--diary", str(path), "--now", EVENING)
    screen.program(*words)
    window = screen.listen()
    window.find("radio button", "Sessions").press()
    window.find("push button", "New session").press()
    window.find("text", "Time").write("2:30 pm")
    window.find("text", "Search: Places that were needled").write("top right shoulder")
    window.bus.wait_for_announcement("Top of shoulder, right")
    window.find("push button", "Add place").press()
    window.find("text", "Name").write("K. Osei")
    window.find("text", "Phone number").write("01632 960001")
    zap = window.find("panel", "Did you feel a zap or an electric shock?")
    zap.find("radio button", "Yes").press()
    window.find("panel", "Did it stop at once?").find("radio button", "No").press()
    window.find("text", "Note").write("Lay face down.")
    window.find("push button", "Save session").press()
    window.find("label", "K. Osei")
    window.find("push button", "New session")

    done = screen.command(*words, "export", "out.json")
    assert done.returncode == 0, done.stderr
    (session,) = json.loads((tmp_path / "out.json").read_text("utf-8"))["sessions"]
    assert session["ended_at"] == "2026-03-02T14:30:00+00:00"
    assert session["sites"] == ["trapezius_top.r"]
    assert session["practitioner"] == {"name": "K. Osei", "phone": "01632 960001"}
    assert session["zap"] == {"felt": True, "stopped_at_once": False}
    assert session["note"] == "Lay face down."
