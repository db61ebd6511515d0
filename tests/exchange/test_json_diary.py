"""A diary goes into a file and comes back whole, and the same diary always makes the same bytes."""

import json
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afterneedle.domain.records import (
    Change,
    CheckIn,
    Did,
    Observation,
    Patient,
    Practitioner,
    Records,
    RedFlag,
    Session,
    Zap,
)
from afterneedle.exchange.json_diary import dump, parse
from support.json_diaries import CHECK_IN, DIARY, OBSERVATION, SESSION, changed
from support.whole_diaries import diaries, times

BARE = """{"format": "afterneedle-diary", "version": 1,
 "sessions": [{"id": "s1", "ended_at": "2026-03-02T10:00:00+02:00", "sites": []}],
 "check_ins": [{"id": "c1", "felt_at": "2026-03-03T20:00:00+05:45"}]}"""

EVERYTHING = """{
 "format": "afterneedle-diary",
 "version": 1,
 "patient": {
  "name": "Zoë 🙂",
  "born": "1984-06-02",
  "conditions": [
   "pregnant",
   "blood_thinner"
  ],
  "medicines": "Warfarin",
  "allergies": "Latex",
  "notes": "שלום"
 },
 "sessions": [
  {
   "id": "s1",
   "ended_at": "2026-03-02T10:00:00+00:00",
   "ended_about": true,
   "zone": "Europe/London",
   "sites": [
    "trapezius_top.r",
    "palm.l"
   ],
   "practitioner": {
    "name": "Chris",
    "profession": "Physiotherapist",
    "phone": "020 7946 0123"
   },
   "zap": {
    "felt": true,
    "stopped_at_once": false,
    "place": "hand_back.r"
   },
   "twitch": false,
   "baseline": [
    {
     "symptom": "numbness",
     "place": "fingers_thumb_side_back.l",
     "severity": 1
    }
   ],
   "note": "a\\tb\\nc\\u0000\\u001b",
   "edited_at": "2026-03-02T12:00:00+00:00"
  }
 ],
 "check_ins": [
  {
   "id": "c1",
   "felt_at": "2026-03-03T00:30:00+01:00",
   "entered_at": "2026-03-03T20:01:00+00:00",
   "zone": "Europe/Paris",
   "day": "2026-03-02",
   "red_flags": {
    "asked": [
     "drop",
     "rf_chest",
     "rf_head"
    ],
    "present": [
     "rf_chest",
     {
      "symptom": "drop",
      "place": "foot_top.l",
      "details": [
       "in_clinic",
       "sudden"
      ]
     }
    ]
   },
   "none_of": [
    "nerve",
    "skin"
   ],
   "observations": [
    {
     "symptom": "weakness",
     "place": "foot_top.l",
     "now": false,
     "worst": 2,
     "change": "worse",
     "since": "2026-03-02T08:00:00+00:00",
     "details": [
      "in_clinic",
      "sudden"
     ]
    },
    {
     "symptom": "soreness",
     "worst": 0
    }
   ],
   "function": {
    "lift_foot.l": 2,
    "sleep": 0
   },
   "medicines": "Ibuprofen",
   "note": "ouch",
   "edited_at": "2026-03-04T09:00:00+00:00"
  }
 ],
 "answers": [
  {
   "rule": "N07",
   "check_in": "c1",
   "at": "2026-03-04T09:00:00+00:00",
   "did": "seen_by_doctor",
   "words": "fine"
  }
 ]
}
"""


@given(st.data())
def test_any_diary_comes_back_from_its_file_as_it_was(catalogue, data):
    records = data.draw(diaries(catalogue))

    back = parse(dump(records, catalogue), catalogue)

    assert back == records
    assert times(back) == times(records)


@given(st.data())
def test_the_same_records_in_any_order_make_the_same_bytes(catalogue, data):
    records = data.draw(diaries(catalogue))
    shuffled = Records(
        records.patient,
        *(
            tuple(data.draw(st.permutations(kind)))
            for kind in (records.sessions, records.check_ins, records.answers)
        ),
    )

    text = dump(records, catalogue)

    assert dump(shuffled, catalogue) == text
    assert dump(parse(text, catalogue), catalogue) == text


