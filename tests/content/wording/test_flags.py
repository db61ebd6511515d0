"""A flag in words: what it is about, whom to go to by when, and the entries it rests on."""

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from afterneedle.content.rulebook import load_rulebook
from afterneedle.content.wording import (
    evidence_sentences,
    flag_action,
    flag_reasons,
    flag_title,
    flags_title,
    newest_sentence,
    outlook_sentence,
    overdue_sentence,
)
from afterneedle.domain.catalogue import Catalogue
from afterneedle.domain.flags import Flag, Outlook
from afterneedle.domain.records import Level, Records, Zap
from afterneedle.domain.rulebook import ActBy, Rule
from support.builders import a_check_in, a_flag, a_red_flag, a_rule, a_session, an_observation

FINGERS = "fingers_thumb_side_back.l"
SAY_SO = "Tell them that you had dry needling."


def the_rule(catalogue: Catalogue, id: str) -> Rule:
    return next(rule for rule in load_rulebook(catalogue).rules if rule.id == id)


def test_a_title_names_symptom_and_place_with_the_patients_own_side(catalogue: Catalogue):
    assert flag_title(a_flag(catalogue, place="palm.r")) == "Tingling: palm, right"
    assert flag_title(a_flag(catalogue, symptom="fever", place=None)) == "Fever or shivers"
    assert flag_title(a_flag(catalogue, symptom=None, place=None)) == "Zap while a needle was in"


def what_to_do(flag: Flag, number: str) -> str:
    return " ".join(flag_action(flag, number)).strip()


@pytest.mark.parametrize(
    ("level", "act_by", "sentence"),
    [
        (Level.SEE_DOCTOR, ActBy.TODAY, f"See a doctor today. {SAY_SO}"),
        (
            Level.SEE_DOCTOR,
            ActBy.WITHIN_2_DAYS,
            f"See a doctor within two days, by Sat 7 March, 14:00. {SAY_SO}",
        ),
        (
            Level.SEE_DOCTOR,
            ActBy.WITHIN_1_WEEK,
            f"See a doctor within one week, by Sat 7 March, 14:00. {SAY_SO}",
        ),
        (Level.SEE_DOCTOR, None, f"See a doctor within two days, by Sat 7 March, 14:00. {SAY_SO}"),
        (
            Level.CONTACT_PRACTITIONER,
            ActBy.TODAY,
            "Contact your practitioner today. See a doctor if you cannot reach them.",
        ),
        (
            Level.CONTACT_PRACTITIONER,
            None,
            (
                "Contact your practitioner by the next working day, Sat 7 March. "
                "See a doctor if you cannot reach them."
            ),
        ),
        (Level.WATCH, None, "Keep checking in every day."),
    ],
)
def test_what_to_do_names_whom_to_go_to_and_by_when(
    catalogue: Catalogue, level: Level, act_by: ActBy | None, sentence: str
):
    flag = a_flag(catalogue, level=level, act_by=act_by)

    assert what_to_do(flag, "999") == sentence


def test_an_emergency_names_the_number_that_the_patient_chose(catalogue: Catalogue):
    flag = a_flag(catalogue, level=Level.EMERGENCY, act_by=ActBy.NOW)

    assert what_to_do(flag, "112") == (f"Call 112 or go to an emergency department now. {SAY_SO}")


def test_without_a_chosen_number_none_is_guessed(catalogue: Catalogue):
    flag = a_flag(catalogue, level=Level.EMERGENCY, act_by=ActBy.NOW)

    assert what_to_do(flag, "") == (
        f"Call your local emergency number or go to an emergency department now. {SAY_SO}"
    )


def test_an_act_by_without_an_instant_is_said_without_a_date(catalogue: Catalogue):
    assert what_to_do(a_flag(catalogue, act_before=None), "") == f"See a doctor within two days. {SAY_SO}"


def test_the_last_time_to_act_is_told_on_the_patients_clock(catalogue: Catalogue):
    flag = a_flag(catalogue, newest="2026-03-05T21:00:00-05:00")

    assert "by Sat 7 March, 09:00" in what_to_do(flag, "")


