"""Whoever looks for words finds the guidance that holds them, the likeliest first."""

from afterneedle.content.guidance import Guidance
from afterneedle.content.search import search, searchable


def a_text(id: str, title: str, body: str = "If you are worried, do not wait.") -> Guidance:
    return Guidance(id, title, body, ("J",), True, 1)


BLEEDING = a_text("bleeding", "Bleeding", "## What to do\nPress. A **blood thinner** can make it last.")
LIST = a_text("list", "Before the session", "- All my medicines, most of all blood thinners.\n- Pregnant.")
THINNER = a_text("thinner", "Blood thinner and needling", "Do not stop it.")
ALL = [BLEEDING, LIST, THINNER]


def ids(typed: str) -> list[str]:
    return [hit.text.id for hit in search(searchable(ALL), typed)]


def test_every_word_must_be_there_in_title_or_body_and_capitals_do_not_matter():
    assert ids("BLOOD press") == ["bleeding"]
    assert ids("session pregnant") == ["list"]
    assert ids("session press") == []


def test_a_text_with_the_words_in_its_title_comes_first():
    assert ids("blood thinner") == ["thinner", "bleeding", "list"]


def test_the_beginning_of_a_word_goes_before_the_inside_of_one():
    fever, needle = (
        a_text("fever", "Fever or shivers", "Shivers."),
        a_text("needle", "Needle", "Shivers. Ask about HIV."),
    )
    found = search(searchable([fever, needle]), "hiv")
    assert [hit.text.id for hit in found] == ["needle", "fever"]
    assert [hit.around for hit in found] == ["Shivers. Ask about HIV.", "Shivers."]


def test_what_was_found_is_shown_with_the_words_around_it():
    (bleeding,) = search(searchable([BLEEDING]), "thinner")
    assert bleeding.around == "What to do · Press. A blood thinner can make it last."
    assert search(searchable([THINNER]), "blood")[0].around == ""


def test_a_long_text_is_shown_in_part_and_never_in_the_middle_of_a_word():
    body = "before " * 40 + "needle " + "after " * 40
    (hit,) = search(searchable([a_text("long", "Long", body)]), "needle")
    assert hit.around.startswith("… before ")
    assert " needle after" in hit.around
    assert hit.around.endswith(" after …")
    assert len(hit.around) < 140


def test_a_mark_or_the_target_of_a_link_is_no_word():
    link = searchable([a_text("link", "Link", "See [it](guidance:nerve-signs) **now**.")])
    assert search(link, "guidance") == []
    assert search(link, "**") == []