def test_a_file_with_everything_in_it_is_kept_to_the_byte(catalogue):
    assert dump(parse(EVERYTHING, catalogue), catalogue) == EVERYTHING


def test_everything_in_a_file_arrives_in_the_records(catalogue):
    records = parse(EVERYTHING, catalogue)
    [session], [check_in], [answer] = records.sessions, records.check_ins, records.answers
    place, symptom = catalogue.places, catalogue.symptoms

    assert records.patient == Patient(
        "Zoë 🙂", date(1984, 6, 2), ("pregnant", "blood_thinner"), "Warfarin", "Latex", "שלום"
    )
    assert session.practitioner == Practitioner("Chris", "Physiotherapist", "020 7946 0123")
    assert session.zap == Zap(True, False, place["hand_back.r"])
    assert session.sites == (place["trapezius_top.r"], place["palm.l"])
    assert session.note == "a\tb\nc\0\x1b"
    assert (session.ended_about, session.twitch) == (True, False)
    assert session.baseline is not None
    assert [b.severity for b in session.baseline] == [1]
    assert check_in.day == date(2026, 3, 2)
    assert check_in.red_flags.asked == {symptom["rf_chest"], symptom["rf_head"], symptom["drop"]}
    assert check_in.red_flags.present == (
        RedFlag(symptom["rf_chest"]),
        RedFlag(symptom["drop"], place["foot_top.l"], frozenset({"sudden", "in_clinic"})),
    )
    assert check_in.none_of == {"nerve", "skin"}
    assert check_in.observations == (
        Observation(
            symptom["weakness"],
            place["foot_top.l"],
            now=False,
            worst=2,
            change=Change.WORSE,
            since=datetime.fromisoformat("2026-03-02T08:00:00+00:00"),
            details=frozenset({"sudden", "in_clinic"}),
        ),
        Observation(symptom["soreness"], worst=0),
    )
    assert check_in.function == {"lift_foot.l": 2, "sleep": 0}
    assert (answer.rule, answer.check_in, answer.did) == ("N07", "c1", Did.SEEN_BY_DOCTOR)


def test_what_a_file_leaves_out_gets_its_default(catalogue):
    records = parse(BARE, catalogue)
    ended_at = datetime.fromisoformat("2026-03-02T10:00:00+02:00")
    felt_at = datetime.fromisoformat("2026-03-03T20:00:00+05:45")

    assert records == Records(
        sessions=(Session("s1", ended_at, "+02:00", ()),),
        check_ins=(CheckIn("c1", felt_at, felt_at, "+05:45", date(2026, 3, 3)),),
    )
    assert times(records) == [t.isoformat() for t in (ended_at, felt_at, felt_at)]


def test_an_empty_diary_is_a_diary(catalogue):
    text = dump(Records(), catalogue)

    assert parse(text, catalogue) == Records()
    assert json.loads(text) == {
        "format": "afterneedle-diary",
        "version": 1,
        "patient": {},
        "sessions": [],
        "check_ins": [],
        "answers": [],
    }


def test_a_mark_of_byte_order_before_the_file_is_no_fault(catalogue):
    assert parse("\ufeff" + BARE, catalogue) == parse(BARE, catalogue)


@pytest.mark.parametrize(
    ("path", "null"),
    [
        (("patient", "born"), None),
        ((*SESSION, "zap"), None),
        ((*SESSION, "zap", "felt"), None),
        ((*SESSION, "twitch"), None),
        ((*SESSION, "baseline"), None),
        ((*SESSION, "edited_at"), None),
        ((*OBSERVATION, "change"), None),
        ((*OBSERVATION, "since"), None),
    ],
)
def test_null_says_that_it_is_not_known(catalogue, path, null):
    said = parse(changed(path, null), catalogue)
    value: Any = json.loads(dump(said, catalogue))
    for step in path[:-1]:
        value = value.get(step, {}) if isinstance(value, dict) else value[step]

    assert path[-1] not in value


def test_no_baseline_is_not_an_empty_one(catalogue):
    assert parse(changed((*SESSION, "baseline"), []), catalogue).sessions[0].baseline == ()
    assert parse(BARE, catalogue).sessions[0].baseline is None


