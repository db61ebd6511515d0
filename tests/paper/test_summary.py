"""The report in one sentence."""

import pytest

from afterneedle.content.catalogue import load_catalogue
from afterneedle.domain.findings import Strength
from afterneedle.domain.summary import Complaint, Summary
from afterneedle.paper.summary import summary_sentence
from support.builders import a_session, at

CATALOGUE = load_catalogue()
SESSION = a_session(CATALOGUE)
EASING = Strength(first=2, highest=2, newest=1)


def complaint(symptom="tingling", place="palm.r", day=1, strength=EASING):
    where = CATALOGUE.places[place] if place else None
    return Complaint(CATALOGUE.symptoms[symptom], where, at("2026-03-03T10:00:00+00:00"), day, strength)


NEWEST = at("2026-03-07T20:00:00+00:00")


def sentence(*complaints, others=0, weakness=False, newest=NEWEST, is_silent=False, session=SESSION):
    day = 6 if session else None
    return summary_sentence(Summary(2, session, day, complaints, others, weakness, newest, is_silent))


def test_it_says_where_one_is_what_is_felt_since_when_and_how_strong():
    assert sentence(complaint()) == (
        "Day 6 after session 2 (top of shoulder, right): tingling (palm, right) since day 1, 2 then 1 of 3; "
        "no weakness in the newest check-in."
    )


@pytest.mark.parametrize(
    ("one", "said"),
    [
        (complaint(strength=Strength(2, 3, 2)), "tingling (palm, right) since day 1, 2 of 3"),
        (complaint("rf_chest", None, 0, None), "chest or breathing since day 0"),
        (complaint("bleeding", None, 0, Strength(1, 1, 1)), "bleeding since day 0"),
        (complaint(day=None), "tingling (palm, right) since Tue 3 March, 2 then 1 of 3"),
    ],
)
def test_a_complaint_says_what_is_known_of_it(one, said):
    assert f": {said}; no weakness" in sentence(one)


@pytest.mark.parametrize(
    ("weakness", "said"),
    [
        (False, "no weakness in the newest check-in"),
        (None, "weakness not asked in the newest check-in"),
        (True, "weak in the newest check-in"),
    ],
)
def test_weakness_is_told_beside_whatever_else_there_is(weakness, said):
    assert sentence(complaint(), weakness=weakness).endswith(f"; {said}.")
    assert said not in sentence(complaint("weakness"), weakness=weakness)


def test_more_than_it_can_name_is_counted():
    assert "; 1 more symptom is open; " in sentence(complaint(), others=1)
    assert "; 2 more symptoms are open; " in sentence(complaint(), others=2)


def test_nothing_open_and_nothing_known_are_two_things():
    assert sentence() == (
        "Day 6 after session 2 (top of shoulder, right): no symptom is open; newest check-in Sat 7 March."
    )
    assert sentence(newest=None, is_silent=True).endswith(": no check-in yet.")
    assert sentence(session=None) == (
        "No session in the diary: no symptom is open; newest check-in Sat 7 March."
    )


def test_what_was_said_before_the_session_says_nothing_of_the_days_since():
    assert sentence(is_silent=True).endswith("(top of shoulder, right): no check-in since this session.")
    assert ": no check-in since this session; tingling (palm, right)" in sentence(complaint(), is_silent=True)
