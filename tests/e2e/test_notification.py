"""A reminder on a real desktop: dunst shows it, and what a mouse does to it reaches the program."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from afterneedle.content.wording.reminders import button_words
from afterneedle.reminding.finding import find_notifier
from afterneedle.reminding.notifier import Notifier, Press
from support.screen import Screen

LEFT, MIDDLE, RIGHT = 1, 2, 3
GROUND = "#224466"
DUNSTRC = f"""
[global]
    mouse_left_click = do_action
    mouse_middle_click = close_current
    mouse_right_click = context
    dmenu = {{menu}}
[urgency_normal]
    background = "{GROUND}"
"""
CHOOSES_LATER = f"#!/bin/sh\ngrep -m 1 '{button_words()[1]}'\n"


@pytest.fixture
def notifier(screen: Screen, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot) -> Iterator[Notifier]:
    """What the program finds on a desktop where dunst runs, whose menu somebody uses who has no time now."""
    menu, dunstrc = screen.home / "menu", screen.home / "dunstrc"
    menu.write_text(CHOOSES_LATER)
    menu.chmod(0o755)
    dunstrc.write_text(DUNSTRC.format(menu=menu))
    screen.start("dunst", "-config", str(dunstrc))
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", screen.bus)
    found: list[Notifier | None] = []

    def is_found() -> bool:
        found.append(find_notifier())
        return found[-1] is not None

    qtbot.waitUntil(is_found)
    yield found[-1]
    found[-1].close()


@pytest.fixture
def shown(screen: Screen, notifier: Notifier, qtbot: QtBot) -> Callable[[], str]:
    """Shows the reminder and gives the window in which it is."""

    def show() -> str:
        assert notifier.show("AfterNeedle", "Your check-in is ready.")
        qtbot.waitUntil(lambda: screen.windows("Dunst") != [])
        return screen.windows("Dunst")[-1]

    return show


def inked(screen: Screen) -> int:
    """How many dots of a photograph of the screen have the ground of a notification."""
    file = screen.home / "screen.png"
    screen.photograph(file)
    picture = QImage(str(file))
    dots = ((x, y) for x in range(picture.width()) for y in range(picture.height()))
    return sum(picture.pixelColor(x, y).name() == GROUND for x, y in dots)


def test_it_can_be_seen_until_it_is_withdrawn(screen, notifier, shown, qtbot):
    assert notifier.server.startswith("dunst 1.")
    shown()
    assert inked(screen) > 5_000
    notifier.withdraw()
    qtbot.waitUntil(lambda: screen.windows("Dunst") == [])
    assert inked(screen) == 0


@pytest.mark.parametrize(("button", "press"), [(LEFT, Press.CHECK_IN), (RIGHT, Press.LATER)])
def test_a_click_or_a_choice_from_its_menu_is_heard_and_takes_it_away(
    screen, notifier, shown, qtbot, button, press
):
    window = shown()
    with qtbot.waitSignal(notifier.pressed) as heard:
        screen.click(window, button)
    assert heard.args == [press, ""]
    qtbot.waitUntil(lambda: screen.windows("Dunst") == [])


def test_what_was_closed_is_no_answer_and_can_be_shown_again(screen, notifier, shown, qtbot):
    heard = []
    notifier.pressed.connect(lambda *press: heard.append(press))
    screen.click(shown(), MIDDLE)
    qtbot.waitUntil(lambda: screen.windows("Dunst") == [])
    screen.click(shown(), LEFT)
    qtbot.waitUntil(lambda: heard != [])
    assert heard == [(Press.CHECK_IN, "")]
