"""The lookups that make the rules fast leave nothing out: a plain reading of the rulebook says the same."""

from hypothesis import given, settings
from hypothesis import strategies as st

from afterneedle.domain.unfolding import Unfolded, unfold
from afterneedle.domain.verdicts import verdicts
from support.diary_dsl import (
    PatientEvent,
    Story,
    answer,
    diary,
    entry,
    gone,
    moment,
    patient,
    rules,
    said,
    session,
)
from support.plain_rules import plain_verdicts
from support.story_strategies import CATALOGUE, LAST, entries, hours, stories

NOW = LAST + 100
PEOPLE = st.sampled_from([patient(), patient("blood_thinner"), patient("diabetes", born="2015-01-01")])
CLOSE = st.integers(0, 30).map(lambda n: n * 4)  # hours: many entries of few days stand beside one another


@st.composite
def crowded(draw: st.DrawFn) -> Story:
    """Stories in which much is open at once."""
    who: PatientEvent = draw(PEOPLE)
    told = draw(st.lists(entries(at=CLOSE), min_size=3, max_size=12))
    return diary(who, session(0, zap="unknown"), session(30, "hand_back.r"), *told)


def unfolded(story: Story, rulebook, now: float) -> Unfolded:
    return unfold(story.records(CATALOGUE), CATALOGUE, rulebook, moment(now))


def firings(found: Unfolded):
    """All that a flag is made from."""
    return [
        (f.verdict.rule.id, f.verdict.pressing, f.at, f.act_before, f.severity, f.ended_at, f.evidence)
        for f in found.ledger.firings
    ]


@settings(max_examples=200)
@given(crowded() | stories(), hours)
def test_the_rules_say_what_the_rulebook_says_row_by_row(rulebook, story, later):
    found = unfolded(story, rulebook, later)
    now = moment(later).timestamp()
    for episode in found.around.open.by_key.values():
        for at in (episode.newest.at, now):
            fast = [
                (v.rule.id, v.level, v.act_by, v.raised_by, by, frozenset(beside))
                for v, by, beside in verdicts(rulebook.candidates, episode, at, found.around)
            ]
            assert fast == plain_verdicts(rulebook, episode, at, found.around)


@settings(max_examples=200)
@given(crowded() | stories())
def test_to_try_all_rules_again_on_all_that_is_open_changes_nothing(rulebook, story):
    found = unfolded(story, rulebook, NOW)
    before, marks = firings(found), dict(found.ledger.marks)
    for episode in list(found.around.open.by_key.values()):
        fired = verdicts(rulebook.candidates, episode, episode.newest.at, found.around)
        found.ledger.try_rules(episode, fired, int(moment(NOW).timestamp()))
    assert firings(found) == before
    assert found.ledger.marks == marks


def test_a_flag_rests_on_the_newest_entry_of_what_stands_beside_it(judge):
    story = diary(session(), entry(2, tingling=1), entry(4, swelling=1), entry(6, swelling=1))
    assert {f.rule.id: f.evidence for f in judge(story).flags}["N13"] == ("c1", "c3")


def test_a_flag_that_ended_rests_on_what_stood_beside_it_until_then(judge):
    both_gone = entry(8, swelling=gone()), entry(20, swelling=gone())
    story = diary(session(), entry(2, tingling=1), entry(4, swelling=1), entry(6, swelling=1), *both_gone)
    ended = [f for f in judge(story).closed if f.rule.id == "N13"]
    assert [f.evidence for f in ended] == [("c1", "c3")]


def test_what_stands_on_over_newer_entries_rests_on_these_and_not_on_newer_ones_beside_it(judge):
    story = diary(
        session(),
        entry(26, tingling=1, swelling=1),
        entry(28, swelling=1),
        entry(30, tingling=1),
        entry(32, swelling=1),
    )
    n08 = next(f for f in judge(story).flags if f.rule.id == "N08")
    assert n08.evidence == ("c1", "c2", "c3")


def test_a_bruise_that_stops_growing_no_longer_presses_on_a_nerve(judge):
    story = diary(session(), entry(2, tingling=1, bruise=said(1, "growing")), entry(6, bruise=1))
    assert "N13" in rules(judge(story, 2))
    assert "N13" not in rules(judge(story))


def test_a_bruise_that_begins_to_grow_does(judge):
    story = diary(session(), entry(2, tingling=1, bruise=1), entry(6, bruise=said(1, "growing")))
    assert "N13" not in rules(judge(story, 2))
    assert "N13" in rules(judge(story))


def test_what_was_answered_is_new_when_what_stands_beside_it_is_there_again(judge):
    story = diary(
        session(),
        entry(2, tingling=1, swelling=1),
        answer(3, "N13", "advised_by_clinician"),
        entry(6, swelling=1),
    )
    assert "N13" not in rules(judge(story, 3))
    assert "N13" in rules(judge(story))


ANSWERED = (session(), entry(2, tingling=1, drop=True), answer(3, "R14", "advised_by_clinician"))


def test_what_rests_on_a_sign_that_was_answered_stands_while_nobody_speaks_of_either(judge):
    flags = judge(diary(*ANSWERED, entry(6, soreness=2))).flags
    assert {f.rule.id: f.evidence for f in flags} == {"N12": ("c1",)}


def test_it_rests_on_that_sign_again_when_it_is_there_again(judge):
    flags = judge(diary(*ANSWERED, entry(6, drop=True))).flags
    assert {f.rule.id: f.evidence for f in flags} == {"R14": ("c2",), "N12": ("c1", "c2")}
