"""`afterneedle export`: the diary as a file of the kind that its name ends in."""

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from afterneedle.cli.output import Refused, save, say
from afterneedle.content.language import _
from afterneedle.content.wording.calendar import calendar_title
from afterneedle.diary import Diary
from afterneedle.exchange.json_diary import dump

ENDINGS = (".json", ".ics")


def ending(file: Path) -> str | None:
    """Which of the endings the name of a file has; None when it has another."""
    return next((e for e in ENDINGS if file.name.lower().endswith(e)), None)


def export_diary(diary: Diary, file: Path, now: datetime, zone: ZoneInfo) -> None:
    """Writes the diary, or what its ending says of it."""
    match ending(file):
        case ".ics":
            export_calendar(diary, file, now, zone)
        case _:
            save(file, dump(diary.records(), diary.catalogue).encode("utf-8"))


def export_calendar(diary: Diary, file: Path, now: datetime, zone: ZoneInfo) -> None:
    """Writes the check-ins to come, for a phone."""
    calendar = diary.calendar(now, zone, calendar_title())
    if calendar is None:
        raise Refused(_("No follow-up is open, so there is nothing to ask about."))
    save(file, calendar)
    say(_("It ends when your follow-up may end. Is there still something then? Export and import it again."))
