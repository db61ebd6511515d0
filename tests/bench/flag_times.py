"""How long it takes to find all flags, and how that grows with the diary."""

from datetime import timedelta
from functools import partial

from afterneedle.content.rulebook import load_rulebook
from afterneedle.domain.assessment import assess
from afterneedle.domain.catalogue import Catalogue
from afterneedle.domain.records import Records
from bench.long_diary import BEGIN, long_diary, ordinary_diary
from bench.table import busy, title, told, usually

ONE_YEAR, TEN_YEARS = 365, 3650  # days
GATES = {20: ("100 ms", "30 ms"), 200: ("600 ms", "250 ms")}  # thousands of observations


def flag_times(catalogue: Catalogue) -> None:
    """Ten times the diary should take ten times as long."""
    title("All flags; the peer is one walk over all observations that sorts them by symptom and place")
    took = {}
    for thousands, days, a_day in ((2, ONE_YEAR, 1), (20, TEN_YEARS, 1), (200, TEN_YEARS, 10)):
        records = observed(catalogue, days, a_day, 5.5)
        gates = GATES.get(thousands, ("", ""))
        took[thousands] = _told(catalogue, f"of {thousands},000 observations", records, days, *gates)
    ordinary = ordinary_diary(catalogue, TEN_YEARS)
    _told(catalogue, "of ten ordinary years", ordinary, TEN_YEARS, *GATES[20])
    for less, more in ((2, 20), (20, 200)):
        told(f"{more},000 : {less},000 observations, in time and in number", took[more] / took[less], "", 10)


def observed(catalogue: Catalogue, days: int, a_day: int, each: float) -> Records:
    """Half the check-ins say one observation more than the other half."""
    fewer = long_diary(catalogue, days, a_day, int(each))
    more = long_diary(catalogue, days, a_day, int(each) + 1)
    pairs = zip(fewer.check_ins, more.check_ins, strict=True)
    mixed = tuple(pair[n % 2] for n, pair in enumerate(pairs))
    return Records(fewer.patient, fewer.sessions, mixed)


def _told(catalogue: Catalogue, what: str, records: Records, days: int, gate: str, goal: str) -> float:
    find = partial(assess, records, catalogue, load_rulebook(catalogue), BEGIN + timedelta(days=days))
    took = usually(find)
    walk = partial(_walk, records)
    told(f"all flags {what}", took, "ms", usually(walk), gate, goal)
    told("  the processor's time", busy(find, 3), "ms", busy(walk, 3))
    return took


def _walk(records: Records) -> dict[object, list[object]]:
    sorted_by: dict[object, list[object]] = {}
    for check_in in records.check_ins:
        for said in check_in.observations:
            sorted_by.setdefault((said.symptom.id, said.place and said.place.id), []).append(said)
    return sorted_by
