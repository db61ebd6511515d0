"""How far back the timeline looks."""

from datetime import date

import pytest

from afterneedle.content.catalogue import load_catalogue
from afterneedle.domain.records import Records
from afterneedle.domain.spans import Span, days_of
from support.builders import a_check_in, a_session, at

CATALOGUE = load_catalogue()
NOW = at("2026-03-20T09:00:00+00:00")
TODAY = date(2026, 3, 20)


def diary(*days, sessions=("2026-01-05", "2026-03-10")):
    return Records(
        sessions=tuple(a_session(CATALOGUE, id=s, ended_at=f"{s}T10:00:00+00:00") for s in sessions),
        check_ins=tuple(a_check_in(CATALOGUE, id=d, felt_at=f"{d}T20:00:00+00:00") for d in days),
    )


@pytest.mark.parametrize(
    ("span", "first"),
    [
        (Span.SESSION, date(2026, 3, 10)),
        (Span.MONTH, date(2026, 2, 19)),
        (Span.QUARTER, date(2025, 12, 19)),
        (Span.YEAR, date(2025, 3, 20)),
        (Span.ALL, date(2025, 12, 31)),
    ],
)
def test_each_span_ends_today_and_begins_so_far_back(span, first):
    assert days_of(span, diary("2025-12-31", "2026-03-19"), NOW) == (first, TODAY)


@pytest.mark.parametrize("span", [Span.SESSION, Span.ALL])
def test_with_nothing_to_count_from_it_is_the_month(span):
    assert days_of(span, diary(sessions=()), NOW) == (date(2026, 2, 19), TODAY)


def test_what_is_still_to_come_does_not_count():
    records = diary("2026-03-21", sessions=("2026-03-10", "2026-03-21"))
    assert days_of(Span.SESSION, records, NOW) == (date(2026, 3, 10), TODAY)


def test_an_entry_whose_date_is_already_tomorrow_is_in():
    east = a_check_in(CATALOGUE, felt_at="2026-03-21T00:30:00+14:00")
    assert days_of(Span.ALL, Records(check_ins=(east,)), at("2026-03-20T12:00:00+00:00"))[1] == date(
        2026, 3, 21
    )
