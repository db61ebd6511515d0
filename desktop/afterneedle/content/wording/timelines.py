"""What a chart shows, in words: its labels, and what a screen reader says in its place."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from afterneedle.content.language import _, ngettext
from afterneedle.content.wording.labels import place_within, severity_label, symptom_label
from afterneedle.content.wording.times import (
    at_label,
    day_label,
    day_month_label,
    hours_label,
)
from afterneedle.domain.by_session import Curve, Overlay
from afterneedle.domain.catalogue import Place, PlaceNeed, Scale, Symptom
from afterneedle.domain.points import Point, State
from afterneedle.domain.timeline import Strip, Timeline

NAMED = 3  # of many strips; the rest is counted
FRESH = timedelta(hours=36)  # an entry no older than this says how it is now


def session_label(number: int) -> str:
    """A session by its number: "Session 2"."""
    return _("Session {number}").format(number=number)


def strip_label(strip: Strip) -> str:
    """What a strip is about: "Tingling, back of hand, left"."""
    return _named(strip.symptom, strip.place)


def overlay_label(overlay: Overlay) -> str:
    """What an overlay is about: "Soreness, the strongest place"."""
    if overlay.symptom.place is PlaceNeed.SITES:
        return _("{symptom}, the strongest place").format(symptom=symptom_label(overlay.symptom))
    return _named(overlay.symptom, overlay.place)


def strip_course(strip: Strip, now: datetime) -> str:
    """How its newest spell went: "from 28 h after session 1; now 1"."""
    beginning = strip.beginning
    if beginning.hours is None or beginning.session is None:
        begun = _("from {date}").format(date=_brief_day(beginning.at.date(), now))
    else:
        begun = _("from {hours} after session {number}").format(
            hours=hours_label(max(0, beginning.hours)), number=beginning.session
        )
    newest = strip.points[-1]
    if strip.gone_at is not None:
        gone = _("no since {date}") if strip.symptom.scale is Scale.YES_NO else _("gone {date}")
        end = gone.format(date=_brief_day(strip.gone_at.date(), now))
    elif now - newest.at <= FRESH:
        end = _("now {value}").format(value=_number(strip.symptom, newest))
    else:
        end = _("{value} on {date}").format(
            value=_number(strip.symptom, newest), date=_brief_day(newest.at.date(), now)
        )
    return _("{begun}; {end}").format(begun=begun, end=end)


def point_label(symptom: Symptom, point: Point) -> str:
    """How strong an entry says it was, for a cell of a table: "5 of 10", "(5 of 10)" when not rated."""
    if point.severity is None:
        return _("there, never rated")
    if symptom.scale is Scale.WORDS:
        value = _("{value} of 3").format(value=point.severity)
    else:
        value = severity_label(symptom, point.severity)
    if not point.is_rated:
        return _("({value})").format(value=value)
    return _("{value}, not there when written").format(value=value) if _came_and_went(point) else value


def point_sentence(name: str, symptom: Symptom, point: Point, now: datetime) -> str:
    """One entry in full: "Tingling, palm, right: 2 of 3, Tue 3 March, 20:00, entered late"."""
    said = [point_label(symptom, point), at_label(point.at, now), *point_marks(point)]
    return _("{what}: {how}").format(what=name, how=", ".join(said))


def point_marks(point: Point) -> list[str]:
    """What is to be known about how an entry was made."""
    marks = []
    if not point.is_rated and point.severity is not None:
        marks.append(_("not rated, the last rating stands"))
    if point.is_late:
        marks.append(_("entered late"))
    if point.is_edited:
        marks.append(_("edited"))
    return marks


def timeline_sentence(timeline: Timeline, named: int = NAMED) -> str:
    """What the chart of a timeline shows; of more than `named` strips the rest is counted."""
    now = timeline.now
    said = [_("{course}.").format(course=_course(strip, now)) for strip in timeline.strips[:named]]
    if not timeline.strips:
        first, last = day_label(timeline.first, now), day_label(timeline.last, now)
        said.append(_("No entry from {first} to {last} names a symptom.").format(first=first, last=last))
    more = len(timeline.strips) - named
    if more > 0:
        said.append(_more(more))
    if timeline.is_weekly:
        said.append(_("Each point is the highest entry of its week."))
    if timeline.silent:
        days = ngettext("{count} day without an entry.", "{count} days without an entry.", timeline.silent)
        said.append(days.format(count=timeline.silent))
    return " ".join(said)


def overlays_sentence(overlays: Sequence[Overlay], named: int = NAMED) -> str:
    """What sessions laid over one another show; of more than `named` symptoms the rest is counted."""
    said = []
    for overlay in overlays[:named]:
        curves = "; ".join(curve_label(overlay.symptom, curve) for curve in overlay.curves)
        said.append(_("{what}: {how}.").format(what=overlay_label(overlay), how=curves))
    more = len(overlays) - named
    if more > 0:
        said.append(_more(more))
    return " ".join(said)


def curve_course(symptom: Symptom, curve: Curve) -> str:
    """One session beside its curve: "Session 2: 5, gone after 74 h"."""
    highest, end, hours = _curve_parts(curve)
    if end is None:
        return _("{session}: {value}, gone after {hours}").format(
            session=session_label(curve.number), value=_number(symptom, highest), hours=hours
        )
    return _("{session}: {value}, {end} after {hours}").format(
        session=session_label(curve.number),
        value=_number(symptom, highest),
        end=_number(symptom, end),
        hours=hours,
    )


def curve_label(symptom: Symptom, curve: Curve) -> str:
    """One session in short: "session 2, highest 5 of 10, gone after 74 h"."""
    highest, end, hours = _curve_parts(curve)
    value = point_label(symptom, highest)
    if end is None:
        form = _("session {number}, highest {value}, gone after {hours}")
        return form.format(number=curve.number, value=value, hours=hours)
    form = _("session {number}, highest {value}, {end} after {hours}")
    return form.format(number=curve.number, value=value, end=point_label(symptom, end), hours=hours)


def _curve_parts(curve: Curve) -> tuple[Point, Point | None, str]:
    """The highest point, the newest if it was still felt then, and the hours to that or to gone."""
    felt = [p for p in curve.points if p.is_felt]
    gone = next((p for p in curve.points if p.at > felt[-1].at), None)
    highest = max(felt, key=lambda p: p.severity or 0)
    hours = hours_label(curve.hours(gone or felt[-1]))
    return highest, None if gone else felt[-1], hours


def _more(count: int) -> str:
    return ngettext("{count} more symptom.", "{count} more symptoms.", count).format(count=count)


def _named(symptom: Symptom, place: Place | None) -> str:
    if place is not None:
        return _("{symptom}, {place}").format(symptom=symptom_label(symptom), place=place_within(place))
    if symptom.place is PlaceNeed.SITES:
        return _("{symptom}, all places that were needled").format(symptom=symptom_label(symptom))
    return symptom_label(symptom)


def _course(strip: Strip, now: datetime) -> str:
    """First, highest and newest entry; what would be said twice is said once."""
    first = next(p for p in strip.points if p.is_felt)
    newest, highest = strip.points[-1], strip.highest
    said = [_on_day(strip.symptom, first, now)]
    if highest.severity not in (first.severity, newest.severity):
        said.append(_("highest {value}").format(value=point_label(strip.symptom, highest)))
    if newest is not first:
        said.append(_on_day(strip.symptom, newest, now))
    return _("{what}: {how}").format(what=strip_label(strip), how=", ".join(said))


def _on_day(symptom: Symptom, point: Point, now: datetime) -> str:
    gone = point.state is State.GONE and symptom.scale is not Scale.YES_NO
    value = _("gone") if gone else point_label(symptom, point)
    return _("{value} on {date}").format(value=value, date=day_label(point.at.date(), now))


def _number(symptom: Symptom, point: Point) -> str:
    """The value alone, where its scale is written beside it."""
    if point.severity is None:
        return _("there")
    if symptom.scale is Scale.YES_NO:
        return severity_label(symptom, point.severity)
    return str(point.severity)


def _came_and_went(point: Point) -> bool:
    return point.state is State.UNKNOWN and bool(point.severity)


def _brief_day(day: date, now: datetime) -> str:
    return day_month_label(day) if day.year == now.year else f"{day_month_label(day)} {day.year}"
