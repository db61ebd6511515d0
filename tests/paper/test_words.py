"""What the page says: the words of flags, sessions, days and what was never asked."""

import json
import re
from datetime import date

import pytest

from afterneedle.domain.records import Change, Did, Level, Patient, Practitioner, Records, Zap
from afterneedle.domain.report import Report, report
from afterneedle.domain.rulebook import ActBy, Conditions, Modifier
from afterneedle.paper.words import page_words
from support.builders import (
    a_baseline,
    a_check_in,
    a_flag,
    a_red_flag,
    a_rulebook,
    a_session,
    an_answer,
    an_assessment,
    an_observation,
    at,
)
from support.example import example_report

TINGLING = (
    "Tingling, thumb and first fingers, back of hand, left: "
    "it breaks my sleep; it covers a wider area; since Mon 2 March, 18:00"
)
FINGERS = "fingers_thumb_side_back.l"


def made(catalogue, records=None, *, now="2026-03-06T09:00:00+00:00", modifiers=(), **assessed) -> Report:
    assessment = an_assessment(now=now, **assessed)
    return report(records or Records(), assessment, catalogue, a_rulebook(modifiers=modifiers), at(now))


def said(value) -> str:
    """Every string of a part of the page, without the marks that only guide the line."""
    if isinstance(value, dict):
        return "\n".join(said(v) for v in value.values())
    if isinstance(value, list):
        return "\n".join(said(v) for v in value)
    return re.sub("[\u2068\u2069\u200b]", "", str(value))


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


def test_no_flag_is_not_called_fine(catalogue):
    page = page_words(made(catalogue, not_known=["red_flags", "nerve"]))
    assert page["flags"]["title"] == "No open flag"
    assert page["flags"]["none"] == "No rule was met by the entries. Days without an entry are unknown."
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


def table(catalogue, *check_ins, now="2026-03-06T09:00:00+00:00"):
    records = Records(sessions=(a_session(catalogue),), check_ins=check_ins)
    return page_words(made(catalogue, records, now=now))["days"]


def cells_of(days, row):
    return [days["cells"][kind] for kind in days["rows"][row]["cells"]]


def test_zero_no_entry_not_asked_and_a_carried_strength_are_told_apart(catalogue):
    check_ins = [
        a_check_in(
            catalogue,
            id=f"c{day}",
            felt_at=f"2026-03-0{day}T20:00:00+00:00",
            says=[an_observation(catalogue, worst=worst, change=change)] if asked else (),
        )
        for day, asked, worst, change in (
            (2, True, 0, None),
            (3, True, 4, Change.BETTER),
            (4, True, None, Change.SAME),
            (5, False, None, None),
        )
    ]
    days = table(catalogue, *check_ins)
    firsts = [cells_of(days, row)[0] for row in range(len(days["rows"]))]
    cells = [(cell["text"], cell.get("word", "")) for cell in firsts]
    assert cells == [("0", ""), ("4", "better"), ("(4)", "the same"), ("", "not asked"), ("–", "")]


def test_a_change_with_no_number_ever_is_its_word_and_what_went_is_gone(catalogue):
    days = table(
        catalogue,
        a_check_in(
            catalogue,
            says=[
                an_observation(catalogue, worst=None, change=Change.WORSE),
                an_observation(catalogue, "electric", FINGERS, 7, now=False),
                an_observation(catalogue, "fever", None, None),
            ],
        ),
    )
    cells = [(cell["text"], cell["word"]) for cell in cells_of(days, 1)]
    assert cells == [("", "worse"), ("7", "gone"), ("yes", "")]


def test_a_column_head_spells_out_the_side_and_the_scale(catalogue):
    says = [an_observation(catalogue, "soreness", None, 3), an_observation(catalogue, "tingling", FINGERS, 1)]
    [part] = table(catalogue, a_check_in(catalogue, says=says))["parts"]
    assert [tuple(head.values()) for head in part["columns"]] == [
        ("Soreness", "everywhere needled", "0 to 10"),
        ("Tingling", "Thumb and first fingers, back of hand, left", "0 to 3"),
    ]


def test_more_columns_than_fit_become_more_tables_and_none_is_dropped(catalogue):
    places = list(catalogue.places)[:20]
    says = [an_observation(catalogue, "tingling", place, 1) for place in places]
    days = table(catalogue, a_check_in(catalogue, says=says))
    parts = days["parts"]
    heads = [head["place"] for part in parts for head in part["columns"]]
    assert len(heads) == len(set(heads)) == 20
    assert [(part["first"], len(part["columns"])) for part in parts] == [(0, 6), (6, 8), (14, 6)]
    assert len(cells_of(days, 1)) == 20
    assert [part["notes"] for part in parts] == [True, False, False]
    assert parts[2]["caption"].startswith("Part 3 of 3")


