"""An import adds what is new, doubles nothing, and names what differs before it replaces anything."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afterneedle.domain.records import Did, Patient, Records
from afterneedle.exchange.merge import Conflict, Keep, Merge, compare, merge
from support import strategies
from support.builders import a_check_in, a_session
from support.merging import ALEX, after, with_first_check_in, with_session


def test_into_an_empty_diary_everything_is_new(diary):
    result = merge(Records(), diary, None)

    assert result == Merge(
        diary.sessions, diary.check_ins, diary.answers, (), (), (), diary.patient, patient_changed=True
    )
    assert not result.is_empty


def test_importing_the_same_again_changes_nothing(diary):
    result = merge(diary, diary, None)

    assert result.is_empty
    assert after(diary, result) == diary


def test_what_is_not_in_the_file_stays(diary):
    assert merge(diary, Records(), None).is_empty


def test_only_what_is_new_is_added(catalogue, diary):
    new = a_check_in(catalogue, id="c3")

    result = merge(diary, replace(diary, check_ins=(*diary.check_ins, new)), None)

    assert result.new_check_ins == (new,)
    assert (result.new_sessions, result.new_answers, result.patient_changed) == ((), (), False)


@pytest.mark.parametrize("nothing_new", ["sessions", "check_ins", "answers"])
def test_each_kind_of_record_alone_is_something_to_import(diary, nothing_new):
    mine = replace(diary, **{nothing_new: ()})

    assert not merge(mine, diary, None).is_empty


def test_to_keep_mine_adds_what_is_new_and_leaves_the_rest(catalogue, diary):
    new = a_session(catalogue, id="s2")
    theirs = with_first_check_in(replace(diary, sessions=(*diary.sessions, new)), note="theirs")
    theirs = replace(theirs, patient=replace(ALEX, name="Sam"))

    result = merge(diary, theirs, "mine")

    assert result.new_sessions == (new,)
    assert (result.changed_check_ins, result.patient) == ((), ALEX)
    assert not result.patient_changed


def test_to_keep_theirs_replaces_what_differs_and_nothing_else(diary):
    theirs = with_session(with_first_check_in(diary, note="theirs"), note="theirs")
    theirs = replace(
        theirs,
        patient=replace(ALEX, name="Sam", born=None),
        answers=(replace(diary.answers[0], words="theirs"),),
    )

    result = merge(diary, theirs, "theirs")

    assert result.changed_sessions == theirs.sessions
    assert result.changed_check_ins == theirs.check_ins[:1]
    assert result.changed_answers == theirs.answers
    assert (result.new_sessions, result.new_check_ins, result.new_answers) == ((), (), ())
    assert result.patient == replace(ALEX, name="Sam")


@pytest.mark.parametrize("keep", [None, "mine", "theirs"])
def test_what_i_never_said_about_myself_comes_from_the_file(diary, keep):
    theirs = replace(diary, patient=replace(ALEX, allergies="Latex", notes="n", medicines="m"))

    result = merge(diary, theirs, keep)

    assert result.patient == theirs.patient
    assert result.patient_changed


@pytest.mark.parametrize("keep", [None, "mine", "theirs"])
def test_what_the_file_does_not_say_about_me_stays(diary, keep):
    result = merge(diary, replace(diary, patient=Patient(notes="n")), keep)

    assert result.patient == replace(ALEX, notes="n")


def test_another_answer_to_the_same_flag_is_added_not_replaced(diary):
    other = replace(diary.answers[0], did=Did.SEEN_BY_DOCTOR)

    assert merge(diary, replace(diary, answers=(other,)), None).new_answers == (other,)


@given(st.data(), st.sampled_from(["mine", "theirs"]))
def test_a_second_import_of_any_file_adds_nothing(catalogue, data, keep):
    mine, theirs = (data.draw(strategies.records(catalogue)) for _ in range(2))
    shared = data.draw(st.sampled_from([theirs.check_ins, ()]))
    mine = replace(mine, check_ins=tuple({c.id: c for c in (*mine.check_ins, *shared)}.values()))

    once = after(mine, merge(mine, theirs, keep))
    again = merge(once, theirs, keep)

    assert again.is_empty
    assert {c.id for c in once.check_ins} == {c.id for c in (*mine.check_ins, *theirs.check_ins)}
    assert {s.id for s in once.sessions} == {s.id for s in (*mine.sessions, *theirs.sessions)}


def test_each_difference_can_be_decided_on_its_own(diary):
    theirs = with_session(with_first_check_in(diary, note="theirs"), note="theirs")
    theirs = replace(theirs, patient=replace(ALEX, name="Sam", born=date(1980, 1, 1)))
    keys = [d.key for d in compare(diary, theirs).differences]
    assert keys == [("patient", "name"), ("patient", "born"), ("sessions", "s1"), ("check_ins", "c1")]

    choices: dict[tuple[str, ...], Keep] = dict.fromkeys(keys, "mine")
    result = merge(diary, theirs, choices | {("patient", "born"): "theirs", ("check_ins", "c1"): "theirs"})

    assert result.patient == replace(ALEX, born=date(1980, 1, 1))
    assert result.changed_check_ins == theirs.check_ins[:1]
    assert result.changed_sessions == ()


def test_a_difference_that_nobody_decided_is_named_and_nothing_happens(diary):
    theirs = with_session(with_first_check_in(diary, note="theirs"), note="theirs")
    with pytest.raises(Conflict) as caught:
        merge(diary, theirs, {("sessions", "s1"): "theirs"})
    assert caught.value.differences == ("check_ins c1: the note differs",)
