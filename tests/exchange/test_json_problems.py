"""A bad file is told of line by line: the first thing wrong in each record."""

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afterneedle.domain.records import Records
from afterneedle.exchange.json_diary import dump
from afterneedle.exchange.json_problems import line_of, problems
from support import strategies
from support.builders import a_check_in, a_session, an_answer, an_observation


@pytest.fixture
def text(catalogue) -> str:
    says = [an_observation(catalogue)]
    check_ins = tuple(
        a_check_in(catalogue, id=f"c{n}", felt_at=f"2026-03-0{n}T20:00:00+00:00", says=says)
        for n in (3, 4, 5)
    )
    return dump(Records(sessions=(a_session(catalogue),), check_ins=check_ins, answers=()), catalogue)


def told(text: str, catalogue) -> list[tuple[int | None, str]]:
    return [(problem.line, problem.why.field) for problem in problems(text, catalogue)]


def test_a_good_file_has_none(text, catalogue):
    assert problems(text, catalogue) == ()


def test_each_bad_record_is_told_with_the_line_of_what_is_wrong(text, catalogue):
    bad = text.replace('"soreness"', '"sorenes"')
    lines = [n for n, line in enumerate(bad.splitlines(), start=1) if "sorenes" in line]
    assert len(lines) == 3
    assert told(bad, catalogue) == [
        (line, f"check_ins[{n}].observations[0].symptom") for n, line in enumerate(lines)
    ]


def test_all_kinds_of_records_are_looked_at(catalogue):
    records = Records(
        sessions=(a_session(catalogue),), check_ins=(a_check_in(catalogue, id="c1"),), answers=(an_answer(),)
    )
    raw = json.loads(dump(records, catalogue))
    raw["patient"] = {"born": "soon"}
    raw["sessions"][0]["twitch"] = "perhaps"
    raw["check_ins"][0]["note"] = 7
    raw["answers"][0]["check_in"] = "nobody"
    fields = [field for _line, field in told(json.dumps(raw, indent=1), catalogue)]
    assert fields == ["patient.born", "sessions[0].twitch", "check_ins[0].note", "answers[0].check_in"]


@pytest.mark.parametrize("id", ["", "c" * 65, 5, None])
@pytest.mark.parametrize("name", ["sessions", "check_ins"])
def test_an_answer_to_a_record_whose_id_cannot_be_read_is_not_told_too(catalogue, name, id):
    records = Records(
        sessions=(a_session(catalogue, id="s1"),),
        check_ins=(a_check_in(catalogue, id="c1"),),
        answers=(an_answer(check_in="s1"), an_answer(check_in="c1")),
    )
    raw = json.loads(dump(records, catalogue))
    raw[name][0]["id"] = id
    assert [field for _line, field in told(json.dumps(raw), catalogue)] == [f"{name}[0].id"]


def test_what_is_missing_is_told_at_its_record(catalogue, text):
    bad = text.replace('"felt_at"', '"felt"', 1)
    [(line, field)] = told(bad, catalogue)
    assert field == "check_ins[0].felt"
    assert '"felt"' in bad.splitlines()[line - 1]


@pytest.mark.parametrize(
    ("text", "line", "field"),
    [
        ("{\n oh no", 2, "line 2, column 2"),
        ('{"format": "something else"}', 1, "format"),
        ("[]", 1, "format"),
        ("[" * 100_000, None, "file"),
    ],
)
def test_what_is_no_diary_is_told_once(catalogue, text, line, field):
    assert told(text, catalogue) == [(line, field)]


def test_an_id_that_is_used_twice_is_found_when_every_record_is_good(text, catalogue):
    bad = text.replace('"id": "c5"', '"id": "c4"')
    last = max(n for n, line in enumerate(bad.splitlines(), start=1) if '"id": "c4"' in line)
    assert told(bad, catalogue) == [(last, "check_ins[2].id")]


@given(st.data())
def test_the_line_of_any_value_is_the_one_it_stands_in(catalogue, data):
    records = replace(data.draw(strategies.records(catalogue)), answers=())
    text = dump(records, catalogue)
    for n, session in enumerate(json.loads(text)["sessions"]):
        line = text.split("\n")[line_of(text, f"sessions[{n}].ended_at") - 1]
        assert line.strip() == f'"ended_at": "{session["ended_at"]}",'


def test_a_mark_of_byte_order_moves_no_line():
    assert line_of('\ufeff{\n"a": [1,\n2]}', "a[1]") == 3


def test_a_path_that_leads_nowhere_ends_at_the_last_step_there_is():
    text = '{"a":\n{"b": [1]}}'
    assert [line_of(text, path) for path in ("x", "a.c", "a.b[4]", "a[0]", "a.b.c")] == [1, 2, 2, 2, 2]
