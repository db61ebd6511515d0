"""A small diary file to break in one place, and the sentence it is then refused with."""

import copy
import json
from typing import Any

import pytest

from afterneedle.domain.catalogue import Catalogue
from afterneedle.domain.impossible import Impossible
from afterneedle.exchange.json_diary import parse

Path = tuple[str | int, ...]

DIARY: dict[str, Any] = {
    "format": "afterneedle-diary",
    "version": 1,
    "patient": {"name": "Alex", "born": "1984-06-02", "conditions": ["diabetes"]},
    "sessions": [
        {
            "id": "s1",
            "ended_at": "2026-03-02T10:00:00+00:00",
            "zone": "Europe/London",
            "sites": ["trapezius_top.r"],
            "practitioner": {"name": "Chris"},
            "zap": {"felt": True},
            "baseline": [{"symptom": "numbness", "place": "palm.l", "severity": 1}],
        }
    ],
    "check_ins": [
        {
            "id": "c1",
            "felt_at": "2026-03-03T20:00:00+00:00",
            "red_flags": {"asked": True, "present": ["rf_chest", {"symptom": "drop", "place": "foot_top.l"}]},
            "none_of": ["movement"],
            "observations": [{"symptom": "tingling", "place": "palm.l", "worst": 1}],
            "function": {"lift_foot.l": 2},
        },
        {"id": "c2", "felt_at": "2026-03-04T20:00:00+00:00"},
    ],
    "answers": [
        {"rule": "N07", "check_in": "c1", "at": "2026-03-04T09:00:00+00:00", "did": "told_practitioner"}
    ],
}
PATIENT = ("patient",)
SESSION = ("sessions", 0)
CHECK_IN = ("check_ins", 0)
OBSERVATION = ("check_ins", 0, "observations", 0)
ANSWER = ("answers", 0)


def refusal(text: str, catalogue: Catalogue) -> str:
    """The sentence with which `text` is refused."""
    with pytest.raises(Impossible) as caught:
        parse(text, catalogue)
    return str(caught.value)


def changed(path: Path, value: object) -> str:
    """The diary with `value` at `path`."""
    diary, at = _opened(path)
    at[path[-1]] = value
    return json.dumps(diary)


def without(path: Path) -> str:
    """The diary without what is at `path`."""
    diary, at = _opened(path)
    del at[path[-1]]
    return json.dumps(diary)


def _opened(path: Path) -> tuple[dict[str, Any], Any]:
    """A copy of the diary, and what in it holds the last step of `path`."""
    diary = copy.deepcopy(DIARY)
    at: Any = diary
    for step in path[:-1]:
        at = at[step]
    return diary, at
