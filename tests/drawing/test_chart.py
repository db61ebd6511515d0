"""The chart as it is seen: colours are looked up where something must be, and where nothing may be."""

import xml.etree.ElementTree as ET
from dataclasses import replace
from datetime import date, timedelta
from string import ascii_uppercase

import pytest
from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor

from afterneedle.content.catalogue import load_catalogue
from afterneedle.domain.records import Change, Level, Records
from afterneedle.domain.timeline import timeline
from afterneedle.drawing.chart import Chart
from afterneedle.drawing.files import svg
from afterneedle.drawing.signs import APART
from support.builders import a_check_in, a_flag, a_session, an_observation, at
from support.drawn import picture

CATALOGUE = load_catalogue()
SCALE = 4  # pixels a unit
PALM = "palm.r"
WIDE, NARROW = 510, 300


def entered(day, hour, *says, **other):
    moment = f"2026-03-{day:02}T{hour:02}:00:00+00:00"
    return a_check_in(CATALOGUE, id=f"c{day}-{hour}", felt_at=moment, says=says, asked=[], **other)


def sore(worst, **other):
    return an_observation(CATALOGUE, worst=worst, now=worst is None or worst > 0, **other)


def shown(*check_ins, flags=(), sessions=None, days=8):
    sessions = (a_session(CATALOGUE),) if sessions is None else sessions
    records = Records(sessions=tuple(sessions), check_ins=check_ins)
    letters = dict(zip(ascii_uppercase, flags, strict=False))
    first = date(2026, 3, 1)
    return timeline(records, letters, at("2026-03-20T09:00:00+00:00"), first, first + timedelta(days=days))


class Seen:
    """The pixels of a chart, by its own units."""

    def __init__(self, chart):
        self.chart = chart
        self.image = picture(chart.width, chart.height, chart.paint, chart.style.ground, SCALE)

    def colour(self, x, y):
        return self.image.pixelColor(round(x * SCALE), round(y * SCALE)).name()

    def at(self, spot, dx=0.0, dy=0.0):
        return self.colour(spot.x() + dx, spot.y() + dy)

    def darkest(self, left, top, width, height):
        return min(
            self.image.pixelColor(x, y).lightness()
            for x in range(round(left * SCALE), round((left + width) * SCALE))
            for y in range(round(top * SCALE), round((top + height) * SCALE))
        )


def test_a_felt_entry_is_a_full_dot_and_none_is_a_ring_on_the_zero_line(paper):
    chart = Chart(shown(entered(5, 10, sore(6)), entered(6, 10, sore(0))), paper, WIDE)
    seen, [felt, gone] = Seen(chart), chart.spots[0]
    plot = chart.rows[0].plot
    assert seen.at(felt) == paper.mark
    assert seen.at(gone) == paper.ground
    assert seen.at(gone, dy=1.75) == paper.mark
    assert gone.y() == plot.bottom()
    assert felt.y() == pytest.approx(plot.bottom() - plot.height() * 0.6)


def test_close_entries_are_joined_and_far_ones_only_dotted(paper):
    close = Chart(shown(entered(5, 10, sore(5)), entered(6, 10, sore(5))), paper, WIDE)
    far = Chart(shown(entered(5, 10, sore(5)), entered(7, 10, sore(5))), paper, WIDE)
    for chart, joined in ((close, True), (far, False)):
        seen, [one, other] = Seen(chart), chart.spots[0]
        between = [one.x() + 4 + n / SCALE for n in range(round((other.x() - one.x() - 8) * SCALE))]
        dark = [QColor(seen.colour(x, one.y())).lightness() < 90 for x in between]
        assert all(dark) is joined
        assert any(dark)


def test_after_gone_and_before_and_after_all_entries_nothing_is_drawn(paper):
    chart = Chart(shown(entered(5, 10, sore(0)), entered(7, 10, sore(5)), sessions=[]), paper, WIDE)
    seen, [gone, felt] = Seen(chart), chart.spots[0]
    assert seen.darkest(gone.x() + 4, gone.y() - 3, felt.x() - gone.x() - 8, 6) > 150
    assert seen.darkest(felt.x() + 4, felt.y() - 2, chart.width - felt.x() - 12, 1.5) > 150


def test_an_unrated_entry_is_a_ring_at_the_last_rating(paper):
    unrated = an_observation(CATALOGUE, worst=None, change=Change.SAME)
    chart = Chart(shown(entered(5, 10, sore(6)), entered(6, 10, unrated)), paper, WIDE)
    seen, [rated, ring] = Seen(chart), chart.spots[0]
    assert ring.y() == rated.y()
    assert seen.at(ring) == paper.ground


