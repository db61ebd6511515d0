"""Tables as CSV (RFC 4180): a spreadsheet neither runs a cell as a formula nor takes it for another value."""

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum

from afterneedle.domain.impossible import Impossible
from afterneedle.exchange.json_values import offset_name, shown

# What begins a formula in one spreadsheet or another, also by the wide letters of an East Asian keyboard.
_FORMULA = "=+-@\t\r\n＝＋－＠"
_DISARM = "'"
_DELIMITERS = ",;\t"
_TIME = re.compile(r"(?P<hour>\d\d?):(?P<rest>\d\d(:\d\d)?)( ?(?P<half>[AP])M)?", re.ASCII)
_WHOLE = re.compile(r"\d{1,9}", re.ASCII)


class Dates(Enum):
    """How dates are written. A column with dates names it in the first line, unless it is ISO."""

    ISO = "YYYY-MM-DD"
    DAY_FIRST = "DD/MM/YYYY"
    MONTH_FIRST = "MM/DD/YYYY"
    DOTS = "DD.MM.YYYY"

    def cell(self, day: date) -> str:
        """A date in this form."""
        text = self.value.replace("YYYY", f"{day.year:04}")
        return text.replace("MM", f"{day.month:02}").replace("DD", f"{day.day:02}")

    def read(self, cell: str) -> str:
        """A date in this form as "2026-03-02"; whether it is in the calendar is not looked at."""
        form = re.escape(self.value).replace("YYYY", r"(?P<y>\d{4})")
        form = form.replace("MM", r"(?P<m>\d\d)").replace("DD", r"(?P<d>\d\d)")
        match = re.fullmatch(form, cell, re.ASCII)
        if match is None:
            raise Impossible("", "must be a date, like {form}", form=self.cell(date(2026, 12, 31)))
        return "{y}-{m}-{d}".format(**match.groupdict())


@dataclass(frozen=True, slots=True)
class Row:
    """One line after the first: the number of the line it begins in, and its cells that are not empty."""

    line: int
    cells: Mapping[str, str]


@dataclass(frozen=True)
class Table:
    """What was read: rows, how their dates are written, and lines that are no rows of this table."""

    dates: Dates
    rows: tuple[Row, ...]
    unread: tuple[tuple[int, Impossible], ...]


def write_table(
    columns: Sequence[str], dated: Iterable[str], rows: Iterable[Sequence[str]], dates: Dates
) -> str:
    """A header and rows, with the line ends of the standard."""
    out = io.StringIO(newline="")
    table = csv.writer(out, lineterminator="\r\n")
    form = "" if dates is Dates.ISO else f" {dates.value}"
    with_dates = set(dated)
    table.writerow([name + form if name in with_dates else name for name in columns])
    for row in rows:
        table.writerow(
            [_DISARM + cell if cell[:1] and cell[0] in _FORMULA + _DISARM else cell for cell in row]
        )
    return out.getvalue()


def read_table(text: str, columns: Sequence[str], dated: Iterable[str]) -> Table:
    """Rows of a table with these columns, in any order; cells missing at the end of a row count as empty."""
    text = text.removeprefix("\ufeff")
    first = text[: text.find("\n")]
    delimiter = max(_DELIMITERS, key=first.count)
    table = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    dates, line = Dates.ISO, 1
    rows: list[Row] = []
    unread: list[tuple[int, Impossible]] = []
    same: dict[str, str] = {}  # most cells are like those of the row above: one text for all of them
    try:
        names, dates = _header(next(table, []), columns, set(dated))
        line = table.line_num + 1
        for cells in table:
            if any(cells[len(names) :]):
                unread.append((line, Impossible("", "it has more cells than the first line has columns")))
            elif any(cells):
                named = zip(names, cells, strict=False)
                filled = {name: same.setdefault(cell, _armed(cell)) for name, cell in named if cell}
                rows.append(Row(line, filled))
            line = table.line_num + 1
    except Impossible as problem:
        unread.append((line, problem))
    except csv.Error:
        unread.append(
            (line, Impossible("", "quotes are missing, or a cell is too long, from here to the end"))
        )
    return Table(dates, tuple(rows), tuple(unread))


def _header(cells: Sequence[str], columns: Sequence[str], dated: set[str]) -> tuple[list[str], Dates]:
    """The names of the columns without the form of their dates, and that form."""
    names, forms = [], set()
    for cell in _without_empty_end(cells):
        name, _blank, form = cell.partition(" ")
        if name in dated and form in {d.value for d in Dates if d is not Dates.ISO}:
            forms.add(Dates(form))
        elif name in dated and not form:
            forms.add(Dates.ISO)
        else:
            name = cell
        names.append(name)
    for name in names:
        if name not in columns:
            raise Impossible("", 'no column called "{name}"', name=shown(name))
    for name in columns:
        if names.count(name) != 1:
            raise Impossible("", 'the column "{name}" is not there, or twice', name=name)
    if len(forms) != 1:
        raise Impossible("", "the columns write dates in different forms")
    return names, forms.pop()


def _without_empty_end(cells: Sequence[str]) -> list[str]:
    filled = [n for n, cell in enumerate(cells) if cell]
    return list(cells[: filled[-1] + 1]) if filled else []


def _armed(cell: str) -> str:
    """A cell as it was before a formula in it was disarmed."""
    return cell[1:] if cell[0] == _DISARM and cell[1:2] and cell[1] in _FORMULA + _DISARM else cell


# values


def offset_cell(moment: datetime) -> str:
    """The offset from UTC: "UTC+02:00", since a spreadsheet reads a bare "+02:00" as a time of day."""
    return f"UTC{offset_name(moment)}"


def zone_cell(zone: str) -> str:
    """A time zone by its name, or by its offset like any offset."""
    return f"UTC{zone}" if zone[:1] in ("+", "-") else zone


def read_zone(cell: str) -> str:
    """The zone that `zone_cell` wrote."""
    return cell.removeprefix("UTC") if cell.startswith(("UTC+", "UTC-")) else cell


def moment_cell(moment: datetime | None, dates: Dates) -> str:
    """Date, time and offset in one cell, or an empty one."""
    return "" if moment is None else f"{dates.cell(moment.date())} {moment:%H:%M:%S} {offset_cell(moment)}"


def read_moment(cell: str, dates: Dates) -> str:
    """Date, time and offset as ISO 8601; only the form of the date is looked at here."""
    day, _, rest = cell.partition(" ")
    time, _, offset = rest.partition(" ")
    return f"{dates.read(day)}T{time}{read_zone(offset)}"


def read_time(cell: str) -> str:
    """A time of day as "20:30:00", also from a spreadsheet that counts twelve hours twice."""
    match = _TIME.fullmatch(cell)
    if match is None:
        raise Impossible("", "must be a time of day, like 20:30:00")
    hour = int(match["hour"])
    if match["half"]:
        hour = hour % 12 + (12 if match["half"] == "P" else 0)
    return f"{hour:02}:{match['rest']}"


def yes_no_cell(value: bool | None) -> str:
    """Yes, no, or empty where it is not known."""
    return "" if value is None else "yes" if value else "no"


def read_yes_no(cell: str) -> bool:
    """True or False; raises Impossible for any other word."""
    if cell not in ("yes", "no"):
        raise Impossible("", 'must be "yes" or "no"')
    return cell == "yes"


def read_whole(cell: str) -> int:
    """A whole number of at most nine digits; raises Impossible for anything else."""
    if not _WHOLE.fullmatch(cell):
        raise Impossible("", "must be a whole number")
    return int(cell)
