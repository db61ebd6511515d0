"""Names and dates as the page says them, to a doctor rather than to the patient."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from afterneedle.content.language import LANGUAGE, _, ngettext
from afterneedle.content.wording import (
    brief_date_label,
    hours_label,
    symptom_label,
)
from afterneedle.domain.catalogue import Symptom

LONG, LINE = 1_200, 60  # characters: kept together on a page; in a narrow line
HOURS_ALONE = 96  # beyond it the days are easier to read


def narrow_day(on: date, now: datetime) -> str:
    """A date in a narrow column, with its year when that is not the year of printing: "Tue 3 Mar"."""
    return brief_date_label(on) if on.year == now.year else f"{brief_date_label(on)} {on.year}"


def hours(count: float) -> str:
    """Hours, with the days they make when they are many: "486 h (20 days)"."""
    if count < HOURS_ALONE:
        return hours_label(count)
    days = int(count // 24)
    return ngettext("{hours} ({days} day)", "{hours} ({days} days)", days).format(
        hours=hours_label(count), days=days
    )


def symptom_name(symptom: Symptom) -> str:
    """The symptom as one speaks of it to a third person."""
    return _("Pain under treatment") if symptom.id == "old_pain" else symptom_label(symptom)


def fact(label: str, text: str) -> dict[str, Any]:
    """A line of the page: a label with its text."""
    return {"label": _("{label}:").format(label=label), "text": text}


def made_on(now: datetime) -> dict[str, Any]:
    """What every template needs beside its words: their language, their day, and room for a notice."""
    language, _line, region = LANGUAGE.name.partition("_")
    made = [now.year, now.month, now.day]
    return {"lang": language, "region": region or None, "made": made, "notice": ""}


def behind(title: str, see: str, rows: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """What stands behind the table, and what page 1 says in its place: typst knows the `{page}`."""
    return {"title": title, "see": see.replace("{count}", str(len(rows))), "rows": rows}


def is_long(lines: list[dict[str, Any]]) -> bool:
    """True when these lines may need more than a page, so that they must be free to break over pages."""
    texts: list[str] = [line["text"] for line in lines]
    return sum(len(text) + LINE * text.count("\n") for text in texts) > LONG
