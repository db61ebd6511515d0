"""What the doctor's report holds: the right period, every open flag, and counts that add up."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afterneedle.content.catalogue import load_catalogue
from afterneedle.domain.day_table import Day
from afterneedle.domain.findings import Strength
from afterneedle.domain.impossible import Impossible
from afterneedle.domain.records import Level, Patient, Records
from afterneedle.domain.report import Asked, Wanted, report
from afterneedle.domain.rulebook import Conditions, Modifier
from support import strategies
from support.builders import (
    a_check_in,
    a_flag,
    a_red_flag,
    a_rulebook,
    a_session,
    an_assessment,
    an_observation,
    at,
)

CATALOGUE = load_catalogue()
NOW = at("2026-03-20T09:00:00+00:00")
FINGERS = "fingers_thumb_side_back.l"


def made(records, *, flags=(), closed=(), now=NOW, first=None, last=None, modifiers=(), not_known=()):
    assessment = an_assessment(flags=flags, closed=closed, not_known=not_known)
    return report(records, assessment, CATALOGUE, a_rulebook(modifiers=modifiers), now, Wanted(first, last))


def sessions(*ended):
    return tuple(
        a_session(CATALOGUE, id=f"s{n}", ended_at=f"{day}T10:00:00+00:00") for n, day in enumerate(ended, 1)
    )


@pytest.mark.parametrize(
    ("ended", "first"),
    [
        (["2026-01-05", "2026-02-25", "2026-03-10"], date(2026, 2, 25)),
        (["2026-02-18", "2026-03-10"], date(2026, 2, 18)),
        (["2026-02-17", "2026-03-10"], date(2026, 3, 10)),
        (["2025-12-01", "2026-01-05"], date(2026, 1, 5)),
        ([], date(2026, 2, 18)),
    ],
)
def test_the_period_begins_with_the_first_session_of_the_last_30_days(ended, first):
    page = made(Records(sessions=sessions(*ended)))
    assert (page.first, page.last) == (first, date(2026, 3, 20))


def test_a_period_of_ones_own_holds_its_days_alone():
    check_ins = tuple(
        a_check_in(CATALOGUE, id=f"c{day}", felt_at=f"2026-03-{day:02}T20:00:00+00:00") for day in range(3, 9)
    )
    page = made(Records(check_ins=check_ins), first=date(2026, 3, 4), last=date(2026, 3, 6))
    assert page.days == 3
    assert page.logged == 3
    assert [row.date.day for row in page.rows] == [4, 5, 6]


def test_a_period_that_ends_before_it_begins_is_refused():
    with pytest.raises(Impossible, match="the period ends before it begins"):
        made(Records(), first=date(2026, 3, 6), last=date(2026, 3, 4))


def test_the_period_never_runs_past_today():
    assert made(Records(), last=date(2027, 1, 1)).last == date(2026, 3, 20)


def test_what_is_felt_or_ended_after_now_does_not_count():
    later = a_check_in(CATALOGUE, felt_at="2026-03-20T09:01:00+00:00", says=[an_observation(CATALOGUE)])
    page = made(Records(sessions=sessions("2026-03-21"), check_ins=(later,)))
    assert (page.logged, page.columns, page.sessions) == (0, (), {})


def test_an_entry_whose_date_is_already_tomorrow_is_in():
    east = a_check_in(CATALOGUE, felt_at="2026-03-21T00:30:00+14:00")
    page = made(Records(check_ins=(east,)), now=at("2026-03-20T12:00:00+00:00"))
    assert (page.last, page.logged) == (date(2026, 3, 21), 1)


def test_open_flags_come_first_in_their_order_then_the_closed_ones_of_the_period():
    [session] = sessions("2026-03-02")
    worst = a_flag(CATALOGUE, session=session, symptom="weakness")
    other = a_flag(CATALOGUE, session=session, since="2026-01-01T10:00:00+00:00")
    mild = a_flag(CATALOGUE, session=session, level=Level.WATCH, closed_at="2026-03-09T10:00:00+00:00")
    closed = a_flag(CATALOGUE, session=session, closed_at="2026-03-08T10:00:00+00:00")
    long_ago = a_flag(CATALOGUE, since="2026-01-01T10:00:00+00:00", closed_at="2026-03-01T10:00:00+00:00")
    page = made(Records(sessions=(session,)), flags=[worst, other], closed=[mild, closed, long_ago])
    assert [(f.letter, f.flag) for f in page.findings] == [
        ("A", worst),
        ("B", other),
        ("C", closed),
        ("D", mild),
    ]
    assert [f.is_open for f in page.findings] == [True, True, False, False]


def test_a_closed_flag_that_began_after_the_period_is_left_out():
    closed = a_flag(CATALOGUE, since="2026-03-08T10:00:00+00:00", closed_at="2026-03-09T10:00:00+00:00")
    assert made(Records(), closed=[closed], first=date(2026, 3, 1), last=date(2026, 3, 7)).findings == ()


def test_an_open_flag_older_than_the_period_prints_with_its_session():
    old, new = sessions("2025-11-03", "2026-03-10")
    flag = a_flag(
        CATALOGUE, session=old, since="2025-11-05T10:00:00+00:00", newest="2025-11-07T10:00:00+00:00"
    )
    page = made(Records(sessions=(old, new)), flags=[flag])
    assert page.first == date(2026, 3, 10)
    assert [(f.session, f.first_hours) for f in page.findings] == [(1, 48.0)]
    assert page.sessions == {1: old, 2: new}


def test_sessions_outside_the_period_are_counted_not_printed():
    all_of_them = sessions("2025-01-06", "2025-06-02", "2026-03-10", "2026-03-12", "2026-03-15")
    page = made(Records(sessions=all_of_them), first=date(2026, 3, 11), last=date(2026, 3, 14))
    assert list(page.sessions) == [3, 4]
    assert page.unprinted == 3


def test_a_flag_without_a_session_has_no_hours():
    [finding] = made(Records(), flags=[a_flag(CATALOGUE)]).findings
    assert (finding.session, finding.first_hours, finding.strength) == (None, None, None)


def test_the_strength_of_a_finding_is_that_of_its_own_place_from_first_to_newest():
    check_ins = tuple(
        a_check_in(
            CATALOGUE,
            id=f"c{day}",
            felt_at=f"2026-03-{day:02}T20:00:00+00:00",
            says=[
                an_observation(CATALOGUE, "tingling", FINGERS, worst),
                an_observation(CATALOGUE, "tingling", "palm.r", 3),
            ],
        )
        for day, worst in ((3, 1), (4, 2), (5, 1), (9, 3))
    )
    flag = a_flag(CATALOGUE, since="2026-03-03T20:00:00+00:00", newest="2026-03-05T20:00:00+00:00")
    [finding] = made(Records(check_ins=check_ins), flags=[flag]).findings
    assert finding.strength == Strength(first=1, highest=2, newest=1)


def test_soreness_without_a_place_counts_for_each_needled_place():
    check_in = a_check_in(CATALOGUE, says=[an_observation(CATALOGUE, "soreness", None, 8)])
    flag = a_flag(CATALOGUE, symptom="soreness", place="trapezius_top.r", newest="2026-03-04T00:00:00+00:00")
    [finding] = made(Records(check_ins=(check_in,)), flags=[flag]).findings
    assert finding.strength == Strength(8, 8, 8)


def test_what_raised_a_level_is_told():
    modifier = Modifier(
        "blood_thinner", frozenset({"N07"}), Conditions(), "Blood thinners make bleeding last.", ("J",)
    )
    flag = a_flag(CATALOGUE, raised_by=["blood_thinner", "N10"])
    [finding] = made(Records(), flags=[flag], modifiers=[modifier]).findings
    assert finding.raised_by == (modifier,)


def test_flagged_rows_carry_the_letter_of_each_flag_that_rests_on_them():
    check_ins = tuple(
        a_check_in(CATALOGUE, id=f"c{day}", felt_at=f"2026-03-{day:02}T20:00:00+00:00") for day in (3, 4)
    )
    [session] = sessions("2026-03-02")
    flags = [
        a_flag(CATALOGUE, evidence=["c3", "c4"]),
        a_flag(CATALOGUE, symptom=None, place=None, evidence=["s1"]),
    ]
    page = made(Records(sessions=(session,), check_ins=check_ins), flags=flags)
    assert [row.letters for row in page.rows[:4]] == [("B",), ("A",), ("A",), ()]


def test_after_z_the_letters_go_on_with_aa():
    page = made(Records(), flags=[a_flag(CATALOGUE)] * 28)
    assert [f.letter for f in page.findings][24:] == ["Y", "Z", "AA", "AB"]


def test_denied_signs_are_counted_by_day_and_a_yes_outweighs_a_no():
    check_ins = (
        a_check_in(CATALOGUE, id="c1", felt_at="2026-03-03T08:00:00+00:00", none_of=["nerve"]),
        a_check_in(CATALOGUE, id="c2", felt_at="2026-03-03T20:00:00+00:00", present=[a_red_flag(CATALOGUE)]),
        a_check_in(CATALOGUE, id="c3", felt_at="2026-03-04T20:00:00+00:00"),
        a_check_in(
            CATALOGUE,
            id="c4",
            felt_at="2026-03-05T20:00:00+00:00",
            asked=["rf_stroke"],
            says=[
                an_observation(CATALOGUE, "fever", None, None, now=False),
                an_observation(CATALOGUE, "tingling", FINGERS, 1),
                an_observation(CATALOGUE, "numbness", FINGERS, 0, now=False),
            ],
        ),
    )
    page = made(Records(check_ins=check_ins))
    counts = {row.symptom.id: (row.yes, row.no) for row in page.asked}
    assert page.logged == 3
    assert counts["rf_chest"] == (1, 1)
    assert counts["rf_stroke"] == (0, 3)
    assert counts["rf_head"] == (0, 2)
    assert counts["fever"] == (0, 1)
    assert counts["tingling"] == (1, 1)
    assert counts["numbness"] == (0, 1)  # gone at one place is no word about the others
    assert counts["weakness"] == (0, 0)
    assert "soreness" not in counts


def test_the_question_for_the_pregnant_is_listed_for_them_alone():
    pregnant = CATALOGUE.symptoms["rf_preg"]
    asked = a_check_in(CATALOGUE, asked=["rf_preg"])
    assert pregnant not in [row.symptom for row in made(Records()).asked]
    assert Asked(pregnant, 0, 0) in made(Records(patient=Patient(conditions=("pregnant",)))).asked
    assert Asked(pregnant, 0, 1) in made(Records(check_ins=(asked,))).asked


def test_an_empty_diary_has_a_report():
    page = made(Records(), not_known=("red_flags",))
    assert (page.days, page.logged, page.findings, page.columns) == (31, 0, (), ())
    assert page.not_known == ("red_flags",)
    assert (page.rulebook, page.rulebook_date) == ("3", date(2026, 3, 1))


@given(st.data())
def test_the_rows_add_up_to_the_days_and_the_days_logged(data):
    records = data.draw(strategies.records(CATALOGUE))
    newest = max([NOW, *(c.felt_at for c in records.check_ins), *(s.ended_at for s in records.sessions)])
    middle = data.draw(st.sampled_from([c.day for c in records.check_ins] or [date(2026, 3, 4)]))
    middle = min(middle, newest.date())
    page = made(records, now=newest, first=middle - timedelta(days=20), last=middle + timedelta(days=20))
    assert (
        sum(1 if isinstance(row, Day) else (row.last - row.first).days + 1 for row in page.rows) == page.days
    )
    entered = [c for row in page.rows if isinstance(row, Day) for c in row.check_ins]
    assert sorted(c.id for c in entered) == sorted(
        c.id for c in records.check_ins if page.first <= c.day <= page.last
    )
    assert page.logged == sum(isinstance(row, Day) and bool(row.check_ins) for row in page.rows)
    assert len(page.sessions) + page.unprinted == len(records.sessions)
