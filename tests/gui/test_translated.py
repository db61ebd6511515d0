"""The whole window in languages that nobody speaks: longer, accented, in brackets; and from right to left."""

import json

import pytest

from pseudo import LONG, MIRRORED
from support.pseudo_locale import program_in

STATES = ("today", "check_in", "settings", "report", "answer", "all_clear", "first_start", "session")


@pytest.fixture(scope="module")
def found(tmp_path_factory):
    """What is wrong in each state of the window when every text is longer and in brackets."""
    return json.loads(program_in(LONG, "texts_on_screen", tmp_path_factory.mktemp("long")))


@pytest.fixture(scope="module")
def found_mirrored(tmp_path_factory):
    """What is wrong in each state of the window from right to left."""
    return json.loads(program_in(MIRRORED, "texts_on_screen", tmp_path_factory.mktemp("mirrored")))


def of_kind(found, *kinds):
    wrong = {state: [one for one in ones if one.startswith(kinds)] for state, ones in found.items()}
    return {state: ones for state, ones in wrong.items() if ones}


def test_the_whole_window_was_looked_at(found, found_mirrored):
    for seen in (found, found_mirrored):
        assert {f"{look} {state}" for look in ("usual", "small", "large") for state in STATES} <= set(seen)


def test_every_text_can_be_translated(found):
    assert of_kind(found, "untranslated") == {}


def test_longer_texts_have_room_in_every_window(found):
    assert of_kind(found, "clipped", "cut at the side") == {}


def test_from_right_to_left_the_window_is_mirrored_and_nothing_is_cut(found_mirrored):
    assert of_kind(found_mirrored, "not mirrored", "clipped", "cut at the side") == {}
