"""A diary file that is not as agreed is refused with one sentence that says where and why."""

import json

import pytest

from afterneedle.exchange.json_diary import parse
from support.json_diaries import (
    ANSWER,
    CHECK_IN,
    DIARY,
    OBSERVATION,
    PATIENT,
    SESSION,
    changed,
    refusal,
    without,
)

TIME = "must be a time, like 2026-03-02T10:00:00+00:00"
DAY = "must be a date, like 2026-03-02"


def test_the_diary_these_refusals_start_from_is_itself_read(catalogue):
    assert len(parse(json.dumps(DIARY), catalogue).check_ins) == 2


@pytest.mark.parametrize(
    ("path", "sentence"),
    [
        (("mood",), "mood: unknown key"),
        ((*PATIENT, "mood"), "patient.mood: unknown key"),
        ((*SESSION, "mood"), "sessions[0].mood: unknown key"),
        ((*SESSION, "practitioner", "mood"), "sessions[0].practitioner.mood: unknown key"),
        ((*SESSION, "zap", "mood"), "sessions[0].zap.mood: unknown key"),
        ((*SESSION, "baseline", 0, "mood"), "sessions[0].baseline[0].mood: unknown key"),
        ((*CHECK_IN, "mood"), "check_ins[0].mood: unknown key"),
        ((*CHECK_IN, "red_flags", "mood"), "check_ins[0].red_flags.mood: unknown key"),
        (
            (*CHECK_IN, "red_flags", "present", 1, "worst"),
            "check_ins[0].red_flags.present[1].worst: unknown key",
        ),
        ((*OBSERVATION, "severity"), "check_ins[0].observations[0].severity: unknown key"),
        ((*ANSWER, "mood"), "answers[0].mood: unknown key"),
        ((*CHECK_IN, "moo\ud800d\n"), r"check_ins[0].moo\ud800d\n: unknown key"),
    ],
)
def test_an_unknown_key_is_refused_with_its_path(catalogue, path, sentence):
    assert refusal(changed(path, 1), catalogue) == sentence


@pytest.mark.parametrize(
    ("path", "sentence"),
    [
        (("version",), "version: missing"),
        ((*SESSION, "id"), "sessions[0].id: missing"),
        ((*SESSION, "ended_at"), "sessions[0].ended_at: missing"),
        ((*SESSION, "sites"), "sessions[0].sites: missing"),
        ((*SESSION, "baseline", 0, "symptom"), "sessions[0].baseline[0].symptom: missing"),
        ((*SESSION, "baseline", 0, "severity"), "sessions[0].baseline[0].severity: missing"),
        ((*CHECK_IN, "id"), "check_ins[0].id: missing"),
        ((*CHECK_IN, "felt_at"), "check_ins[0].felt_at: missing"),
        (
            (*CHECK_IN, "red_flags", "present", 1, "symptom"),
            "check_ins[0].red_flags.present[1].symptom: missing",
        ),
        ((*OBSERVATION, "symptom"), "check_ins[0].observations[0].symptom: missing"),
        ((*OBSERVATION, "worst"), "check_ins[0].observations[0].worst: how strong it was is missing"),
        ((*OBSERVATION, "place"), 'check_ins[0].observations[0].place: "tingling" needs a place'),
        ((*ANSWER, "rule"), "answers[0].rule: missing"),
        ((*ANSWER, "check_in"), "answers[0].check_in: missing"),
        ((*ANSWER, "at"), "answers[0].at: missing"),
        ((*ANSWER, "did"), "answers[0].did: missing"),
    ],
)
def test_what_must_be_there_is_missed_by_its_path(catalogue, path, sentence):
    assert refusal(without(path), catalogue) == sentence


