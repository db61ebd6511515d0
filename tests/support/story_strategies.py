"""Hypothesis strategies: stories of a few places and days, close enough together to touch one another."""

from hypothesis import strategies as st

from afterneedle.content.catalogue import load_catalogue
from afterneedle.domain.catalogue import PlaceNeed, Scale, Symptom
from afterneedle.domain.records import GROUPS_DENIED, Change, Did
from support.diary_dsl import (
    BELLY,
    ELBOW,
    FOOT,
    FOREARM,
    HAND,
    LEFT_HAND,
    NECK,
    AnswerEvent,
    Entry,
    Said,
    SessionEvent,
    Story,
    diary,
    entry,
    said,
    session,
)

CATALOGUE = load_catalogue()
PLACES = (HAND, ELBOW, FOREARM, LEFT_HAND, FOOT, NECK, BELLY)
TOLD_OF = tuple(s for s in CATALOGUE.symptoms.values() if not s.is_red)
RED = tuple(CATALOGUE.group("red"))
LAST = 800  # hours; past the day in spring when the clocks change

hours = st.integers(-2 * 40, 2 * LAST).map(lambda n: n / 2)
some_places = st.lists(st.sampled_from(PLACES), unique=True, min_size=1, max_size=3)


def _place(symptom: Symptom) -> st.SearchStrategy[str | None]:
    if symptom.place is PlaceNeed.NONE:
        return st.none()
    return st.sampled_from(PLACES)


def _details(symptom: Symptom) -> st.SearchStrategy[tuple[str, ...]]:
    known = sorted(symptom.details)
    return st.just(()) | st.lists(st.sampled_from(known), unique=True, max_size=2).map(tuple)


def words(symptom: Symptom, may_be_gone: bool = True) -> st.SearchStrategy[Said]:
    """What may be said of one symptom at one place."""
    worst = st.none() if symptom.scale is Scale.YES_NO else st.integers(1, symptom.scale.top)
    change = st.none() | st.sampled_from([c.value for c in Change])
    there = st.builds(
        lambda worst, details, at, change: said(worst, *details, at=at, change=change),
        worst,
        _details(symptom),
        _place(symptom),
        change,
    )
    gone = st.builds(lambda at: said(at=at, now=False), _place(symptom))
    return there | there | gone if may_be_gone else there


@st.composite
def entries(draw: st.DrawFn, at: st.SearchStrategy[float] = hours, may_be_gone: bool = True) -> Entry:
    symptoms = draw(st.lists(st.sampled_from(TOLD_OF), unique=True, max_size=3))
    says: dict[str, Said | bool] = {s.id: draw(words(s, may_be_gone)) for s in symptoms}
    present = {s.group for s in symptoms if says[s.id].now}
    deniable = [g for g in GROUPS_DENIED if g not in present]
    none_of = " ".join(draw(st.lists(st.sampled_from(deniable), unique=True))) if deniable else ""
    for sign in draw(st.just([]) | st.just([]) | st.lists(st.sampled_from(RED), unique=True, max_size=1)):
        says[sign.id] = True
    return entry(draw(at), none_of=none_of if may_be_gone else "", asked=draw(st.booleans()) or "", **says)


@st.composite
def sessions(draw: st.DrawFn, at: st.SearchStrategy[float] = hours) -> SessionEvent:
    zap = draw(st.none() | st.sampled_from((*PLACES, "unknown")))
    before = draw(st.none() | st.lists(st.sampled_from(TOLD_OF), unique=True, max_size=2))
    baseline = None
    if before is not None:
        baseline = {s.id: said(draw(st.integers(1, s.scale.top)), at=draw(_place(s))) for s in before}
    return session(
        draw(at), *draw(some_places), zap=zap, stopped=draw(st.none() | st.booleans()), baseline=baseline
    )


@st.composite
def answers(draw: st.DrawFn, rules: tuple[str, ...], check_ins: int) -> AnswerEvent:
    check_in = f"c{draw(st.integers(1, check_ins))}"
    return AnswerEvent(draw(hours), draw(st.sampled_from(rules)), draw(st.sampled_from(Did)), check_in)


@st.composite
def stories(draw: st.DrawFn, rules: tuple[str, ...] = (), may_be_gone: bool = True) -> Story:
    """`rules`: those that may be answered; left out, nothing is."""
    told = draw(st.lists(entries(may_be_gone=may_be_gone), min_size=1, max_size=6))
    needled = draw(st.lists(sessions(), max_size=2))
    answered = draw(st.lists(answers(rules, len(told)), max_size=3)) if rules else []
    return diary(session(), *needled, *told, *answered)
