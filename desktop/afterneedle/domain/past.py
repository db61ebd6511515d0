"""Entries as a diary looks back on them: all of them in one list, those that were deleted, each edit."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from afterneedle.domain.days import is_late
from afterneedle.domain.records import CheckIn, Level, Records, Session

Entry = CheckIn | Session


class Only(Enum):
    """Which entries to look at."""

    ALL = "all"
    FLAGGED = "flagged"
    EDITED = "edited"
    LATE = "late"
    CHECK_INS = "check_ins"
    SESSIONS = "sessions"


@dataclass(frozen=True)
class Deleted:
    """An entry that was saved once and is not there now, as it was; `at`: since when."""

    entry: Entry
    at: datetime


@dataclass(frozen=True)
class Edit:
    """One change of an entry that is there: how it was, and how it was afterwards."""

    at: datetime
    before: Entry
    after: Entry


def moment_of(entry: Entry) -> datetime:
    """When it was felt, or when the session ended."""
    return entry.felt_at if isinstance(entry, CheckIn) else entry.ended_at


def newest_first(records: Records) -> list[Entry]:
    """Every check-in and session; of the same moment, what was said after the session stands above it."""
    entries: list[Entry] = [*records.sessions, *records.check_ins]
    entries.sort(key=moment_of)
    return entries[::-1]


def is_among(entry: Entry, only: Only, marks: Mapping[str, Level]) -> bool:
    """Whether it is one of those looked at. `marks`: the level that fired at an entry, by its id."""
    match only:
        case Only.ALL:
            return True
        case Only.FLAGGED:
            return bool(marks.get(entry.id))
        case Only.EDITED:
            return entry.edited_at is not None
        case Only.LATE:
            return isinstance(entry, CheckIn) and is_late(entry)
        case Only.CHECK_INS:
            return isinstance(entry, CheckIn)
        case _:  # only sessions
            return isinstance(entry, Session)
