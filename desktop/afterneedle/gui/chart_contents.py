"""What the timeline's chart and its table show, from the values they share: the same points in both."""

from collections.abc import Sequence
from datetime import datetime

from afterneedle.content.language import _
from afterneedle.content.wording.labels import symptom_label
from afterneedle.content.wording.timelines import (
    overlay_label,
    overlays_sentence,
    point_label,
    point_marks,
    point_sentence,
    session_label,
    strip_label,
    timeline_sentence,
)
from afterneedle.content.wording.times import brief_date_label, hours_label, time_label
from afterneedle.domain.by_session import Curve, Overlay
from afterneedle.domain.points import Point
from afterneedle.domain.timeline import Timeline
from afterneedle.drawing.chart import Chart
from afterneedle.drawing.chart_by_session import ChartBySession
from afterneedle.gui.widgets.chart.chart_table import ChartRow
from afterneedle.gui.widgets.chart.chart_view import ChartContent


def timeline_content(shown: Timeline) -> ChartContent:
    """The chart of a timeline."""

    def words(row: int, n: int) -> str:
        strip = shown.strips[row]
        return point_sentence(strip_label(strip), strip.symptom, strip.points[n], shown.now)

    return ChartContent(
        draw=lambda style, width: Chart(shown, style, width),
        summary=timeline_sentence(shown),
        words=words,
        entry=lambda row, n: shown.strips[row].points[n].check_in,
    )


def timeline_rows(shown: Timeline) -> list[ChartRow]:
    """A row for each point of the chart, strip by strip."""
    return [
        ChartRow(
            what=strip_label(strip),
            when=_when(point, shown.now),
            how_strong=point_label(strip.symptom, point),
            marks=", ".join(point_marks(point)),
            check_in=point.check_in,
        )
        for strip in shown.strips
        for point in strip.points
    ]


def overlays_content(overlays: Sequence[Overlay], now: datetime) -> ChartContent:
    """The chart of sessions laid over one another."""
    curves = _curves(overlays)

    def words(row: int, n: int) -> str:
        overlay, curve = curves[row]
        point = curve.points[n]
        name = _("{symptom}, {hours} after session {number}").format(
            symptom=symptom_label(overlay.symptom), hours=hours_label(curve.hours(point)), number=curve.number
        )
        return point_sentence(name, overlay.symptom, point, now)

    return ChartContent(
        draw=lambda style, width: ChartBySession(overlays, style, width),
        summary=overlays_sentence(overlays),
        words=words,
        entry=lambda row, n: curves[row][1].points[n].check_in,
    )


def overlays_rows(overlays: Sequence[Overlay], now: datetime) -> list[ChartRow]:
    """A row for each point of the chart, curve by curve."""
    return [
        ChartRow(
            what=_("{what}: {how}").format(what=overlay_label(overlay), how=session_label(curve.number)),
            when=_("{hours}, {moment}").format(
                hours=hours_label(curve.hours(point)), moment=_when(point, now)
            ),
            how_strong=point_label(overlay.symptom, point),
            marks=", ".join(point_marks(point)),
            check_in=point.check_in,
        )
        for overlay, curve in _curves(overlays)
        for point in curve.points
    ]


def _curves(overlays: Sequence[Overlay]) -> list[tuple[Overlay, Curve]]:
    return [(overlay, curve) for overlay in overlays for curve in overlay.curves]


def _when(point: Point, now: datetime) -> str:
    day = brief_date_label(point.at.date())
    if point.at.year != now.year:
        day = f"{day} {point.at.year}"
    return _("{date}, {time}").format(date=day, time=time_label(point.at))