@pytest.mark.parametrize(
    ("path", "value", "sentence"),
    [
        (("version",), True, "version: must be a whole number"),
        (("version",), "1", "version: must be a whole number"),
        (("patient",), [], "patient: must be an object, in braces"),
        (("patient",), None, "patient: must be an object, in braces"),
        (("sessions",), {}, "sessions: must be a list"),
        (("sessions",), None, "sessions: must be a list"),
        (("check_ins",), "c1", "check_ins: must be a list"),
        (("answers",), 0, "answers: must be a list"),
        ((*PATIENT, "name"), None, "patient.name: must be text"),
        ((*PATIENT, "name"), 7, "patient.name: must be text"),
        ((*PATIENT, "born"), 1984, f"patient.born: {DAY}"),
        ((*PATIENT, "born"), "02/06/1984", f"patient.born: {DAY}"),
        ((*PATIENT, "born"), "19840602", f"patient.born: {DAY}"),
        ((*PATIENT, "conditions"), "diabetes", "patient.conditions: must be a list"),
        ((*PATIENT, "conditions"), [1], "patient.conditions[0]: must be text"),
        (SESSION, None, "sessions[0]: must be an object, in braces"),
        ((*SESSION, "id"), 1, "sessions[0].id: must be text"),
        ((*SESSION, "ended_at"), 1772445600, f"sessions[0].ended_at: {TIME}"),
        ((*SESSION, "ended_about"), 1, "sessions[0].ended_about: must be true or false"),
        ((*SESSION, "ended_about"), None, "sessions[0].ended_about: must be true or false"),
        ((*SESSION, "zone"), 0, "sessions[0].zone: must be text"),
        ((*SESSION, "sites"), "trapezius_top.r", "sessions[0].sites: must be a list"),
        ((*SESSION, "practitioner"), "Chris", "sessions[0].practitioner: must be an object, in braces"),
        ((*SESSION, "practitioner", "phone"), 112, "sessions[0].practitioner.phone: must be text"),
        ((*SESSION, "zap"), True, "sessions[0].zap: must be an object, in braces"),
        ((*SESSION, "zap", "felt"), "yes", "sessions[0].zap.felt: must be true or false"),
        ((*SESSION, "twitch"), 1, "sessions[0].twitch: must be true or false"),
        ((*SESSION, "baseline", 0), "numbness", "sessions[0].baseline[0]: must be an object, in braces"),
        (
            (*SESSION, "baseline", 0, "severity"),
            True,
            "sessions[0].baseline[0].severity: must be a whole number",
        ),
        ((*CHECK_IN, "day"), "2026-03-03T00:00", f"check_ins[0].day: {DAY}"),
        ((*CHECK_IN, "red_flags"), [], "check_ins[0].red_flags: must be an object, in braces"),
        ((*CHECK_IN, "red_flags", "asked"), False, "check_ins[0].red_flags.asked: must be true or a list"),
        ((*CHECK_IN, "red_flags", "asked"), "all", "check_ins[0].red_flags.asked: must be true or a list"),
        ((*CHECK_IN, "red_flags", "asked"), 1, "check_ins[0].red_flags.asked: must be true or a list"),
        ((*CHECK_IN, "red_flags", "present"), "rf_chest", "check_ins[0].red_flags.present: must be a list"),
        (
            (*CHECK_IN, "red_flags", "present", 0),
            7,
            "check_ins[0].red_flags.present[0]: must be an object, in braces",
        ),
        ((*CHECK_IN, "none_of"), "nerve", "check_ins[0].none_of: must be a list"),
        ((*CHECK_IN, "observations"), {}, "check_ins[0].observations: must be a list"),
        ((*OBSERVATION, "now"), "true", "check_ins[0].observations[0].now: must be true or false"),
        ((*OBSERVATION, "worst"), True, "check_ins[0].observations[0].worst: must be a whole number"),
        ((*OBSERVATION, "worst"), 1.0, "check_ins[0].observations[0].worst: must be a whole number"),
        ((*OBSERVATION, "worst"), "1", "check_ins[0].observations[0].worst: must be a whole number"),
        ((*OBSERVATION, "worst"), float("nan"), "check_ins[0].observations[0].worst: must be a whole number"),
        ((*OBSERVATION, "worst"), float("inf"), "check_ins[0].observations[0].worst: must be a whole number"),
        ((*OBSERVATION, "change"), 1, "check_ins[0].observations[0].change: must be text"),
        ((*OBSERVATION, "details"), "sudden", "check_ins[0].observations[0].details: must be a list"),
        ((*CHECK_IN, "function"), [], "check_ins[0].function: must be an object, in braces"),
        (
            (*CHECK_IN, "function", "lift_foot.l"),
            False,
            "check_ins[0].function.lift_foot.l: must be a whole number",
        ),
        ((*ANSWER, "words"), None, "answers[0].words: must be text"),
    ],
)
def test_a_wrong_type_is_refused(catalogue, path, value, sentence):
    assert refusal(changed(path, value), catalogue) == sentence


