"""Sessions laid over one another, as they are seen."""

from dataclasses import replace

import pytest

from afterneedle.content.catalogue import load_catalogue
from afterneedle.domain.by_session import by_session
from afterneedle.domain.records import Records
from afterneedle.drawing.chart_by_session import ChartBySession
from afterneedle.drawing.files import svg
from support.builders import a_check_in, a_session, an_observation, at
from support.drawn import picture

CATALOGUE = load_catalogue()
SCALE = 4


def entered(moment, worst, symptom="soreness", place="trapezius_top.r"):
    says = [an_observation(CATALOGUE, symptom, place, worst, now=worst > 0)]
    return a_check_in(CATALOGUE, id=moment + symptom, felt_at=f"2026-{moment}:00+00:00", says=says, asked=[])


def overlays(*check_ins):
    sessions = tuple(
        a_session(CATALOGUE, id=day, ended_at=f"2026-{day}T10:00:00+00:00") for day in ("03-02", "03-20")
    )
    return by_session(Records(sessions=sessions, check_ins=check_ins), at("2026-06-20T09:00:00+00:00"))


@pytest.fixture
def two():
    return overlays(
        entered("03-02T22:00", 8),
        entered("03-03T10:00", 4),
        entered("03-20T22:00", 4),
        entered("03-21T10:00", 0),
    )


def colour(chart, x, y):
    image = picture(chart.width, chart.height, chart.paint, chart.style.ground, SCALE)
    return image.pixelColor(round(x * SCALE), round(y * SCALE)).name()


def test_the_same_hour_of_two_sessions_is_at_the_same_place(paper, two):
    old, new = ChartBySession(two, paper, 510).spots
    assert [spot.x() for spot in old] == [spot.x() for spot in new]
    assert old[0].y() < old[1].y() == new[0].y() < new[1].y()


def test_the_newest_session_has_the_strong_line_and_each_its_number(paper, two):
    style = replace(paper, mark="#112233", muted="#778899")
    chart = ChartBySession(two, style, 510)
    old, new = chart.spots
    assert colour(chart, old[0].x(), old[0].y()) == style.muted
    assert colour(chart, new[0].x(), new[0].y()) == style.mark
    for spot, ink in ((old[-1], style.muted), (new[-1], style.mark)):
        disc = [colour(chart, spot.x() + 5.4 * 1.6 + dx, spot.y() - 3.5) for dx in (-3, 3)]
        assert ink in disc


def test_numbers_of_curves_that_end_together_do_not_cover_each_other(paper):
    same = overlays(entered("03-02T22:00", 4), entered("03-20T22:00", 4))
    style = replace(paper, mark="#112233", muted="#778899")
    chart = ChartBySession(same, style, 510)
    spot = chart.spots[0][0]
    x = spot.x() + 5.4 * 1.6
    assert colour(chart, x + 4, spot.y()) == style.muted
    assert colour(chart, x + 4, spot.y() - 2 * 5.4 - 1) == style.mark


def test_usual_hours_are_shaded_for_soreness_alone(paper):
    evenings = ("03-02T22:00", "03-20T22:00")
    nerve = overlays(*(entered(evening, 1, "tingling", "palm.r") for evening in evenings))
    sore = overlays(*(entered(evening, 4) for evening in evenings))
    for shown, shaded in ((sore, True), (nerve, False)):
        chart = ChartBySession(shown, paper, 510)
        room = chart.rows[0].room
        assert (colour(chart, room.left() + 6, room.bottom() - 2) == paper.band) is shaded
        assert colour(chart, room.right() - 2, room.bottom() - 2) == paper.ground


@pytest.mark.parametrize("width", [510, 300])
def test_each_symptom_has_its_strip_and_they_do_not_overlap(paper, width):
    both = overlays(
        *(entered(f"{day}T22:00", 2) for day in ("03-02", "03-20")),
        *(entered(f"{day}T23:00", 1, "tingling", "palm.r") for day in ("03-02", "03-20")),
    )
    chart = ChartBySession(both, paper, width)
    one, other = chart.rows
    assert one.room.bottom() < min(other.room.top(), other.label.top())
    assert other.room.bottom() < chart.height
    assert [len(row) for row in chart.spots] == [1, 1, 1, 1]


def test_the_svg_says_what_each_curve_is(paper, two):
    chart = ChartBySession(two, paper, 510)
    text = svg(chart.width, chart.height, chart.paint).decode()
    for words in (
        "Session 1: 8, 4 after 24 h",
        "Session 2: 4, gone after 24 h",
        "usual soreness, 48 h",
        "72 h",
    ):
        assert words in text
