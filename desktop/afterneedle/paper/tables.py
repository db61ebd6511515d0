"""The day-by-day table in words, split over several tables when it has more columns than fit the paper."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from itertools import groupby
from typing import Any

from afterneedle.content.language import _, ngettext
from afterneedle.content.wording import (
    at_label,
    change_label,
    day_label,
    detail_label,
    function_label,
    place_label,
    place_within,
    time_label,
)
from afterneedle.domain.catalogue import PlaceNeed, Scale
from afterneedle.domain.day_table import Cell, Column, Day, Gap
from afterneedle.domain.days import is_late
from afterneedle.domain.records import CheckIn, Observation, RedFlag
from afterneedle.domain.report import Report
from afterneedle.paper.labels import is_long, narrow_day, symptom_name
from afterneedle.paper.text import own_words

Kind = tuple[Cell | None, Scale]  # what a cell says, None on a day without a check-in
SAME_DAYS = 7  # or more in a row that say the same, and nothing else, share a row
STRONG = 1 / 3  # of a scale; numbers beyond it are bold
WITH_NOTES, WITHOUT_NOTES = 6, 8  # columns that fit beside the date, with and without the notes


def day_tables(report: Report) -> dict[str, Any]:
    """The table of all days; its first part carries the patient's own words.

    A row names its cells by their number: thousands of them say the same few things.
    """
    parts = _parts(len(report.columns))
    days = [row for row in report.rows if isinstance(row, Day)]
    said = dict.fromkeys(kind for day in days for kind in _kinds(day, report.columns))
    kinds = {kind: n for n, kind in enumerate(said)}
    return {
        "title": _("Day by day"),
        "head": {
            "date": _("Date"),
            "signs": _("Sign"),
            "number": _("Day"),
            "notes": _("Details, medicines, patient’s own words"),
        },
        "parts": [
            {
                "caption": _caption(n, len(parts)),
                "first": part.start,
                "columns": [_head(report.columns[k]) for k in part],
                "notes": n == 0,
            }
            for n, part in enumerate(parts)
        ],
        "rows": list(_shared(_row(row, report, kinds) for row in report.rows)),
        "cells": [_cell(*kind) for kind in kinds],
    }


def _kinds(row: Day, columns: Sequence[Column]) -> list[Kind]:
    cells = row.cells or [None] * len(columns)
    return [(cell, column.symptom.scale) for cell, column in zip(cells, columns, strict=True)]


def _parts(columns: int) -> list[range]:
    starts = [0, *range(WITH_NOTES, columns, WITHOUT_NOTES)]
    return [range(a, b) for a, b in zip(starts, [*starts[1:], columns], strict=True)]


def _caption(n: int, parts: int) -> str:
    if parts == 1:
        return ""
    form = _("Part {n} of {parts}: the same days, other columns") if n else _("Part {n} of {parts}")
    return form.format(n=n + 1, parts=parts)


def _head(column: Column) -> dict[str, str]:
    symptom = column.symptom
    place = place_label(column.place) if column.place else ""
    if symptom.place is PlaceNeed.SITES and column.place is None:
        place = _("everywhere needled")
    scales = {Scale.PAIN: _("0 to 10"), Scale.WORDS: _("0 to 3"), Scale.YES_NO: _("yes or no")}
    return {"name": symptom_name(symptom), "place": place, "scale": scales[symptom.scale]}


def _row(row: Day | Gap, report: Report, kinds: Mapping[Kind, int]) -> dict[str, Any]:
    if isinstance(row, Gap):
        return {"gap": _gap(row, report)}
    said = [note for c in row.check_ins for note in _notes(c, report.now, len(row.check_ins) > 1)]
    return {
        "date": narrow_day(row.date, report.now),
        "until": "",
        "number": "" if row.number is None else str(row.number),
        "sessions": [str(n) for n in row.sessions],
        "letters": list(row.letters),
        "marks": _marks(row.check_ins),
        "cells": [kinds[kind] for kind in _kinds(row, report.columns)],
        "notes": said or _bare(row, report),
        "more": bool(said),
        "long": is_long(said),
    }


def _bare(row: Day, report: Report) -> list[dict[str, str]]:
    """What tells a day with a check-in from one without where no column does."""
    if report.columns:
        return []
    said = _("A check-in that names no symptom") if row.check_ins else _("No check-in")
    return [{"label": "", "text": said}]


def _shared(rows: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """The rows, one for a long run of days that say the same and nothing beyond their cells."""
    for cells, run in groupby(rows, _only_cells):
        days = list(run)
        if cells is None or len(days) < SAME_DAYS:
            yield from days
            continue
        first, last = days[0], days[-1]
        until = _("to {date}").format(date=last["date"])
        number = first["number"] and f"{first['number']}–{last['number']}"
        yield first | {"until": until, "number": number}


def _only_cells(row: dict[str, Any]) -> tuple[list[int], list[dict[str, str]]] | None:
    """The cells of a day that says nothing beyond them, and what stands for them where there are none."""
    if "gap" in row or row["sessions"] or row["letters"] or row["marks"] or row["more"]:
        return None
    return row["cells"], row["notes"]


def _gap(gap: Gap, report: Report) -> str:
    days = (gap.last - gap.first).days + 1
    span = day_label(gap.first, report.now)
    if days > 1:
        span = _("{first} to {last}").format(first=span, last=day_label(gap.last, report.now))
    text = ngettext(
        "{span}: no check-in ({count} day)",
        "{span}: no check-in ({count} days)",
        days,
    )
    return text.format(span=span, count=days)


def _marks(check_ins: Sequence[CheckIn]) -> str:
    late = [_("late")] if any(is_late(c) for c in check_ins) else []
    edited = [_("edited")] if any(c.edited_at for c in check_ins) else []
    return ", ".join(late + edited)


def _cell(cell: Cell | None, scale: Scale) -> dict[str, Any]:
    if cell is None:
        return {"text": "–"}
    if not cell.is_asked:
        return {"text": "", "word": _("not asked")}
    word = _("gone") if cell.gone else change_label(cell.change) if cell.change else ""
    if cell.worst is None:
        return {"text": "", "word": word}
    text = str(cell.worst)
    if scale is Scale.YES_NO:
        text = _("yes") if cell.worst else _("no")
    return {
        "text": text if cell.is_rated else f"({text})",
        "word": word,
        "shade": cell.worst / scale.top,
        "bold": cell.worst / scale.top > STRONG,
    }


def _notes(check_in: CheckIn, now: datetime, several: bool) -> list[dict[str, str]]:
    """One paragraph for each thing a check-in says beyond its numbers."""
    signs: list[Observation | RedFlag] = [*check_in.red_flags.present, *check_in.observations]
    said = [("", sentence) for x in signs if (sentence := _remark(x, now))]
    if check_in.function:
        said.append((_("Daily life:"), _functions(check_in)))
    if check_in.medicines.strip():
        said.append((_("Took:"), own_words(check_in.medicines)))
    if check_in.note.strip():
        said.append(("", own_words(check_in.note)))
    if is_late(check_in):
        said.append((_("Entered late:"), at_label(check_in.entered_at, now)))
    if check_in.edited_at:
        said.append((_("Edited:"), at_label(check_in.edited_at, now)))
    if several and said:
        label = time_label(check_in.felt_at)
        said[0] = (f"{label} {said[0][0]}".strip(), said[0][1])
    return [{"label": label, "text": text} for label, text in said]


def _functions(check_in: CheckIn) -> str:
    form = _("{function} {value} of {top}")
    return "; ".join(
        form.format(function=function_label(name), value=value, top=Scale.WORDS.top)
        for name, value in check_in.function.items()
    )


def _remark(x: Observation | RedFlag, now: datetime) -> str:
    said = sorted(detail_label(detail) for detail in x.details)
    if isinstance(x, Observation) and x.since:
        said.append(_("since {moment}").format(moment=at_label(x.since, now)))
    if not said:
        return ""
    what = symptom_name(x.symptom)
    if x.place:
        what = _("{symptom}, {place}").format(symptom=what, place=place_within(x.place))
    return _("{what}: {how}").format(what=what, how="; ".join(said))
