"""Hypothesis strategies: any valid record of a catalogue, also those that no one would write."""

from datetime import datetime, timedelta, timezone

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
    return st.sampled_from(tuple(catalogue.places.values()))


def places_for(catalogue: Catalogue, symptom: Symptom) -> st.SearchStrategy[Place | None]:
    if symptom.place is PlaceNeed.REQUIRED:
        return places(catalogue)
    return st.none() if symptom.place is PlaceNeed.NONE else st.none() | places(catalogue)


def details(symptom: Symptom) -> st.SearchStrategy[frozenset[str]]:
    return st.frozensets(st.sampled_from(sorted(symptom.details)), max_size=3)


def symptoms(catalogue: Catalogue, red: bool) -> st.SearchStrategy[Symptom]:
    return st.sampled_from([s for s in catalogue.symptoms.values() if s.is_red is red])


def patients(catalogue: Catalogue) -> st.SearchStrategy[Patient]:
    conditions = st.lists(st.sampled_from(catalogue.conditions), unique=True, max_size=3).map(tuple)
    return st.builds(Patient, texts, st.none() | st.dates(), conditions, texts, texts, texts)


@st.composite
def baselines(draw: st.DrawFn, catalogue: Catalogue) -> Baseline:
    symptom = draw(symptoms(catalogue, red=False))
    return Baseline(symptom, draw(places_for(catalogue, symptom)), draw(st.integers(1, symptom.scale.top)))


def sessions(catalogue: Catalogue) -> st.SearchStrategy[Session]:
    before = st.lists(baselines(catalogue), unique_by=lambda b: (b.symptom, b.place), max_size=3).map(tuple)
    return st.builds(
        Session,
        id=ids,
        ended_at=moments,
        zone=st.sampled_from(ZONES),
        sites=st.lists(places(catalogue), unique=True, max_size=4).map(tuple),
        ended_about=st.booleans(),
        practitioner=st.builds(Practitioner, texts, texts, texts),
        zap=st.builds(Zap, maybe, maybe, st.none() | places(catalogue)),
        twitch=maybe,
        baseline=st.none() | before,
        note=texts,
        edited_at=st.none() | moments,
    )


@st.composite
def observations(draw: st.DrawFn, catalogue: Catalogue) -> Observation:
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


@st.composite
def red_flags(draw: st.DrawFn, catalogue: Catalogue) -> RedFlag:
    symptom = draw(symptoms(catalogue, red=True))
    return RedFlag(symptom, draw(places_for(catalogue, symptom)), draw(details(symptom)))


@st.composite
def check_ins(draw: st.DrawFn, catalogue: Catalogue) -> CheckIn:
    said = draw(
        st.lists(observations(catalogue), unique_by=lambda o: (o.symptom, o.place), max_size=4).map(tuple)
    )
    present = st.lists(red_flags(catalogue), unique_by=lambda p: (p.symptom, p.place), max_size=2)
    asked = st.just(catalogue.red_flags_asked) | st.frozensets(symptoms(catalogue, red=True), max_size=3)
    deniable = sorted(set(GROUPS_DENIED) - {o.symptom.group for o in said if o.is_present})
    felt_at = draw(moments)
    return CheckIn(
        id=draw(ids),
        felt_at=felt_at,
        entered_at=draw(moments),
        zone=draw(st.sampled_from(ZONES)),
        day=felt_at.date() - timedelta(days=draw(st.integers(0, 1))),
        red_flags=RedFlags(
            draw(
                st.just(catalogue.red_flags_asked) | st.frozensets(symptoms(catalogue, red=True), max_size=3)
            ),
            tuple(draw(present)),
        ),
        none_of=draw(st.frozensets(st.sampled_from(deniable)) if deniable else st.just(frozenset())),
        observations=said,
        function=draw(st.dictionaries(st.sampled_from(catalogue.functions), st.integers(0, 3), max_size=3)),
        medicines=draw(texts),
        note=draw(texts),
        edited_at=draw(st.none() | moments),
    )


answers = st.builds(Answer, texts, ids, moments, st.sampled_from(Did), texts)


@st.composite
def records(draw: st.DrawFn, catalogue: Catalogue, at_most: int = 3) -> Records:
    """A whole diary in the order that diaries keep: by time, then by id."""

    def several(each: st.SearchStrategy, key) -> list:
        return draw(st.lists(each, unique_by=key, max_size=at_most))

    return Records(
        draw(patients(catalogue)),
        tuple(sorted(several(sessions(catalogue), lambda s: s.id), key=lambda s: (s.ended_at, s.id))),
        tuple(sorted(several(check_ins(catalogue), lambda c: c.id), key=lambda c: (c.felt_at, c.id))),
        tuple(sorted(several(answers, lambda a: (a.rule, a.check_in, a.at, a.did)), key=lambda a: a.at)),
    )
