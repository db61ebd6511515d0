"""What a check-in says, in words, and what may be said about it after saving."""

from datetime import timedelta

import pytest

from afterneedle.content.wording import (
    check_in_summary,
    entry_sentence,
    entry_time,
    observation_sentence,
    red_flag_sentence,
    usual_sentence,
)
from afterneedle.domain.catalogue import Catalogue
from afterneedle.domain.flags import Assessment
from afterneedle.domain.records import Change, CheckIn, Level
from support.builders import a_check_in, a_flag, a_red_flag, a_session, an_assessment, an_observation, at

FINGERS = "fingers_thumb_side_back.r"
NOTHING = ("nerve", "movement")
CANNOT_TELL = "This app cannot tell what causes a symptom."


def test_an_observation_is_told_with_place_strength_and_course(catalogue: Catalogue):
    tingling = an_observation(catalogue, "tingling", FINGERS, 2, change=Change.BETTER)

    assert observation_sentence(tingling) == (
        "tingling, thumb and first fingers, back of hand, right: 2 of 3, it gets in my way; better"
    )


@pytest.mark.parametrize(
    ("symptom", "place", "said", "how"),
    [
        ("old_pain", "blade.l", {"worst": 0}, "0 of 10"),
        ("tingling", FINGERS, {"worst": 0, "now": False}, "gone"),
        ("tingling", FINGERS, {"worst": None, "now": False}, "gone"),
        ("electric", FINGERS, {"worst": 4, "now": False}, "4 of 10; came and went, not there at that moment"),
        ("tingling", FINGERS, {"worst": None, "change": Change.SAME}, "the same"),
        ("fever", None, {"worst": None}, "yes"),
        ("weakness", "palm.l", {"worst": 3, "details": ["sudden"]}, "3 of 3, it stops me; it began suddenly"),
        (
            "bruise",
            "palm.l",
            {"worst": 0, "now": False, "details": ["gone_between"]},
            "gone; it was gone in between",
        ),
        (
            "headache",
            None,
            {"worst": 3, "since": "2026-03-03T08:00:00+00:00"},
            "3 of 10; since Tue 3 March, 08:00",
        ),
    ],
)
def test_an_observation_says_no_more_and_no_less_than_was_answered(
    catalogue: Catalogue, symptom: str, place: str | None, said: dict, how: str
):
    sentence = observation_sentence(an_observation(catalogue, symptom, place, **said))

    assert sentence.partition(": ")[2] == how


def test_soreness_without_a_place_means_all_needled_places(catalogue: Catalogue):
    sore = an_observation(catalogue, "soreness", None, 3)

    assert observation_sentence(sore) == "soreness, all places that were needled: 3 of 10"


def test_a_symptom_of_the_whole_body_needs_no_place(catalogue: Catalogue):
    assert observation_sentence(an_observation(catalogue, "headache", None, 2)) == "headache: 2 of 10"


def test_a_red_flag_is_told_with_its_details(catalogue: Catalogue):
    drop = a_red_flag(catalogue, "drop", "foot_top.l", ["sudden"])

    assert red_flag_sentence(drop) == (
        "foot, wrist or hand will not lift, top of foot, left: yes; it began suddenly"
    )


def test_an_entry_says_when_it_was_felt_and_how_long_after_the_session(catalogue: Catalogue):
    session = a_session(catalogue)
    check_in = a_check_in(catalogue)

    assert entry_sentence(check_in, "headache: 2 of 10", session) == (
        "Tue 3 March, 20:00 (34 h after the session): headache: 2 of 10"
    )


def test_hours_from_a_session_whose_end_is_only_roughly_known_are_marked(catalogue: Catalogue):
    session = a_session(catalogue, ended_about=True)

    assert entry_time(a_check_in(catalogue).felt_at, session) == (
        "Tue 3 March, 20:00 (about 34 h after the session)"
    )


def test_an_entry_without_a_session_or_before_it_has_no_hours(catalogue: Catalogue):
    session = a_session(catalogue)

    assert entry_time(session.ended_at, None) == "Mon 2 March, 10:00"
    assert entry_time(session.ended_at - timedelta(hours=1), session) == "Mon 2 March, 09:00"


