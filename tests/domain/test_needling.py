"""Open nerve, movement and infection flags are told before new needling (docs/rules.md §4), and no others."""

from dataclasses import replace

import pytest

from afterneedle.content.rulebook import load_rulebook
from afterneedle.domain.assessment import assess
from afterneedle.domain.needling import told_before_needling
from afterneedle.domain.records import Did, Level, Records
from support.builders import a_check_in, a_flag, a_red_flag, a_rule, a_session, an_answer, an_observation, at

TOLD = {
    *("numbness", "tingling", "burning", "electric", "touch_pain", "heavy", "weakness"),
    *("drop", "rf_limbs", "rf_saddle", "skin_change", "fever", "rf_sepsis"),
}


def test_it_is_told_of_nerve_movement_and_infection_and_of_nothing_else(catalogue):
    told = {s for s in catalogue.symptoms if told_before_needling([a_flag(catalogue, symptom=s, place=None)])}
    assert told == TOLD


def test_the_zap_of_a_session_is_about_a_nerve(catalogue):
    zap = a_flag(catalogue, rule=replace(a_rule(id="N00b"), about="zap"), level=Level.WATCH, symptom=None)
    assert told_before_needling([zap]) == (zap,)


def test_a_flag_about_no_symptom_and_no_zap_is_not_told(catalogue):
    assert told_before_needling([a_flag(catalogue, symptom=None)]) == ()


@pytest.mark.parametrize(("rule", "told"), [("K06", True), ("K02", False)])
@pytest.mark.parametrize("symptom", ["bruise", "swelling"])
def test_a_bruise_or_swelling_is_told_when_it_looks_infected(catalogue, symptom, rule, told):
    flag = a_flag(catalogue, rule=a_rule(id=rule), symptom=symptom)
    assert bool(told_before_needling([flag])) is told


def test_what_has_closed_is_not_told(catalogue):
    assert told_before_needling([a_flag(catalogue, closed_at="2026-03-06T08:00:00+00:00")]) == ()


@pytest.mark.parametrize(
    ("says", "rules"),
    [
        (("bruise", "trapezius_top.r", 1, ["hot"]), ["K06"]),
        (("bruise", "trapezius_top.r", 1, ["growing"]), []),
        (("tingling", "palm.r", 1, []), ["N01"]),
        (("soreness", "trapezius_top.r", 9, []), []),
    ],
)
def test_the_rulebook_in_force_says_the_same(catalogue, says, rules):
    symptom, place, worst, details = says
    said = an_observation(catalogue, symptom, place, worst, details=details)
    records = Records(
        sessions=(a_session(catalogue),),
        check_ins=(a_check_in(catalogue, felt_at="2026-03-02T20:00:00+00:00", says=[said]),),
    )
    flags = assess(records, catalogue, load_rulebook(catalogue), at("2026-03-02T21:00:00+00:00")).flags
    assert flags
    assert [flag.rule.id for flag in told_before_needling(flags)] == rules


def test_an_answer_does_not_end_it_while_the_sign_is_there(catalogue):
    said = an_observation(catalogue, "tingling", "palm.r", 2)
    seen = an_answer(rule="N02", at_time="2026-03-02T20:30:00+00:00", did=Did.SEEN_BY_DOCTOR)
    records = Records(
        sessions=(a_session(catalogue),),
        check_ins=(a_check_in(catalogue, felt_at="2026-03-02T20:00:00+00:00", says=[said]),),
        answers=(seen,),
    )
    flags = assess(records, catalogue, load_rulebook(catalogue), at("2026-03-02T21:00:00+00:00")).flags
    assert [(f.rule.id, f.answered) for f in told_before_needling(flags)] == [("N02", True)]


def test_a_red_nerve_sign_is_told(catalogue):
    records = Records(
        check_ins=(a_check_in(catalogue, present=[a_red_flag(catalogue, "drop", "foot_top.l")]),)
    )
    flags = assess(records, catalogue, load_rulebook(catalogue), at("2026-03-03T21:00:00+00:00")).flags
    assert "R14" in [flag.rule.id for flag in told_before_needling(flags)]
