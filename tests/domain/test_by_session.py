"""Sessions laid over one another: each entry counts from the end of the session before it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afterneedle.content.catalogue import load_catalogue
from afterneedle.domain.by_session import NEWEST, by_session
from afterneedle.domain.points import Join
from afterneedle.domain.records import Records
from support import strategies
from support.builders import a_check_in, a_session, an_observation, at

CATALOGUE = load_catalogue()
NOW = at("2026-06-20T09:00:00+00:00")


def sessions(*days):
    return tuple(
        a_session(CATALOGUE, id=f"s{n}", ended_at=f"2026-{day}T10:00:00+00:00")
        for n, day in enumerate(days, start=1)
    )


def entered(moment, *says):
    return a_check_in(CATALOGUE, id=moment, felt_at=f"2026-{moment}+00:00", says=says, asked=[])


def sore(worst, place="trapezius_top.r"):
    return an_observation(CATALOGUE, "soreness", place, worst, now=worst > 0)


def tingling(worst, place="palm.r"):
    return an_observation(CATALOGUE, "tingling", place, worst, now=worst > 0)


def made(ended, *check_ins, now=NOW):
    return by_session(Records(sessions=sessions(*ended), check_ins=check_ins), now)


def hours(overlay):
    return [(c.number, [(round(c.hours(p), 1), p.severity) for p in c.points]) for c in overlay.curves]


def test_each_curve_counts_from_the_end_of_its_session():
    [overlay] = made(
        ["03-02", "03-20"],
        entered("03-02T14:00:00", sore(5)),
        entered("03-03T10:00:00", sore(0)),
        entered("03-20T13:00:00", sore(3)),
    )
    assert hours(overlay) == [(1, [(4.0, 5), (24.0, 0)]), (2, [(3.0, 3)])]
    assert overlay.hours == 24
    assert overlay.curves[0].joins == (Join.SOLID,)


def test_one_session_with_a_symptom_is_nothing_to_compare():
    assert (
        made(["03-02", "03-20"], entered("03-02T14:00:00", sore(5)), entered("03-20T13:00:00", sore(0))) == ()
    )


def test_the_hour_of_the_end_itself_belongs_to_the_session_before():
    [overlay] = made(
        ["03-02", "03-04"],
        entered("03-02T14:00:00", sore(5)),
        entered("03-04T10:00:00", sore(4)),
        entered("03-04T10:00:01", sore(3)),
    )
    assert [[p.severity for p in c.points] for c in overlay.curves] == [[5, 4], [3]]


@pytest.mark.parametrize(("moment", "count"), [("03-16T10:00:00", 2), ("03-16T10:00:01", 1)])
def test_a_curve_ends_after_14_days(moment, count):
    [overlay] = made(
        ["03-02", "05-20"],
        entered("03-02T14:00:00", sore(5)),
        entered(moment, sore(4)),
        entered("05-20T13:00:00", sore(3)),
    )
    assert len(overlay.curves[0].points) == count


def test_soreness_is_compared_by_its_strongest_place():
    [overlay] = made(
        ["03-02", "03-20"],
        entered("03-02T14:00:00", sore(2), sore(5, "calf_inner.l")),
        entered("03-20T13:00:00", sore(3, "low_back.r")),
    )
    assert overlay.place is None
    assert hours(overlay) == [(1, [(4.0, 5)]), (2, [(3.0, 3)])]


def test_a_nerve_sign_is_compared_at_its_own_place_alone():
    overlays = made(
        ["03-02", "03-20"],
        entered("03-02T14:00:00", tingling(2), tingling(1, "palm.l")),
        entered("03-20T13:00:00", tingling(1)),
    )
    assert [str(o.place) for o in overlays] == ["palm.r"]


def test_only_the_newest_sessions_are_compared_under_their_own_numbers():
    days = [f"03-{day:02}" for day in range(2, 2 + NEWEST + 2)]
    [overlay] = made(days, *(entered(f"{day}T14:00:00", sore(3)) for day in days))
    assert [c.number for c in overlay.curves] == list(range(3, NEWEST + 3))


def test_what_is_felt_after_now_does_not_count():
    entries = [entered("03-02T14:00:00", sore(5)), entered("03-20T13:00:00", sore(3))]
    assert made(["03-02", "03-20"], *entries, now=at("2026-03-20T12:59:59+00:00")) == ()
    assert len(made(["03-02", "03-20"], *entries, now=at("2026-03-20T13:00:00+00:00"))) == 1


@given(st.data())
def test_every_point_is_an_entry_after_its_session(data):
    records = data.draw(strategies.records(CATALOGUE))
    check_ins = tuple(sorted(records.check_ins, key=lambda c: c.second))
    ended = tuple(sorted(records.sessions, key=lambda s: s.second))
    newest = max([NOW, *(c.felt_at for c in check_ins), *(s.ended_at for s in ended)])
    known = {c.id: c for c in check_ins}
    for overlay in by_session(Records(sessions=ended, check_ins=check_ins), newest):
        assert len(overlay.curves) > 1
        for curve in overlay.curves:
            assert any(p.is_felt for p in curve.points)
            assert all(0 < curve.hours(p) <= 14 * 24 for p in curve.points)
            assert all(known[p.check_in].felt_at == p.at for p in curve.points)