def test_a_summary_has_all_that_was_said_and_names_what_was_denied(catalogue: Catalogue):
    check_in = a_check_in(
        catalogue,
        present=[a_red_flag(catalogue, "rf_chest")],
        none_of=["nerve", "skin"],
        says=[an_observation(catalogue, "headache", None, 0)],
        function={"grip.l": 0, "sleep": 2},
        medicines="paracetamol {2}",
        note="slept badly",
    )

    assert check_in_summary(check_in) == [
        "chest or breathing: yes",
        "headache: 0 of 10",
        "Emergency questions: 11 answered no",
        "Nerve signs: none of these",
        "Skin: none of these",
        "Grip, left: 0 of 3, no limit",
        "Sleep: 2 of 3, it gets in my way",
        "Medicines: paracetamol {2}",
        "Note: slept badly",
    ]


def test_a_summary_says_that_the_emergency_questions_were_not_answered(catalogue: Catalogue):
    assert check_in_summary(a_check_in(catalogue, asked=())) == ["Emergency questions: not answered"]


def test_when_all_that_was_asked_is_there_nothing_is_said_to_be_denied(catalogue: Catalogue):
    check_in = a_check_in(catalogue, asked=(), present=[a_red_flag(catalogue, "rf_chest")])

    assert check_in_summary(check_in) == ["chest or breathing: yes"]


def test_late_and_edited_check_ins_are_marked(catalogue: Catalogue):
    check_in = a_check_in(
        catalogue, entered_at="2026-03-05T09:00:00+00:00", edited_at="2026-03-06T10:30:00+00:00"
    )

    assert check_in_summary(check_in)[-2:] == [
        "Entered later: Thu 5 March, 09:00",
        "Edited: Fri 6 March, 10:30",
    ]


def usual(catalogue: Catalogue, check_in: CheckIn, assessment: Assessment, hours: float | None = 49.5) -> str:
    return usual_sentence(2, hours, assessment, check_in, catalogue.red_flags_asked)


def test_usual_is_said_when_all_was_answered_and_nothing_is_open(catalogue: Catalogue):
    check_in = a_check_in(catalogue, none_of=NOTHING, says=[an_observation(catalogue)])

    assert usual(catalogue, check_in, an_assessment()) == (
        f"Day 2, 49 h after your session: what you entered is usual at this time. {CANNOT_TELL}"
    )


def test_usual_may_be_said_of_a_nerve_sign_that_raises_no_flag(catalogue: Catalogue):
    """One that was there before the session and has not changed."""
    numb = an_observation(catalogue, "numbness", FINGERS, 1)
    check_in = a_check_in(catalogue, none_of=["movement"], says=[an_observation(catalogue), numb])

    assert "is usual at this time" in usual(catalogue, check_in, an_assessment())


@pytest.mark.parametrize(
    ("asked", "none_of", "missing"),
    [
        ((), NOTHING, "Emergency questions"),
        (("rf_chest",), NOTHING, "Emergency questions"),
        (None, ("nerve",), "Movement"),
        (None, ("movement", "skin"), "Nerve signs"),
        ((), (), "Emergency questions; Nerve signs; Movement"),
    ],
)
def test_what_was_not_answered_is_named_instead_of_usual(
    catalogue: Catalogue, asked: tuple[str, ...] | None, none_of: tuple[str, ...], missing: str
):
    check_in = a_check_in(catalogue, asked=asked, none_of=none_of, says=[an_observation(catalogue)])

    assert usual(catalogue, check_in, an_assessment()) == (
        f"You did not answer: {missing}. So this app cannot say if this is usual. {CANNOT_TELL}"
    )


def test_soreness_that_was_not_answered_is_named_too(catalogue: Catalogue):
    check_in = a_check_in(catalogue, none_of=NOTHING)

    assert "You did not answer: Soreness and pain." in usual(catalogue, check_in, an_assessment())


