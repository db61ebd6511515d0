"""Dark, high contrast, less motion: the real window, wished for as on a real desktop."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

import afterneedle
from afterneedle.gui.theme import DARK, LIGHT
from support.colours import contrast
from support.screen import Screen
from support.settings_portal import SettingsPortal

DARK_WISHED, LIGHT_WISHED, HIGH, LESS = 1, 2, 1, 1
PATHS = [str(Path(__file__).parents[1]), str(Path(afterneedle.__file__).parents[1])]


class Window:
    """The window in a program of its own; it says how it looks."""

    def __init__(self, screen: Screen, portal: SettingsPortal) -> None:
        self.portal = portal
        environment = screen.environment | {
            "QT_QPA_PLATFORMTHEME": "xdgdesktopportal",
            "PYTHONPATH": os.pathsep.join(PATHS),
        }
        line = [sys.executable, "-P", "-m", "support.look_probe", str(screen.home)]
        self.program = subprocess.Popen(line, env=environment, stdout=subprocess.PIPE, text=True)

    def look(self) -> dict:
        """How it looks, once it has said so."""
        return json.loads(self.program.stdout.readline())


@pytest.fixture
def window(screen) -> Iterator:
    """Makes the window on a system with these wishes."""
    made = []

    def make(**wishes: int) -> Window:
        named = {name.replace("_", "-"): value for name, value in wishes.items()}
        made.append(Window(screen, SettingsPortal(screen.bus, named)))
        return made[-1]

    yield make
    for one in made:
        one.program.terminate()
        one.program.communicate()
        one.portal.close()


def inks(picture: str) -> set[str]:
    """The colours that cover more than a speck of it."""
    image = QImage(picture)
    counted: dict[str, int] = {}
    for x in range(0, image.width(), 2):
        for y in range(0, image.height(), 2):
            name = image.pixelColor(x, y).name()
            counted[name] = counted.get(name, 0) + 1
    return {name for name, count in counted.items() if count > 100}


def upright_lines(picture: str, colour: str) -> list[int]:
    """Where a line of this colour goes down a good part of it."""
    image = QImage(picture)
    lines = []
    for x in range(image.width()):
        dots = sum(image.pixelColor(x, y).name() == colour for y in range(0, image.height(), 2))
        if dots > image.height() / 8:
            lines.append(x)
    return lines


def test_a_dark_system_gets_a_dark_window_and_back_while_it_is_open(window):
    shown = window(color_scheme=DARK_WISHED)
    dark = shown.look()
    assert (dark["window"], dark["text"]) == (DARK.bg, DARK.text)
    assert {DARK.bg, DARK.card} <= inks(dark["picture"])
    shown.portal.wish("color-scheme", LIGHT_WISHED)
    light = shown.look()
    assert (light["window"], light["text"]) == (LIGHT.bg, LIGHT.text)
    assert {LIGHT.bg, LIGHT.card} <= inks(light["picture"])


@pytest.mark.parametrize("scheme", [DARK_WISHED, LIGHT_WISHED])
def test_in_high_contrast_there_is_the_systems_text_on_the_systems_ground_and_nothing_between(window, scheme):
    look = window(color_scheme=scheme, contrast=HIGH).look()
    ours = set(LIGHT) | set(DARK)
    assert not ours & set(inks(look["picture"])) - {"#ffffff", "#000000"}
    assert not ours & set(look["sheet"].replace(";", " ").split())
    assert set(look["colours"].values()) == {look["window"], look["text"]}
    assert contrast(look["text"], look["window"]) >= 7


@pytest.mark.parametrize("scheme", [DARK_WISHED, LIGHT_WISHED])
def test_in_high_contrast_cards_and_focus_have_outlines_as_strong_as_text(window, scheme):
    look = window(color_scheme=scheme, contrast=HIGH).look()
    assert look["outline"] == look["text"]
    assert len(upright_lines(look["picture"], look["text"])) >= 3  # the side bar's, two of a card


def test_high_contrast_can_come_and_go_while_the_window_is_open(window):
    shown = window(color_scheme=LIGHT_WISHED)
    assert shown.look()["text"] == LIGHT.text
    shown.portal.wish("contrast", HIGH)
    assert shown.look()["window"] != LIGHT.bg
    shown.portal.wish("contrast", 0)
    assert shown.look()["window"] == LIGHT.bg


@pytest.mark.parametrize("wish", [LESS, 0])
def test_nothing_moves_whether_less_motion_is_wished_for_or_not(window, wish):
    assert window(reduced_motion=wish).look()["moving"] == []