def test_a_row_keeps_details_medicines_own_words_and_marks(catalogue):
    days = table(
        catalogue,
        a_check_in(
            catalogue,
            entered_at="2026-03-05T08:00:00+00:00",
            edited_at="2026-03-05T09:00:00+00:00",
            present=[a_red_flag(catalogue, "drop", "foot_top.l", ["sudden"])],
            says=[
                an_observation(
                    catalogue,
                    "tingling",
                    FINGERS,
                    1,
                    since="2026-03-02T18:00:00+00:00",
                    details=["wider_area", "breaks_sleep"],
                ),
                an_observation(catalogue, "faint", None, None, details=["injury"]),
            ],
            function={"grip.l": 2, "sleep": 0},
            medicines="ibuprofen",
            note="Dropped a cup.",
        ),
    )
    row = days["rows"][1]
    assert row["marks"] == "late, edited"
    assert [said(note).strip() for note in row["notes"]] == [
        "Foot, wrist or hand will not lift, top of foot, left: it began suddenly",
        TINGLING,
        "Fainted: I was hurt",
        "Daily life:\nGrip, left 2 of 3; Sleep 0 of 3",
        "Took:\nibuprofen",
        "Dropped a cup.",
        "Entered late:\nThu 5 March, 08:00",
        "Edited:\nThu 5 March, 09:00",
    ]


def test_several_check_ins_of_a_day_are_told_apart_by_their_time(catalogue):
    days = table(
        catalogue,
        a_check_in(catalogue, felt_at="2026-03-03T09:00:00+00:00", note="Stiff."),
        a_check_in(catalogue, id="c2", felt_at="2026-03-03T20:00:00+00:00", medicines="ibuprofen"),
        a_check_in(catalogue, id="c3", felt_at="2026-03-03T21:00:00+00:00"),
    )
    assert [said(note) for note in days["rows"][1]["notes"]] == ["09:00\nStiff.", "20:00 Took:\nibuprofen"]


def test_a_long_silence_is_one_row_that_counts_its_days(catalogue):
    days = table(catalogue, now="2026-03-19T09:00:00+00:00")
    assert days["rows"][-1] == {"gap": "Tue 17 March to Thu 19 March: no check-in (3 days)"}
    days = table(catalogue, now="2026-03-17T09:00:00+00:00")
    assert days["rows"][-1] == {"gap": "Tue 17 March: no check-in (1 day)"}


def row_heads(days) -> list[tuple[str, str, str]]:
    return [(row["date"], row["until"], row["number"]) for row in days["rows"] if "date" in row]


@pytest.mark.parametrize(("same", "rows"), [(6, 6), (7, 1)])
def test_a_week_of_days_that_say_the_same_is_one_row(catalogue, same, rows):
    check_ins = [
        a_check_in(
            catalogue,
            id=f"c{n}",
            felt_at=f"2026-03-{3 + n:02}T20:00:00+00:00",
            says=[an_observation(catalogue, worst=4 if n < same else 5)],
        )
        for n in range(same + 2)
    ]
    days = table(catalogue, *check_ins, now=f"2026-03-{4 + same:02}T21:00:00+00:00")
    heads = row_heads(days)
    assert len(heads) == 1 + rows + 2
    assert heads[0] == ("Mon 2 Mar", "", "0")
    if rows == 1:
        assert heads[1] == ("Tue 3 Mar", "to Mon 9 Mar", "1–7")
        assert cells_of(days, 1)[0]["text"] == "4"
    assert heads[-2][1:] == ("", str(same + 1))


def test_a_day_that_says_more_than_its_neighbours_keeps_its_row(catalogue):
    check_ins = [
        a_check_in(
            catalogue,
            id=f"c{n}",
            felt_at=f"2026-03-{3 + n:02}T20:00:00+00:00",
            says=[an_observation(catalogue, worst=4)],
            note="Slept badly." if n == 7 else "",
        )
        for n in range(10)
    ]
    days = table(catalogue, *check_ins, now="2026-03-12T21:00:00+00:00")
    assert [head[0] for head in row_heads(days)] == [
        "Mon 2 Mar",
        "Tue 3 Mar",
        "Tue 10 Mar",
        "Wed 11 Mar",
        "Thu 12 Mar",
    ]


def test_days_without_a_check_in_share_a_row_too_and_still_say_so(catalogue):
    days = table(
        catalogue, a_check_in(catalogue, says=[an_observation(catalogue)]), now="2026-03-14T09:00:00+00:00"
    )
    assert row_heads(days)[2:] == [("Wed 4 Mar", "to Sat 14 Mar", "2–12")]
    assert [cell["text"] for cell in cells_of(days, 2)] == ["–"]


def test_where_no_symptom_was_ever_named_each_day_says_whether_there_was_a_check_in(catalogue):
    days = table(catalogue, a_check_in(catalogue), now="2026-03-12T21:00:00+00:00")
    said = [(row["date"], [note["text"] for note in row["notes"]]) for row in days["rows"]]
    assert said == [
        ("Mon 2 Mar", ["No check-in"]),
        ("Tue 3 Mar", ["A check-in that names no symptom"]),
        ("Wed 4 Mar", ["No check-in"]),
    ]
    assert row_heads(days)[2] == ("Wed 4 Mar", "to Thu 12 Mar", "2–10")


def test_a_day_whose_symptoms_stand_in_columns_says_no_more_of_its_check_in(catalogue):
    days = table(catalogue, a_check_in(catalogue, says=[an_observation(catalogue)]))
    assert [row["notes"] for row in days["rows"]] == [[] for _row in days["rows"]]


def test_the_emergency_questions_print_in_full(catalogue):
    questions = lines(page_words(made(catalogue))["reading"]["lines"])["Emergency questions, in full:"]
    assert all(s.question in questions for s in catalogue.red_flags_asked)


def test_all_words_are_plain_data(catalogue):
    page = page_words(example_report(catalogue))
    assert json.loads(json.dumps(page)) == page
