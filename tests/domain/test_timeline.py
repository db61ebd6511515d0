"""What the chart holds: every entry in its strip, nothing that was not entered, and what is missing."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afterneedle.content.catalogue import load_catalogue
from afterneedle.domain.impossible import Impossible
from afterneedle.domain.points import Join, State
from afterneedle.domain.records import Change, Records
from afterneedle.domain.timeline import Beginning, timeline
from support import strategies
from support.builders import a_check_in, a_flag, a_session, an_observation, at

CATALOGUE = load_catalogue()
NOW = at("2026-03-20T09:00:00+00:00")
FIRST, LAST = date(2026, 3, 2), date(2026, 3, 20)
PALM = "palm.r"


def entered(moment, *says, **other):
    return a_check_in(CATALOGUE, id=moment, felt_at=f"2026-03-{moment}:00+00:00", says=says, **other)


def sore(worst, place="trapezius_top.r", **other):
    return an_observation(CATALOGUE, "soreness", place, worst, **other)


def tingling(worst, place=PALM, **other):
    return an_observation(CATALOGUE, "tingling", place, worst, **other)


def made(*check_ins, sessions=None, flags=(), now=NOW, first=FIRST, last=LAST):
    sessions = (a_session(CATALOGUE),) if sessions is None else tuple(sessions)
    letters = dict(zip("ABCDEF", flags, strict=False))
    return timeline(Records(sessions=sessions, check_ins=check_ins), letters, now, first, last)


def names(shown):
    return [f"{s.symptom} {s.place}" for s in shown.strips]


def test_each_symptom_at_each_place_has_a_strip_the_strongest_on_its_scale_first():
    shown = made(entered("03T20:00", sore(6), tingling(2), tingling(1, "palm.l")))
    assert names(shown) == ["tingling palm.r", "soreness trapezius_top.r", "tingling palm.l"]


def test_flagged_strips_come_first_in_the_order_of_their_flags():
    flags = [a_flag(CATALOGUE, place="palm.l"), a_flag(CATALOGUE, place=PALM)]
    shown = made(entered("03T20:00", sore(9), tingling(2), tingling(1, "palm.l")), flags=flags)
    assert names(shown) == ["tingling palm.l", "tingling palm.r", "soreness trapezius_top.r"]


def test_a_strip_holds_the_entries_of_the_period_alone():
    says = [entered(f"0{day}T20:00", sore(day)) for day in (2, 3, 4, 5)]
    shown = made(*says, first=date(2026, 3, 3), last=date(2026, 3, 4))
    assert [p.severity for p in shown.strips[0].points] == [3, 4]


def test_what_is_felt_or_ended_after_now_is_not_in_it():
    shown = made(
        entered("03T20:00", sore(3)),
        entered("21T20:00", sore(4)),
        sessions=[a_session(CATALOGUE), a_session(CATALOGUE, id="s2", ended_at="2026-03-21T10:00:00+00:00")],
        last=date(2026, 3, 25),
    )
    assert len(shown.strips[0].points) == 1
    assert [m.number for m in shown.sessions] == [1]


def test_nothing_felt_makes_no_strip():
    assert made(entered("03T20:00", sore(0, now=False), none_of=["nerve"])).strips == ()


def test_an_empty_diary_has_a_timeline_without_strips():
    shown = made(sessions=[])
    assert (shown.strips, shown.sessions, shown.flags, shown.silent) == ((), (), (), 0)


def test_a_period_that_ends_before_it_begins_is_refused():
    with pytest.raises(Impossible, match="the period ends before it begins"):
        made(first=LAST, last=FIRST)


def test_the_axis_runs_over_whole_days_and_at_least_three():
    shown = made(last=date(2026, 3, 2))
    assert (shown.begins, shown.ends) == (at("2026-03-02T00:00:00+00:00"), at("2026-03-05T00:00:00+00:00"))
    assert made().ends == at("2026-03-21T00:00:00+00:00")


def test_the_axis_reaches_an_entry_of_the_night_after_its_last_day():
    night = a_check_in(CATALOGUE, felt_at="2026-03-06T01:30:00+00:00", day="2026-03-05", says=[sore(2)])
    assert made(night, last=date(2026, 3, 5)).ends == night.felt_at


def test_usual_soreness_ends_48_hours_after_the_session():
    [mark] = made().sessions
    assert mark.sore_until == at("2026-03-04T10:00:00+00:00")


@pytest.mark.parametrize(
    ("ended", "marks"), [("2026-03-08T00:00:00+00:00", 0), ("2026-03-08T00:00:01+00:00", 1)]
)
def test_a_session_before_the_period_is_in_it_while_its_48_hours_reach_into_it(ended, marks):
    shown = made(sessions=[a_session(CATALOGUE, ended_at=ended)], first=date(2026, 3, 10))
    assert len(shown.sessions) == marks


def test_sessions_keep_their_number_in_the_diary():
    two = [a_session(CATALOGUE), a_session(CATALOGUE, id="s2", ended_at="2026-03-12T10:00:00+00:00")]
    assert [m.number for m in made(sessions=two, first=date(2026, 3, 10)).sessions] == [2]


def test_a_flag_is_marked_at_its_newest_entry_with_its_letter():
    flags = [a_flag(CATALOGUE, symptom="soreness", place="trapezius_top.r"), a_flag(CATALOGUE, place=PALM)]
    shown = made(entered("05T21:00", sore(3), tingling(1)), flags=flags)
    assert [(m.letter, m.strip, m.at) for m in shown.flags] == [
        ("A", 0, at("2026-03-05T21:00:00+00:00")),
        ("B", 1, at("2026-03-05T21:00:00+00:00")),
    ]


def test_a_flag_without_a_strip_or_outside_the_axis_has_no_mark_and_keeps_its_letter():
    flags = [
        a_flag(CATALOGUE, symptom="weakness", place=PALM),
        a_flag(CATALOGUE, place=PALM, newest="2026-03-01T10:00:00+00:00"),
        a_flag(CATALOGUE, place=PALM),
    ]
    shown = made(entered("05T21:00", tingling(1)), flags=flags)
    assert [m.letter for m in shown.flags] == ["C"]


def test_a_flag_about_a_session_stands_over_all_strips():
    flag = a_flag(CATALOGUE, symptom=None, place=None, newest="2026-03-02T10:00:00+00:00")
    assert [m.strip for m in made(flags=[flag]).flags] == [None]


def test_a_flag_of_a_needled_place_marks_soreness_that_names_no_place():
    flag = a_flag(CATALOGUE, symptom="soreness", place="trapezius_top.r", newest="2026-03-05T21:00:00+00:00")
    shown = made(entered("05T21:00", tingling(3), sore(1, None)), flags=[flag])
    assert names(shown)[0] == "soreness None"
    assert [m.strip for m in shown.flags] == [0]


def test_days_without_an_entry_are_counted_near_a_session_and_before_today():
    shown = made(entered("03T20:00", sore(2)), now=at("2026-03-06T09:00:00+00:00"))
    assert shown.silent == 3  # Monday, Wednesday and Thursday; Friday is not over
    assert made(now=NOW, first=date(2026, 3, 18)).silent == 0  # the follow-up is over


def test_the_newest_spell_counts_from_its_session():
    shown = made(
        entered("03T14:00", sore(3)),
        entered("04T20:00", sore(0, now=False)),
        entered("10T14:00", sore(2)),
        entered("11T14:00", sore(1)),
        sessions=[a_session(CATALOGUE), a_session(CATALOGUE, id="s2", ended_at="2026-03-10T10:00:00+00:00")],
    )
    [strip] = shown.strips
    assert strip.beginning == Beginning(at("2026-03-10T14:00:00+00:00"), 2, 4.0)
    assert strip.gone_at is None
    assert strip.highest is strip.points[0]


def test_a_spell_that_began_before_the_period_says_so():
    shown = made(*(entered(f"{day:02}T10:00", tingling(1)) for day in range(3, 9)), first=date(2026, 3, 6))
    assert shown.strips[0].beginning.hours == 24


def test_a_flagged_spell_begins_as_its_flag_says():
    flag = a_flag(
        CATALOGUE,
        place=PALM,
        session=a_session(CATALOGUE),
        since="2026-03-02T14:00:00+00:00",
        newest="2026-03-05T21:00:00+00:00",
    )
    shown = made(entered("03T20:00", tingling(1)), entered("05T21:00", tingling(1)), flags=[flag])
    assert shown.strips[0].beginning == Beginning(at("2026-03-02T14:00:00+00:00"), 1, 4.0)


def test_a_spell_without_a_session_has_no_hours():
    shown = made(entered("03T20:00", tingling(1)), sessions=[])
    assert shown.strips[0].beginning == Beginning(at("2026-03-03T20:00:00+00:00"), None, None)


def test_gone_is_the_first_time_it_was_said_since_it_was_there():
    shown = made(
        entered("03T20:00", tingling(1)),
        entered("04T20:00", tingling(0, now=False)),
        entered("05T20:00", none_of=["nerve"]),
    )
    assert shown.strips[0].gone_at == at("2026-03-04T20:00:00+00:00")


def test_a_symptom_that_was_never_rated_is_more_than_none():
    shown = made(
        entered("03T20:00", none_of=["nerve"]), entered("04T20:00", tingling(None, change=Change.SAME))
    )
    assert shown.strips[0].highest.severity is None


def test_one_check_in_is_found_in_its_strip():
    shown = made(entered("03T20:00", sore(2)), entered("04T20:00", sore(1)))
    assert [shown.point(0, id) for id in ("03T20:00", "04T20:00", "05T20:00")] == [0, 1, None]


@pytest.mark.parametrize(("days", "weekly"), [(366, False), (367, True)])
def test_beyond_a_year_a_week_has_one_point_its_highest(days, weekly):
    shown = made(
        entered("09T20:00", sore(2)),
        entered("11T20:00", sore(4)),
        entered("15T20:00", sore(0, now=False)),
        entered("16T20:00", sore(1)),
        first=LAST - timedelta(days=days),
    )
    assert shown.is_weekly is weekly
    points = [(p.at.day, p.severity) for p in shown.strips[0].points]
    assert points == ([(11, 4), (16, 1)] if weekly else [(9, 2), (11, 4), (15, 0), (16, 1)])


def test_weekly_points_are_joined_up_to_two_weeks():
    says = [entered("02T20:00", sore(2)), entered("16T20:00", sore(4)), entered("19T20:00", sore(1))]
    assert made(*says, first=date(2025, 1, 1)).strips[0].joins == (Join.SOLID,)


@given(st.data())
def test_no_point_is_invented_and_every_present_observation_is_in_exactly_one_strip(data):
    records = data.draw(strategies.records(CATALOGUE))
    check_ins = sorted(records.check_ins, key=lambda c: c.second)
    sessions = sorted(records.sessions, key=lambda s: s.second)
    newest = max([NOW, *(c.felt_at for c in check_ins), *(s.ended_at for s in sessions)])
    first = data.draw(st.sampled_from([c.day for c in check_ins] or [FIRST]))
    last = first + timedelta(days=data.draw(st.integers(0, 366)))
    shown = timeline(Records(sessions=tuple(sessions), check_ins=tuple(check_ins)), {}, newest, first, last)
    mine = {c.id: c for c in check_ins if first <= c.day <= last}
    there = [
        (c.id, x.symptom, x.place)
        for c in mine.values()
        for x in (*(o for o in c.observations if o.is_present), *c.red_flags.present)
    ]
    drawn = [
        (p.check_in, strip.symptom, strip.place)
        for strip in shown.strips
        for p in strip.points
        if p.state is State.PRESENT
    ]
    assert sorted(drawn, key=str) == sorted(there, key=str)
    for strip in shown.strips:
        assert any(p.is_felt for p in strip.points)
        assert len(strip.joins) == len(strip.points) - 1
        assert all(shown.begins <= p.at <= shown.ends for p in strip.points)
        for point in strip.points:
            assert _speaks_of(mine[point.check_in], strip.symptom)


def _speaks_of(check_in, symptom):
    said = {o.symptom for o in check_in.observations} | check_in.red_flags.asked
    return symptom in said or symptom.group in check_in.none_of
