"""To a new computer: out of the window of the old one, into that of the new one, and nothing is lost."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from afterneedle.assets import asset
from support.first_day import start_the_diary
from support.reader import soon
from support.screen import Screen

EVENING = ("--now", "2026-11-23T20:30:00+00:00")
DIFFERENT = '"note": "'


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


def test_a_diary_moves_to_a_new_computer_by_its_window(computers, tmp_path):
    old, new = computers
    stick = tmp_path / "stick.json"
    (old.home / "sample.json").write_text(asset("demo/diary.json").read_text("utf-8"), "utf-8")
    assert old.command("import", "sample.json").returncode == 0

    program = old.program(*EVENING)
    window = old.listen()
    old.focus("AfterNeedle")
    start_the_diary(window)
    old.focus("AfterNeedle")
    old.keys("alt+f", "x")
    window.find("push button", "Save…").press()
    old.focus("Export")
    window.find("text", "File name").wait_for("focused")
    old.type(str(stick))
    old.keys("Return")
    window.find("label", f"Saved as {stick}")
    window.find("push button", "Open folder").wait_for("focused")
    old.end(program)

    program = new.program(*EVENING)
    window = new.listen()
    start_the_diary(window)
    new.focus("AfterNeedle")
    new.keys("alt+f", "i")
    window.find("text", "File name").wait_for("focused")
    new.type(str(stick))
    new.keys("Return")
    window.find("push button", "Import").wait_for("focused")
    new.keys("space")
    window.find("label", "Imported. New: ")
    soon(lambda: flags(new)["flags"] == flags(old)["flags"] or None, "the same flags")
    new.end(program)
