"""The lines of the page Today: where you are, and when the next check-in is."""

from datetime import datetime, timedelta

from afterneedle.content.language import _
from afterneedle.content.wording.labels import group_label, place_within
from afterneedle.content.wording.reminders import unheard_question
from afterneedle.content.wording.times import (
    date_label,
    day_and_time,
    hours_label,
    short_date_label,
    weekday_label,
)
from afterneedle.domain.days import day_number
from afterneedle.domain.flags import Assessment
from afterneedle.domain.records import Session
from afterneedle.domain.reminders import Reminder, unheard

NAMED_DAYS = 6  # up to here a weekday alone names a day


def where_you_are(session: Session | None, now: datetime) -> str:
    """Tuesday 3 March 2026. Day 2 · 49 h after Sunday's session: top of shoulder, right."""
    today = date_label(now)
    if session is None:
        return today
    ended = session.ended_at.astimezone(now.tzinfo)
    day = day_number(session.ended_at, now)
    hours = hours_label((now - session.ended_at) / timedelta(hours=1))
    if session.ended_about:
        hours = _("about {hours}").format(hours=hours)
    places = "; ".join(place_within(place) for place in session.sites) or _("places not known")
    if day <= NAMED_DAYS:
        line = _("{today}. Day {day} · {hours} after {weekday}'s session: {places}")
        return line.format(today=today, day=day, hours=hours, weekday=weekday_label(ended), places=places)
    line = _("{today}. Day {day} after the session of {date}: {places}")
    return line.format(today=today, day=day, date=short_date_label(ended), places=places)


def due_lines(asked: Reminder, assessment: Assessment, has_checked_in: bool) -> list[str]:
    """When a check-in is due, or that none is asked for; and what was not answered for a day.

    After a check-in its meaning already says when the next one is.
    """
    lines, now = [], assessment.at
    if asked.due_since is not None and asked.look_back:
        lines.append(_("A month has passed since your session. Are there lumps or numb spots? Have a look."))
    elif asked.due_since is not None:
        lines.append(_("Due since {moment}.").format(moment=day_and_time(asked.due_since, now)))
    elif asked.look_back and asked.next_at is not None:
        over = _("The follow-up of your last session is over. One look back comes {moment}.")
        lines.append(over.format(moment=day_and_time(asked.next_at, now)))
    elif asked.next_at is not None and not has_checked_in:
        lines.append(_("The next check-in is {moment}.").format(moment=day_and_time(asked.next_at, now)))
    elif asked.next_at is None and assessment.follow_up.session is not None:
        lines.append(
            _("The follow-up of your last session is over, so nothing is asked. You can still check in.")
        )
    if silent := unheard(assessment.open, now):
        lines.append(unheard_question(silent, now))
    if assessment.not_known and has_checked_in:
        names = "; ".join(group_label(group) for group in assessment.not_known)
        lines.append(_("Not answered in the last 24 hours: {names}.").format(names=names))
    return lines
