"""What the page says: the words of flags, sessions, answers and what was never asked."""

import json
from dataclasses import replace
from datetime import date

import pytest

from afterneedle.domain.flags import Outlook
from afterneedle.domain.records import Did, Level, Patient, Practitioner, Records, Zap
from afterneedle.domain.rulebook import ActBy, Conditions, Modifier
from afterneedle.paper.words import page_words
from support.builders import (
    a_baseline,
    a_check_in,
    a_flag,
    a_red_flag,
    a_rule,
    a_session,
    an_answer,
    an_observation,
)
from support.example import example_report
from support.report_words import FINGERS, made, said


def lines(rows) -> dict[str, str]:
    every = [fact for row in rows for fact in (row, *row.get("beside", ()))]
    return {fact["label"]: said(fact["text"]) for fact in every}


def test_the_title_makes_no_claim(catalogue):
    page = page_words(made(catalogue))
    assert (page["title"], page["kept_by"]) == (
        "Dry needling symptom log",
        "kept by the patient, not a diagnosis",
    )


def test_the_head_says_how_complete_the_log_is(catalogue):
    check_ins = (
        a_check_in(catalogue, entered_at="2026-03-05T09:00:00+00:00"),
        a_check_in(catalogue, id="c2", felt_at="2026-03-04T20:00:00+00:00"),
    )
    page = page_words(made(catalogue, Records(sessions=(a_session(catalogue),), check_ins=check_ins)))
    assert page["period"] == "Monday 2 March 2026 to Friday 6 March 2026"
    assert page["facts"] == [
        "2 of 5 days have a check-in",
        "1 check-in was entered late",
        "Printed Friday 6 March 2026, 09:00",
        "AfterNeedle 0.1.0, rulebook 3 of 2026-03-01",
    ]


def test_name_and_birth_date_stand_in_the_running_head(catalogue):
    page = page_words(made(catalogue, Records(Patient("Maria Øvergård", date(1984, 6, 2)))))
    assert said(page["running"]).startswith("Maria Øvergård · born 1984-06-02 · ")
    assert page_words(made(catalogue))["running"].startswith("Name not given · ")


def test_a_flag_says_what_where_when_why_and_that_nothing_was_done_yet(catalogue):
    session = a_session(catalogue)
    check_ins = tuple(
        a_check_in(
            catalogue,
            id=f"c{day}",
            felt_at=f"2026-03-0{day}T21:00:00+00:00",
            says=[an_observation(catalogue, "tingling", FINGERS, worst)],
        )
        for day, worst in ((3, 1), (4, 3), (5, 2))
    )
    flag = a_flag(catalogue, session=session)
    page = page_words(made(catalogue, Records(sessions=(session,), check_ins=check_ins), flags=[flag]))
    [card] = page["flags"]["open"]
    assert page["flags"]["title"] == "1 open flag"
    assert (card["letter"], card["level"], card["rule"]) == ("A", "See a doctor", "rule N07")
    assert card["what"] == "Tingling: thumb and first fingers, back of hand, left"
    assert lines(card["lines"]) == {
        "First noticed:": "Mon 2 March, 14:00, 4 h after session 1; "
        "newest entry Thu 5 March, 21:00, 83 h after session 1; "
        "strength: first 1, highest 3, newest 2, of 3.",
        "Why:": "A nerve sign is still there after 72 hours.",
        "To act by:": "Sat 7 March, 14:00",
        "Done:": "not yet answered",
    }


def test_a_flag_whose_bound_has_passed_says_what_is_asked_by_now(catalogue):
    outlook = Outlook(a_rule(), Level.SEE_DOCTOR, ActBy.WITHIN_2_DAYS)
    flag = replace(a_flag(catalogue, level=Level.WATCH, act_by=None), outlook=outlook)
    [card] = page_words(made(catalogue, flags=[flag]))["flags"]["open"]
    assert lines(card["lines"])["If it is still there now:"] == "See a doctor within two days."


def test_an_answer_prints_with_its_words_also_on_a_closed_flag(catalogue):
    answer = an_answer(did=Did.SEEN_BY_DOCTOR, words="X-ray, nothing found.")
    closed = a_flag(catalogue, answers=[answer], closed_at="2026-03-05T10:00:00+00:00")
    [card] = page_words(made(catalogue, closed=[closed]))["flags"]["closed"]
    found = lines(card["lines"])
    assert found["Done:"] == "Wed 4 March, 09:00: “A doctor has seen me”. “X-ray, nothing found.”"
    assert found["Closed:"] == "Thu 5 March, 10:00"
    assert not card["open"]


