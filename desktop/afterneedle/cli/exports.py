"""`afterneedle export`: the diary as a file of the kind that its name ends in."""

import argparse
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from afterneedle.cli.output import Refused, save, say
from afterneedle.content.language import _
from afterneedle.content.wording import labels
from afterneedle.content.wording.calendar import calendar_title
from afterneedle.content.wording.columns import HEADER, dictionary
from afterneedle.diary import Diary
from afterneedle.exchange import csv_tables, fhir
from afterneedle.exchange.csv_cells import Dates, write_table
from afterneedle.exchange.json_diary import dump

ENDINGS = (".fhir.json", ".json", ".csv", ".ics")
COLUMNS = "-columns"  # the data dictionary
BOM = "\ufeff"  # without it a spreadsheet takes UTF-8 for something else


def ending(file: Path) -> str | None:
    """Which of the endings the name of a file has; None when it has another."""
    return next((e for e in ENDINGS if file.name.lower().endswith(e)), None)


def export_diary(diary: Diary, words: argparse.Namespace, now: datetime, zone: ZoneInfo) -> None:
    """Writes the diary, or what its ending says of it."""
    file: Path = words.file
    match ending(file):
        case ".ics":
            export_calendar(diary, file, now, zone)
        case ".csv":
            export_tables(diary, file, words.dates or Dates.ISO, words.bom)
        case ".fhir.json":
            text = fhir.dump(diary.records(), diary.catalogue, labels, now)
            save({file: (piece.encode("utf-8") for piece in text)})
        case _:
            save({file: [dump(diary.records(), diary.catalogue).encode("utf-8")]})


def export_tables(diary: Diary, file: Path, dates: Dates, bom: bool) -> None:
    """Writes the diary as tables for a spreadsheet: check-ins in `file`, the others beside it."""
    mark = BOM if bom else ""
    texts = csv_tables.dump(diary.records(), diary.catalogue, dates)
    texts[COLUMNS] = write_table(HEADER, (), dictionary(diary.catalogue), dates)
    save({csv_tables.beside(file, table): [(mark + text).encode("utf-8")] for table, text in texts.items()})


def export_calendar(diary: Diary, file: Path, now: datetime, zone: ZoneInfo) -> None:
    """Writes the check-ins to come, for a phone."""
    calendar = diary.calendar(now, zone, calendar_title())
    if calendar is None:
        raise Refused(_("No follow-up is open, so there is nothing to ask about."))
    save({file: [calendar]})
    say(_("It ends when your follow-up may end. Is there still something then? Export and import it again."))
