"""The chart and the table beside it hold the same points."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtWidgets import QApplication

from afterneedle.content.catalogue import load_catalogue
from afterneedle.content.wording.timelines import point_label
from afterneedle.domain.by_session import by_session
from afterneedle.domain.records import Records
from afterneedle.domain.timeline import timeline
from afterneedle.drawing.style import PAPER
from afterneedle.gui.chart_contents import overlays_content, overlays_rows, timeline_content, timeline_rows
from support import strategies
from support.builders import a_check_in, a_session, an_observation, at

CATALOGUE = load_catalogue()
NOW = at("2026-03-20T09:00:00+00:00")


def points_of(content):
    """Every point of the chart: its check-in and its words, row by row."""
    drawing = content.draw(PAPER, 510)
    return [
        (content.entry(row, n), content.words(row, n))
        for row, spots in enumerate(drawing.spots)
        for n in range(len(spots))
    ]


def assert_same(content, rows):
    drawn = points_of(content)
    assert [check_in for check_in, _words in drawn] == [row.check_in for row in rows]
    for (_check_in, words), row in zip(drawn, rows, strict=True):
        assert f": {row.how_strong}, " in words


@given(st.data())
def test_the_table_has_the_points_of_the_chart_and_no_other(qapp, data):
    assert isinstance(qapp, QApplication)
    records = data.draw(strategies.records(CATALOGUE))
    check_ins = tuple(sorted(records.check_ins, key=lambda c: c.second))
    sessions = tuple(sorted(records.sessions, key=lambda s: s.second))
    newest = max([NOW, *(c.felt_at for c in check_ins), *(s.ended_at for s in sessions)])
    first = min([c.day for c in check_ins] or [date(2026, 3, 1)])
    last = min(first + timedelta(days=data.draw(st.integers(0, 800))), date(2199, 12, 30))
    shown = timeline(Records(sessions=sessions, check_ins=check_ins), {}, newest, first, last)
    rows = timeline_rows(shown)
    assert_same(timeline_content(shown), rows)
    labels = [point_label(strip.symptom, point) for strip in shown.strips for point in strip.points]
    assert [row.how_strong for row in rows] == labels


def test_by_session_too_the_table_has_the_points_of_the_chart(qapp):
    sessions = tuple(
        a_session(CATALOGUE, id=day, ended_at=f"2026-{day}T10:00:00+00:00") for day in ("03-02", "03-10")
    )
    check_ins = tuple(
        a_check_in(
            CATALOGUE, id=day, felt_at=f"2026-{day}T20:00:00+00:00", says=[an_observation(CATALOGUE, worst=n)]
        )
        for n, day in enumerate(("03-02", "03-03", "03-10"), start=2)
    )
    overlays = by_session(Records(sessions=sessions, check_ins=check_ins), NOW)
    rows = overlays_rows(overlays, NOW)
    assert_same(overlays_content(overlays, NOW), rows)
    assert [(row.what, row.when) for row in rows][1:] == [
        ("Soreness, the strongest place: Session 1", "34 h, Tue 3 Mar, 20:00"),
        ("Soreness, the strongest place: Session 2", "10 h, Tue 10 Mar, 20:00"),
    ]
    assert points_of(overlays_content(overlays, NOW))[1] == (
        "03-03",
        "Soreness, 34 h after session 1: 3 of 10, Tue 3 March, 20:00",
    )


def test_another_year_has_its_number_in_the_table(qapp):
    check_in = a_check_in(CATALOGUE, felt_at="2025-12-30T20:00:00+00:00", says=[an_observation(CATALOGUE)])
    shown = timeline(Records(check_ins=(check_in,)), {}, NOW, date(2025, 12, 1), NOW.date())
    assert [row.when for row in timeline_rows(shown)] == ["Tue 30 Dec 2025, 20:00"]
