"""Every check-in in full, for a reader who wants to see what lies behind the table."""

from datetime import timedelta
from typing import Any

from afterneedle.content.language import _, ngettext
from afterneedle.content.wording import at_label, entry_lines
from afterneedle.domain.day_table import Day
from afterneedle.domain.records import CheckIn
from afterneedle.domain.report import Report
from afterneedle.paper.labels import hours
from afterneedle.paper.text import own_words


def every_entry(report: Report) -> dict[str, Any]:
    """The check-ins of the period, oldest first; no rows when they are not wanted."""
    check_ins = [c for row in report.rows if isinstance(row, Day) for c in row.check_ins]
    rows = [_entry(c, report) for c in check_ins] if report.wanted.every_entry else []
    title = ngettext("Every check-in in full ({count})", "Every check-in in full ({count})", len(rows))
    return {"title": title.format(count=len(rows)), "rows": rows}


def _entry(check_in: CheckIn, report: Report) -> dict[str, Any]:
    return {
        "when": at_label(check_in.felt_at, report.now),
        "after": _after(check_in, report),
        "lines": [own_words(line) for line in entry_lines(check_in)],
    }


def _after(check_in: CheckIn, report: Report) -> str:
    before = [(n, s) for n, s in report.sessions.items() if s.ended_at <= check_in.felt_at]
    if not before:
        return ""
    number, session = max(before, key=lambda s: s[1].ended_at)
    count = hours((check_in.felt_at - session.ended_at) / timedelta(hours=1))
    form = _("{hours} after session {number}")
    if session.ended_about:
        form = _("about {hours} after session {number}")
    return form.format(hours=count, number=number)