@pytest.mark.parametrize(
    ("path", "value", "sentence"),
    [
        ((*OBSERVATION, "symptom"), "itch", 'check_ins[0].observations[0].symptom: no symptom called "itch"'),
        ((*OBSERVATION, "place"), "kneee.r", 'check_ins[0].observations[0].place: no place called "kneee.r"'),
        ((*OBSERVATION, "place"), "palm", 'check_ins[0].observations[0].place: no place called "palm"'),
        ((*OBSERVATION, "place"), "", 'check_ins[0].observations[0].place: no place called ""'),
        (
            (*OBSERVATION, "place"),
            "p\n" * 5000,
            'check_ins[0].observations[0].place: no place called "' + r"p\n" * 30 + '"',
        ),
        (
            (*OBSERVATION, "change"),
            "gone",
            'check_ins[0].observations[0].change: no change called "gone"',
        ),
        (
            (*OBSERVATION, "details"),
            ["sudden", "growing"],
            'check_ins[0].observations[0].details[1]: "tingling" has no detail called "growing"',
        ),
        (
            (*OBSERVATION, "details"),
            ["sudden", "sudden"],
            'check_ins[0].observations[0].details[1]: "sudden" is there twice',
        ),
        (
            (*OBSERVATION, "symptom"),
            "rf_chest",
            'check_ins[0].observations[0].symptom: "rf_chest" belongs in red_flags.present',
        ),
        (
            (*CHECK_IN, "observations"),
            [{"symptom": "fever", "place": "palm.l"}],
            'check_ins[0].observations[0].place: "fever" has no place',
        ),
        (
            (*CHECK_IN, "red_flags", "present", 0),
            "fever",
            'check_ins[0].red_flags.present[0]: "fever" belongs in observations',
        ),
        (
            (*CHECK_IN, "red_flags", "present", 1, "symptom"),
            "fever",
            'check_ins[0].red_flags.present[1].symptom: "fever" belongs in observations',
        ),
        (
            (*CHECK_IN, "red_flags", "present", 1, "details"),
            ["growing"],
            'check_ins[0].red_flags.present[1].details[0]: "drop" has no detail called "growing"',
        ),
        (
            (*CHECK_IN, "red_flags", "present", 1),
            {"symptom": "rf_chest", "place": "palm.l"},
            'check_ins[0].red_flags.present[1].place: "rf_chest" has no place',
        ),
        (
            (*CHECK_IN, "red_flags", "present", 1),
            "rf_chest",
            "check_ins[0].red_flags.present: the same sign is named twice",
        ),
        (
            (*CHECK_IN, "red_flags", "asked"),
            ["rf_chest", "fever"],
            'check_ins[0].red_flags.asked[1]: "fever" belongs in observations',
        ),
        (
            (*CHECK_IN, "red_flags", "asked"),
            ["rf_lungs"],
            'check_ins[0].red_flags.asked[0]: no symptom called "rf_lungs"',
        ),
        ((*CHECK_IN, "none_of"), ["soreness"], 'check_ins[0].none_of[0]: no group called "soreness"'),
        ((*CHECK_IN, "none_of"), ["skin", "skin"], 'check_ins[0].none_of[1]: "skin" is there twice'),
        (
            (*CHECK_IN, "none_of"),
            ["movement", "nerve"],
            'check_ins[0].none_of: "nerve" is both denied and present (tingling)',
        ),
        ((*CHECK_IN, "function"), {"jump": 1}, 'check_ins[0].function.jump: no function called "jump"'),
        (
            (*CHECK_IN, "function"),
            {"lift_foot": 1},
            'check_ins[0].function.lift_foot: no function called "lift_foot"',
        ),
        ((*PATIENT, "conditions"), ["flu"], 'patient.conditions[0]: no condition called "flu"'),
        (
            (*PATIENT, "conditions"),
            ["diabetes", "diabetes"],
            'patient.conditions[1]: "diabetes" is there twice',
        ),
        ((*SESSION, "sites"), ["palm.l", "palm.x"], 'sessions[0].sites[1]: no place called "palm.x"'),
        ((*SESSION, "sites"), ["palm.l", "palm.l"], "sessions[0].sites: the same place is named twice"),
        ((*SESSION, "zap", "place"), "arm", 'sessions[0].zap.place: no place called "arm"'),
        (
            (*SESSION, "baseline", 0),
            {"symptom": "drop", "severity": 1},
            "sessions[0].baseline[0].symptom: an emergency sign cannot be a baseline",
        ),
        (
            (*SESSION, "baseline"),
            [DIARY["sessions"][0]["baseline"][0]] * 2,
            "sessions[0].baseline: the same symptom and place are named twice",
        ),
        (
            (*CHECK_IN, "observations"),
            [{"symptom": "soreness", "worst": 1}] * 2,
            "check_ins[0].observations[1]: the same symptom and place are named twice",
        ),
        ((*ANSWER, "did"), "slept", 'answers[0].did: no answer called "slept"'),
        ((*ANSWER, "check_in"), "c9", 'answers[0].check_in: no check-in or session called "c9"'),
    ],
)
def test_what_the_catalogue_does_not_know_or_the_records_do_not_allow_is_refused(
    catalogue, path, value, sentence
):
    assert refusal(changed(path, value), catalogue) == sentence


