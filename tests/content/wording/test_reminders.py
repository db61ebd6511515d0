"""What reminders say, on the screen and in the window."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afterneedle.content.catalogue import load_catalogue
from afterneedle.content.wording.reminders import (
    background_sentence,
    not_asked_sentence,
    notification,
    reach_sentence,
    reminder_sentence,
    shown_sentence,
    unheard_question,
)
from afterneedle.domain.flags import OpenSymptom
from afterneedle.domain.plans import Plan, Rings, Says
from afterneedle.domain.reminders import Reminder
from afterneedle.domain.shown import Shown
from support.builders import at

NOW = at("2026-03-04T20:00:00+00:00")
CATALOGUE = load_catalogue()
OPEN = st.builds(
    OpenSymptom,
    st.sampled_from(tuple(CATALOGUE.symptoms.values())),
    st.none() | st.sampled_from(tuple(CATALOGUE.places.values())),
    st.integers(0, 10),
    st.just(NOW),
    st.just(NOW),
    st.booleans(),
)
QUIET_PLANS = st.builds(Plan, rings=st.sampled_from(Rings), twice=st.booleans(), repeats=st.booleans())


def an_open(symptom, place=None, last="2026-03-02T20:00:00+00:00"):
    where = CATALOGUE.places[place] if place else None
    return OpenSymptom(CATALOGUE.symptoms[symptom], where, 2, at(last), at(last), gone_once=False)


@given(QUIET_PLANS, st.lists(OPEN, max_size=5))
def test_what_others_can_read_is_the_same_whatever_the_diary_holds(plan, open_symptoms):
    assert notification(plan, open_symptoms) == ("Your check-in is ready", "")


@given(st.lists(OPEN, max_size=5))
def test_whoever_chose_so_reads_names_of_symptoms_and_never_an_emergency(open_symptoms):
    _title, body = notification(Plan(says=Says.SYMPTOMS), open_symptoms)
    named = {one.symptom.label for one in open_symptoms if not one.symptom.is_red}
    assert set(body.split("; ")) == (named or {""})


def test_the_window_asks_after_what_was_grave_and_went_unheard():
    asked = unheard_question([an_open("tingling", "palm.r"), an_open("fever")], NOW)
    assert asked == ("You wrote about tingling, palm, right; fever or shivers on Mon 2 March. How is it now?")


def test_what_was_not_asked_is_listed_with_its_reason():
    moments = [at("2026-03-02T19:00:00+00:00"), at("2026-03-03T19:00:00+00:00")]
    assert not_asked_sentence(moments, NOW) == (
        "Not asked, because the computer was off or asleep: Mon 2 March, 19:00; yesterday, 19:00."
    )


ON = Plan(rings=Rings.ALWAYS)


@pytest.mark.parametrize(
    ("asked", "plan", "sentence"),
    [
        (Reminder(NOW, NOW), Plan(), "Reminders are off."),
        (Reminder(NOW, NOW), Plan(rings=Rings.NEVER), "Reminders are off."),
        (Reminder(None, NOW + timedelta(hours=1)), ON, "The next reminder comes today, 21:00."),
        (Reminder(NOW - timedelta(hours=1), NOW), ON, "A check-in is due since today, 19:00."),
        (
            Reminder(NOW - timedelta(hours=1), NOW),
            Plan(rings=Rings.WINDOW, later=NOW + timedelta(minutes=1)),
            "You said later. The reminder comes back today, 20:01.",
        ),
        (
            Reminder(NOW - timedelta(hours=1), NOW),
            Plan(rings=Rings.WINDOW, later=NOW + timedelta(days=1)),
            "You said later. The reminder comes back tomorrow, 20:00.",
        ),
        (  # said while the clock was wrong: it comes all the same
            Reminder(NOW - timedelta(hours=1), NOW),
            Plan(rings=Rings.WINDOW, later=NOW + timedelta(days=1, seconds=1)),
            "A check-in is due since today, 19:00.",
        ),
        (
            Reminder(NOW - timedelta(hours=1), NOW),
            Plan(rings=Rings.WINDOW, later=NOW),
            "A check-in is due since today, 19:00.",
        ),
        (
            Reminder(None, at("2026-04-01T19:00:00+01:00"), look_back=True),
            ON,
            "The follow-up is over. One look back comes Wed 1 April, 18:00, then nothing more.",
        ),
        (
            Reminder(),
            ON,
            "The follow-up is over, so no reminder comes. The next session starts them again.",
        ),
    ],
)
def test_the_settings_tell_what_comes_next(asked, plan, sentence):
    assert reminder_sentence(asked, plan, NOW) == sentence


def test_the_settings_tell_what_came_last():
    assert shown_sentence((), NOW) == "No reminder was shown yet."
    shown = (Shown(datetime(2026, 3, 3, 19), at("2026-03-03T19:00:05+00:00")),)
    assert shown_sentence(shown, NOW) == "The last one was shown yesterday, 19:00."


def test_the_settings_tell_whether_this_desktop_can_show_it():
    with_buttons = reach_sentence("dunst 1.9", has_buttons=True)
    assert with_buttons == "This desktop can show them, with buttons (dunst 1.9)."
    assert "without buttons" in reach_sentence("a tray", has_buttons=False)
    assert "Today says when" in reach_sentence(None, has_buttons=False)


def test_the_settings_tell_the_truth_about_a_closed_window():
    said = {
        (running, login): background_sentence(is_running=running, at_login=login)
        for running in (True, False)
        for login in (True, False)
    }
    assert len(set(said.values())) == 4
    assert said[True, True].startswith("They come with the window closed, also after")
    assert said[False, False] == "With the window closed none come."
