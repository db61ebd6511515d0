"""The days under a chart: as many as have room for their date."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo

from afterneedle.content.wording.times import day_month_label, month_year_label

DAYS, WEEKS, MONTHS = (1, 2), (7, 14), (1, 2, 3, 6, 12, 24, 60, 120, 600)
YEAR = 12


@dataclass(frozen=True)
class Tick:
    """A line at the beginning of a day, with the date under it or, when it is one of few, in its middle."""

    at: datetime
    label: str
    is_centred: bool = False


def ticks(begins: datetime, ends: datetime, room: float, width_of: Callable[[str], float]) -> list[Tick]:
    """The finest division whose labels, as wide as `width_of` says, all stand side by side in `room`."""
    divisions = _divisions(begins.date(), ends.date(), begins.tzinfo)
    found = ([tick for tick in ticks if begins <= tick.at < ends] for ticks in divisions)
    return next((ticks for ticks in found if sum(width_of(tick.label) for tick in ticks) <= room), [])


def _divisions(first: date, last: date, zone: tzinfo | None) -> Iterator[list[Tick]]:
    """From every day to every fiftieth year."""
    for days in (*DAYS, *WEEKS):
        yield [
            Tick(_midnight(day, zone), day_month_label(day), is_centred=days in DAYS)
            for day in _days(first, last, days)
        ]
    for months in MONTHS:
        yield [
            Tick(_midnight(day, zone), month_year_label(day) if months < YEAR else str(day.year))
            for day in _months(first, last, months)
        ]


def _days(first: date, last: date, step: int) -> Iterator[date]:
    """Every `step` days; weeks begin on Mondays, of which every second is counted from the first."""
    day = first if step < 7 else first + timedelta(days=-first.weekday() % 7)
    while day <= last:
        yield day
        day += timedelta(days=step)


def _months(first: date, last: date, step: int) -> Iterator[date]:
    month = first.year * 12 + first.month - 1
    month -= month % step
    while (day := date(month // 12, month % 12 + 1, 1)) <= last:
        yield day
        month += step


def _midnight(day: date, zone: tzinfo | None) -> datetime:
    return datetime.combine(day, time(), zone)
