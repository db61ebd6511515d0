"""A file that somebody made to do harm is refused in one sentence, and soon."""

import copy
import json
import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from afterneedle.domain.catalogue import Catalogue
from afterneedle.domain.impossible import Impossible
from afterneedle.exchange import json_values, text_file
from afterneedle.exchange.json_diary import parse
from afterneedle.exchange.text_file import read_text
from support.json_diaries import DIARY, refusal

LEAVES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(max_size=8),
    st.sampled_from(
        ["s1", "c1", "soreness", "palm.l", "rf_chest", "0001-01-01T00:00:00+14:00", "Europe/London"]
    ),
)
JSON = st.recursive(
    LEAVES, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner)
)


def sentence(text: str, catalogue: Catalogue) -> str:
    """What is said against it; nothing, when it is a diary."""
    try:
        parse(text, catalogue)
    except Impossible as trouble:
        return str(trouble)
    return ""


def places(value: Any, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    """The paths of everything in a JSON value."""
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path, *(found for key, one in inside for found in places(one, (*path, key)))]


@given(JSON)
@settings(max_examples=150)
def test_any_json_is_a_diary_or_refused(catalogue, value):
    assert "\n" not in sentence(json.dumps(value), catalogue)


@given(st.lists(st.tuples(st.sampled_from(places(DIARY)[1:]), JSON), min_size=1, max_size=3))
@settings(max_examples=250)
def test_a_diary_with_anything_in_place_of_its_parts_is_a_diary_or_refused(catalogue, changes):
    diary = copy.deepcopy(DIARY)
    for (*way, last), value in changes:
        around: Any = diary
        try:
            for key in way:
                around = around[key]
            around[last] = value
        except (KeyError, TypeError, IndexError):
            continue  # an earlier change took the place away
    assert "\n" not in sentence(json.dumps(diary), catalogue)


@given(st.data())
@settings(max_examples=300)
def test_a_diary_with_letters_changed_at_random_is_a_diary_or_refused(catalogue, data):
    text = json.dumps(DIARY)
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(text)))
        text = text[:at] + data.draw(st.text(max_size=3)) + text[at + data.draw(st.integers(0, 3)) :]
    assert "\n" not in sentence(text, catalogue)


@pytest.mark.parametrize(
    "bomb",
    [
        "[" * 1_000_000,
        '{"a":' * 1_000_000,
        '{"format": "afterneedle-diary", "version": 1, "sessions": ' + "[" * 100_000 + "]" * 100_000 + "}",
    ],
    ids=["lists", "objects", "in its place"],
)
def test_what_is_nested_too_deeply_is_refused(catalogue, bomb):
    assert refusal(bomb, catalogue) == "file: it is nested too deeply"


def test_what_has_more_parts_than_any_diary_is_refused_before_it_fills_the_memory(catalogue, monkeypatch):
    monkeypatch.setattr(json_values, "MOST_PARTS", 1000)
    fine = '{"format": "afterneedle-diary", "version": 1, "check_ins": [' + " " * 2000 + "]}"
    assert parse(fine, catalogue).check_ins == ()
    assert refusal("[" + "[]," * 1000 + "[]]", catalogue) == "file: it has more parts than any diary"


def test_a_file_of_the_longest_length_is_read_and_a_longer_one_is_not(tmp_path, monkeypatch):
    monkeypatch.setattr(text_file, "LONGEST", 10)
    file = tmp_path / "diary.json"
    file.write_text("x" * 10)
    assert read_text(file) == "x" * 10
    file.write_text("x" * 11)
    with pytest.raises(Impossible, match="larger than 64 MB"):
        read_text(file)


def test_a_pipe_and_a_device_are_not_waited_for(tmp_path):
    pipe = tmp_path / "pipe.json"
    os.mkfifo(pipe)
    for endless in (pipe, Path("/dev/zero"), tmp_path):
        with pytest.raises(Impossible, match="not a file"):
            read_text(endless)
