"""Which flags share a card on Today."""

from dataclasses import replace

import pytest

from afterneedle.domain.flags import Outlook
from afterneedle.domain.records import Level
from afterneedle.gui.cards import in_one_card
from support.builders import a_flag, a_rule, a_session, an_answer

PLACES = ("trapezius_top.r", "blade.r")


@pytest.fixture
def sore(catalogue):
    rule = a_rule(id="S05")

    def make(place: str, **said):
        return a_flag(catalogue, **{"rule": rule, "symptom": "soreness", "place": place, **said})

    return make


def test_soreness_of_several_places_shares_a_card(sore):
    flags = [sore(place) for place in PLACES]
    assert in_one_card(flags) == [tuple(flags)]


@pytest.mark.parametrize(
    "other",
    [
        {"rule": a_rule(id="S06")},
        {"level": Level.WATCH},
        {"evidence": ("c2",)},
        {"answered": True},
        {"answers": [an_answer(rule="S05")]},
    ],
)
def test_what_is_to_be_done_otherwise_has_a_card_of_its_own(sore, other):
    assert len(in_one_card([sore(PLACES[0]), sore(PLACES[1], **other)])) == 2


def test_another_session_or_another_outlook_has_a_card_of_its_own(sore, catalogue):
    here, there = (sore(place) for place in PLACES)
    later = replace(there, outlook=Outlook(a_rule(id="S08"), Level.SEE_DOCTOR, None))
    assert len(in_one_card([here, later])) == 2
    assert len(in_one_card([here, sore(PLACES[1], session=a_session(catalogue))])) == 2


def test_nerve_signs_never_share_a_card(catalogue):
    flags = [a_flag(catalogue, place=place) for place in ("palm.r", "hand_back.r")]
    assert in_one_card(flags) == [(flag,) for flag in flags]


def test_cards_keep_the_order_of_what_is_most_pressing(catalogue, sore):
    first, second, third = sore(PLACES[0]), a_flag(catalogue, place="palm.r"), sore(PLACES[1])
    assert in_one_card([first, second, third]) == [(first, third), (second,)]
