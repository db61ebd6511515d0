"""The files of a diary: which there are of each kind, what is in them, and records from them."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from afterneedle.domain.catalogue import Catalogue
from afterneedle.domain.impossible import Impossible
from afterneedle.domain.records import Records
from afterneedle.exchange import csv_reading, csv_tables, json_diary
from afterneedle.exchange.csv_cells import Dates
from afterneedle.exchange.csv_reading import Unread
from afterneedle.exchange.csv_tables import TABLES

CSV = ".csv"


class Kind(Enum):
    """A kind of file that a diary can go into, by the ending of its name."""

    JSON = ".json"
    CSV = ".csv"
    CALENDAR = ".ics"


@dataclass(frozen=True)
class Form:
    """How tables are written. `marked`: with the mark by which a spreadsheet knows that it is UTF-8."""

    dates: Dates = Dates.ISO
    marked: bool = True


def tables_beside(file: Path) -> dict[str, Path]:
    """Where each table lies, by what the name of its file ends in; `file` is any of them."""
    firsts = (file.with_name(f"{file.stem.removesuffix(t)}{file.suffix}") for t in TABLES if t)
    first = next((f for f in firsts if f != file and f.exists()), file)
    return dict(zip(TABLES, files_of(Kind.CSV, first), strict=True))


def files_of(kind: Kind, file: Path) -> tuple[Path, ...]:
    """Every file that is written when one of this kind is asked for."""
    if kind is not Kind.CSV:
        return (file,)
    return tuple(file.with_name(f"{file.stem}{table}{file.suffix}") for table in TABLES)


def table_files(records: Records, catalogue: Catalogue, file: Path, form: Form) -> dict[Path, bytes]:
    """The tables of some records, the first of them in `file` and the others beside it."""
    code = "utf-8-sig" if form.marked else "utf-8"
    texts = csv_tables.dump(records, catalogue, form.dates)
    paths = files_of(Kind.CSV, file)
    return {path: texts[table].encode(code) for table, path in zip(TABLES, paths, strict=True)}


@dataclass(frozen=True)
class Found:
    """What a file holds, and the rows of a table that are not understood."""

    records: Records
    unread: tuple[Unread, ...] = ()


def read_texts(file: Path) -> dict[str, str]:
    """The text of a JSON file, or of each table beside a CSV file, by the end of its name.

    Raises OSError, and Impossible for what is no text.
    """
    if file.suffix.lower() != CSV:
        return {"": _text(file)}
    there = {t: path for t, path in tables_beside(file).items() if path == file or path.exists()}
    return {table: _text(path) for table, path in there.items()}


def records_of(file: Path, texts: Mapping[str, str], catalogue: Catalogue) -> Found:
    """What the texts of a file say; raises Impossible for a JSON file that cannot be read."""
    if file.suffix.lower() == CSV:
        read = csv_reading.parse(texts, catalogue)
        return Found(read.records, read.unread)
    return Found(json_diary.parse(texts[""], catalogue))


def _text(file: Path) -> str:
    try:
        return file.read_bytes().decode("utf-8")
    except UnicodeDecodeError:
        raise Impossible(file.name, "it is not a text file in UTF-8") from None
