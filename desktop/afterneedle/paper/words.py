"""The report in words: every string of the page, ready for the template, which only lays them out."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from afterneedle import __version__
from afterneedle.content.language import _, ngettext
from afterneedle.content.wording import (
    condition_label,
    date_label,
    group_label,
    moment_label,
    place_label,
    place_within,
    time_label,
)
from afterneedle.domain.day_table import Day, is_late
from afterneedle.domain.records import Baseline, Patient, Session, Zap
from afterneedle.domain.report import Asked, Report
from afterneedle.paper.cards import flag_cards
from afterneedle.paper.labels import moment, symptom_name
from afterneedle.paper.tables import day_tables
from afterneedle.paper.text import own_words, shortened

Page = dict[str, Any]


def page_words(report: Report) -> Page:
    """All that the template prints, as JSON can hold it."""
    name = own_words(report.patient.name) or _("Name not given")
    period = _period(report)
    born = _("born {date}").format(date=report.patient.born.isoformat()) if report.patient.born else ""
    running = (shortened(report.patient.name) if report.patient.name.strip() else name, born, period)
    return {
        "lang": "en",
        "made": [report.now.year, report.now.month, report.now.day],
        "title": _("Dry needling symptom log"),
        "kept_by": _("kept by the patient, not a diagnosis"),
        "document": _("Dry needling symptom log, {period}").format(period=period),
        "name": name,
        "born": born or _("birth date not given"),
        "period": period,
        "facts": _facts(report),
        "running": " · ".join(part for part in running if part),
        "page": _("Page {n} of {all}"),
        "notice": "",
        "flags": flag_cards(report),
        "not_known": _not_known(report),
        "asked": _asked(report),
        "sessions": _sessions(report),
        "background": {"title": _("About the patient"), "rows": _background(report.patient)},
        "days": day_tables(report),
        "reading": {"title": _("How to read this log"), "lines": _reading(report)},
        "clinician": _("For the clinician’s notes"),
    }


def _period(report: Report) -> str:
    return _("{first} to {last}").format(first=date_label(report.first), last=date_label(report.last))


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


def _not_known(report: Report) -> str:
    if not report.not_known:
        return ""
    groups = "; ".join(group_label(group) for group in report.not_known)
    return _("Not known at the time of printing (no answer for 24 hours or more): {groups}.").format(
        groups=groups
    )


def _asked(report: Report) -> Page:
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


def _sessions(report: Report) -> Page:
    more = ""
    if report.unprinted:
        more = ngettext(
            "{count} other session in this diary is outside this period and not printed.",
            "{count} other sessions in this diary are outside this period and not printed.",
            report.unprinted,
        ).format(count=report.unprinted)
    return {
        "title": _("Needling sessions"),
        "none": _("No session was recorded."),
        "more": more,
        "rows": [_session(n, s, report.now) for n, s in report.sessions.items()],
    }


def _session(number: int, session: Session, now: datetime) -> Page:
    lines = [
        _fact(_("Needled"), "; ".join(map(place_label, session.sites)) or _("places not recorded")),
        _fact(_("Zap while a needle was in"), _zap(session.zap)),
        _fact(_("Twitch"), _yes_no(session.twitch)),
        _fact(_("There before"), _before(session.baseline)),
    ]
    if session.note.strip():
        lines.append(_fact(_("Patient’s note"), own_words(session.note)))
    if session.edited_at:
        lines.append(_fact(_("Edited"), moment(session.edited_at, now)))
    return {
        "number": str(number),
        "when": _session_time(session),
        "who": _who(session),
        "lines": lines,
    }


def _fact(label: str, text: str) -> Page:
    return {"label": _("{label}:").format(label=label), "text": text}


def _session_time(session: Session) -> str:
    if not session.ended_about:
        return moment_label(session.ended_at)
    form = _("{date}, about {time}")
    return form.format(date=date_label(session.ended_at), time=time_label(session.ended_at))


def _who(session: Session) -> str:
    who = session.practitioner
    parts = [own_words(text) for text in (who.name, who.profession) if text.strip()]
    if who.phone.strip():
        parts.append(_("phone {number}").format(number=own_words(who.phone)))
    return ", ".join(parts) or _("practitioner not recorded")


def _yes_no(said: bool | None) -> str:
    return _("not asked") if said is None else _("yes") if said else _("no")


def _zap(zap: Zap) -> str:
    if not zap.felt:
        return _yes_no(zap.felt)
    stopped = {
        True: _("stopped at once"),
        False: _("did not stop at once"),
        None: _("not known if it stopped at once"),
    }[zap.stopped_at_once]
    where = _("it ran to: {place}").format(place=place_within(zap.place)) if zap.place else ""
    return _("yes, {stopped}; {where}").format(stopped=stopped, where=where or _("where it ran is not known"))


def _before(baseline: tuple[Baseline, ...] | None) -> str:
    if baseline is None:
        return _("not asked")
    said = []
    for b in baseline:
        form = _("{symptom}, {place}: {value} of {top}") if b.place else _("{symptom}: {value} of {top}")
        place = place_within(b.place) if b.place else ""
        name = symptom_name(b.symptom)
        said.append(form.format(symptom=name, place=place, value=b.severity, top=b.symptom.scale.top))
    return "; ".join(said) or _("none of the symptoms")


def _background(patient: Patient) -> list[Page]:
    others = [condition_label(c) for c in patient.conditions if c != "blood_thinner"]
    rows = [
        _fact(_("Blood thinners"), _("yes") if "blood_thinner" in patient.conditions else _("none recorded")),
        _fact(_("Conditions"), ", ".join(others) or _("none recorded")),
        _fact(_("Medicines"), own_words(patient.medicines) or _("none recorded")),
        _fact(_("Allergies"), own_words(patient.allergies) or _("none recorded")),
    ]
    if patient.notes.strip():
        rows.append(_fact(_("Patient’s notes"), own_words(patient.notes)))
    return rows


def _reading(report: Report) -> list[Page]:
    return [
        _fact(
            _("0 to 10"),
            _("0 none, 10 the worst imaginable. Used for soreness, pain, burning, shocks and headache."),
        ),
        _fact(
            _("0 to 3"),
            _(
                "0 none, 1 I notice it and can do everything, 2 it gets in my way, 3 it stops me. "
                "In daily life 0 means no limit."
            ),
        ),
        _fact(
            _("In the table"),
            _(
                "the highest value of the day, the darker the stronger. 0 is an answer. – is a day without "
                "a check-in. “not asked” is a question that was not asked or not answered in that day’s "
                "check-in. A number in brackets was not rated that day: the last rating stands."
            ),
        ),
        _fact(
            _("Sign"),
            _("a number in a disc is a session; a letter in a triangle is a flag that rests on that day."),
        ),
        _fact(_("Day"), _("days since the latest session; 0 is the day of the session itself.")),
        _fact(_("Late"), _("entered on a later day than the one it is about.")),
        _fact(
            _("Flags"),
            _(
                "made by fixed rules from the entries. They say what the patient was asked to do. "
                "They do not name a cause."
            ),
        ),
        _fact(_("Left and right"), _("are the patient’s own.")),
        _fact(_("Emergency questions, in full"), _questions(report)),
    ]


def _questions(report: Report) -> str:
    red = [row.symptom for row in report.asked if row.symptom.is_red]
    form = _("{sign}: “{question}”")
    return " · ".join(form.format(sign=symptom_name(s), question=_(s.question)) for s in red)