@pytest.mark.parametrize(
    ("path", "value", "sentence"),
    [
        ((*OBSERVATION, "worst"), 4, "check_ins[0].observations[0].worst: 4 is not between 0 and 3"),
        ((*OBSERVATION, "worst"), -1, "check_ins[0].observations[0].worst: -1 is not between 0 and 3"),
        (
            (*CHECK_IN, "observations"),
            [{"symptom": "soreness", "worst": 11}],
            "check_ins[0].observations[0].worst: 11 is not between 0 and 10",
        ),
        (
            (*CHECK_IN, "observations"),
            [{"symptom": "fever", "worst": 2}],
            "check_ins[0].observations[0].worst: 2 is not between 0 and 1",
        ),
        (
            (*SESSION, "baseline", 0, "severity"),
            0,
            "sessions[0].baseline[0].severity: 0 is not between 1 and 3",
        ),
        (
            (*CHECK_IN, "function", "lift_foot.l"),
            4,
            "check_ins[0].function.lift_foot.l: 4 is not between 0 and 3",
        ),
    ],
)
def test_a_severity_outside_its_scale_is_refused(catalogue, path, value, sentence):
    assert refusal(changed(path, value), catalogue) == sentence


@pytest.mark.parametrize("day", ["2026-03-04", "2026-03-01"])
def test_a_day_that_is_neither_the_local_date_nor_the_day_before_is_refused(catalogue, day):
    sentence = refusal(changed((*CHECK_IN, "day"), day), catalogue)

    assert sentence == "check_ins[0].day: the day must be the local date or the day before it"


@pytest.mark.parametrize(
    "zone",
    [
        *("Mars/Base", "", "Europe", "Europe/", "..", "../passwd", "/etc/passwd", "Europe/../passwd"),
        *("é", "Europe/é", "Europe/Two words", "+24:00", "+2:00", "z" * 3000, "Asia/" + "z" * 33),
    ],
)
def test_an_unknown_time_zone_is_refused(catalogue, zone):
    sentence = refusal(changed((*SESSION, "zone"), zone), catalogue)

    assert sentence == f'sessions[0].zone: no time zone called "{zone[:60]}"'


def test_a_time_zone_with_a_nul_in_its_name_is_refused(catalogue):
    sentence = refusal(changed((*CHECK_IN, "zone"), "Europe/\0London"), catalogue)

    assert sentence == r'check_ins[0].zone: no time zone called "Europe/\x00London"'


def test_ids_have_1_to_64_characters(catalogue):
    for path, name in [((*SESSION, "id"), "sessions[0].id"), (("check_ins", 1, "id"), "check_ins[1].id")]:
        for wrong in ("", "x" * 65):
            assert refusal(changed(path, wrong), catalogue) == f"{name}: an id has 1 to 64 characters"
    assert parse(changed(("check_ins", 1, "id"), "x" * 64), catalogue)


def test_an_id_that_is_used_twice_is_refused(catalogue):
    twice = changed(("check_ins", 1, "id"), "c1")
    two_sessions = changed(("sessions",), DIARY["sessions"] * 2)

    assert refusal(twice, catalogue) == 'check_ins[1].id: the id "c1" is used twice'
    assert refusal(two_sessions, catalogue) == 'sessions[1].id: the id "s1" is used twice'


def test_the_same_answer_twice_is_refused(catalogue):
    text = changed(("answers",), [DIARY["answers"][0], {**DIARY["answers"][0], "words": "again"}])

    assert refusal(text, catalogue) == "answers[1]: the same answer is there twice"
