"""`afterneedle export`: the diary as a file of the kind that its name ends in."""

import argparse
from datetime import date, datetime
from zoneinfo import ZoneInfo

from afterneedle.cli.output import Refused, save, say
from afterneedle.content.language import _
from afterneedle.diary import Diary
from afterneedle.domain.periods import Asked, Days, Period
from afterneedle.exchange.csv_cells import Dates
from afterneedle.transfer import Export, Kind, NothingToAsk, contents, kind_of


def export_diary(diary: Diary, words: argparse.Namespace, now: datetime, zone: ZoneInfo) -> None:
    """Writes the diary, or what its ending says of it."""
    kind = kind_of(words.file) or Kind.JSON
    days = days_of(words.first, words.last)
    if kind is Kind.CALENDAR and days.days is not Days.ALL:
        raise Refused(_("A calendar holds the check-ins to come: there are no days to choose."))
    wanted = Export(kind, words.file, days, dates=words.dates or Dates.ISO, marked=words.bom)
    try:
        save(contents(diary, wanted, now, zone))
    except NothingToAsk as nothing:
        raise Refused(str(nothing)) from None
    if kind is Kind.CALENDAR:
        say(
            _(
                "It ends when your follow-up may end. Is there still something then? "
                "Export and import it again."
            )
        )


def days_of(first: date | None, last: date | None) -> Asked:
    """From the first day that is named, or from the beginning, to the last, or to today; of neither, all."""
    if first is None and last is None:
        return Asked(Days.ALL)
    return Asked(Days.OWN, own=Period(first or date.min, last))