def test_one_nerve_sign_that_is_gone_does_not_answer_the_nerve_row(catalogue: Catalogue):
    gone = an_observation(catalogue, "numbness", FINGERS, 0, now=False)
    check_in = a_check_in(catalogue, none_of=["movement"], says=[an_observation(catalogue), gone])

    assert "You did not answer: Nerve signs." in usual(catalogue, check_in, an_assessment())


def test_who_is_asked_about_a_pregnancy_must_have_answered_that_too(catalogue: Catalogue):
    check_in = a_check_in(catalogue, none_of=NOTHING, says=[an_observation(catalogue)])
    must_ask = catalogue.red_flags_asked | {catalogue.symptoms["rf_preg"]}

    sentence = usual_sentence(2, 49, an_assessment(), check_in, must_ask)
    assert sentence.startswith("You did not answer: Emergency questions.")


def test_open_flags_come_before_everything_else(catalogue: Catalogue):
    silent = a_check_in(catalogue, asked=())
    one, two = a_flag(catalogue), a_flag(catalogue, place=FINGERS)

    assert usual(catalogue, silent, an_assessment(flags=[one])) == (
        f"1 thing needs your attention. Read what to do about it now. {CANNOT_TELL}"
    )
    assert "2 things need your attention" in usual(catalogue, silent, an_assessment(flags=[one, two]))


def test_an_answered_flag_that_is_still_open_is_not_usual(catalogue: Catalogue):
    check_in = a_check_in(catalogue, none_of=NOTHING, says=[an_observation(catalogue)])
    sentence = usual(catalogue, check_in, an_assessment(flags=[a_flag(catalogue, answered=True)]))

    assert "Go on as you were told." in sentence
    assert "usual" not in sentence


def test_without_a_session_nothing_can_be_usual(catalogue: Catalogue):
    check_in = a_check_in(catalogue, none_of=NOTHING, says=[an_observation(catalogue)])
    sentence = usual(catalogue, check_in, an_assessment(), hours=None)

    assert sentence.startswith("There is no session in the diary to count from. So this app cannot say")


@pytest.mark.parametrize(
    ("hours", "worst", "said"),
    [
        (48, 3, "soreness 3 of 10, within the usual one to two days"),
        (48.1, 3, "what you entered is usual at this time"),
        (30, 0, "no soreness, and none of the signs you were asked about"),
    ],
)
def test_soreness_is_said_by_its_number_within_its_usual_days(
    catalogue: Catalogue, hours: float, worst: int, said: str
):
    sore = an_observation(catalogue, worst=worst, now=worst > 0)
    sentence = usual(catalogue, a_check_in(catalogue, none_of=NOTHING, says=[sore]), an_assessment(), hours)

    assert f"after your session: {said}." in sentence


def test_with_anything_else_there_it_is_not_only_soreness(catalogue: Catalogue):
    signs = [an_observation(catalogue), an_observation(catalogue, "bruise", worst=1)]
    sentence = usual(catalogue, a_check_in(catalogue, none_of=NOTHING, says=signs), an_assessment(), 30)

    assert "what you entered is usual at this time" in sentence


def test_the_next_check_in_is_named(catalogue: Catalogue):
    check_in = a_check_in(catalogue, none_of=NOTHING)
    next_at = at("2026-03-07T19:00:00+00:00")

    sentence = usual_sentence(2, 30, an_assessment(), check_in, catalogue.red_flags_asked, next_at)
    assert f"Next check-in tomorrow, 19:00. {CANNOT_TELL}" in sentence


def test_what_only_needs_an_eye_is_not_said_to_be_pressing(catalogue: Catalogue):
    silent = a_check_in(catalogue, asked=())
    watch = [a_flag(catalogue, level=Level.WATCH, place=place) for place in (FINGERS, "palm.r")]

    assert "There is 1 thing to keep an eye on." in usual(catalogue, silent, an_assessment(flags=watch[:1]))
    assert "There are 2 things to keep an eye on." in usual(catalogue, silent, an_assessment(flags=watch))
    both = [*watch, a_flag(catalogue, level=Level.CONTACT_PRACTITIONER)]
    assert "3 things need your attention" in usual(catalogue, silent, an_assessment(flags=both))
