"""The published JSON Schema and the program agree on what a diary file is."""

import copy
import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from afterneedle.assets import asset
from afterneedle.domain.catalogue import Catalogue
from afterneedle.domain.impossible import Impossible
from afterneedle.exchange.json_diary import dump, parse
from support import strategies
from support.json_diaries import ANSWER, CHECK_IN, DIARY, OBSERVATION, PATIENT, SESSION, changed, without

SCHEMA = json.loads(asset("diary-1.schema.json").read_text("utf-8"))
VALIDATOR = Draft202012Validator(SCHEMA)

# What takes two records, a calendar or a list of time zones to see, by the reason the program gives; and a
# file that shows it.
ONLY_THE_PROGRAM = {
    'the id "{id}" is used twice': changed(("check_ins", 1, "id"), "c1"),
    "the same answer is there twice": changed(("answers",), DIARY["answers"] * 2),
    'no check-in or session called "{name}"': changed((*ANSWER, "check_in"), "c9"),
    "the same symptom and place are named twice": changed(
        (*CHECK_IN, "observations"), [DIARY["check_ins"][0]["observations"][0]] * 2
    ),
    "the same sign is named twice": changed((*CHECK_IN, "red_flags", "present"), ["rf_chest", "rf_chest"]),
    '"{group}" is both denied and present ({symptom})': changed((*CHECK_IN, "none_of"), ["nerve"]),
    "the day must be the local date or the day before it": changed((*CHECK_IN, "day"), "2026-03-01"),
    'there is no "{value}" in the calendar': changed((*PATIENT, "born"), "1984-02-30"),
    'no time zone called "{name}"': changed((*SESSION, "zone"), "Mars/Base"),
    "must be a whole number": changed((*OBSERVATION, "worst"), 1.0),
    "the text holds half a character, which cannot be kept": changed((*CHECK_IN, "note"), "\ud83d"),
}

EVERYTHING: dict[str, Any] = copy.deepcopy(DIARY)
EVERYTHING["patient"] |= {"medicines": "", "allergies": "", "notes": ""}
EVERYTHING["sessions"][0] |= {
    "ended_about": True,
    "twitch": None,
    "note": "",
    "edited_at": None,
    "zap": {"felt": True, "stopped_at_once": None, "place": "hand_back.r"},
}
EVERYTHING["check_ins"][0] |= {
    "entered_at": "2026-03-03T20:00:00+00:00",
    "day": "2026-03-03",
    "zone": "+00:00",
    "medicines": "",
    "note": "",
    "edited_at": "2026-03-04T09:00:00Z",
    "observations": [
        {"symptom": "weakness", "place": "foot_top.l", "now": True, "worst": 2, "change": "worse"},
        {"symptom": "weakness", "place": "foot_top.r", "now": False, "worst": None, "since": None},
        {"symptom": "fever", "details": ["gone_between"]},
        {"symptom": "soreness", "place": None, "change": "same"},
    ],
    "none_of": ["nerve"],
}

Steps = tuple[str | int, ...]


def refusal(text: str, catalogue: Catalogue) -> str | None:
    """Why the program refuses a file; None when it reads it."""
    try:
        parse(text, catalogue)
    except Impossible as error:
        return error.reason
    return None


def steps(value: Any, path: Steps = ()) -> Iterator[Steps]:
    """The way to everything in a file."""
    if path:
        yield path
    named = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, inner in named:
        yield from steps(inner, (*path, step))


WORDS = sorted(
    {str(path[-1]) for path in steps(EVERYTHING)}
    | {"soreness", "fever", "headache", "rf_chest", "drop", "sudden", "growing", "palm.l", "better", "skin"}
    | {"2026-03-03T20:00:00+00:00", "2026-03-03", "2026-02-31", "1899-12-31T10:00:00Z", "+02:00", "UTC"}
    | {"2026-03-03T24:00:00Z", "2026-03-03T20:00:00", "2026-03-03T20:00:60Z", "2026-03-03T20:00,5-23:59"}
)
NUMBERS = st.integers(-1, 11) | st.sampled_from([1.5, 2.0, 10**30])
PLAIN = st.none() | st.booleans() | NUMBERS | st.sampled_from(WORDS) | st.text(max_size=66)
ANYTHING = PLAIN | st.lists(PLAIN, max_size=3) | st.dictionaries(st.sampled_from(WORDS) | st.text(), PLAIN)


