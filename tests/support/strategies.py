"""Hypothesis strategies: any valid record of a catalogue, also those that no one would write.

Each is made by an inner function without arguments: Hypothesis prints the arguments of a strategy, and a
whole catalogue is long enough for it to warn.
"""

from datetime import datetime, timedelta, timezone
from operator import attrgetter

from hypothesis import strategies as st

from afterneedle.domain.catalogue import Catalogue, Place, PlaceNeed, Scale, Symptom
from afterneedle.domain.records import (
    GROUPS_DENIED,
    Answer,
    Baseline,
    Change,
    CheckIn,
    Did,
    Observation,
    Patient,
    Practitioner,
    Records,
    RedFlag,
    RedFlags,
    Session,
    Zap,
)

# Whole hours, Kathmandu, the ends of the world, and London before 1847 (-0:01:15).
OFFSETS = tuple(timezone(timedelta(seconds=s)) for s in (0, 7200, -34200, 20700, 50400, -43200, -75))
ZONES = ("Europe/London", "Asia/Kathmandu", "+02:00")

texts = st.text(max_size=30)
ids = st.text(min_size=1, max_size=64)
moments = st.datetimes(datetime(1905, 1, 1), datetime(2199, 12, 31), timezones=st.sampled_from(OFFSETS))
maybe = st.none() | st.booleans()


def places(catalogue: Catalogue) -> st.SearchStrategy[Place]:
    return st.sampled_from(sorted(catalogue.places)).map(lambda id: catalogue.places[id])


def symptoms(catalogue: Catalogue, red: bool) -> st.SearchStrategy[Symptom]:
    known = sorted(s.id for s in catalogue.symptoms.values() if s.is_red is red)
    return st.sampled_from(known).map(lambda id: catalogue.symptoms[id])


def places_for(catalogue: Catalogue, symptom: Symptom) -> st.SearchStrategy[Place | None]:
    if symptom.place is PlaceNeed.REQUIRED:
        return places(catalogue)
    return st.none() if symptom.place is PlaceNeed.NONE else st.none() | places(catalogue)


def details(symptom: Symptom) -> st.SearchStrategy[frozenset[str]]:
    return st.frozensets(st.sampled_from(sorted(symptom.details)), max_size=3)


def patients(catalogue: Catalogue) -> st.SearchStrategy[Patient]:
    conditions = st.lists(st.sampled_from(catalogue.conditions), unique=True, max_size=3).map(tuple)
    return st.builds(Patient, texts, st.none() | st.dates(), conditions, texts, texts, texts)


def baselines(catalogue: Catalogue) -> st.SearchStrategy[Baseline]:
    @st.composite
    def baseline(draw: st.DrawFn) -> Baseline:
        symptom = draw(symptoms(catalogue, red=False))
        severity = draw(st.integers(1, symptom.scale.top))
        return Baseline(symptom, draw(places_for(catalogue, symptom)), severity)

    return baseline()


def sessions(catalogue: Catalogue) -> st.SearchStrategy[Session]:
    before = st.lists(baselines(catalogue), unique_by=lambda b: (b.symptom, b.place), max_size=3).map(tuple)

    @st.composite
    def session(draw: st.DrawFn) -> Session:
        return Session(
            id=draw(ids),
            ended_at=draw(moments),
            zone=draw(st.sampled_from(ZONES)),
            sites=tuple(draw(st.lists(places(catalogue), unique=True, max_size=4))),
            ended_about=draw(st.booleans()),
            practitioner=draw(st.builds(Practitioner, texts, texts, texts)),
            zap=Zap(draw(maybe), draw(maybe), draw(st.none() | places(catalogue))),
            twitch=draw(maybe),
            baseline=draw(st.none() | before),
            note=draw(texts),
            edited_at=draw(st.none() | moments),
        )

    return session()


def observations(catalogue: Catalogue) -> st.SearchStrategy[Observation]:
    @st.composite
    def observation(draw: st.DrawFn) -> Observation:
        symptom = draw(symptoms(catalogue, red=False))
        now = draw(st.booleans())
        change = draw(st.none() | st.sampled_from(Change))
        worst = st.integers(0, symptom.scale.top)
        may_be_unsaid = not now or change is not None or symptom.scale is Scale.YES_NO
        return Observation(
            symptom,
            draw(places_for(catalogue, symptom)),
            now,
            draw(st.none() | worst if may_be_unsaid else worst),
            change,
            draw(st.none() | moments),
            draw(details(symptom)),
        )

    return observation()


def red_flags(catalogue: Catalogue) -> st.SearchStrategy[RedFlag]:
    @st.composite
    def red_flag(draw: st.DrawFn) -> RedFlag:
        symptom = draw(symptoms(catalogue, red=True))
        return RedFlag(symptom, draw(places_for(catalogue, symptom)), draw(details(symptom)))

    return red_flag()


def check_ins(catalogue: Catalogue) -> st.SearchStrategy[CheckIn]:
    symptom_and_place = attrgetter("symptom", "place")
    many_said = st.lists(observations(catalogue), unique_by=symptom_and_place, max_size=4)
    present = st.lists(red_flags(catalogue), unique_by=symptom_and_place, max_size=2)
    some_asked = st.frozensets(symptoms(catalogue, red=True), max_size=3)
    function = st.dictionaries(st.sampled_from(catalogue.functions), st.integers(0, 3), max_size=3)

    @st.composite
    def check_in(draw: st.DrawFn) -> CheckIn:
        said, felt_at = tuple(draw(many_said)), draw(moments)
        asked = catalogue.red_flags_asked if draw(st.booleans()) else draw(some_asked)
        present_groups = {o.symptom.group for o in said if o.is_present}
        deniable = [name for name in GROUPS_DENIED if name not in present_groups]
        return CheckIn(
            id=draw(ids),
            felt_at=felt_at,
            entered_at=draw(moments),
            zone=draw(st.sampled_from(ZONES)),
            day=felt_at.date() - timedelta(days=draw(st.integers(0, 1))),
            red_flags=RedFlags(asked, tuple(draw(present))),
            none_of=frozenset(name for name in deniable if draw(st.booleans())),
            observations=said,
            function=draw(function),
            medicines=draw(texts),
            note=draw(texts),
            edited_at=draw(st.none() | moments),
        )

    return check_in()


answers = st.builds(Answer, texts, ids, moments, st.sampled_from(Did), texts)


def records(catalogue: Catalogue, at_most: int = 3) -> st.SearchStrategy[Records]:
    """A whole diary in the order that diaries keep: by time, then by id."""
    some_sessions = st.lists(sessions(catalogue), unique_by=attrgetter("id"), max_size=at_most)
    some_check_ins = st.lists(check_ins(catalogue), unique_by=attrgetter("id"), max_size=at_most)
    one_answer = attrgetter("rule", "check_in", "at", "did")
    some_answers = st.lists(answers, unique_by=one_answer, max_size=at_most)

    @st.composite
    def diary(draw: st.DrawFn) -> Records:
        return Records(
            draw(patients(catalogue)),
            tuple(sorted(draw(some_sessions), key=attrgetter("ended_at", "id"))),
            tuple(sorted(draw(some_check_ins), key=attrgetter("felt_at", "id"))),
            tuple(sorted(draw(some_answers), key=attrgetter("at"))),
        )

    return diary()
