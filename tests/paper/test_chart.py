"""The chart of the report: from as many strips as a page can hold down to two."""

import pytest

from afterneedle.domain.timeline import Timeline, timeline
from afterneedle.paper.chart import LEAST, MOST, charts
from support.diary_dsl import diary, entry, moment, said, session
from support.example import example_report

PLACES = ("palm.l", "palm.r", "foot_top.l", "foot_top.r", "blade.l", "blade.r", "heel.l", "heel.r")


def felt_at(catalogue, places: int) -> Timeline:
    """The timeline of a check-in with a numb patch at so many places."""
    told = tuple(said(2, at=place) for place in PLACES[:places])
    records = diary(session(), entry(10, **({"numbness": told} if told else {}))).records(catalogue)
    return timeline(records, {}, moment(30), moment(0).date(), moment(30).date())


@pytest.mark.parametrize(
    ("strips", "counts"), [(1, [1]), (2, [2]), (3, [3, 2]), (8, list(range(MOST, LEAST - 1, -1)))]
)
def test_the_page_may_choose_among_fewer_strips(catalogue, strips, counts):
    found = charts(felt_at(catalogue, strips))
    assert [chart.svg.count(">Numb patch<") for chart in found] == counts
    assert [chart.height for chart in found] == sorted((chart.height for chart in found), reverse=True)


def test_what_a_chart_leaves_out_is_said(catalogue):
    assert charts(felt_at(catalogue, 8))[0].reading.endswith("2 more in the table")
    assert "more" not in charts(felt_at(catalogue, 2))[0].reading


def test_where_nothing_was_felt_nothing_is_drawn(catalogue):
    assert charts(felt_at(catalogue, 0)) == []


def test_it_carries_the_letters_of_the_findings(catalogue):
    example = example_report(catalogue)
    svg = charts(example.timeline)[0].svg
    assert all(f">{finding.letter}<" in svg for finding in example.findings if finding.flag.symptom)
