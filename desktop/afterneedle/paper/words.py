"""The report in words: every string of the page, ready for the template, which only lays them out."""

from collections.abc import Collection, Iterable
from typing import Any

from afterneedle import __version__
from afterneedle.content.guidance import load_guidance
from afterneedle.content.language import LANGUAGE, _, ngettext
from afterneedle.content.wording import (
    group_label,
    moment_label,
    period_label,
)
from afterneedle.domain.day_table import Day
from afterneedle.domain.days import is_late
from afterneedle.domain.excerpt import Part
from afterneedle.domain.report import Asked, Report
from afterneedle.paper.about import background, sessions
from afterneedle.paper.cards import flag_cards
from afterneedle.paper.daily_life import daily_life
from afterneedle.paper.entries import every_entry
from afterneedle.paper.figure import figure_alternative
from afterneedle.paper.labels import fact, made_on, symptom_name
from afterneedle.paper.leaflet import text_blocks
from afterneedle.paper.summary import summary_sentence
from afterneedle.paper.tables import day_tables
from afterneedle.paper.text import own_words, shortened

CHECKLIST = "next-time"  # the text to take to the next session


def page_words(report: Report) -> dict[str, Any]:
    """All that the template prints, as JSON can hold it."""
    name = own_words(report.patient.name) or _("Name not given")
    if Part.NAME in report.wanted.left_out:
        name = _("Name left out")
    period = period_label(report.first, report.last)
    born = _("born {date}").format(date=report.patient.born.isoformat()) if report.patient.born else ""
    running = (shortened(report.patient.name) if report.patient.name.strip() else name, born, period)
    return made_on(report.now) | {
        "title": _("Dry needling symptom log"),
        "kept_by": _("kept by the patient, not a diagnosis"),
        "document": _("Dry needling symptom log, {period}").format(period=period),
        "name": name,
        "born": born or ("" if Part.NAME in report.wanted.left_out else _("birth date not given")),
        "period": period,
        "facts": _facts(report),
        "running": " · ".join(part for part in running if part),
        "page": _("Page {n} of {all}"),
        "left_out": _left_out(report.wanted.left_out),
        "summary": summary_sentence(report.summary),
        "flags": flag_cards(report),
        "not_known": _not_known(report),
        "asked": _asked(report),
        "daily_life": daily_life(report),
        "sessions": sessions(report),
        "figure": {"alternative": figure_alternative(report)},
        "chart": _("How strong, day by day"),
        "background": background(report),
        "days": day_tables(report),
        "entries": every_entry(report),
        "checklist": _checklist() if report.wanted.checklist else None,
        "attachment": _("The diary of these days as a file that AfterNeedle reads"),
        "reading": {"title": _("How to read this log"), "lines": _reading(report)},
        "clinician": _("For the clinician’s notes"),
    }


def _checklist() -> dict[str, Any]:
    text = load_guidance(LANGUAGE.name)[CHECKLIST]
    return {"title": _(text.title), "blocks": text_blocks(text)}


def _facts(report: Report) -> list[str]:
    late = sum(is_late(c) for row in report.rows if isinstance(row, Day) for c in row.check_ins)
    logged = ngettext(
        "{logged} of {count} day has a check-in", "{logged} of {count} days have a check-in", report.days
    ).format(logged=report.logged, count=report.days)
    lines = [logged]
    if late:
        lines.append(
            ngettext("{count} check-in was entered late", "{count} check-ins were entered late", late).format(
                count=late
            )
        )
    lines.append(_("Printed {moment}").format(moment=moment_label(report.now)))
    lines.append(
        _("AfterNeedle {version}, rulebook {rules} of {date}").format(
            version=__version__, rules=report.rulebook, date=report.rulebook_date.isoformat()
        )
    )
    return lines


