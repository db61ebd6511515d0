"""Times, texts and the JSON itself: what cannot be read for certain is refused, and nothing is guessed."""

import json

import pytest

from support.json_diaries import ANSWER, CHECK_IN, DIARY, OBSERVATION, SESSION, changed, refusal

TIME = "must be a time, like 2026-03-02T10:00:00+00:00"


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        ("2026-03-03T20:00:00", "the time has no offset from UTC"),
        ("2026-03-03T20:00", "the time has no offset from UTC"),
        ("2026-03-03", TIME),
        ("2026-03-03 20:00:00+00:00", TIME),
        ("20260303T200000+0000", TIME),
        ("2026-W10-2T20:00:00+00:00", TIME),
        ("2026-03-03T20:00:00+0100", TIME),
        ("2026-03-03T24:00:00+00:00", TIME),
        ("٢٠٢٦-03-03T20:00:00+00:00", TIME),
        ("yesterday", TIME),
        ("", TIME),
        (None, TIME),
        ("2026-02-29T20:00:00+00:00", 'there is no "2026-02-29T20:00:00+00:00" in the calendar'),
        ("2026-03-03T20:60:00+00:00", 'there is no "2026-03-03T20:60:00+00:00" in the calendar'),
        ("2026-03-03T20:00:00+25:00", 'there is no "2026-03-03T20:00:00+25:00" in the calendar'),
        ("1899-12-31T20:00:00+00:00", "the year must be between 1900 and 2199"),
        ("2200-01-01T20:00:00+00:00", "the year must be between 1900 and 2199"),
        ("0001-01-01T00:00:00+14:00", "the year must be between 1900 and 2199"),
    ],
)
def test_a_time_that_says_no_instant_is_refused(catalogue, value, reason):
    text = changed((*CHECK_IN, "felt_at"), value)

    assert refusal(text, catalogue) == f"check_ins[0].felt_at: {reason}"


@pytest.mark.parametrize("key", ["entered_at", "edited_at"])
def test_every_time_of_a_check_in_needs_its_offset(catalogue, key):
    text = changed((*CHECK_IN, key), "2026-03-03T20:00:00")

    assert refusal(text, catalogue) == f"check_ins[0].{key}: the time has no offset from UTC"


def test_the_other_times_need_their_offsets_too(catalogue):
    for path, name in [
        ((*SESSION, "ended_at"), "sessions[0].ended_at"),
        ((*SESSION, "edited_at"), "sessions[0].edited_at"),
        ((*OBSERVATION, "since"), "check_ins[0].observations[0].since"),
        ((*ANSWER, "at"), "answers[0].at"),
    ]:
        sentence = refusal(changed(path, "2026-03-03T20:00:00"), catalogue)
        assert sentence == f"{name}: the time has no offset from UTC"


def test_a_birthday_that_never_was_is_refused(catalogue):
    sentence = refusal(changed(("patient", "born"), "1983-02-29"), catalogue)

    assert sentence == 'patient.born: there is no "1983-02-29" in the calendar'


@pytest.mark.parametrize(
    ("path", "name"),
    [
        (("patient", "notes"), "patient.notes"),
        ((*SESSION, "note"), "sessions[0].note"),
        ((*SESSION, "practitioner", "name"), "sessions[0].practitioner.name"),
        ((*CHECK_IN, "note"), "check_ins[0].note"),
        ((*CHECK_IN, "medicines"), "check_ins[0].medicines"),
        ((*ANSWER, "words"), "answers[0].words"),
    ],
)
def test_a_text_that_cannot_be_kept_is_refused(catalogue, path, name):
    long, half = changed(path, "x" * 20_001), changed(path, "so \ud83d sore")

    assert refusal(long, catalogue) == f"{name}: the text is longer than 20,000 characters"
    assert refusal(half, catalogue) == f"{name}: the text holds half a character, which cannot be kept"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "line 1, column 1: this is not JSON"),
        ("SQLite format 3\0", "line 1, column 1: this is not JSON"),
        ('{"format":\n oops}', "line 2, column 2: this is not JSON"),
        ('{"format": "afterneedle-diary"} {}', "line 1, column 33: this is not JSON"),
        ('{"note": "a\nb"}', "line 1, column 12: this is not JSON"),
        ("null", "format: this is not an AfterNeedle diary"),
        ("[]", "format: this is not an AfterNeedle diary"),
        ("{}", "format: this is not an AfterNeedle diary"),
        ('{"format": "fhir", "version": 1}', "format: this is not an AfterNeedle diary"),
        ('{"format": "afterneedle-diary", "version": 0}', "version: there is no version 0"),
        (
            '{"format": "afterneedle-diary", "version": 2, "moods": []}',
            "version: version 2 was made by a newer AfterNeedle",
        ),
    ],
)
def test_a_file_that_is_no_diary_of_ours_is_refused(catalogue, text, sentence):
    assert refusal(text, catalogue) == sentence


@pytest.mark.parametrize("opening", ["[", '{"a":'])
def test_a_file_that_would_exhaust_the_reader_is_refused(catalogue, opening):
    assert refusal(opening * 200_000, catalogue) == "file: it is nested too deeply"


def test_a_number_of_thousands_of_digits_is_refused(catalogue):
    assert refusal(f'{{"format": {"1" * 5000}}}', catalogue) == "file: a number in it is too long"


@pytest.mark.parametrize(
    ("there", "twice", "sentence"),
    [
        ('"version": 1', '"version": 1, "version": 1', "version: the key is there twice"),
        ('"version": 1', '"version": 1, "check_ins": []', "check_ins: the key is there twice"),
        ('"born": "1984-06-02"', '"born": null, "born": null', "patient.born: the key is there twice"),
        ('"felt": true', '"felt": true, "felt": false', "sessions[0].zap.felt: the key is there twice"),
        ('"id": "c1"', '"id": "c1", "note": "a", "note": "b"', "check_ins[0].note: the key is there twice"),
        ('"id": "c1"', '"id": "c1", "day": 1, "day": 1', "check_ins[0].day: the key is there twice"),
        ('"id": "c1"', '"id": "c1", "felt_at": 1', "check_ins[0].felt_at: the key is there twice"),
        ('"asked": true', '"asked": [], "asked": []', "check_ins[0].red_flags.asked: the key is there twice"),
        (
            '"worst": 1',
            '"worst": 1, "worst": 2',
            "check_ins[0].observations[0].worst: the key is there twice",
        ),
        (
            '"lift_foot.l": 2',
            '"lift_foot.l": 2, "lift_foot.l": 2',
            "check_ins[0].function.lift_foot.l: the key is there twice",
        ),
    ],
)
def test_a_key_that_is_there_twice_is_refused(catalogue, there, twice, sentence):
    text = json.dumps(DIARY)
    assert text.count(there) == 1

    assert refusal(text.replace(there, twice), catalogue) == sentence