def test_a_card_whose_bound_has_passed_says_what_to_do_if_it_is_still_there(catalogue: Catalogue):
    flag = a_flag(catalogue, level=Level.WATCH, act_by=None)
    later = replace(flag, outlook=Outlook(a_rule(), Level.SEE_DOCTOR, ActBy.WITHIN_2_DAYS))

    assert outlook_sentence(flag, "") == ""
    assert outlook_sentence(later, "") == (
        f"If it is still there now: See a doctor within two days. {SAY_SO}"
    )


def test_a_flag_left_too_long_says_so(catalogue: Catalogue):
    flag = a_flag(catalogue)  # before 7 March, 14:00
    in_time, late = (datetime(2026, 3, 7, hour, tzinfo=ZoneInfo("UTC")) for hour in (14, 15))

    assert overdue_sentence(flag, in_time) == ""
    assert overdue_sentence(flag, late) == (
        "This was to be done by Sat 7 March, 14:00. If you have not done it, do it now."
    )
    assert overdue_sentence(replace(flag, answered=True), late) == ""
    assert overdue_sentence(replace(flag, act_by=ActBy.NOW), late) == "If you have not done it, do it now."
    assert overdue_sentence(replace(flag, act_before=None), late) == ""


def test_the_reasons_are_the_rules_and_those_of_what_raised_it(catalogue: Catalogue):
    rulebook = load_rulebook(catalogue)
    zap = next(m for m in rulebook.modifiers if m.id == "N10")

    assert flag_reasons(a_flag(catalogue, rule=a_rule(why="Because.")), rulebook) == ["Because."]
    assert flag_reasons(a_flag(catalogue, rule=a_rule(why="Because."), raised_by=["N10"]), rulebook) == [
        "Because.",
        zap.why,
    ]


def test_flags_that_share_a_card_name_all_their_places_once(catalogue: Catalogue):
    places = ("trapezius_top.r", "blade.r", "trapezius_top.r")
    flags = [a_flag(catalogue, symptom="soreness", place=place) for place in places]

    assert flags_title(flags) == "Soreness: top of shoulder, right; shoulder blade, right"
    assert flags_title(flags[:1]) == "Soreness: top of shoulder, right"
    assert flags_title([a_flag(catalogue, symptom=None, place=None)]) == "Zap while a needle was in"


def test_the_newest_entry_of_one_symptom_says_only_how_it_was(catalogue: Catalogue):
    older = a_check_in(catalogue, id="c0", says=[an_observation(catalogue, "tingling", "palm.r", 3)])
    newer = a_check_in(
        catalogue,
        id="c1",
        felt_at="2026-03-04T20:00:00+00:00",
        says=[an_observation(catalogue, "tingling", "palm.r", 2), an_observation(catalogue)],
    )
    flag = a_flag(catalogue, place="palm.r", evidence=("c0", "c1"))

    said = newest_sentence([flag], Records(check_ins=(older, newer)))
    assert said == "Wed 4 March, 20:00: 2 of 3, it gets in my way"


def test_the_newest_entry_of_several_places_names_them(catalogue: Catalogue):
    places = ("trapezius_top.r", "blade.r")
    check_in = a_check_in(catalogue, says=[an_observation(catalogue, "soreness", p, 4) for p in places])
    flags = [a_flag(catalogue, symptom="soreness", place=place) for place in places]

    said = newest_sentence(flags, Records(check_ins=(check_in,)))
    assert "soreness, top of shoulder, right: 4 of 10; soreness, shoulder blade, right: 4 of 10" in said


def test_a_flag_about_the_session_has_the_session_as_its_newest_entry(catalogue: Catalogue):
    session = a_session(catalogue, zap=Zap(felt=True, stopped_at_once=False))
    flag = a_flag(catalogue, symptom=None, place=None, session=session, evidence=("s1",))

    assert "did not stop at once" in newest_sentence([flag], Records(sessions=(session,)))


def sentences(flag: Flag, *entries, sessions=()) -> list[str]:
    return evidence_sentences([flag], Records(sessions=tuple(sessions), check_ins=entries))


