"""The reminders that were shown, as they are noted down."""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

KEPT = 40  # of the newest: two a day and their repeats, for ten days


@dataclass(frozen=True)
class Shown:
    """A reminder that came on the screen at `at`, for the moment that the wall clock calls `wall`."""

    wall: datetime
    at: datetime


def shown_from(text: str) -> tuple[Shown, ...]:
    """What `shown_text` wrote, oldest first. A line that makes no sense is left out."""
    found = []
    for line in text.splitlines():
        wall, _, at = line.partition(" ")
        with suppress(ValueError):
            one = Shown(datetime.fromisoformat(wall), datetime.fromisoformat(at))
            if one.wall.tzinfo is None and one.at.tzinfo is not None:
                found.append(one)
    return tuple(found)


def shown_text(shown: Iterable[Shown]) -> str:
    """One line each, the newest only."""
    return "\n".join(f"{one.wall.isoformat()} {one.at.isoformat()}" for one in tuple(shown)[-KEPT:])
