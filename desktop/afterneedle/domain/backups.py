"""Backups as values: what a diary holds, which of its backups stay, and when the next one is due."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

NEWEST, MONTHS = 10, 12
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Holdings:
    """How much is in a diary; `newest`: the latest moment that a check-in or a session is about."""

    sessions: int
    check_ins: int
    newest: datetime | None

    @property
    def is_empty(self) -> bool:
        return self.newest is None


def superfluous(made: Iterable[datetime]) -> frozenset[datetime]:
    """Which backups can go: all but the newest ten and the last one of each of the newest twelve months.

    Months are those in which a backup was made, so that a clock that jumps, or a year without one,
    drops nothing.
    """
    times = sorted(set(made), reverse=True)
    last_of_month: dict[tuple[int, int], datetime] = {}
    for time in times:
        last_of_month.setdefault((time.year, time.month), time)
    return frozenset(times) - set(times[:NEWEST]) - set(list(last_of_month.values())[:MONTHS])


def is_due(made: Collection[datetime], now: datetime) -> bool:
    """Whether the last backup is a day old. One from the future, made by a wrong clock, does not count."""
    return not any(now - DAY < time <= now for time in made)
