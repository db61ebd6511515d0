"""The severity chart of a report, with more strips and with fewer: the page takes what it has room for."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from afterneedle.content.language import _, ngettext
from afterneedle.content.wording.timelines import timeline_sentence
from afterneedle.domain.timeline import Timeline
from afterneedle.drawing.chart import Chart
from afterneedle.drawing.files import load_fonts, svg
from afterneedle.drawing.style import PAPER

WIDTH = 508.0  # points: within the margins of either paper
MOST, LEAST = 6, 2  # strips: the flagged and the strongest; the table has them all


@dataclass(frozen=True)
class PrintedChart:
    """A chart as SVG, how high it is in points, and what is said under it and in its place."""

    svg: str
    height: float
    reading: str
    alternative: str


def charts(timeline: Timeline) -> list[PrintedChart]:
    """From the most strips to the fewest; none when nothing was felt."""
    if not timeline.strips:
        return []
    load_fonts()
    return [_chart(timeline, count) for count in _counts(len(timeline.strips))]


def _counts(strips: int) -> Iterator[int]:
    most = min(strips, MOST)
    yield from range(most, min(most, LEAST) - 1, -1)


def _chart(timeline: Timeline, count: int) -> PrintedChart:
    flags = tuple(mark for mark in timeline.flags if mark.strip is None or mark.strip < count)
    shown = replace(timeline, strips=timeline.strips[:count], flags=flags)
    drawn = Chart(shown, PAPER, WIDTH, is_dense=True)
    return PrintedChart(
        svg(drawn.width, drawn.height, drawn.paint).decode(),
        drawn.height,
        _reading(timeline, len(timeline.strips) - count),
        timeline_sentence(shown, count),
    )


def _reading(timeline: Timeline, left: int) -> str:
    said = [_("grey: 48 h after a session"), _("dotted: no entry"), _("number: the highest")]
    if timeline.is_weekly:
        said.append(_("point: the highest of a week"))
    if left:
        more = ngettext("{count} more in the table", "{count} more in the table", left)
        said.append(more.format(count=left))
    return " · ".join(said)
