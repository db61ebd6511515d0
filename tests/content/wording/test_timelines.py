"""What a chart shows in words: the sentence in its place, its labels, and each of its points."""

from datetime import date, timedelta

import pytest

from afterneedle.content.catalogue import load_catalogue
from afterneedle.content.wording.timelines import (
    curve_label,
    overlay_label,
    overlays_sentence,
    point_label,
    point_sentence,
    strip_course,
    strip_label,
    timeline_sentence,
)
from afterneedle.domain.by_session import by_session
from afterneedle.domain.records import Change, Records
from afterneedle.domain.timeline import timeline
from support.builders import a_check_in, a_red_flag, a_session, an_observation, at

CATALOGUE = load_catalogue()
NOW = at("2026-03-06T12:00:00+00:00")
PALM = "palm.l"


def entered(day, *says, hour=20, **other):
    moment = f"2026-03-{day:02}T{hour:02}:00:00+00:00"
    return a_check_in(CATALOGUE, id=f"c{day}", felt_at=moment, says=says, **other)


def tingling(worst, **other):
    return an_observation(CATALOGUE, "tingling", PALM, worst, **other)


def sore(worst, place="trapezius_top.r"):
    return an_observation(CATALOGUE, "soreness", place, worst, now=worst > 0)


def shown(*check_ins, now=NOW, first=date(2026, 3, 2), sessions=None):
    sessions = (a_session(CATALOGUE),) if sessions is None else sessions
    return timeline(Records(sessions=sessions, check_ins=check_ins), {}, now, first, now.date())


def test_the_sentence_says_first_highest_and_newest_of_each_and_the_days_without_an_entry():
    made = shown(entered(3, tingling(1), sore(5)), entered(4, tingling(3)), entered(5, tingling(2), sore(0)))
    assert timeline_sentence(made) == (
        "Tingling, palm, left: 1 of 3 on Tue 3 March, highest 3 of 3, 2 of 3 on Thu 5 March; "
        "Soreness, top of shoulder, right: 5 of 10 on Tue 3 March, gone on Thu 5 March. "
        "1 day without an entry."
    )


def test_of_many_strips_the_rest_is_counted():
    places = ("palm.l", "palm.r", "hand_back.l", "hand_back.r", "foot_top.l")
    says = [an_observation(CATALOGUE, "tingling", place, 1) for place in places]
    assert timeline_sentence(shown(entered(3, *says))).split("; ")[3].startswith("2 more symptoms.")
    assert "1 more symptom." in timeline_sentence(shown(entered(3, *says[:4])))


def test_one_entry_is_said_once():
    assert timeline_sentence(shown(entered(5, tingling(1)))).startswith(
        "Tingling, palm, left: 1 of 3 on Thu 5 March. "
    )


def test_a_yes_and_a_no_are_words():
    sentence = timeline_sentence(shown(entered(3, present=[a_red_flag(CATALOGUE)]), entered(4)))
    assert sentence.startswith("Chest or breathing: yes on Tue 3 March, no on Wed 4 March.")


def test_nothing_felt_is_not_said_to_be_well():
    assert timeline_sentence(shown(entered(3, sore(0)))) == (
        "No entry from Mon 2 March to Fri 6 March names a symptom. 3 days without an entry."
    )


def test_weekly_points_are_said_to_be_so_and_another_year_has_its_number():
    made = shown(entered(3, sore(2)), first=date(2025, 1, 1), now=at("2027-01-05T12:00:00+00:00"))
    sentence = timeline_sentence(made)
    assert "2 of 10 on Tuesday 3 March 2026." in sentence
    assert "Each point is the highest entry of its week." in sentence
    assert strip_course(made.strips[0], made.now) == "from 34 h after session 1; 2 on 3 Mar 2026"