def test_what_was_never_rated_is_a_line_over_the_whole_scale(paper):
    unrated = an_observation(CATALOGUE, worst=None, change=Change.SAME)
    chart = Chart(shown(entered(5, 10, unrated), sessions=[]), paper, WIDE)
    seen, plot = Seen(chart), chart.rows[0].plot
    for y in (plot.top() + 2, plot.bottom() - 2):
        assert QColor(seen.colour(chart.spots[0][0].x(), y)).lightness() < 150


def test_48_hours_after_the_session_are_shaded_and_no_more(paper):
    chart = Chart(shown(entered(5, 10, sore(0)), entered(2, 22, sore(1))), paper, WIDE)
    seen, room = Seen(chart), chart.rows[0].room
    day = room.width() / 9
    begins = room.left() + day * (1 + 10 / 24)
    y = room.bottom() - 2
    assert seen.colour(begins + 2 * day - 1, y) == paper.band
    assert seen.colour(begins + 2 * day + 1, y) == paper.ground
    assert seen.colour(begins - 2, y) == paper.ground
    assert seen.colour(begins, y) == paper.text


@pytest.mark.parametrize(("level", "colour"), [(Level.SEE_DOCTOR, "#112233"), (Level.EMERGENCY, "#445566")])
def test_a_flag_is_a_triangle_over_its_entry_in_its_own_strip(paper, level, colour):
    style = replace(paper, flag="#112233", alarm="#445566")
    flag = a_flag(CATALOGUE, place=PALM, newest="2026-03-05T10:00:00+00:00", level=level)
    says = [sore(6), an_observation(CATALOGUE, "tingling", PALM, 3)]
    chart = Chart(shown(entered(5, 10, *says), flags=[flag]), style, WIDE)
    seen, room, spot = Seen(chart), chart.rows[0].room, chart.spots[0][0]
    assert seen.colour(spot.x() + 3.5, room.top() + 10) == colour
    assert spot.y() > room.top() + 11  # the sign covers no entry
    assert colour not in [seen.colour(spot.x() + 3.5, chart.rows[1].room.top() + n) for n in range(20)]


def flagged(count, paper):
    """A chart with so many flags on a strip, all closed but the first."""
    moments = {"place": PALM, "newest": "2026-03-05T10:00:00+00:00"}
    closed = [a_flag(CATALOGUE, closed_at="2026-03-06T10:00:00+00:00", **moments)] * (count - 1)
    says = an_observation(CATALOGUE, "tingling", PALM, 1)
    return Chart(shown(entered(5, 10, says), flags=[a_flag(CATALOGUE, **moments), *closed]), paper, WIDE)


def test_where_flags_have_no_room_side_by_side_only_those_that_are_open_have_letters(paper):
    fitting = int(flagged(1, paper).rows[0].room.width() / APART)
    letters = ascii_uppercase[: fitting + 1]
    for count, lettered in ((fitting, letters[:fitting]), (fitting + 1, "A")):
        chart = flagged(count, paper)
        drawn = svg(chart.width, chart.height, chart.paint).decode()
        assert [letter for letter in letters if f">{letter}<" in drawn] == list(lettered)


def test_a_flag_without_its_letter_stands_at_its_entry_and_none_beside_the_chart(paper):
    style = replace(paper, flag="#112233")
    chart = flagged(26, style)
    seen, room, spot = Seen(chart), chart.rows[0].room, chart.spots[0][0]
    row = {x: seen.colour(x, room.top() + 9) for x in range(int(chart.width))}
    assert {x for x, colour in row.items() if colour == style.flag} <= set(
        range(int(spot.x() - APART), int(spot.x() + APART))
    )
    assert row[int(spot.x())] == style.flag


@pytest.mark.parametrize(("apart", "width"), [(96, 1), (6, 0.5)])
def test_the_lines_of_sessions_are_thin_where_they_are_too_many_to_name(paper, apart, width):
    ends = [at("2026-03-02T00:00:00+00:00") + timedelta(hours=hours) for hours in range(0, 180, apart)]
    told = [a_session(CATALOGUE, id=f"s{n}", ended_at=end.isoformat()) for n, end in enumerate(ends)]
    chart = Chart(shown(entered(5, 10, sore(5)), sessions=told), paper, WIDE)
    seen, room = Seen(chart), chart.rows[0].room
    first = room.left() + room.width() / 9
    row = [QColor(seen.colour(first + n / SCALE, room.bottom() - 2)).lightness() for n in range(-8, 9)]
    dark = sum(lightness < 128 for lightness in row) / SCALE
    assert dark == pytest.approx(width, abs=1 / SCALE - 0.01)