@st.composite
def spoilt(draw: st.DrawFn, sound: dict[str, Any]) -> dict[str, Any]:
    """The file with one thing in it replaced, taken away or added."""
    diary = copy.deepcopy(sound)
    *way, last = draw(st.sampled_from(list(steps(diary))))
    at: Any = diary
    for step in way:
        at = at[step]
    match draw(st.sampled_from(["replace", "remove", "add"])):
        case "replace":
            at[last] = draw(ANYTHING)
        case "remove":
            del at[last]
        case "add" if isinstance(at, dict):
            at[draw(st.sampled_from(WORDS))] = draw(ANYTHING)
        case "add":
            at.insert(last, draw(ANYTHING))
    return diary


def test_the_schema_is_sound_and_made_from_the_catalogue_as_it_is(catalogue):
    from schema import FILE, text

    Draft202012Validator.check_schema(SCHEMA)
    assert FILE.read_text("utf-8") == text(catalogue), "type ./run schema"


@given(st.data())
def test_every_diary_that_is_written_is_one_by_the_schema(catalogue, data):
    records = data.draw(strategies.records(catalogue))
    known = [r.id for r in (*records.sessions, *records.check_ins)]
    answers = tuple(replace(a, check_in=data.draw(st.sampled_from(known))) for a in records.answers if known)

    VALIDATOR.validate(json.loads(dump(replace(records, answers=answers), catalogue)))


def test_the_diaries_that_the_tests_spoil_are_sound(catalogue):
    for diary in (DIARY, EVERYTHING):
        VALIDATOR.validate(diary)
        assert refusal(json.dumps(diary), catalogue) is None


@given(st.data())
def test_what_the_schema_refuses_the_program_refuses_and_the_other_way_round(catalogue, data):
    diary = data.draw(spoilt(EVERYTHING))

    reason = refusal(json.dumps(diary), catalogue)

    if VALIDATOR.is_valid(diary):
        assert reason is None or reason in ONLY_THE_PROGRAM
    else:
        assert reason is not None


@pytest.mark.parametrize(("reason", "file"), ONLY_THE_PROGRAM.items(), ids=list(ONLY_THE_PROGRAM))
def test_what_only_the_program_sees_is_no_fault_by_the_schema(catalogue, reason, file):
    assert refusal(file, catalogue) == reason
    VALIDATOR.validate(json.loads(file))


@pytest.mark.parametrize(
    "file",
    [
        changed((*OBSERVATION, "worst"), 4),
        changed((*OBSERVATION, "worst"), -1),
        changed((*OBSERVATION, "details"), ["growing"]),
        changed((*OBSERVATION, "place"), "kneee.r"),
        changed((*OBSERVATION, "place"), None),
        changed((*OBSERVATION, "symptom"), "drop"),
        changed((*CHECK_IN, "observations"), [{"symptom": "fever", "place": "palm.l"}]),
        changed((*CHECK_IN, "red_flags", "asked"), False),
        changed((*CHECK_IN, "function", "lift_foot.l"), 4),
        changed((*SESSION, "baseline", 0, "severity"), 0),
        changed((*SESSION, "ended_at"), "2026-03-02T10:00:00"),
        changed((*ANSWER, "did"), "nothing"),
        without((*OBSERVATION, "worst")),
        without((*SESSION, "sites")),
    ],
)
def test_what_both_refuse(catalogue, file):
    assert refusal(file, catalogue) is not None
    assert not VALIDATOR.is_valid(json.loads(file))