def test_an_answer_without_words_has_no_empty_quotes(catalogue):
    [card] = page_words(made(catalogue, flags=[a_flag(catalogue, answers=[an_answer()])]))["flags"]["open"]
    assert lines(card["lines"])["Done:"] == "Wed 4 March, 09:00: “I told my practitioner”."


def test_of_more_than_five_closed_flags_the_most_serious_stand_on_page_1_and_the_others_are_counted(
    catalogue,
):
    emergency = a_flag(catalogue, level=Level.EMERGENCY, closed_at="2026-03-05T10:00:00+00:00")
    closed = [a_flag(catalogue, closed_at="2026-03-05T10:00:00+00:00") for _n in range(4)]
    flags = page_words(made(catalogue, closed=[*closed, emergency]))["flags"]
    assert (len(flags["closed"]), flags["behind"]["rows"]) == (5, [])
    flags = page_words(made(catalogue, closed=[*closed, closed[0], emergency]))["flags"]
    assert [card["level"] for card in flags["closed"]] == ["Emergency", *["See a doctor"] * 4]
    assert [card["letter"] for card in flags["behind"]["rows"]] == ["F"]
    assert flags["behind"]["see"] == "1 more that is no longer open: page {page}"


def test_an_emergency_stands_out_and_a_flag_of_another_year_names_it(catalogue):
    flag = a_flag(
        catalogue,
        level=Level.EMERGENCY,
        act_by=ActBy.NOW,
        symptom="rf_chest",
        place=None,
        since="2025-12-30T20:00:00+00:00",
        newest="2025-12-30T20:00:00+00:00",
    )
    [card] = page_words(made(catalogue, flags=[flag]))["flags"]["open"]
    assert (card["urgent"], card["level"], card["what"]) == (True, "Emergency", "Chest or breathing")
    first = lines(card["lines"])["First noticed:"]
    assert first == "Tuesday 30 December 2025, 20:00, no session before it in the diary."
    assert "To act by:" not in lines(card["lines"])


@pytest.mark.parametrize(
    ("ended_at", "about", "expected"),
    [
        ("2026-03-02T13:30:00+00:00", True, "about 0 h after session 1"),
        ("2026-03-02T15:00:00+00:00", False, "before session 1"),
        ("2026-02-26T13:00:00+00:00", False, "97 h (4 days) after session 1"),
    ],
)
def test_the_hours_are_counted_from_the_session_of_the_flag(catalogue, ended_at, about, expected):
    session = a_session(catalogue, ended_at=ended_at, ended_about=about)
    flag = a_flag(catalogue, session=session, newest="2026-03-02T14:00:00+00:00")
    [card] = page_words(made(catalogue, Records(sessions=(session,)), flags=[flag]))["flags"]["open"]
    assert lines(card["lines"])["First noticed:"] == f"Mon 2 March, 14:00, {expected}."


def test_what_raised_the_level_is_part_of_why(catalogue):
    modifier = Modifier("thin", frozenset(), Conditions(), "A blood thinner makes a bruise grow.", ("J",))
    page = page_words(made(catalogue, flags=[a_flag(catalogue, raised_by=["thin"])], modifiers=[modifier]))
    why = lines(page["flags"]["open"][0]["lines"])["Why:"]
    assert why == "A nerve sign is still there after 72 hours. A blood thinner makes a bruise grow."


@pytest.mark.parametrize(
    ("check_ins", "closed", "none"),
    [
        (1, 0, "No rule was met by the entries. Days without an entry are unknown."),
        (1, 1, "Those below are no longer open. Days without an entry are unknown."),
        (0, 0, "There is no check-in, so no rule could be met."),
    ],
)
def test_no_flag_is_not_called_fine(catalogue, check_ins, closed, none):
    told = Records(check_ins=tuple([a_check_in(catalogue)] * check_ins))
    over = [a_flag(catalogue, closed_at="2026-03-05T20:00:00+00:00")] * closed
    page = page_words(made(catalogue, told, closed=over, not_known=["red_flags", "nerve"]))
    assert page["flags"]["title"] == "No open flag"
    assert page["flags"]["none"] == none
    assert page["not_known"].endswith("(no answer for 24 hours or more): Emergency questions; Nerve signs.")


