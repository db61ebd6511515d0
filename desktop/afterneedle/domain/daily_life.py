"""What the symptoms keep a person from doing: functions of daily life, 0 no limit to 3 stops me."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from afterneedle.domain.catalogue import Function, Place
from afterneedle.domain.records import CheckIn


@dataclass(frozen=True)
class DailyLife:
    """One function over a period: its first, highest and newest answer; the highest on its first day."""

    function: Function
    first: int
    worst: int
    worst_on: date
    newest: int
    newest_on: date


def daily_life(functions: Iterable[Function], check_ins: Iterable[CheckIn]) -> tuple[DailyLife, ...]:
    """Every function that was answered, in the order of the catalogue. `check_ins`: oldest first."""
    said: dict[str, list[tuple[int, date]]] = {}
    for c in check_ins:
        for name, value in c.function.items():
            said.setdefault(name, []).append((value, c.day))
    return tuple(_over(function, said[function.id]) for function in functions if function.id in said)


def _over(function: Function, said: list[tuple[int, date]]) -> DailyLife:
    worst, worst_on = max(said, key=lambda s: s[0])
    newest, newest_on = said[-1]
    return DailyLife(function, said[0][0], worst, worst_on, newest, newest_on)


def functions_of(places: Iterable[Place | None], functions: Mapping[str, Function]) -> tuple[str, ...]:
    """What the limbs at these places do, on their own side; elsewhere on the body, nothing."""
    limbs = {p.limb for p in places if p is not None}
    return tuple(id for id, function in functions.items() if function.limb in limbs)
