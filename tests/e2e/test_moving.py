"""To a new computer: out of the window of the old one, into that of the new one, and nothing is lost."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from afterneedle.assets import asset
from support.reader import Node
from support.screen import Screen

EVENING = ("--now", "2026-11-23T20:30:00+00:00")


@pytest.fixture
def computers(tmp_path: Path) -> Iterator[tuple[Screen, Screen]]:
    """Two computers, each with a home and a desktop of its own."""
    made = []
    for name in ("old", "new"):
        (tmp_path / name).mkdir()
        made.append(Screen(tmp_path / name))
    yield made[0], made[1]
    for one in made:
        one.close()


def flags(screen: Screen) -> dict:
    done = screen.command(*EVENING, "flags", "--json")
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def begin(window: Node, *, has_sessions: bool) -> None:
    """The first start, with nothing told; it asks for the last session where the diary holds none."""
    window.find("radio button", "Yes").press()
    window.find("push button", "Continue").press()
    if not has_sessions:
        window.find("push button", "Skip for now").press()
    window.find("push button", "Finish").press()
    window.find("radio button", "Today").wait_for("checked")


def test_a_diary_moves_to_a_new_computer_by_its_window(computers, tmp_path):
    old, new = computers
    stick = tmp_path / "stick.json"
    (old.home / "sample.json").write_text(asset("demo/diary.json").read_text("utf-8"), "utf-8")
    assert old.command("import", "sample.json").returncode == 0

    program = old.program(*EVENING)
    window = old.listen()
    begin(window, has_sessions=True)
    old.focus("AfterNeedle")
    old.keys("alt+f", "x")
    window.find("radio button", "Diary file").wait_for("focused")
    old.keys("alt+s")
    window.find("text", "File name").wait_for("focused")
    window.find("text", "File name").write(str(stick))
    old.keys("Return")
    window.find("label", f"Saved as {stick}")
    window.find("push button", "Open folder").wait_for("focused")
    old.end(program)

    program = new.program(*EVENING)
    window = new.listen()
    begin(window, has_sessions=False)
    new.focus("AfterNeedle")
    new.keys("alt+f", "i")
    window.find("text", "File name").wait_for("focused")
    window.find("text", "File name").write(str(stick))
    new.keys("Return")
    window.find("push button", "Import").wait_for("focused")
    new.keys("space")
    window.find("label", "Imported. New: 3 sessions")
    new.end(program)

    assert flags(old)["flags"]
    assert flags(new) == flags(old)
