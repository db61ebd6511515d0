"""What must hold of every diary: rules.md §5 and the promises."""

from dataclasses import replace
from datetime import timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from afterneedle.content.rulebook import load_rulebook
from afterneedle.domain.assessment import assess
from afterneedle.domain.flags import Assessment
from afterneedle.domain.records import Level
from support import strategies
from support.diary_dsl import (
    ELBOW,
    FOREARM,
    HAND,
    NECK,
    Entry,
    PatientEvent,
    Story,
    diary,
    entry,
    moment,
    patient,
    said,
    session,
)
from support.story_strategies import CATALOGUE, LAST, RED, entries, hours, sessions, stories, words

RULES = tuple(r.id for r in load_rulebook(CATALOGUE).rules)
NOW = LAST + 100
ZONES = (ZoneInfo("Europe/London"), ZoneInfo("Asia/Kathmandu"), timezone(timedelta(hours=-11)))

usual = settings(max_examples=100)
known_rules = st.just(RULES)


def essence(assessment: Assessment):
    """What must not depend on how a diary was written down; the end of "today" does depend on the zone."""
    return (
        assessment.level,
        assessment.not_known,
        {(f.rule.id, f.level, f.act_by, f.symptom, f.place, f.hours, f.answered) for f in assessment.flags},
        {(f.rule.id, f.level, f.closed_at) for f in assessment.closed},
        dict(assessment.marks),
    )


def levels(assessment: Assessment) -> dict[tuple[object, object], Level]:
    """Of each symptom at each place, the level of its most pressing open flag."""
    found: dict[tuple[object, object], Level] = {}
    for flag in reversed(assessment.flags):
        if not flag.answered:
            found[flag.symptom, flag.place] = flag.level
    return found


def changed(story: Story, event: object, new: object) -> Story:
    return Story(tuple(new if e is event else e for e in story.events))


# adding never lowers


@usual
@given(stories(), st.data())
def test_adding_a_red_flag_never_lowers_the_level(judge, story, data):
    # `drop` by name: adding it to an entry that denied it takes the denial away that R15 asks for
    sign = data.draw(st.sampled_from([s.id for s in RED if s.id != "drop"]))
    told = data.draw(st.sampled_from(story.entries))
    more = changed(story, told, replace(told, says={**told.says, sign: True}))
    assert judge(more, NOW).level >= judge(story, NOW).level


@usual
@given(stories(RULES), st.data())
def test_adding_a_red_flag_to_the_newest_entry_never_lowers_the_level_whatever_was_answered(
    judge, story, data
):
    newest = max(story.entries, key=lambda e: e.hours)
    sign = data.draw(st.sampled_from([s.id for s in RED]))
    assume(sign not in newest.says)
    more = changed(story, newest, replace(newest, says={**newest.says, sign: True}))
    assert judge(more, newest.hours).level >= judge(story, newest.hours).level


@usual
@given(stories(RULES), hours)
def test_a_blank_day_changes_no_flag(judge, story, hour):
    before, after = judge(story, NOW), judge(story.plus(Entry(hour, {})), NOW)
    assert after.flags == before.flags
    assert after.level == before.level


@usual
@given(stories(), st.sampled_from(["bruise", "swelling"]), st.data())
def test_growing_never_lowers_the_level(judge, story, name, data):
    entries_of_it = st.builds(
        lambda at, worst, grows: entry(at, **{name: said(worst, *(["growing"] if grows else []))}),
        hours,
        st.integers(1, 3),
        st.booleans(),
    )
    told = data.draw(st.lists(entries_of_it, min_size=1, max_size=5))
    first = replace(told[0], says={name: said(told[0].says[name].worst)})
    grown = replace(told[0], says={name: said(told[0].says[name].worst, "growing")})
    without, with_it = story.plus(first, *told[1:]), story.plus(grown, *told[1:])
    for now in (NOW, first.hours):
        assert judge(with_it, now).level >= judge(without, now).level


# how it was written down does not matter


@usual
@given(stories(RULES), st.data())
def test_the_order_of_entry_never_matters(judge, rulebook, story, data):
    def shuffled(values):
        return tuple(data.draw(st.permutations(values)))

    records = story.records(CATALOGUE)
    late = replace(
        records,
        sessions=shuffled(records.sessions),
        check_ins=shuffled(records.check_ins),
        answers=shuffled(records.answers),
    )
    now = moment(NOW)
    assert assess(late, CATALOGUE, rulebook, now) == assess(records, CATALOGUE, rulebook, now)


@usual
@given(stories(RULES))
def test_the_order_in_which_symptoms_are_told_never_matters(judge, story):
    turned = Story(
        tuple(
            replace(e, says=dict(reversed(e.says.items()))) if isinstance(e, Entry) else e
            for e in story.events
        )
    )
    assert essence(judge(turned, NOW)) == essence(judge(story, NOW))


@usual
@given(stories(RULES), st.data())
def test_the_zone_of_entry_and_the_day_the_clocks_change_never_matter(judge, story, data):
    elsewhere = Story(
        tuple(
            replace(e, zone=data.draw(st.sampled_from(ZONES))) if isinstance(e, Entry) else e
            for e in story.events
        )
    )
    assert essence(judge(elsewhere, NOW)) == essence(judge(story, NOW))


@usual
@given(stories(RULES))
def test_the_same_diary_gives_the_same_flags(judge, story):
    assert judge(story, NOW) == judge(story, NOW)


# a second session


@usual
@given(stories(RULES), sessions(at=st.just(LAST + 1)))
def test_a_second_session_alone_changes_no_open_flag(judge, story, second):
    before, after = judge(story, NOW), judge(story.plus(second), NOW)
    assert set(before.flags) <= set(after.flags)
    assert after.level >= before.level


