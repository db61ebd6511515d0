"""Guidance by keyboard alone, as a screen reader hears it: the real program in a real window."""

from collections.abc import Iterator
from contextlib import suppress

from support.reader import Node, Silent
from support.screen import Screen

EVENING = "2026-11-23T20:30:00+00:00"
FIRST_ITEM = "They are in a profession that is on a public register."


def sample(screen: Screen) -> Node:
    """The window on the sample diary, with one open flag: soreness."""
    screen.program("--now", EVENING, "demo", "sample")
    window = screen.listen()
    window.find("label", "Today's check-in")
    screen.focus("AfterNeedle")
    return window


def texts(window: Node, name: str) -> Iterator[str]:
    """What a reader can read out of the things of this name."""
    for node in window.walk():
        if node.spoken == name:
            with suppress(Silent):
                yield node.text


def test_one_key_leads_from_a_flag_to_its_text_and_another_back(screen: Screen) -> None:
    window = sample(screen)
    screen.keys("alt+r")
    window.find("label", "Sore muscles")
    assert "This app cannot tell the cause." in "".join(texts(window, "Sore muscles"))
    screen.keys("Escape")
    window.find("label", "Today's check-in")
    screen.keys("alt+r")
    window.find("label", "Sore muscles")
    screen.keys("alt+Left")
    window.find("label", "Today's check-in")


def test_the_checklist_is_found_ticked_and_remembered(screen: Screen) -> None:
    window = sample(screen)
    screen.keys("F1")
    window.find("text", "Search").wait_for("focused")
    screen.type("next session")
    window.find("list item", "Before the next session: a checklist")
    screen.keys("Tab", "Return")
    item = window.find("check box", FIRST_ITEM)
    screen.keys("Tab", "space")
    item.wait_for("checked")
    window.find("label", "1 of 19 ticked")
    screen.keys("Escape")
    assert window.find("text", "Search").text == "next session"
    window.find("list", "Topics").wait_for("focused")
    screen.keys("Return")
    window.find("check box", FIRST_ITEM).wait_for("checked")
