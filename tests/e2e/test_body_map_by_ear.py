"""A patient who hears the window points at places: the body map is tick boxes with names."""

import json
from pathlib import Path

from support.screen import Screen

EVENING = "2026-03-03T20:00:00+00:00"


def test_places_ticked_on_the_map_by_ear_are_the_places_of_the_session(
    screen: Screen, tmp_path: Path
) -> None:
    diary = ("--diary", str(tmp_path / "d.db"), "--now", EVENING)
    screen.program(*diary)
    window = screen.listen()
    window.find("radio button", "Yes").press()
    window.find("push button", "Continue").press()
    window.find("text", "Time").write("09:00")
    top = window.find("check box", "Top of shoulder, right")
    top.press()
    top.wait_for("checked")
    window.find("push button", "Remove Top of shoulder, right")
    heel = window.find("check box", "Heel and sole, left")
    heel.press()
    window.find("push button", "Remove Heel and sole, left").press()
    window.find("check box", "Chest, left").press()
    window.find("push button", "Save session").press()
    window.find("text", "Emergency number").write("112")
    window.find("push button", "Finish").press()
    window.find("push button", "Check in now")

    done = screen.command(*diary, "export", "out.json")
    assert done.returncode == 0, done.stderr
    (session,) = json.loads((tmp_path / "out.json").read_text("utf-8"))["sessions"]
    assert session["sites"] == ["trapezius_top.r", "chest.l"]