def _left_out(parts: Collection[Part]) -> str:
    if not parts:
        return ""
    names = {
        Part.NAME: _("name and birth date"),
        Part.NOTES: _("notes and own words"),
        Part.MEDICINES: _("medicines"),
    }
    said = ", ".join(name for part, name in names.items() if part in parts)
    return _("Left out by the patient: {parts}.").format(parts=said)


def _not_known(report: Report) -> str:
    if not report.not_known:
        return ""
    groups = "; ".join(group_label(group) for group in report.not_known)
    return _("Not known at the time of printing (no answer for 24 hours or more): {groups}.").format(
        groups=groups
    )


def _asked(report: Report) -> dict[str, Any]:
    """Signs with the same counts share a line; what was answered most often comes first."""
    title = _("Asked and answered “no”")
    if not report.logged:
        nothing = _("Nothing was asked: there is no check-in in this period.")
        return {"title": title, "lines": [{"label": "", "text": nothing}]}
    lines = []
    counts = {row.no for row in report.asked if row.no and not row.yes}
    for no in sorted(counts, reverse=True):
        signs = _signs(row for row in report.asked if row.no == no and not row.yes)
        lines.append({"label": _on_days(no, report.logged), "text": signs})
    mixed = [row for row in report.asked if row.yes and row.no]
    if mixed:
        said = _("{sign} (yes on {yes}, no on {no})")
        text = " · ".join(said.format(sign=symptom_name(r.symptom), yes=r.yes, no=r.no) for r in mixed)
        lines.append({"label": _("Yes on some days, no on others:"), "text": text})
    silent = _signs(row for row in report.asked if not row.yes and not row.no)
    if silent:
        lines.append({"label": _("Not asked, or never answered:"), "text": silent})
    return {"title": title, "lines": lines}


def _signs(rows: Iterable[Asked]) -> str:
    return " · ".join(symptom_name(row.symptom) for row in rows)


def _on_days(no: int, logged: int) -> str:
    if no == logged:
        return ngettext(
            "No on the only day with a check-in:", "No on each of the {count} days with a check-in:", logged
        ).format(count=logged)
    return ngettext(
        "No on {count} of {logged} days with a check-in:",
        "No on {count} of {logged} days with a check-in:",
        no,
    ).format(count=no, logged=logged)


def _reading(report: Report) -> list[dict[str, Any]]:
    return [
        fact(
            _("0 to 10"),
            _("0 none, 10 the worst imaginable. Used for soreness, pain, burning, shocks and headache."),
        ),
        fact(
            _("0 to 3"),
            _(
                "0 none, 1 I notice it and can do everything, 2 it gets in my way, 3 it stops me. "
                "In daily life 0 means no limit."
            ),
        ),
        fact(
            _("In the table"),
            _(
                "the highest value of the day, the darker the stronger. 0 is an answer. – is a day without "
                "a check-in. “not asked” is a question that was not asked or not answered in that day’s "
                "check-in. A number in brackets was not rated that day: the last rating stands. “better”, "
                "“the same” and “worse” are the patient’s word; “gone”: it had gone when last written about."
            ),
        ),
        fact(
            _("Sign"),
            _("a number in a disc is a session; a letter in a triangle is a flag that rests on that day."),
        ),
        fact(_("Day"), _("days since the latest session; 0 is the day of the session itself.")),
        fact(
            _("Several days in a row"),
            _("a week or more in which each day says the same, and nothing else, shares one row."),
        ),
        fact(_("Late"), _("entered on a later day than the one it is about.")),
        fact(
            _("Flags"),
            _(
                "made by fixed rules from the entries. They say what the patient was asked to do. "
                "They do not name a cause."
            ),
        ),
        fact(_("Left and right"), _("are the patient’s own.")),
        fact(_("Emergency questions, in full"), _questions(report)),
    ]


def _questions(report: Report) -> str:
    red = [row.symptom for row in report.asked if row.symptom.is_red]
    form = _("{sign}: “{question}”")
    return " · ".join(form.format(sign=symptom_name(s), question=_(s.question)) for s in red)
