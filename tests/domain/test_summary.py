"""The report in one sentence, as values."""

import pytest

from afterneedle.content.catalogue import load_catalogue
from afterneedle.domain.assessment import assess
from afterneedle.domain.findings import Strength, findings
from afterneedle.domain.summary import Summary, summary
from support.diary_dsl import FOOT, HAND, diary, entry, gone, moment, said, session

CATALOGUE = load_catalogue()


@pytest.fixture
def summed(rulebook):
    def made(*events, at: float) -> Summary:
        records, now = diary(*events).records(CATALOGUE), moment(at)
        assessment = assess(records, CATALOGUE, rulebook, now)
        sessions = dict(enumerate(records.sessions, 1))
        days = (moment(0).date(), now.date())
        found = findings(assessment, CATALOGUE, rulebook, sessions, records.check_ins, *days)
        return summary(assessment, CATALOGUE, found, sessions, records.check_ins, now)

    return made


def test_it_counts_from_the_latest_session(summed):
    told = summed(session(0), session(100), entry(150, none_of="nerve movement"), at=150)
    assert (told.number, told.day, told.complaints) == (2, 2, ())


def test_what_is_open_comes_with_its_day_and_its_strength(summed):
    told = summed(session(0), entry(20, tingling=3), entry(80, tingling=1, none_of="movement"), at=81)
    [tingling] = told.complaints
    assert (tingling.symptom.id, tingling.place.id, tingling.day) == ("tingling", HAND, 1)
    assert tingling.strength == Strength(first=3, highest=3, newest=1)
    assert told.weakness is False


def test_the_flagged_come_first_and_more_than_three_are_counted(summed):
    says = {"soreness": 2, "bruise": 1, "tired_dizzy": 1, "itch_rash": said(1, at=None), "tingling": 3}
    told = summed(session(0), entry(20, **says), at=21)
    assert told.complaints[0].symptom.id == "tingling"
    assert (len(told.complaints), told.others) == (3, 2)


def test_a_symptom_older_than_the_latest_session_has_no_day_of_it(summed):
    told = summed(session(0), entry(20, tingling=1), session(100), entry(110, tingling=1), at=111)
    assert [c.day for c in told.complaints] == [None]


def test_an_emergency_sign_has_no_strength(summed):
    told = summed(session(0), entry(5, rf_chest=True), at=6)
    assert [(c.symptom.id, c.strength) for c in told.complaints] == [("rf_chest", None)]


@pytest.mark.parametrize(
    ("newest", "weakness"),
    [
        (entry(30, weakness=1), True),
        (entry(30, weakness=gone()), False),
        (entry(30, none_of="movement"), False),
        (entry(30, soreness=1), None),
        (entry(30, tingling=said(1, at=FOOT)), None),
    ],
)
def test_weakness_is_what_the_newest_check_in_says_of_it(summed, newest, weakness):
    assert summed(session(0), entry(20, weakness=2), newest, at=31).weakness is weakness


def test_an_empty_diary_has_a_summary(summed):
    told = summed(at=0)
    assert (told.session, told.day, told.complaints, told.weakness) == (None, None, (), None)
    assert (told.newest, told.is_silent) == (None, True)


@pytest.mark.parametrize(("second", "is_silent"), [(29, False), (30, True), (40, True)])
def test_a_check_in_before_the_latest_session_says_nothing_of_the_days_since(summed, second, is_silent):
    told = summed(session(0), entry(30, none_of="nerve movement"), session(second), at=41)
    assert (told.newest, told.is_silent) == (moment(30), is_silent)
