"""Scales, bands and places as rules.md §1 defines them."""

import pytest

from afterneedle.domain.catalogue import Band, Scale


@pytest.mark.parametrize(("scale", "top"), [(Scale.PAIN, 10), (Scale.WORDS, 3), (Scale.YES_NO, 1)], ids=str)
def test_how_strong_goes_up_to_the_top_of_the_scale(scale, top):
    assert scale.top == top


@pytest.mark.parametrize(
    ("symptom", "severities", "band"),
    [
        ("soreness", (1, 2, 3), Band.MILD),
        ("soreness", (4, 5, 6), Band.MODERATE),
        ("soreness", (7, 8, 9, 10), Band.SEVERE),
        ("numbness", (1,), Band.MILD),
        ("numbness", (2,), Band.MODERATE),
        ("numbness", (3,), Band.SEVERE),
        ("drop", (1,), Band.MODERATE),
    ],
)
def test_mild_is_1_to_3_of_10_or_1_of_3(catalogue, symptom, severities, band):
    assert {catalogue.symptoms[symptom].band(s) for s in severities} == {band}


def test_a_limb_has_a_side_and_the_trunk_stands_for_itself(catalogue):
    assert catalogue.places["palm.l"].limb == "arm.l"
    assert catalogue.places["heel.r"].limb == "leg.r"
    assert catalogue.places["neck_back.r"].limb == "neck_back.r"


def test_symptoms_and_places_show_themselves_by_their_id(catalogue):
    assert repr(catalogue.symptoms["tingling"]) == "tingling"
    assert repr(catalogue.places["palm.l"]) == "palm.l"


def test_every_check_in_asks_all_emergency_questions_but_the_one_for_the_pregnant(catalogue):
    asked = {s.id for s in catalogue.red_flags_asked}
    assert {s.id for s in catalogue.group("red")} - asked == {"rf_preg"}
    assert all(s.is_red for s in catalogue.red_flags_asked)
