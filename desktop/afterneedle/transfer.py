"""A diary out into files, and files into records: the same for the window and the shell."""

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from pathlib import Path
from zoneinfo import ZoneInfo

from afterneedle.content.language import _
from afterneedle.content.wording import labels
from afterneedle.content.wording.calendar import calendar_title
from afterneedle.content.wording.columns import HEADER, dictionary
from afterneedle.diary import Diary, Exists
from afterneedle.domain.catalogue import Catalogue
from afterneedle.domain.excerpt import Part, excerpt
from afterneedle.domain.periods import Asked, Days, period_of
from afterneedle.domain.records import Records
from afterneedle.exchange import csv_reading, csv_tables, fhir, json_diary
from afterneedle.exchange.csv_cells import Dates, write_table
from afterneedle.exchange.csv_reading import Unread
from afterneedle.exchange.text_file import read_text

COLUMNS = "-columns"  # the data dictionary
MARK = "\ufeff"  # of UTF-8; without it a spreadsheet takes it for something else
CSV = ".csv"
Contents = dict[Path, Iterable[bytes]]


class Kind(Enum):
    """A kind of file that a diary can go into, by the ending of its name."""

    JSON = ".json"
    CSV = ".csv"
    FHIR = ".fhir.json"
    CALENDAR = ".ics"


class NothingToAsk(Exception):
    """No follow-up is open; the message says so."""


@dataclass(frozen=True)
class Export:
    """What is to be written where. `dates`, `marked`: how tables are written, and whether with the mark."""

    kind: Kind
    file: Path
    days: Asked = Asked(Days.ALL)  # noqa: RUF009 - a value that never changes
    left_out: frozenset[Part] = frozenset()
    dates: Dates = Dates.ISO
    marked: bool = True


def kind_of(file: Path) -> Kind | None:
    """The kind that a name ends in; None when it ends in another way."""
    found = [kind for kind in Kind if file.name.lower().endswith(kind.value)]
    return max(found, key=lambda kind: len(kind.value), default=None)


def files_of(kind: Kind, file: Path) -> tuple[Path, ...]:
    """Every file that is written when one of this kind is asked for, that one first."""
    if kind is not Kind.CSV:
        return (file,)
    return (*csv_tables.files_of(file).values(), csv_tables.beside(file, COLUMNS))


def contents(diary: Diary, wanted: Export, now: datetime, zone: ZoneInfo) -> Contents:
    """What goes into each file, in pieces.

    Raises StoreError, Impossible for days that cannot be, NothingToAsk for a calendar without a follow-up.
    """
    file = wanted.file
    if os.path.realpath(diary.path) in map(os.path.realpath, files_of(wanted.kind, file)):
        raise Exists(file)
    if wanted.kind is Kind.CALENDAR:
        calendar = diary.calendar(now, zone, calendar_title())
        if calendar is None:
            raise NothingToAsk(_("No follow-up is open, so there is nothing to ask about."))
        return {file: [calendar]}
    whole = diary.records()
    period = None if wanted.days.days is Days.ALL else period_of(wanted.days, whole, now)
    records = excerpt(whole, period, wanted.left_out, now.date())
    match wanted.kind:
        case Kind.CSV:
            return _tables(records, diary.catalogue, wanted)
        case Kind.FHIR:
            text = fhir.dump(records, diary.catalogue, labels, now, diary.identity)
            return {file: (piece.encode("utf-8") for piece in text)}
        case _:
            return {file: [json_diary.dump(records, diary.catalogue).encode("utf-8")]}


def _tables(records: Records, catalogue: Catalogue, wanted: Export) -> Contents:
    """Tables for a spreadsheet: check-ins in the file, the others beside it."""
    mark = MARK if wanted.marked else ""
    texts = csv_tables.dump(records, catalogue, wanted.dates)
    texts[COLUMNS] = write_table(HEADER, (), dictionary(catalogue), wanted.dates)
    return {csv_tables.beside(wanted.file, t): [(mark + text).encode("utf-8")] for t, text in texts.items()}


@dataclass(frozen=True)
class Read:
    """What files hold: the records, and every row of a table that is not understood."""

    records: Records
    unread: tuple[Unread, ...] = ()


def tables_of(file: Path) -> dict[str, Path]:
    """The tables that are there, by what their names end in; `file` is any of them."""
    firsts = (file.with_name(f"{file.stem.removesuffix(t)}{file.suffix}") for t in csv_tables.TABLES if t)
    first = next((f for f in firsts if f != file and f.exists()), file)
    return {t: f for t, f in csv_tables.files_of(first).items() if f in (first, file) or f.exists()}


def read_texts(file: Path) -> dict[str, str]:
    """The text of a JSON file, or of each table beside a CSV file. Raises OSError and Impossible."""
    if not is_table(file):
        return {"": read_text(file)}
    return {table: read_text(path) for table, path in tables_of(file).items()}


def read(file: Path, texts: Mapping[str, str], catalogue: Catalogue) -> Read:
    """What the texts of a file say; raises Impossible for a JSON file that cannot be read."""
    if is_table(file):
        found = csv_reading.parse(texts, catalogue)
        return Read(found.records, found.unread)
    return Read(json_diary.parse(texts[""], catalogue))


def is_table(file: Path) -> bool:
    """Whether it is a table by its name."""
    return file.suffix.lower() == CSV
