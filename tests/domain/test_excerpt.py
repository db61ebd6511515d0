"""What is left out leaves no trace; what a doctor needs for a decision stays."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from afterneedle.content.catalogue import load_catalogue
from afterneedle.domain.excerpt import Part, excerpt, leave_out, of_period
from afterneedle.domain.periods import Period
from afterneedle.domain.records import Patient, Records
from support import strategies
from support.builders import a_check_in, a_session, an_answer

CATALOGUE = load_catalogue()
SAID = "words of my own"
WHOLE = Records(
    Patient("A Name", date(1984, 6, 2), ("blood_thinner",), "apixaban", "nickel", SAID),
    (a_session(CATALOGUE, note=SAID),),
    (a_check_in(CATALOGUE, medicines="ibuprofen", note=SAID),),
    (an_answer(words=SAID),),
)


def test_the_name_goes_with_the_birth_date():
    patient = leave_out(WHOLE, {Part.NAME}).patient
    assert (patient.name, patient.born, patient.notes) == ("", None, SAID)


def test_without_medicines_the_blood_thinner_and_the_allergies_still_stand():
    left = leave_out(WHOLE, {Part.MEDICINES})
    assert (left.patient.medicines, left.check_ins[0].medicines) == ("", "")
    assert (left.patient.conditions, left.patient.allergies) == (("blood_thinner",), "nickel")


def test_without_notes_none_of_the_patients_own_words_is_left():
    left = leave_out(WHOLE, {Part.NOTES})
    assert SAID not in repr(left)
    assert left.answers[0].did is WHOLE.answers[0].did


@given(strategies.records(CATALOGUE), st.sets(st.sampled_from(Part)))
def test_leaving_out_twice_is_leaving_out_once_and_nothing_else_is_lost(records, parts):
    left = leave_out(records, parts)
    assert leave_out(left, parts) == left
    assert [c.observations for c in left.check_ins] == [c.observations for c in records.check_ins]
    assert [s.sites for s in left.sessions] == [s.sites for s in records.sessions]
    assert (left == records) or parts


def test_a_period_holds_its_check_ins_their_answers_and_the_sessions_that_are_named():
    days = tuple(
        a_check_in(CATALOGUE, id=f"c{day}", felt_at=f"2026-03-{day:02}T20:00:00+00:00") for day in (3, 4, 5)
    )
    answers = tuple(an_answer(check_in=id) for id in ("c3", "c4", "s1"))
    records = Records(Patient("A Name"), (a_session(CATALOGUE), a_session(CATALOGUE, id="s2")), days, answers)
    some = of_period(records, date(2026, 3, 4), date(2026, 3, 5), {"s1"})
    assert [c.id for c in some.check_ins] == ["c4", "c5"]
    assert [s.id for s in some.sessions] == ["s1"]
    assert [a.check_in for a in some.answers] == ["c4", "s1"]
    assert some.patient == records.patient


def test_without_a_period_all_of_it_is_handed_on_also_what_is_still_to_come():
    assert excerpt(WHOLE, None, (), date(2020, 1, 1)) == WHOLE


def test_a_period_takes_the_session_along_that_its_first_day_counts_from():
    day = WHOLE.check_ins[0].day
    found = excerpt(WHOLE, Period(day, day), {Part.NOTES}, day)
    assert [s.id for s in found.sessions] == [WHOLE.sessions[0].id]
    assert [c.note for c in found.check_ins] == [""]