def test_asked_true_means_all_the_emergency_questions_but_the_one_for_the_pregnant(catalogue):
    [first, _] = parse(json.dumps(DIARY), catalogue).check_ins

    assert first.red_flags.asked == set(catalogue.group("red")) - {catalogue.symptoms["rf_preg"]}


def test_a_sign_that_is_there_was_asked_about(catalogue):
    text = changed((*CHECK_IN, "red_flags"), {"present": ["rf_preg"]})

    red_flags = parse(text, catalogue).check_ins[0].red_flags

    assert {s.id for s in red_flags.asked} == {"rf_preg"}
    assert red_flags.denied == frozenset()


@pytest.mark.parametrize(
    "observation",
    [
        {"symptom": "soreness", "now": False},
        {"symptom": "soreness", "change": "better"},
        {"symptom": "fever"},
    ],
)
def test_the_worst_may_be_left_out_where_it_says_nothing_new(catalogue, observation):
    text = changed((*CHECK_IN, "observations"), [observation])

    assert parse(text, catalogue).check_ins[0].observations[0].worst is None


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("2026-03-03T20:00:00.999999+01:00", "2026-03-03T20:00:00+01:00"),
        ("2026-03-03T20:00:00,5+01:00", "2026-03-03T20:00:00+01:00"),
        ("2026-03-03T20:00+01:00", "2026-03-03T20:00:00+01:00"),
        ("2026-03-03T20:00:00Z", "2026-03-03T20:00:00+00:00"),
        ("2026-03-03T20:00:00-00:00", "2026-03-03T20:00:00+00:00"),
        ("1900-01-01T00:00:00-00:01:15", "1900-01-01T00:00:00-00:01:15"),
    ],
)
def test_a_time_keeps_its_clock_and_offset_to_the_second(catalogue, written, read):
    check_in = parse(changed((*CHECK_IN, "felt_at"), written), catalogue).check_ins[0]

    assert check_in.felt_at.isoformat() == read
    assert check_in.zone == read[19:]


@pytest.mark.parametrize(
    "zone",
    [
        *("Asia/Kathmandu", "UTC", "-03:30", "+02:00", "-00:01:15", "America/Argentina/Buenos_Aires"),
        *("Etc/GMT+5", "America/Port-au-Prince", "GB-Eire"),
        *("America/Newly_Made", "Asia/Of_2031"),  # on no computer's list by now
    ],
)
def test_a_time_zone_is_kept_as_it_was_given(catalogue, zone):
    assert parse(changed((*SESSION, "zone"), zone), catalogue).sessions[0].zone == zone


def test_fractions_of_a_second_do_not_leave_in_a_file(catalogue):
    records = parse(BARE, catalogue)
    fraction = timedelta(microseconds=999_999)
    [check_in] = records.check_ins
    late = replace(check_in, felt_at=check_in.felt_at + fraction, entered_at=check_in.entered_at)

    assert dump(replace(records, check_ins=(late,)), catalogue) == dump(records, catalogue)


def test_the_same_instant_on_another_clock_is_written_as_it_was_entered(catalogue):
    text = BARE.replace('"id": "c1"', '"id": "c1", "entered_at": "2026-03-03T14:15:00+00:00"')

    assert '"entered_at": "2026-03-03T14:15:00+00:00"' in dump(parse(text, catalogue), catalogue)


def test_records_come_out_oldest_first_whatever_the_file_says(catalogue):
    check_ins = [
        {"id": "late", "felt_at": "2026-03-03T09:00:00+00:00"},
        {"id": "b", "felt_at": "2026-03-03T09:30:00+01:00"},
        {"id": "a", "felt_at": "2026-03-03T08:30:00+00:00"},
    ]
    text = json.dumps({"format": "afterneedle-diary", "version": 1, "check_ins": check_ins})

    assert [c.id for c in parse(text, catalogue).check_ins] == ["a", "b", "late"]


def test_a_text_of_20000_characters_is_kept(catalogue):
    note = "🙂" * 20_000
    records = parse(changed((*CHECK_IN, "note"), note), catalogue)

    assert parse(dump(records, catalogue), catalogue).check_ins[0].note == note


def test_an_answer_may_be_about_a_session(catalogue):
    answers = [{**DIARY["answers"][0], "check_in": "s1"}]

    assert parse(changed(("answers",), answers), catalogue).answers[0].check_in == "s1"
