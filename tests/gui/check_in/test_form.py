"""The form's answers become a check-in that says no more and no less than the patient did."""

from datetime import datetime, timedelta

import pytest

from afterneedle.domain.impossible import Impossible
from afterneedle.domain.records import Change
from afterneedle.gui.check_in.form import Sign, Told, build, gone, merged, there_now, told_by
from support.builders import a_check_in, a_red_flag, an_observation, at

NOW = "2026-03-03T20:00:00+00:00"


def made(told: Told, moment: str = NOW):
    return build(told, "c1", at(moment), at(moment), "Europe/London")


@pytest.fixture
def sign(catalogue):
    def make(symptom: str, place: str | None = None, **said) -> Sign:
        return Sign(catalogue.symptoms[symptom], catalogue.places[place] if place else None, **said)

    return make


def test_an_untouched_form_answers_nothing():
    check_in = made(Told())
    assert Told().is_empty
    assert check_in.red_flags.asked == frozenset()
    assert check_in.none_of == frozenset()
    assert check_in.observations == ()


def test_none_of_these_says_that_every_shown_emergency_sign_was_asked_and_is_not_there(catalogue):
    check_in = made(Told(asked=catalogue.red_flags_asked))
    assert check_in.red_flags.denied == catalogue.red_flags_asked


def test_a_red_sign_becomes_a_red_flag_and_another_emergency_sign_an_observation(catalogue, sign):
    told = Told(asked=catalogue.red_flags_asked, emergency=(sign("rf_chest"), sign("fever")))
    check_in = made(told)
    assert [s.symptom.id for s in check_in.red_flags.present] == ["rf_chest"]
    assert [(o.symptom.id, o.is_present) for o in check_in.observations] == [("fever", True)]


def test_a_soreness_of_zero_is_recorded_as_zero_and_not_there(catalogue):
    (soreness,) = made(Told(sore=(gone(catalogue.symptoms["soreness"], None),))).observations
    assert (soreness.now, soreness.worst, soreness.place) == (False, 0, None)
    assert soreness.is_gone


def test_better_may_leave_the_strength_open(sign):
    (tingling,) = made(Told(open=(sign("tingling", "palm.r", change=Change.BETTER),))).observations
    assert tingling.worst is None
    assert tingling.is_present


def test_not_right_now_without_a_strength_is_refused_because_it_would_read_as_gone(sign):
    with pytest.raises(Impossible) as refused:
        made(Told(open=(sign("tingling", "palm.r", now=False, change=Change.SAME),)))
    assert refused.value.field == "open[0].worst"


@pytest.mark.parametrize(
    ("said", "field"),
    [({"place": "palm.r"}, "signs[0].worst"), ({"worst": 2}, "signs[0].place")],
)
def test_a_new_sign_without_its_strength_or_place_is_refused_by_its_part_of_the_form(sign, said, field):
    with pytest.raises(Impossible) as refused:
        made(Told(signs=(sign("numbness", **said),)))
    assert refused.value.field == field


def test_a_sign_cannot_begin_after_the_check_in(sign):
    later = at(NOW) + timedelta(hours=1)
    with pytest.raises(Impossible) as refused:
        made(Told(signs=(sign("numbness", "palm.r", worst=1, since=later),)))
    assert refused.value.field == "signs[0].since"


def test_none_of_the_nerve_row_denies_nerve_and_movement():
    assert made(Told(none=True)).none_of == {"nerve", "movement"}


def test_none_of_the_others_denies_only_the_group_without_a_sign(sign):
    told = Told(none=True, signs=(sign("tingling", "palm.r", worst=1),))
    assert made(told).none_of == {"movement"}


def test_none_of_these_never_closes_an_open_symptom_that_was_passed_over():
    assert made(Told(none=True, left_open=frozenset({"nerve"}))).none_of == {"movement"}


def test_the_same_sign_told_twice_is_one_and_the_worse_of_both(sign):
    told = Told(
        emergency=(sign("skin_change", "calf_inner.l", worst=1, details=frozenset({"hot"})),),
        open=(
            sign(
                "skin_change", "calf_inner.l", worst=2, change=Change.SAME, details=frozenset({"spreading"})
            ),
        ),
    )
    (skin,) = made(told).observations
    assert (skin.worst, skin.change, skin.details) == (2, Change.SAME, {"hot", "spreading"})


