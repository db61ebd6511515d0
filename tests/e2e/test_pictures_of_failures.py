"""A task that fails leaves a picture of its screen behind, and the report says where."""

import re
import subprocess
import sys
from pathlib import Path

from PySide6.QtGui import QImage

from support.kept_picture import keep_picture
from support.screen import Screen

CONFTEST = """
import pytest
from support.kept_picture import pytest_runtest_makereport
from support.screen import Screen

@pytest.fixture
def screen(tmp_path):
    screen = Screen(tmp_path)
    yield screen
    screen.close()
"""
TESTS = """
def test_that_goes_well(screen):
    pass

def test_that_fails(screen):
    screen.program("--diary", str(screen.home / "d.db"))
    screen.listen().find("label", "Welcome to AfterNeedle")
    raise AssertionError
"""


def colours(picture: Path) -> set[str]:
    image = QImage(str(picture))
    return {
        image.pixelColor(x, y).name() for x in range(0, image.width(), 4) for y in range(0, image.height(), 4)
    }


def test_a_failed_test_and_no_other_leaves_a_picture_of_the_window(tmp_path: Path) -> None:
    (tmp_path / "conftest.py").write_text(CONFTEST)
    (tmp_path / "test_two.py").write_text(TESTS)
    (tmp_path / "pytest.ini").write_text(f"[pytest]\npythonpath = {Path(__file__).parents[1]}")
    line = [sys.executable, "-m", "pytest", "-q", "--basetemp", tmp_path / "kept", tmp_path]
    done = subprocess.run(line, capture_output=True, text=True, check=False, cwd=tmp_path)
    assert "1 failed, 1 passed" in done.stdout
    (named,) = re.findall(r"^/.*\.png$", done.stdout, re.MULTILINE)
    assert list(tmp_path.rglob("*.png")) == [Path(named)]
    assert Path(named).name == "test_that_fails.png"
    assert len(colours(Path(named))) > 5


def test_where_there_is_no_screen_any_more_that_is_said(screen: Screen, tmp_path: Path) -> None:
    screen.environment["DISPLAY"] = ":none"
    assert keep_picture(screen, tmp_path / "screen.png").startswith("There is no picture: ")
