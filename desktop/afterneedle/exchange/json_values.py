"""Strict JSON: every value knows its path, and whatever is not as agreed is refused with that path."""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, ParamSpec, TypeVar

from afterneedle.domain.impossible import FIRST_YEAR, LAST_YEAR, TEXT_LENGTH, Impossible

P = ParamSpec("P")
T = TypeVar("T")
D = TypeVar("D")

MOST_PARTS = 8_000_000  # a diary of 200,000 observations has two million
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_MOMENT = re.compile(
    r"\d{4}-\d\d-\d\dT(?!24)\d\d:\d\d(:\d\d([.,]\d+)?)?(?P<offset>Z|[+-]\d\d:\d\d(:\d\d)?)?", re.ASCII
)
_TWICE = object()  # stands where a key was there twice, until someone asks for it by its path


def read_json(text: str) -> "Value":
    """The JSON in `text`; a mark of byte order before it is no fault."""
    if sum(map(text.count, "[{,")) > MOST_PARTS:
        raise Impossible("file", "it has more parts than any diary")
    try:
        return Value(json.loads(text.removeprefix("\ufeff"), object_pairs_hook=_pairs), "")
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}"
        raise Impossible(where, "this is not JSON") from None
    except RecursionError:
        raise Impossible("file", "it is nested too deeply") from None
    except ValueError:  # Python reads no number of more than 4300 digits
        raise Impossible("file", "a number in it is too long") from None


def shown(text: str) -> str:
    """What someone else's file says, short and printable enough for a sentence."""
    return repr(text[:60])[1:-1]


def offset_name(moment: datetime) -> str:
    """The fixed offset of a time, as the name of its zone: "+02:00"."""
    return moment.isoformat(timespec="seconds")[len("2026-03-02T10:00:00") :]


@dataclass(frozen=True)
class Value:
    """A JSON value and its path: "check_ins[3].observations[0]"."""

    raw: Any
    path: str

    def refusal(self, reason: str, **values: object) -> Impossible:
        """The error that says what is wrong here."""
        if self.raw is _TWICE:
            return Impossible(self.path, "the key is there twice")
        return Impossible(self.path, reason, **values)

    def make(self, kind: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """The record `kind` makes of what was read here; what it refuses is told with this path."""
        try:
            return kind(*args, **kwargs)
        except Impossible as error:
            raise error.under(self.path) from None

    def table(self, *keys: str) -> "Table":
        """An object that has no other keys than these."""
        table = self.any_table()
        for key in table.raw:
            if key not in keys:
                raise Impossible(table.path_of(key), "unknown key")
        return table

    def any_table(self) -> "Table":
        """An object, whatever its keys."""
        if not isinstance(self.raw, dict):
            raise self.refusal("must be an object, in braces")
        return Table(self.path, self.raw)

    def items(self) -> "list[Value]":
        """A list."""
        if not isinstance(self.raw, list):
            raise self.refusal("must be a list")
        return [Value(raw, f"{self.path}[{n}]") for n, raw in enumerate(self.raw)]

    def each(self, read: "Callable[[Value], T]") -> tuple[T, ...]:
        """A list of things of one kind."""
        return tuple(read(item) for item in self.items())

    def each_once(self, read: "Callable[[Value], T]") -> tuple[T, ...]:
        """A list of things of one kind that may not repeat."""
        found: list[T] = []
        for item in self.items():
            thing = read(item)
            if thing in found:
                raise item.refusal('"{name}" is there twice', name=shown(item.raw))
            found.append(thing)
        return tuple(found)

    def text(self) -> str:
        """A text that fits in the diary; what a screen cannot show is kept all the same."""
        if not isinstance(self.raw, str):
            raise self.refusal("must be text")
        if len(self.raw) > TEXT_LENGTH:
            raise self.refusal("the text is longer than 20,000 characters")
        try:
            self.raw.encode()
        except UnicodeEncodeError:
            raise self.refusal("the text holds half a character, which cannot be kept") from None
        return self.raw

    def whole(self) -> int:
        """A whole number; true and false are none."""
        if not isinstance(self.raw, int) or isinstance(self.raw, bool):
            raise self.refusal("must be a whole number")
        return self.raw

    def yes_no(self) -> bool:
        """True or false."""
        if not isinstance(self.raw, bool):
            raise self.refusal("must be true or false")
        return self.raw

    def one_of(self, options: Mapping[str, T], reason: str, **values: object) -> T:
        """One of the things that have a name; `reason` says that there is none called {name}."""
        name = self.text()
        if name not in options:
            raise self.refusal(reason, name=shown(name), **values)
        return options[name]

    def day(self) -> date:
        """A date without a time."""
        if not isinstance(self.raw, str) or not _DAY.fullmatch(self.raw):
            raise self.refusal("must be a date, like 2026-03-02")
        return self._from_calendar(date.fromisoformat)

    def moment(self) -> datetime:
        """A time with its offset from UTC, to the second."""
        shape = _MOMENT.fullmatch(self.raw) if isinstance(self.raw, str) else None
        if shape is None:
            raise self.refusal("must be a time, like 2026-03-02T10:00:00+00:00")
        if shape["offset"] is None:
            raise self.refusal("the time has no offset from UTC")
        if not FIRST_YEAR <= int(self.raw[:4]) <= LAST_YEAR:
            raise self.refusal("the year must be between 1900 and 2199")
        return self._from_calendar(datetime.fromisoformat).replace(microsecond=0)

    def _from_calendar(self, read: Callable[[str], T]) -> T:
        try:
            return read(self.raw)
        except ValueError:
            raise self.refusal('there is no "{value}" in the calendar', value=self.raw) from None


@dataclass(frozen=True)
class Table:
    """A JSON object and its path."""

    path: str
    raw: dict[str, Any]

    def __getitem__(self, key: str) -> Value:
        path = f"{self.path}.{key}" if self.path else key
        if key not in self.raw:
            raise Impossible(path, "missing")
        return Value(self.raw[key], path)

    def get(self, key: str, read: Callable[[Value], T], default: D) -> T | D:
        """What `read` makes of the key, or `default` when it is left out; null stands for None alone."""
        if key not in self.raw or (default is None and self.raw[key] is None):
            return default
        return read(self[key])

    def entries(self) -> list[tuple[str, Value]]:
        """Every key with its value."""
        return [(key, Value(value, self.path_of(key))) for key, value in self.raw.items()]

    def path_of(self, key: str) -> str:
        """The path to a key that somebody else thought of."""
        return f"{self.path}.{shown(key)}" if self.path else shown(key)


def _pairs(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    table: dict[str, Any] = {}
    for key, value in pairs:
        table[key] = _TWICE if key in table else value
    return table
