"""A check-in that is still being written comes back as it was, and never as more than that."""

from datetime import datetime, timedelta

import pytest

from afterneedle.domain.records import Change
from afterneedle.gui.check_in.drafts import Draft, draft_text, read_draft, without_denials
from afterneedle.gui.check_in.form import Sign, Told, gone

BEGUN = datetime.fromisoformat("2026-03-04T19:02:00+00:00")


def told_everything(catalogue) -> Told:
    symptoms, palm = catalogue.symptoms, catalogue.places["palm.r"]
    return Told(
        asked=catalogue.red_flags_asked,
        emergency=(
            Sign(symptoms["drop"], palm, details=frozenset({"sudden"})),
            Sign(symptoms["skin_change"]),
        ),
        sore=(Sign(symptoms["soreness"], None, worst=4), gone(symptoms["old_pain"], palm)),
        open=(Sign(symptoms["tingling"], palm, worst=2, change=Change.WORSE, since=BEGUN),),
        none=True,
        signs=(Sign(symptoms["burning"], None, now=False),),
        other=(Sign(symptoms["bruise"], palm, worst=1),),
        function={"grip.r": 2},
        medicines="Paracetamol 1 g",
        note="יד ימין 🙂",
    )


def test_all_that_was_told_comes_back(catalogue):
    draft = Draft(BEGUN, told_everything(catalogue), BEGUN - timedelta(days=1), "c1")
    assert read_draft(draft_text(draft), catalogue) == draft


def test_an_empty_one_comes_back_empty(catalogue):
    assert read_draft(draft_text(Draft(BEGUN, Told())), catalogue) == Draft(BEGUN, Told())


@pytest.mark.parametrize(
    "text", [None, "", "{}", "[]", "{", "null", '{"asked": ["no_such_sign"]}', '{"asked": 1, "none": true}']
)
def test_what_cannot_be_read_is_no_draft(catalogue, text):
    assert read_draft(text, catalogue) is None


def test_a_symptom_or_place_that_is_unknown_makes_it_no_draft(catalogue):
    text = draft_text(Draft(BEGUN, told_everything(catalogue)))
    assert read_draft(text.replace("palm.r", "third_hand.r"), catalogue) is None


@pytest.mark.parametrize(("minutes", "about"), [(0, None), (60, None), (61, BEGUN)])
def test_what_was_begun_more_than_an_hour_ago_is_about_then_and_not_about_now(minutes, about):
    draft = Draft(BEGUN, Told())
    assert draft.about(BEGUN + timedelta(minutes=minutes)) == about


def test_what_was_about_an_earlier_moment_stays_about_it():
    yesterday = BEGUN - timedelta(days=1)
    assert Draft(BEGUN, Told(), yesterday).about(BEGUN) == yesterday


def test_what_none_of_these_denies_is_no_sign_of_a_draft(catalogue):
    there, denied = Sign(catalogue.symptoms["fever"]), gone(catalogue.symptoms["faint"], None)
    assert without_denials(Told(emergency=(there, denied))).emergency == (there,)


@pytest.mark.parametrize(
    ("said", "instead"),
    [
        ('"none": true', '"none": 5'),
        ('"medicines": "Paracetamol 1 g"', '"medicines": ["x"]'),
        ('"note": "', '"note": {}, "x": "'),
        ('"function": {', '"function": {"juggle": 1, '),
        ('"worst": 2', '"worst": 99'),
        ('"now": true', '"now": "yes"'),
        ('+00:00", "earlier"', '", "earlier"'),
        ('"edits": null', '"edits": [1]'),
    ],
)
def test_what_no_form_can_hold_is_no_draft(catalogue, said, instead):
    text = draft_text(Draft(BEGUN, told_everything(catalogue)))
    assert said in text
    assert read_draft(text, catalogue) is not None
    assert read_draft(text.replace(said, instead), catalogue) is None