def test_evidence_is_told_entry_by_entry_for_that_symptom_at_that_place(catalogue: Catalogue):
    session = a_session(catalogue)
    first = a_check_in(
        catalogue,
        id="c1",
        says=[
            an_observation(catalogue, "tingling", FINGERS, 1),
            an_observation(catalogue, "tingling", "palm.l", 3),
            an_observation(catalogue, "soreness", "palm.l", 3),
        ],
    )
    other = a_check_in(catalogue, id="c2", felt_at="2026-03-04T20:00:00+00:00")
    third = a_check_in(
        catalogue,
        id="c3",
        felt_at="2026-03-05T21:00:00+00:00",
        says=[an_observation(catalogue, "tingling", FINGERS, 2)],
    )
    flag = a_flag(catalogue, session=session, evidence=["c1", "c3"])

    what = "tingling, thumb and first fingers, back of hand, left"
    assert sentences(flag, first, other, third) == [
        f"Tue 3 March, 20:00 (34 h after the session): {what}: 1 of 3, I notice it, I can do everything",
        f"Thu 5 March, 21:00 (83 h after the session): {what}: 2 of 3, it gets in my way",
    ]


def test_soreness_of_all_needled_places_is_evidence_for_each(catalogue: Catalogue):
    check_in = a_check_in(catalogue, says=[an_observation(catalogue, "soreness", None, 8)])
    flag = a_flag(catalogue, symptom="soreness", place="trapezius_top.r")

    assert sentences(flag, check_in) == [
        "Tue 3 March, 20:00: soreness, all places that were needled: 8 of 10"
    ]


def test_signs_that_must_go_with_it_are_evidence_too(catalogue: Catalogue):
    check_in = a_check_in(
        catalogue,
        present=[
            a_red_flag(catalogue, "drop", "foot_top.l"),
            a_red_flag(catalogue, "rf_calf", "calf_inner.l"),
        ],
        says=[
            an_observation(catalogue, "tingling", "foot_top.l", 1),
            an_observation(catalogue, "weakness", "foot_top.l", 1),
            an_observation(catalogue, "headache", None, 3),
        ],
    )
    flag = a_flag(catalogue, rule=the_rule(catalogue, "N12"), place="foot_top.l")

    (line,) = sentences(flag, check_in)
    assert "tingling, top of foot, left: 1 of 3" in line
    assert "weakness, top of foot, left: 1 of 3" in line
    assert "will not lift, top of foot, left: yes" in line
    assert "calf" not in line
    assert "headache" not in line


def test_a_sign_that_was_denied_before_is_told_as_no(catalogue: Catalogue):
    denied = a_check_in(catalogue, id="c1")
    there = a_check_in(
        catalogue, id="c2", felt_at="2026-03-04T08:00:00+00:00", present=[a_red_flag(catalogue, "drop")]
    )
    flag = a_flag(catalogue, symptom="drop", place=None, evidence=["c1", "c2"])

    assert sentences(flag, denied, there) == [
        "Tue 3 March, 20:00: foot, wrist or hand will not lift: no",
        "Wed 4 March, 08:00: foot, wrist or hand will not lift: yes",
    ]


def test_an_entry_that_counts_without_naming_the_symptom_is_told_in_full(catalogue: Catalogue):
    check_in = a_check_in(catalogue, none_of=["nerve"])

    assert sentences(a_flag(catalogue), check_in) == [
        "Tue 3 March, 20:00: Emergency questions: 12 answered no; Nerve signs: none of these"
    ]


@pytest.mark.parametrize(
    ("stopped", "place", "zap"),
    [
        (False, "hand_back.r", "a zap (back of hand, right) that did not stop at once"),
        (True, "hand_back.r", "a zap (back of hand, right) that stopped at once"),
        (None, None, "a zap (where it ran is not known); not known if it stopped at once"),
    ],
)
def test_a_flag_about_the_session_rests_on_its_zap(
    catalogue: Catalogue, stopped: bool | None, place: str | None, zap: str
):
    where = catalogue.places[place] if place else None
    session = a_session(catalogue, zap=Zap(felt=True, stopped_at_once=stopped, place=where))
    flag = a_flag(catalogue, symptom=None, place=None, session=session, evidence=["s1"])

    assert sentences(flag, sessions=[session]) == [f"Session, Mon 2 March, 10:00: {zap}"]


def test_every_reason_of_the_rulebook_speaks_plainly(catalogue: Catalogue):
    rulebook = load_rulebook(catalogue)

    for row in (*rulebook.rules, *rulebook.modifiers):
        for word in ("diagnos", "detect", "safe", "nothing to worry", "good sign", "rare"):
            assert word not in row.why.lower(), row.id