@usual
@given(stories(), sessions(at=st.just(LAST + 1)), st.data())
def test_a_second_session_never_hides_an_open_flag_from_later_entries(judge, story, second, data):
    told = data.draw(st.sampled_from(story.entries))
    again = replace(told, hours=LAST + data.draw(st.integers(2, 99)))
    before, without = levels(judge(story, LAST + 1)), levels(judge(story.plus(again), NOW))
    with_second = levels(judge(story.plus(second, again), NOW))
    for sign in before.keys() & without.keys():
        assert with_second[sign] >= min(before[sign], without[sign])


@usual
@given(words(CATALOGUE.symptoms["soreness"], may_be_gone=False), st.data())
def test_a_second_session_never_hides_soreness_that_was_flagged(judge, words, data):
    first, again, later = sorted(data.draw(st.sets(st.integers(1, 300), min_size=3, max_size=3)))
    story = diary(session(0, HAND), entry(first, soreness=words))
    second = data.draw(sessions(at=st.just(again)))
    steady = replace(words, change=None)
    after = story.plus(replace(second, baseline=None), entry(later, soreness=steady))
    assert judge(after, later).level >= judge(story, first).level


# nerve and movement signs


@usual
@given(stories(may_be_gone=False), st.data())
def test_a_present_nerve_or_movement_sign_is_never_expected(judge, story, data):
    symptom = data.draw(st.sampled_from([*CATALOGUE.group("nerve"), *CATALOGUE.group("movement")]))
    no_baseline = Story(tuple(replace(e, baseline=None) if hasattr(e, "sites") else e for e in story.events))
    last = entry(NOW, **{symptom.id: data.draw(words(symptom, may_be_gone=False))})
    assert judge(no_baseline.plus(last), NOW).level >= Level.WATCH


@settings(max_examples=300)
@given(
    st.sampled_from(
        ["soreness", "numbness", "tingling", "burning", "electric", "touch_pain", "heavy", "weakness"]
    ),
    st.sampled_from([None, "better", "same", "worse"]),
    st.sampled_from([None, HAND, ELBOW, NECK, "unknown"]),
    st.sampled_from([patient(), patient("blood_thinner"), patient(born="2015-01-01")]),
    st.data(),
)
def test_more_hours_and_more_strength_never_give_a_lower_level(judge, name, change, zap, who, data):
    symptom = CATALOGUE.symptoms[name]
    details = data.draw(st.lists(st.sampled_from(sorted(symptom.details)), unique=True, max_size=2))
    beside = data.draw(
        st.sampled_from([{}, {"swelling": 1}, {"drop": True}, {"fever": True}, {"rf_calf": True}])
    )
    strength, bound = st.integers(1, symptom.scale.top), st.sampled_from([24, 48, 72, 168, 336])
    hour = st.integers(0, 400) | st.builds(lambda b, more: b + more, bound, st.sampled_from([-0.1, 0, 0.1]))
    (early, late), (weak, strong) = (sorted(data.draw(st.tuples(s, s))) for s in (hour, strength))
    assert _single(judge, early, {name: said(weak, *details, change=change)}, beside, zap, who) <= _single(
        judge, late, {name: said(strong, *details, change=change)}, beside, zap, who
    )


def _single(judge, at: float, says: dict, beside: dict, zap: str | None, who: PatientEvent) -> Level:
    """The level of what one entry says of one symptom, whatever stands beside it."""
    named = next(iter(says))
    found = judge(diary(who, session(0, FOREARM, zap=zap), entry(at, **says, **beside)))
    return max((f.level for f in found.flags if f.symptom and f.symptom.id == named), default=Level.EXPECTED)


# every flag explains itself


def check_flags(assessment: Assessment, felt: dict, ended: dict):
    for flag in (*assessment.flags, *assessment.closed):
        assert flag.level > Level.EXPECTED
        assert flag.evidence
        assert (flag.act_before is None) == (flag.act_by is None)
        if flag.symptom is None:
            assert flag.evidence == (flag.session.id,)
            continue
        assert [felt[id] for id in flag.evidence] == sorted(felt[id] for id in flag.evidence)
        assert flag.newest in {felt[id] for id in flag.evidence}
        if flag.session is None:
            assert flag.hours is None
        else:
            apart = int(flag.newest.timestamp()) - int(ended[flag.session.id].timestamp())
            assert flag.hours == pytest.approx(apart / 3600)
            assert flag.hours >= 0
    assert assessment.level == max((f.level for f in assessment.flags if not f.answered), default=0)


@usual
@given(stories(RULES), hours)
def test_every_flag_rests_on_an_entry_and_its_hours_agree_with_it(judge, story, now):
    records = story.records(CATALOGUE)
    felt = {c.id: c.felt_at for c in records.check_ins}
    ended = {s.id: s.ended_at for s in records.sessions}
    check_flags(judge(story, now), felt, ended)
    check_flags(judge(story, NOW), felt, ended)


@settings(max_examples=100)
@given(strategies.records(CATALOGUE), strategies.moments)
def test_any_diary_that_can_be_written_can_be_assessed(rulebook, records, now):
    felt = {c.id: c.felt_at for c in records.check_ins}
    ended = {s.id: s.ended_at for s in records.sessions}
    check_flags(assess(records, CATALOGUE, rulebook, now), felt, ended)


@usual
@given(entries(may_be_gone=True), st.sampled_from(ZONES))
def test_a_single_entry_is_assessed_alike_at_its_moment_in_any_zone(judge, told, zone):
    there = replace(told, zone=zone)
    assert judge(diary(session(), there), told.hours).level == judge(diary(session(), told), told.hours).level