def test_two_flags_of_one_moment_stand_side_by_side(paper):
    flags = [a_flag(CATALOGUE, place=PALM, newest="2026-03-05T10:00:00+00:00")] * 2
    chart = Chart(
        shown(entered(5, 10, an_observation(CATALOGUE, "tingling", PALM, 1)), flags=flags), paper, WIDE
    )
    seen, room, spot = Seen(chart), chart.rows[0].room, chart.spots[0][0]
    for dx in (-4, 4, 9.7, 17.7):
        assert seen.colour(spot.x() + dx, room.top() + 9.6) == paper.flag


def test_strips_do_not_overlap_and_lie_within_the_chart(paper):
    says = [an_observation(CATALOGUE, "tingling", place, 1) for place in ("palm.l", "palm.r", "hand_back.l")]
    for width in (WIDE, NARROW):
        chart = Chart(shown(entered(5, 10, sore(3), *says)), paper, width)
        for row, below in zip(chart.rows, chart.rows[1:], strict=False):
            assert row.room.bottom() <= below.room.top()
            assert row.label.bottom() <= below.label.top()
        assert chart.rows[-1].room.bottom() < chart.height
        assert all(row.room.left() >= 0 and row.room.right() <= width for row in chart.rows)


def test_labels_stand_beside_the_strips_and_above_them_where_it_is_narrow(paper):
    says = entered(5, 10, sore(3))
    wide, narrow = (Chart(shown(says), paper, width).rows[0] for width in (WIDE, NARROW))
    assert wide.label.right() < wide.room.left()
    assert narrow.label.bottom() <= narrow.room.top()
    assert narrow.label.width() == NARROW


def test_from_right_to_left_labels_are_on_the_right_and_time_runs_on_as_before(paper):
    chart = Chart(
        shown(entered(4, 10, sore(3)), entered(5, 10, sore(3))), replace(paper, mirrored=True), WIDE
    )
    assert chart.rows[0].label.left() > chart.rows[0].room.right()
    assert chart.spots[0][0].x() < chart.spots[0][1].x()


def test_larger_text_makes_a_larger_chart_not_a_clipped_one(paper):
    small, large = (Chart(shown(entered(5, 10, sore(3))), replace(paper, size=s), WIDE) for s in (8, 16))
    assert large.rows[0].label.height() > 1.6 * small.rows[0].label.height()
    assert large.is_narrow
    assert not small.is_narrow


def test_a_timeline_without_strips_can_be_drawn(paper):
    chart = Chart(shown(sessions=[]), paper, WIDE)
    assert chart.spots == ()
    Seen(chart)


def test_the_svg_has_real_text_and_no_picture(paper):
    moments = {"since": "2026-03-04T10:00:00+00:00", "newest": "2026-03-05T10:00:00+00:00"}
    session = a_session(CATALOGUE)
    flag = a_flag(CATALOGUE, symptom="soreness", place="trapezius_top.r", session=session, **moments)
    chart = Chart(shown(entered(4, 10, sore(6)), entered(5, 10, sore(3)), flags=[flag]), paper, WIDE)
    tree = ET.fromstring(svg(chart.width, chart.height, chart.paint))
    space = "{http://www.w3.org/2000/svg}"
    texts = {"".join(node.itertext()).strip() for node in tree.iter(f"{space}text")}
    assert {
        "Session 1",
        "Soreness",
        "Top of shoulder, right",
        "from 48 h after session 1; 3 on 5 Mar",
    } <= texts
    assert {"A", "6", "0", "10", "3 Mar"} <= texts
    assert not list(tree.iter(f"{space}image"))
    assert tree.get("viewBox").split()[2] == str(WIDE)


def test_the_same_timeline_gives_the_same_svg(paper):
    one, other = (Chart(shown(entered(4, 10, sore(6))), paper, WIDE) for _ in range(2))
    assert svg(WIDE, one.height, one.paint) == svg(WIDE, other.height, other.paint)


def test_the_highest_value_is_printed_clear_of_the_line_of_a_session(paper):
    chart = Chart(shown(entered(2, 11, sore(6)), entered(3, 10, sore(3))), paper, WIDE)
    spot = chart.spots[0][0]
    assert Seen(chart).darkest(spot.x() + 3, spot.y() - 10, 5, 8) < 80


def test_a_spot_is_where_its_hour_is(paper):
    chart = Chart(shown(entered(5, 12, sore(3))), paper, WIDE)
    room = chart.rows[0].room
    assert chart.spots[0][0] == QPointF(room.left() + room.width() * 4.5 / 9, chart.spots[0][0].y())
