"""Short names: one for everything that can be recorded or raised, zero as 0, left as left."""

import re

import pytest

from afterneedle.content.sources import Status
from afterneedle.content.wording import (
    act_by_label,
    change_label,
    condition_label,
    course_label,
    detail_label,
    did_label,
    full_severity_label,
    function_label,
    group_label,
    level_label,
    limit_label,
    place_label,
    place_within,
    severity_label,
    status_label,
    symptom_label,
    symptom_within,
)
from afterneedle.domain.catalogue import Catalogue
from afterneedle.domain.records import Change, Did, Level
from afterneedle.domain.rulebook import ActBy, Course


def test_everything_that_can_be_recorded_has_a_name_of_its_own(catalogue: Catalogue):
    details = {detail for symptom in catalogue.symptoms.values() for detail in symptom.details}
    named = (
        (symptom_label, catalogue.symptoms.values()),
        (place_label, catalogue.places.values()),
        (detail_label, details),
        (condition_label, catalogue.conditions),
        (function_label, catalogue.functions),
        (group_label, {symptom.group for symptom in catalogue.symptoms.values()}),
        (level_label, Level),
        (act_by_label, ActBy),
        (change_label, Change),
        (course_label, Course),
        (did_label, Did),
        (status_label, Status),
    )
    for label, things in named:
        labels = [label(thing) for thing in things]
        assert all(labels), label
        assert len(set(labels)) == len(labels), label


def test_the_unanswered_groups_have_names():
    for group in ("red_flags", "soreness", "nerve", "movement", "skin", "general"):
        assert group_label(group)


def test_left_stays_left_and_right_stays_right(catalogue: Catalogue):
    for place in catalogue.places.values():
        side = {"l": "left", "r": "right"}[place.id[-1]]
        assert re.search(rf", {side}$", place_label(place))
        assert re.search(rf", {side}$", place_within(place))
    assert function_label("grip.l") == "Grip, left"
    assert function_label("lift_foot.r") == "Lift the foot, right"
    assert function_label("sleep") == "Sleep"


def test_a_name_begins_small_in_the_middle_of_a_sentence(catalogue: Catalogue):
    assert place_label(catalogue.places["trapezius_top.r"]) == "Top of shoulder, right"
    assert place_within(catalogue.places["trapezius_top.r"]) == "top of shoulder, right"
    assert symptom_label(catalogue.symptoms["tingling"]) == "Tingling"
    assert symptom_within(catalogue.symptoms["tingling"]) == "tingling"


@pytest.mark.parametrize(
    ("symptom", "severity", "short", "full"),
    [
        ("soreness", 0, "0 of 10", "0 of 10"),
        ("soreness", 10, "10 of 10", "10 of 10"),
        ("tingling", 0, "none", "0 of 3, none"),
        ("tingling", 2, "it gets in my way", "2 of 3, it gets in my way"),
        ("tingling", 3, "it stops me", "3 of 3, it stops me"),
        ("fever", 0, "no", "no"),
        ("fever", 1, "yes", "yes"),
    ],
)
def test_a_strength_is_told_on_its_own_scale_and_zero_is_zero(
    catalogue: Catalogue, symptom: str, severity: int, short: str, full: str
):
    assert severity_label(catalogue.symptoms[symptom], severity) == short
    assert full_severity_label(catalogue.symptoms[symptom], severity) == full


def test_no_limit_is_zero_of_three():
    assert limit_label(0) == "0 of 3, no limit"
    assert limit_label(3) == "3 of 3, it stops me"


def test_no_level_calls_anything_harmless():
    for level in Level:
        assert not re.search(r"normal|fine|safe|well|ok\b", level_label(level), re.IGNORECASE)