@pytest.mark.parametrize(
    ("check_ins", "course"),
    [
        ([entered(5, tingling(2))], "from 82 h after session 1; now 2"),
        ([entered(4, tingling(2))], "from 58 h after session 1; 2 on 4 Mar"),
        ([entered(4, tingling(2)), entered(5, none_of=["nerve"])], "from 58 h after session 1; gone 5 Mar"),
        ([entered(5, tingling(None, change=Change.SAME))], "from 82 h after session 1; now there"),
        ([entered(5, present=[a_red_flag(CATALOGUE)])], "from 82 h after session 1; now yes"),
        (
            [entered(4, present=[a_red_flag(CATALOGUE)]), entered(5)],
            "from 58 h after session 1; no since 5 Mar",
        ),
    ],
)
def test_a_strip_says_since_when_and_how_it_is(check_ins, course):
    assert strip_course(shown(*check_ins).strips[0], NOW) == course


@pytest.mark.parametrize(("hours", "word"), [(36, "now 2"), (36.01, "2 on 5 Mar")])
def test_an_entry_says_how_it_is_now_for_36_hours(hours, word):
    made = shown(entered(5, tingling(2)))
    assert strip_course(made.strips[0], made.strips[0].points[0].at + timedelta(hours=hours)).endswith(word)


def test_without_a_session_there_is_a_date_to_count_from():
    made = shown(entered(5, tingling(2)), sessions=())
    assert strip_course(made.strips[0], NOW) == "from 5 Mar; now 2"


def test_soreness_without_a_place_names_all_needled_places():
    made = shown(entered(5, sore(2, None)))
    assert strip_label(made.strips[0]) == "Soreness, all places that were needled"


def test_a_point_says_how_strong_when_and_how_it_was_entered():
    late = entered(
        3, tingling(2), entered_at="2026-03-05T08:00:00+00:00", edited_at="2026-03-05T09:00:00+00:00"
    )
    strip = shown(late, entered(4, tingling(None, change=Change.WORSE))).strips[0]
    said = [point_sentence("Tingling", strip.symptom, point, NOW) for point in strip.points]
    assert said == [
        "Tingling: 2 of 3, Tue 3 March, 20:00, entered late, edited",
        "Tingling: (2 of 3), Wed 4 March, 20:00, not rated, the last rating stands",
    ]
    next_year = at("2027-03-06T12:00:00+00:00")
    assert "Tuesday 3 March 2026, 20:00" in point_sentence("", strip.symptom, strip.points[0], next_year)


@pytest.mark.parametrize(
    ("observation", "label"),
    [
        (sore(0), "0 of 10"),
        (an_observation(CATALOGUE, worst=3, now=False), "3 of 10, not there when written"),
        (an_observation(CATALOGUE, worst=None, change=Change.SAME), "there, never rated"),
        (an_observation(CATALOGUE, "soreness", worst=10), "10 of 10"),
    ],
)
def test_a_table_tells_none_gone_and_unrated_apart(observation, label):
    strip = shown(entered(3, observation), entered(5, sore(1))).strips[0]
    assert point_label(strip.symptom, strip.points[0]) == label


def test_sessions_are_compared_by_their_highest_and_when_it_was_gone():
    second = a_session(CATALOGUE, id="s2", ended_at="2026-03-05T10:00:00+00:00")
    records = Records(
        sessions=(a_session(CATALOGUE), second),
        check_ins=(
            entered(2, sore(5)),
            entered(4, sore(0)),
            entered(5, sore(3)),
            entered(6, sore(2), hour=10),
        ),
    )
    [overlay] = overlays = by_session(records, NOW)
    assert overlay_label(overlay) == "Soreness, the strongest place"
    assert [curve_label(overlay.symptom, c) for c in overlay.curves] == [
        "session 1, highest 5 of 10, gone after 58 h",
        "session 2, highest 3 of 10, 2 of 10 after 24 h",
    ]
    assert overlays_sentence(overlays).startswith("Soreness, the strongest place: session 1, highest 5 of 10")


def test_a_nerve_sign_is_compared_under_its_place():
    second = a_session(CATALOGUE, id="s2", ended_at="2026-03-05T10:00:00+00:00")
    records = Records(
        sessions=(a_session(CATALOGUE), second), check_ins=(entered(3, tingling(1)), entered(5, tingling(1)))
    )
    assert [overlay_label(o) for o in by_session(records, NOW)] == ["Tingling, palm, left"]
