"""The severity chart of a report."""

from dataclasses import replace

from afterneedle.content.language import _, ngettext
from afterneedle.content.wording.timelines import timeline_sentence
from afterneedle.domain.report import Report
from afterneedle.domain.timeline import Timeline
from afterneedle.drawing.chart import Chart
from afterneedle.drawing.chart_files import load_fonts, svg
from afterneedle.drawing.chart_style import PAPER

WIDTH = 508.0  # points: within the margins of either paper
STRIPS = 6  # the flagged and the strongest; the table has them all


def chart(report: Report) -> str:
    """The drawing as SVG; nothing when nothing was felt."""
    shown = _shown(report.timeline)
    if not shown.strips:
        return ""
    load_fonts()
    drawn = Chart(shown, PAPER, WIDTH)
    return svg(drawn.width, drawn.height, drawn.paint).decode()


def chart_words(report: Report) -> dict[str, str]:
    """Its title, how it is read, and what it shows for those who hear the page."""
    more = len(report.timeline.strips) - STRIPS
    said = [_("Grey: the 48 hours after a session. Dotted: no entry in between. The number is the highest.")]
    if report.timeline.is_weekly:
        said.append(_("Each point is the highest of a week."))
    if more > 0:
        left = ngettext(
            "{count} more symptom is in the table.", "{count} more symptoms are in the table.", more
        )
        said.append(left.format(count=more))
    return {
        "title": _("How strong, day by day"),
        "reading": " ".join(said),
        "alternative": timeline_sentence(_shown(report.timeline), STRIPS),
    }


def _shown(timeline: Timeline) -> Timeline:
    """With no more strips than a page has room for."""
    flags = tuple(mark for mark in timeline.flags if mark.strip is None or mark.strip < STRIPS)
    return replace(timeline, strips=timeline.strips[:STRIPS], flags=flags)
