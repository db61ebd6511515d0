"""All that is wrong with a diary file: the first thing in each record, with the line it stands in."""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from afterneedle.domain.catalogue import Catalogue
from afterneedle.domain.impossible import ID_LENGTH, Impossible
from afterneedle.exchange.json_reading import Reader
from afterneedle.exchange.json_values import Value, read_json

_STEP = re.compile(r"\[(\d+)\]|[^.\[\]]+")
_BETWEEN = re.compile(r"[\s,:]*")
_DECODER = json.JSONDecoder()


@dataclass(frozen=True)
class Problem:
    """What is wrong, and the line where it stands; None when it stands nowhere."""

    line: int | None
    why: Impossible


def problems(text: str, catalogue: Catalogue) -> tuple[Problem, ...]:
    """What keeps a file from being read, in its order; nothing when it can be read."""
    try:
        value = read_json(text)
    except Impossible as error:
        line = re.match(r"line (\d+)", error.field)
        return (Problem(int(line[1]) if line else None, error),)
    reader = Reader(catalogue)
    try:
        reader.records(value)
    except Impossible as first:
        found = tuple(_of_records(value, reader)) or (first,)
        return tuple(Problem(line_of(text, error.field), error) for error in found)
    return ()


def _of_records(value: Value, reader: Reader) -> Iterator[Impossible]:
    raw = value.raw if isinstance(value.raw, dict) else {}
    known = _known_ids(raw)
    reads: dict[str, Callable[[Value], object]] = {
        "sessions": reader.session,
        "check_ins": reader.check_in,
        "answers": lambda answer: reader.answer(answer, known),
    }
    if "patient" in raw:
        yield from _refused(Value(raw["patient"], "patient"), reader.patient)
    for name, read in reads.items():
        if isinstance(raw.get(name), list):
            for item in Value(raw[name], name).items():
                yield from _refused(item, read)


def _known_ids(raw: dict[str, object]) -> set[str]:
    """The ids that answers may name; any they do, when one of the records has none that can be read."""
    lists = {name: some for name, some in raw.items() if isinstance(some, list)}
    ids = [_text(one, "id") for name in ("sessions", "check_ins") for one in lists.get(name, ())]
    if all(ids):
        return set(ids)
    return {*ids, *(_text(one, "check_in") for one in lists.get("answers", ()))}


def _text(record: object, key: str) -> str:
    """A text that can be an id; empty when there is none."""
    text = record.get(key) if isinstance(record, dict) else None
    return text if isinstance(text, str) and len(text) <= ID_LENGTH else ""


def _refused(value: Value, read: Callable[[Value], object]) -> Iterator[Impossible]:
    try:
        read(value)
    except Impossible as error:
        yield error


def line_of(text: str, path: str) -> int:
    """The line, from 1, in which the value of a path begins, or the last one on the way that is there."""
    at = _BETWEEN.match(text.removeprefix("\ufeff"))
    start = (at.end() if at else 0) + (1 if text.startswith("\ufeff") else 0)
    for step in _STEP.finditer(path):
        found = _item(text, start, int(step[1])) if step[1] else _key(text, start, step[0])
        if found is None:
            break
        start = found
    return text.count("\n", 0, start) + 1


def _item(text: str, start: int, number: int) -> int | None:
    """Where an item of the list that begins at `start` begins."""
    if text[start : start + 1] != "[":
        return None
    at = _next(text, start + 1)
    for _n in range(number):
        if text[at] == "]":
            return None
        at = _next(text, _DECODER.raw_decode(text, at)[1])
    return at


def _key(text: str, start: int, key: str) -> int | None:
    """Where the value of a key of the object that begins at `start` begins."""
    if text[start : start + 1] != "{":
        return None
    at = _next(text, start + 1)
    while text[at] != "}":
        name, end = _DECODER.raw_decode(text, at)
        value = _next(text, end)
        if name == key:
            return value
        at = _next(text, _DECODER.raw_decode(text, value)[1])
    return None


def _next(text: str, at: int) -> int:
    between = _BETWEEN.match(text, at)
    return between.end() if between else at
