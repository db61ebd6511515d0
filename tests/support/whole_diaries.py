"""Whole diaries as files keep them: any, to the second, with answers about what is in them."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import datetime
from typing import Any

from hypothesis import strategies as st

from afterneedle.domain.catalogue import Catalogue, Place, Symptom
from afterneedle.domain.records import Records
from afterneedle.exchange.json_diary import in_order
from support import strategies


def walk(value: Any) -> Iterator[Any]:
    """Every value inside a record, in a fixed order."""
    yield value
    if isinstance(value, tuple):
        for item in value:
            yield from walk(item)
    elif is_dataclass(value) and not isinstance(value, (Symptom, Place)):
        for field in fields(value):
            yield from walk(getattr(value, field.name))


def times(records: Records) -> list[str]:
    """Every time in the records as clock and offset; equal times of Python may differ in both."""
    return [value.isoformat() for value in walk(records) if isinstance(value, datetime)]


def to_the_second(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.replace(microsecond=0)
    if isinstance(value, tuple):
        return tuple(to_the_second(item) for item in value)
    if is_dataclass(value) and not isinstance(value, (Symptom, Place)):
        return replace(value, **{f.name: to_the_second(getattr(value, f.name)) for f in fields(value)})
    return value


@st.composite
def diaries(draw: st.DrawFn, catalogue: Catalogue) -> Records:
    """Any diary whose answers are about something in it."""
    records = to_the_second(draw(strategies.records(catalogue)))
    known = [record.id for record in (*records.sessions, *records.check_ins)]
    about = [replace(a, check_in=draw(st.sampled_from(known))) for a in records.answers if known]
    once = {(a.rule, a.check_in, a.at, a.did): a for a in about}
    return in_order(replace(records, answers=tuple(once.values())))
