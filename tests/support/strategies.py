"""Hypothesis strategies: any valid record of a catalogue, also those that no one would write.

Each is made by an inner function without arguments: Hypothesis prints the arguments of a strategy, and a
whole catalogue is long enough for it to warn. Each is made once and not anew for every draw: to make one
costs more than to draw from it.
"""

from datetime import datetime, timedelta, timezone
from functools import cache
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
zones = st.sampled_from(ZONES)
yes_or_no = st.booleans()
maybe = st.none() | yes_or_no
maybe_moments = st.none() | moments
practitioners = st.builds(Practitioner, texts, texts, texts)
maybe_changes = st.none() | st.sampled_from(Change)


@cache
def places(catalogue: Catalogue) -> st.SearchStrategy[Place]:
    return st.sampled_from(sorted(catalogue.places)).map(lambda id: catalogue.places[id])


@cache
def symptoms(catalogue: Catalogue, red: bool) -> st.SearchStrategy[Symptom]:
    known = sorted(s.id for s in catalogue.symptoms.values() if s.is_red is red)
    return st.sampled_from(known).map(lambda id: catalogue.symptoms[id])


@cache
def places_for(catalogue: Catalogue, symptom: Symptom) -> st.SearchStrategy[Place | None]:
    if symptom.place is PlaceNeed.REQUIRED:
        return places(catalogue)
    return st.none() if symptom.place is PlaceNeed.NONE else st.none() | places(catalogue)


@cache
def details(symptom: Symptom) -> st.SearchStrategy[frozenset[str]]:
    return st.frozensets(st.sampled_from(sorted(symptom.details)), max_size=3)


@cache
def strengths(symptom: Symptom, least: int = 0) -> st.SearchStrategy[int]:
    return st.integers(least, symptom.scale.top)


@cache
def strengths_or_none(symptom: Symptom) -> st.SearchStrategy[int | None]:
    return st.none() | strengths(symptom)


@cache
def patients(catalogue: Catalogue) -> st.SearchStrategy[Patient]:
    conditions = st.lists(st.sampled_from(catalogue.conditions), unique=True, max_size=3).map(tuple)
    return st.builds(Patient, texts, st.none() | st.dates(), conditions, texts, texts, texts)


@cache
def baselines(catalogue: Catalogue) -> st.SearchStrategy[Baseline]:
    known = symptoms(catalogue, red=False)

    @st.composite
    def baseline(draw: st.DrawFn) -> Baseline:
        symptom = draw(known)
        severity = draw(strengths(symptom, least=1))
        return Baseline(symptom, draw(places_for(catalogue, symptom)), severity)

    return baseline()


@cache
def sessions(catalogue: Catalogue) -> st.SearchStrategy[Session]:
    before = st.lists(baselines(catalogue), unique_by=lambda b: (b.symptom, b.place), max_size=3).map(tuple)
    maybe_before = st.none() | before
    sites = st.lists(places(catalogue), unique=True, max_size=4)
    maybe_places = st.none() | places(catalogue)

    @st.composite
    def session(draw: st.DrawFn) -> Session:
        return Session(
            id=draw(ids),
            ended_at=draw(moments),
            zone=draw(zones),
            sites=tuple(draw(sites)),
            ended_about=draw(yes_or_no),
            practitioner=draw(practitioners),
            zap=Zap(draw(maybe), draw(maybe), draw(maybe_places)),
            twitch=draw(maybe),
            baseline=draw(maybe_before),
            note=draw(texts),
            edited_at=draw(maybe_moments),
        )

    return session()


@cache
def observations(catalogue: Catalogue) -> st.SearchStrategy[Observation]:
    known = symptoms(catalogue, red=False)

    @st.composite
    def observation(draw: st.DrawFn) -> Observation:
        symptom = draw(known)
        now = draw(yes_or_no)
        change = draw(maybe_changes)
        may_be_unsaid = not now or change is not None or symptom.scale is Scale.YES_NO
        return Observation(
            symptom,
            draw(places_for(catalogue, symptom)),
            now,
            draw(strengths_or_none(symptom) if may_be_unsaid else strengths(symptom)),
            change,
            draw(maybe_moments),
            draw(details(symptom)),
        )

    return observation()


@cache
def red_flags(catalogue: Catalogue) -> st.SearchStrategy[RedFlag]:
    known = symptoms(catalogue, red=True)

    @st.composite
    def red_flag(draw: st.DrawFn) -> RedFlag:
        symptom = draw(known)
        return RedFlag(symptom, draw(places_for(catalogue, symptom)), draw(details(symptom)))

    return red_flag()


@cache
def check_ins(catalogue: Catalogue) -> st.SearchStrategy[CheckIn]:
    symptom_and_place = attrgetter("symptom", "place")
    many_said = st.lists(observations(catalogue), unique_by=symptom_and_place, max_size=4)
    present = st.lists(red_flags(catalogue), unique_by=symptom_and_place, max_size=2)
    some_asked = st.frozensets(symptoms(catalogue, red=True), max_size=3)
    function = st.dictionaries(st.sampled_from(tuple(catalogue.functions)), st.integers(0, 3), max_size=3)
    days_before = st.integers(0, 1)

    @st.composite
    def check_in(draw: st.DrawFn) -> CheckIn:
        said, felt_at = tuple(draw(many_said)), draw(moments)
        asked = catalogue.red_flags_asked if draw(yes_or_no) else draw(some_asked)
        present_groups = {o.symptom.group for o in said if o.is_present}
        deniable = [name for name in GROUPS_DENIED if name not in present_groups]
        return CheckIn(
            id=draw(ids),
            felt_at=felt_at,
            entered_at=draw(moments),
            zone=draw(zones),
            day=felt_at.date() - timedelta(days=draw(days_before)),
            red_flags=RedFlags(asked, tuple(draw(present))),
            none_of=frozenset(name for name in deniable if draw(yes_or_no)),
            observations=said,
            function=draw(function),
            medicines=draw(texts),
            note=draw(texts),
            edited_at=draw(maybe_moments),
        )

    return check_in()


answers = st.builds(Answer, texts, ids, moments, st.sampled_from(Did), texts)


@cache
def records(catalogue: Catalogue, at_most: int = 3) -> st.SearchStrategy[Records]:
    """A whole diary in the order that diaries keep: by time, then by id."""
    some_patients = patients(catalogue)
    some_sessions = st.lists(sessions(catalogue), unique_by=attrgetter("id"), max_size=at_most)
    some_check_ins = st.lists(check_ins(catalogue), unique_by=attrgetter("id"), max_size=at_most)
    one_answer = attrgetter("rule", "check_in", "at", "did")
    some_answers = st.lists(answers, unique_by=one_answer, max_size=at_most)

    @st.composite
    def diary(draw: st.DrawFn) -> Records:
        return Records(
            draw(some_patients),
            tuple(sorted(draw(some_sessions), key=attrgetter("ended_at", "id"))),
            tuple(sorted(draw(some_check_ins), key=attrgetter("felt_at", "id"))),
            tuple(sorted(draw(some_answers), key=attrgetter("at"))),
        )

    return diary()
