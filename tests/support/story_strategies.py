"""Hypothesis strategies: stories of a few places and days, close enough together to touch one another."""

from functools import cache

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
yes_or_no = st.booleans()
maybe = st.none() | yes_or_no
maybe_changes = st.none() | st.sampled_from([c.value for c in Change])
maybe_zaps = st.none() | st.sampled_from((*PLACES, "unknown"))
some_told_of = st.lists(st.sampled_from(TOLD_OF), unique=True, max_size=3)
maybe_before = st.none() | st.lists(st.sampled_from(TOLD_OF), unique=True, max_size=2)
red_signs = st.just([]) | st.just([]) | st.lists(st.sampled_from(RED), unique=True, max_size=1)
some_places = st.lists(st.sampled_from(PLACES), unique=True, min_size=1, max_size=3)


@cache
def _place(symptom: Symptom) -> st.SearchStrategy[str | None]:
    if symptom.place is PlaceNeed.NONE:
        return st.none()
    return st.sampled_from(PLACES)


@cache
def _details(symptom: Symptom) -> st.SearchStrategy[tuple[str, ...]]:
    known = sorted(symptom.details)
    return st.just(()) | st.lists(st.sampled_from(known), unique=True, max_size=2).map(tuple)


@cache
def words(symptom: Symptom, may_be_gone: bool = True) -> st.SearchStrategy[Said]:
    """What may be said of one symptom at one place."""
    worst = st.none() if symptom.scale is Scale.YES_NO else st.integers(1, symptom.scale.top)
    there = st.builds(
        lambda worst, details, at, change: said(worst, *details, at=at, change=change),
        worst,
        _details(symptom),
        _place(symptom),
        maybe_changes,
    )
    gone = st.builds(lambda at: said(at=at, now=False), _place(symptom))
    return there | there | gone if may_be_gone else there


@cache
def _strengths(symptom: Symptom) -> st.SearchStrategy[int]:
    return st.integers(1, symptom.scale.top)


@cache
def _some_of(groups: tuple[str, ...]) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(groups), unique=True)


@st.composite
def entries(draw: st.DrawFn, at: st.SearchStrategy[float] = hours, may_be_gone: bool = True) -> Entry:
    symptoms = draw(some_told_of)
    says: dict[str, Said | bool] = {s.id: draw(words(s, may_be_gone)) for s in symptoms}
    present = {s.group for s in symptoms if says[s.id].now}
    deniable = tuple(g for g in GROUPS_DENIED if g not in present)
    none_of = " ".join(draw(_some_of(deniable))) if deniable else ""
    for sign in draw(red_signs):
        says[sign.id] = True
    return entry(draw(at), none_of=none_of if may_be_gone else "", asked=draw(yes_or_no) or "", **says)


@st.composite
def sessions(draw: st.DrawFn, at: st.SearchStrategy[float] = hours) -> SessionEvent:
    zap = draw(maybe_zaps)
    before = draw(maybe_before)
    baseline = None
    if before is not None:
        baseline = {s.id: said(draw(_strengths(s)), at=draw(_place(s))) for s in before}
    return session(draw(at), *draw(some_places), zap=zap, stopped=draw(maybe), baseline=baseline)


@st.composite
def answers(draw: st.DrawFn, rules: tuple[str, ...], check_ins: int) -> AnswerEvent:
    check_in = f"c{draw(st.integers(1, check_ins))}"
    return AnswerEvent(draw(hours), draw(st.sampled_from(rules)), draw(st.sampled_from(Did)), check_in)


some_sessions = st.lists(sessions(), max_size=2)


@cache
def _some_entries(may_be_gone: bool) -> st.SearchStrategy[list[Entry]]:
    return st.lists(entries(may_be_gone=may_be_gone), min_size=1, max_size=6)


@st.composite
def stories(draw: st.DrawFn, rules: tuple[str, ...] = (), may_be_gone: bool = True) -> Story:
    """`rules`: those that may be answered; left out, nothing is."""
    told = draw(_some_entries(may_be_gone))
    needled = draw(some_sessions)
    answered = draw(st.lists(answers(rules, len(told)), max_size=3)) if rules else []
    return diary(session(), *needled, *told, *answered)
