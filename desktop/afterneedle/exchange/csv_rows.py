"""One row of our tables as the value that the reader of JSON understands: every check is made there, once."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from afterneedle.domain.catalogue import Catalogue
from afterneedle.domain.impossible import Impossible
from afterneedle.exchange.csv_cells import (
    Dates,
    Row,
    read_moment,
    read_time,
    read_whole,
    read_yes_no,
    read_zone,
)
from afterneedle.exchange.csv_tables import (
    ALL,
    CHECK_IN_ROW,
    LAST,
    NONE,
    OF_BOTH,
    OF_CHECK_IN,
    OF_SYMPTOM,
    SIDES,
    SYMPTOM_ROW,
)
from afterneedle.exchange.json_values import Value

T = TypeVar("T")
Raw = dict[str, Any]

_LETTERS = {word: letter for letter, word in SIDES.items()}
_REPEATED = tuple(column for column in OF_BOTH if column != "row")
_OF_SIGN = ("symptom", "region", "side", "now", "details")


@dataclass(frozen=True)
class Cells:
    """The filled cells of one row, and how dates are written in them."""

    filled: Mapping[str, str]
    dates: Dates

    def text(self, column: str) -> str:
        """What is in a cell; an empty one holds an empty text."""
        return self.filled.get(column, "")

    def get(self, column: str, read: Callable[[str], T]) -> T | None:
        """What `read` makes of a cell, or None when it is empty; its refusal is told with the column."""
        if column not in self.filled:
            return None
        try:
            return read(self.filled[column])
        except Impossible as error:
            raise error.under(column) from None

    def day(self, column: str) -> str | None:
        return self.get(column, self.dates.read)

    def moment(self, column: str) -> str | None:
        return self.get(column, lambda cell: read_moment(cell, self.dates))

    def when(self) -> str:
        """The moment that date, time and offset make."""
        day, time = self.day("date"), self.get("time", read_time)
        if day is None or time is None:
            raise Impossible("time" if day else "date", "missing")
        return f"{day}T{time}{read_zone(self.text('utc_offset'))}"

    def check_empty(self, but: Collection[str]) -> None:
        """Raises Impossible for a cell that is filled and that nobody would read."""
        for column in self.filled:
            if column not in but:
                raise Impossible(column, "this cell must be empty in this row")


def check_in_value(head: Row, rows: Iterable[Row], dates: Dates, catalogue: Catalogue) -> Value:
    """A check-in from the row about all of it and the rows of its symptoms."""
    cells = Cells(head.cells, dates)
    cells.check_empty((*OF_BOTH, *OF_CHECK_IN, *catalogue.functions, *LAST))
    signs: list[Raw] = []
    felt: list[Raw] = []
    for row in rows:
        (signs if is_sign(row, catalogue) else felt).append(symptom_value(row, head, dates, catalogue).raw)
    asked = cells.get("asked", lambda cell: True if cell == ALL else cell.split())
    limits = {name: cells.get(name, read_whole) for name in catalogue.functions}
    return _value(
        id=cells.text("check_in"),
        felt_at=cells.when(),
        entered_at=cells.moment("entered"),
        zone=cells.get("zone", read_zone),
        day=cells.day("day"),
        red_flags=_known(asked=asked, present=signs or None),
        none_of=cells.text("none_of").split(),
        observations=felt,
        function=_known(**limits),
        medicines=cells.text("medicines"),
        note=cells.text("note"),
        edited_at=cells.moment("edited"),
    )


def is_sign(row: Row, catalogue: Catalogue) -> bool:
    """Whether a row is about an emergency sign."""
    symptom = catalogue.symptoms.get(row.cells.get("symptom", ""))
    return symptom is not None and symptom.is_red


def symptom_value(row: Row, head: Row, dates: Dates, catalogue: Catalogue) -> Value:
    """An observation, or an emergency sign that is there."""
    cells = Cells(row.cells, dates)
    if cells.text("row") not in (CHECK_IN_ROW, SYMPTOM_ROW):
        raise Impossible("row", 'must be "{one}" or "{other}"', one=CHECK_IN_ROW, other=SYMPTOM_ROW)
    for column in _REPEATED:
        if row.cells.get(column) != head.cells.get(column):
            raise Impossible(
                column, "differs from line {line}, which is of the same check-in", line=head.line
            )
    now = cells.get("now", read_yes_no)
    said = _known(symptom=cells.text("symptom"), place=_place(cells), details=cells.text("details").split())
    if is_sign(row, catalogue):
        cells.check_empty((*OF_BOTH, *_OF_SIGN))
        if now is False:
            raise Impossible("now", 'an emergency sign that is not there belongs in "asked" only')
        return Value(said, "")
    cells.check_empty((*OF_BOTH, *OF_SYMPTOM))
    worst, change = cells.get("worst", read_whole), cells.get("change", str)
    return _value(**said, now=now, worst=worst, change=change, since=cells.moment("since"))


def session_value(row: Row, dates: Dates) -> Value:
    """A session."""
    cells = Cells(row.cells, dates)
    felt, stopped = (cells.get(f"zap_{name}", read_yes_no) for name in ("felt", "stopped_at_once"))
    return _value(
        id=cells.text("session"),
        ended_at=cells.when(),
        ended_about=cells.get("about", read_yes_no),
        zone=cells.get("zone", read_zone),
        sites=cells.text("sites").split(),
        practitioner={
            "name": cells.text("practitioner"),
            "profession": cells.text("profession"),
            "phone": cells.text("phone"),
        },
        zap=_known(felt=felt, stopped_at_once=stopped, place=cells.get("zap_place", str)),
        twitch=cells.get("twitch", read_yes_no),
        baseline=cells.get("baseline", _baseline),
        note=cells.text("note"),
        edited_at=cells.moment("edited"),
    )


def answer_value(row: Row, dates: Dates) -> Value:
    """What the patient did about a flag."""
    cells = Cells(row.cells, dates)
    names = ("rule", "check_in", "did", "words")
    return _value(at=cells.when(), **{name: cells.text(name) for name in names})


def patient_value(row: Row, dates: Dates) -> Value:
    """About the person."""
    cells = Cells(row.cells, dates)
    texts = {name: cells.text(name) for name in ("name", "medicines", "allergies", "notes")}
    return _value(born=cells.day("born"), conditions=cells.text("conditions").split(), **texts)


def _value(**raw: Any) -> Value:
    return Value(_known(**raw), "")


def _known(**raw: Any) -> Raw:
    return {key: value for key, value in raw.items() if value is not None}


def _place(cells: Cells) -> str | None:
    region, side = cells.text("region"), cells.text("side")
    if not region and not side:
        return None
    if side not in _LETTERS:
        raise Impossible("side", 'must be "left" or "right"')
    return f"{region}.{_LETTERS[side]}"


def _baseline(cell: str) -> list[Raw]:
    return [] if cell == NONE else [_one_baseline(said.split()) for said in cell.split(";")]


def _one_baseline(words: list[str]) -> Raw:
    if len(words) not in (2, 3):
        raise Impossible("", 'must be like "{example}"', example="numbness palm.l 1; headache 3")
    place = words[1] if len(words) == 3 else None
    return _known(symptom=words[0], place=place, severity=read_whole(words[-1]))