def test_a_sign_that_is_there_wins_over_gone(sign, catalogue):
    told = Told(emergency=(sign("fever"),), open=(gone(catalogue.symptoms["fever"], None),))
    (fever,) = made(told).observations
    assert fever.is_present


def test_after_midnight_it_counts_for_the_day_before():
    assert made(Told(note="late"), "2026-03-04T00:30:00+00:00").day.isoformat() == "2026-03-03"


def test_what_the_form_shows_of_an_old_check_in_comes_back_unchanged(catalogue):
    old = a_check_in(
        catalogue,
        present=[a_red_flag(catalogue, "drop", "foot_top.l", ["sudden"])],
        none_of=["movement"],
        says=[
            an_observation(catalogue, worst=3),
            an_observation(catalogue, "tingling", "palm.r", 2, since="2026-03-03T08:00:00+00:00"),
            an_observation(catalogue, "burning", "palm.r", None, change=Change.SAME),
            an_observation(catalogue, "fever", None, None),
            an_observation(catalogue, "bruise", "calf_inner.l", 1, details=["growing"]),
        ],
        function={"work": 2},
        medicines="m",
        note="n",
    )
    told = told_by(old, catalogue)
    again = build(told, old.id, old.felt_at, old.entered_at, old.zone)
    assert again.red_flags == old.red_flags
    assert set(again.observations) == set(old.observations)
    assert (again.function, again.medicines, again.note) == (old.function, "m", "n")


def test_an_edit_keeps_what_the_form_cannot_show(catalogue):
    old = a_check_in(catalogue, asked=["rf_chest"], none_of=["nerve", "skin"])
    before = build(Told(), "d", old.felt_at, old.felt_at, "UTC")  # it can show neither
    after = build(Told(note="added"), "d", old.felt_at, old.felt_at, "UTC")
    edited = merged(old, before, after)
    assert edited.red_flags.asked == {catalogue.symptoms["rf_chest"]}
    assert edited.none_of == {"nerve", "skin"}
    assert (edited.note, edited.zone, edited.id) == ("added", old.zone, old.id)


def test_an_edit_takes_back_what_was_taken_back_and_a_denial_that_is_no_longer_true(catalogue, sign):
    old = a_check_in(catalogue, none_of=["skin"], says=[an_observation(catalogue, worst=3)], medicines="m")
    before = build(told_by(old, catalogue), "d", old.felt_at, old.felt_at, "UTC")
    after = build(
        Told(asked=catalogue.red_flags_asked, other=(sign("bruise", "calf_inner.l", worst=1),)),
        "d",
        old.felt_at,
        old.felt_at,
        "UTC",
    )
    edited = merged(old, before, after)
    assert [o.symptom.id for o in edited.observations] == ["bruise"]
    assert edited.none_of == frozenset()
    assert edited.medicines == ""


def test_an_edit_to_another_time_moves_the_day_with_it(catalogue):
    old = a_check_in(catalogue, felt_at=NOW)
    before = build(told_by(old, catalogue), "d", old.felt_at, old.felt_at, "UTC")
    earlier = datetime.fromisoformat("2026-03-02T19:00:00+00:00")
    edited = merged(old, before, build(told_by(old, catalogue), "d", earlier, earlier, "UTC"))
    assert (edited.felt_at, edited.day.isoformat(), edited.zone) == (earlier, "2026-03-02", "UTC")


def test_a_sign_of_a_past_day_that_is_still_there_is_said_again_of_now(catalogue, sign):
    told = Told(asked=catalogue.red_flags_asked, emergency=(sign("rf_chest"), sign("rf_head")))
    past, now = made(told), at("2026-03-04T09:00:00+00:00")
    again = there_now(past, [sign("rf_chest").key], "c2", now)
    assert [s.symptom.id for s in again.red_flags.present] == ["rf_chest"]
    assert again.red_flags.denied == frozenset()
    assert again.felt_at == again.entered_at == now