def test_asked_and_answered_no_says_on_how_many_days_and_what_was_never_asked(catalogue):
    check_ins = (
        a_check_in(catalogue, none_of=["nerve"]),
        a_check_in(catalogue, id="c2", felt_at="2026-03-04T20:00:00+00:00", present=[a_red_flag(catalogue)]),
        a_check_in(
            catalogue,
            id="c3",
            felt_at="2026-03-05T20:00:00+00:00",
            asked=["rf_stroke"],
            says=[an_observation(catalogue, "heavy", FINGERS, 1)],
        ),
    )
    asked = page_words(made(catalogue, Records(check_ins=check_ins)))["asked"]["lines"]
    found = lines(asked)
    assert found["No on each of the 3 days with a check-in:"] == "Face, speech, sight or one side"
    assert "Worst headache" in found["No on 2 of 3 days with a check-in:"].split(" · ")
    assert found["No on 1 of 3 days with a check-in:"].split(" · ")[0] == "Numb patch"
    assert found["Yes on some days, no on others:"] == "Chest or breathing (yes on 1, no on 1)"
    never = found["Not asked, or never answered:"].split(" · ")
    assert "Weakness" in never
    assert "Heavy or tired muscle" not in never


def test_a_diary_without_check_ins_claims_no_answers(catalogue):
    asked = page_words(made(catalogue))["asked"]["lines"]
    assert lines(asked) == {"": "Nothing was asked: there is no check-in in this period."}


def test_a_session_prints_places_zap_twitch_practitioner_and_an_about_time(catalogue):
    session = a_session(
        catalogue,
        ended_about=True,
        sites=["trapezius_top.r", "blade.l"],
        zap=Zap(felt=True, stopped_at_once=False, place=catalogue.places["hand_back.r"]),
        twitch=True,
        baseline=[a_baseline(catalogue), a_baseline(catalogue, "headache", None, 3)],
        note="Lay face down.",
        edited_at="2026-03-02T12:00:00+00:00",
    )
    [row] = page_words(made(catalogue, Records(sessions=(session,))))["sessions"]["rows"]
    assert (row["number"], row["when"]) == ("1", "Monday 2 March 2026, about 10:00")
    assert said(row["who"]) == "K. Osei, physiotherapist, phone +44 1632 960 001"
    assert lines(row["lines"]) == {
        "Needled:": "top of shoulder, right; shoulder blade, left",
        "Zap while a needle was in:": "yes, did not stop at once; it ran to: back of hand, right",
        "Twitch:": "yes",
        "There before:": "Pain under treatment, shoulder blade, right: 4 of 10; Headache: 3 of 10",
        "Patient’s note:": "Lay face down.",
        "Edited:": "Mon 2 March, 12:00",
    }


def test_what_a_session_does_not_know_is_not_asked_rather_than_no(catalogue):
    bare = a_session(catalogue, sites=(), zap=Zap(), practitioner=Practitioner())
    asked = a_session(catalogue, id="s2", zap=Zap(felt=True), twitch=False, baseline=())
    first, second = page_words(made(catalogue, Records(sessions=(bare, asked))))["sessions"]["rows"]
    assert first["who"] == "practitioner not recorded"
    assert lines(first["lines"]) == {
        "Needled:": "places not recorded",
        "Zap while a needle was in:": "not asked",
        "Twitch:": "not asked",
        "There before:": "not asked",
    }
    assert lines(second["lines"])["Zap while a needle was in:"] == (
        "yes, not known if it stopped at once; where it ran is not known"
    )
    assert lines(second["lines"])["There before:"] == "none of the symptoms"


def test_sessions_that_are_not_printed_are_counted(catalogue):
    old = a_session(catalogue, id="s0", ended_at="2025-01-06T10:00:00+00:00")
    page = page_words(made(catalogue, Records(sessions=(old, a_session(catalogue)))))
    assert [row["number"] for row in page["sessions"]["rows"]] == ["2"]
    assert page["sessions"]["more"].startswith("1 other session in this diary")


def test_the_background_names_blood_thinners_first_and_never_guesses_none(catalogue):
    rows = page_words(made(catalogue))["background"]["rows"]
    assert next(iter(lines(rows).items())) == ("Blood thinners:", "none recorded")
    patient = Patient("", None, ("blood_thinner", "diabetes"), "apixaban", "nickel", "left-handed")
    rows = page_words(made(catalogue, Records(patient)))["background"]["rows"]
    assert lines(rows) == {
        "Blood thinners:": "yes",
        "Conditions:": "Diabetes",
        "Medicines:": "apixaban",
        "Allergies:": "nickel",
        "Patient’s notes:": "left-handed",
    }


def test_the_emergency_questions_print_in_full(catalogue):
    questions = lines(page_words(made(catalogue))["reading"]["lines"])["Emergency questions, in full:"]
    assert all(s.question in questions for s in catalogue.red_flags_asked)


def test_all_words_are_plain_data(catalogue):
    page = page_words(example_report(catalogue))
    assert json.loads(json.dumps(page)) == page
