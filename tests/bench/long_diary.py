"""Invented diaries of any length: a session every four weeks, entries every day, the same each time."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from random import Random

from afterneedle.domain.catalogue import Catalogue, Symptom
from afterneedle.domain.records import Change, CheckIn, Observation, Patient, Records, RedFlags, Session, Zap

BEGIN = datetime(2016, 1, 4, 16, tzinfo=UTC)
BETWEEN_SESSIONS = 28  # days
SITES = ("trapezius_top.r", "forearm_thumb_back.r", "calf_inner.l")
FELT = ("hand_back.r", "palm.r", "foot_top.l")
TOLD_OF = (
    "soreness",
    "old_pain",
    "tingling",
    "numbness",
    "burning",
    "heavy",
    "bruise",
    "swelling",
    "headache",
)


def long_diary(
    catalogue: Catalogue, days: int, a_day: int, observations: int, begin: datetime = BEGIN
) -> Records:
    """Of somebody very ill: `a_day` check-ins with so many `observations` each."""
    random = Random(2026)
    sessions = tuple(_sessions(catalogue, days, begin))
    check_ins = tuple(
        _check_in(
            catalogue,
            random,
            n,
            begin + timedelta(days=n // a_day, hours=20 * (n % a_day) / a_day + 1),
            observations,
        )
        for n in range(days * a_day)
    )
    return Records(Patient(conditions=("blood_thinner",)), sessions, check_ins)


def ordinary_diary(catalogue: Catalogue, days: int, begin: datetime = BEGIN) -> Records:
    """Of most people: one check-in a day, sore for three days after a session, then none of it."""
    check_ins = tuple(_ordinary_check_in(catalogue, n, begin) for n in range(days))
    return Records(Patient(), tuple(_sessions(catalogue, days, begin)), check_ins)


def _ordinary_check_in(catalogue: Catalogue, n: int, begin: datetime) -> CheckIn:
    since = n % BETWEEN_SESSIONS  # days
    strengths = {
        "soreness": max(0, 5 - 2 * since),
        "old_pain": 2,
        "bruise": 1 if since < 4 else 0,
        "tingling": 1 if since == 0 else 0,
    }
    observations = []
    for name, worst in strengths.items():
        place = catalogue.places[FELT[0] if name == "tingling" else SITES[0]]
        observations.append(Observation(catalogue.symptoms[name], place, worst > 0, worst))
    felt_at = begin + timedelta(days=n, hours=1)
    return CheckIn(
        id=f"c{n}",
        felt_at=felt_at,
        entered_at=felt_at,
        zone="UTC",
        day=felt_at.date(),
        red_flags=RedFlags(catalogue.red_flags_asked),
        none_of=frozenset(("movement",) if since == 0 else ("nerve", "movement")),
        observations=tuple(observations),
    )


def _sessions(catalogue: Catalogue, days: int, begin: datetime) -> Iterator[Session]:
    sites = tuple(catalogue.places[site] for site in SITES)
    zap = Zap(True, True, catalogue.places["hand_back.r"])
    for n in range(0, days, BETWEEN_SESSIONS):
        yield Session(
            f"s{n}", begin + timedelta(days=n), "UTC", sites, zap=zap if n % 3 == 0 else Zap(felt=False)
        )


def _check_in(catalogue: Catalogue, random: Random, n: int, felt_at: datetime, observations: int) -> CheckIn:
    """Three in four signs are gone again; each is at one of three places."""
    said: dict[tuple[str, str], Observation] = {}
    while len(said) < observations:
        name, at = random.choice(TOLD_OF), random.randrange(len(SITES))
        symptom = catalogue.symptoms[name]
        said[name, "" if symptom.group == "general" else SITES[at]] = _observation(
            catalogue, random, symptom, at
        )
    return CheckIn(
        id=f"c{n}",
        felt_at=felt_at,
        entered_at=felt_at,
        zone="UTC",
        day=felt_at.date(),
        red_flags=RedFlags(catalogue.red_flags_asked),
        observations=tuple(said.values()),
    )


def _observation(catalogue: Catalogue, random: Random, symptom: Symptom, at: int) -> Observation:
    places = FELT if symptom.group in ("nerve", "movement") else SITES
    place = None if symptom.group == "general" else catalogue.places[places[at]]
    if random.random() < 0.75:
        return Observation(symptom, place, now=False, worst=0)
    change = random.choice((None, None, Change.SAME, Change.BETTER))
    return Observation(symptom, place, True, random.randint(1, symptom.scale.top), change)
