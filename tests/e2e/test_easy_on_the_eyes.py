"""Large text and a dark window: chosen once, there at the next start, and nothing is out of reach."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from afterneedle.gui.theme import DARK, LIGHT
from support.first_day import check_in, start_the_diary
from support.reader import Node, soon
from support.screen import Screen
from support.settings_portal import SettingsPortal

EVENING = "2026-03-02T20:00:00+00:00"
DARK_WISHED, LIGHT_WISHED = 1, 2
LARGEST = 4  # steps from 100 to 200 percent


@pytest.fixture
def portal(screen: Screen) -> Iterator[SettingsPortal]:
    """A desktop that tells its programs how they are to look."""
    made = SettingsPortal(screen.bus, {"color-scheme": LIGHT_WISHED})
    screen.environment["QT_QPA_PLATFORMTHEME"] = "xdgdesktopportal"
    yield made
    made.close()


def wait_for_ground(screen: Screen, colour: str) -> None:
    """Waits until the window's page has this colour, if only between its cards; no other look has it."""
    file = screen.home / "now.png"

    def is_it() -> bool | None:
        screen.photograph(file)
        image = QImage(str(file))
        dots = [(x, y) for x in range(300, 1100, 20) for y in range(150, 800, 20)]
        return sum(image.pixelColor(x, y).name() == colour for x, y in dots) > len(dots) / 20 or None

    soon(is_it, f"a ground of {colour}")


def height(window: Node) -> int:
    _left, _top, _width, height = window.find("label", "Today's check-in").place
    return height


def test_a_window_made_dark_and_twice_as_large_stays_so_and_takes_a_check_in(
    screen: Screen, portal: SettingsPortal, tmp_path: Path
) -> None:
    words = ("--diary", str(tmp_path / "d.db"), "--now", EVENING)
    program = screen.program(*words)
    window = screen.listen()
    start_the_diary(window)
    usual = height(window)
    wait_for_ground(screen, LIGHT.bg)
    portal.wish("color-scheme", DARK_WISHED)
    wait_for_ground(screen, DARK.bg)
    screen.focus("AfterNeedle")
    screen.keys(*["ctrl+plus"] * LARGEST)
    window.bus.wait_for_announcement("Text size 200 %")
    large = height(window)
    assert large > 1.7 * usual
    screen.end(program)

    screen.program(*words)
    again = screen.listen()
    assert height(again) == large
    wait_for_ground(screen, DARK.bg)
    check_in(again, 3)
    portal.wish("color-scheme", LIGHT_WISHED)
    wait_for_ground(screen, LIGHT.bg)
    screen.focus("AfterNeedle")
    screen.keys("ctrl+0")
    again.bus.wait_for_announcement("Text size 100 %")
