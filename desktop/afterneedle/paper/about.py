"""The sessions and the person behind a report, in words."""

from datetime import datetime
from typing import Any

from afterneedle.content.language import _, ngettext
from afterneedle.content.wording import (
    at_label,
    condition_label,
    date_label,
    moment_label,
    place_within,
    time_label,
)
from afterneedle.domain.excerpt import Part
from afterneedle.domain.records import Baseline, Session, Zap
from afterneedle.domain.report import Report
from afterneedle.paper.labels import behind, fact, is_long, symptom_name
from afterneedle.paper.text import own_words

IN_FULL = 3  # sessions on page 1, the latest; the others stand behind the table


def sessions(report: Report) -> dict[str, Any]:
    """Each session with where, by whom and what happened while the needle was in."""
    more = ""
    if report.unprinted:
        more = ngettext(
            "{count} other session in this diary is outside this period and not printed.",
            "{count} other sessions in this diary are outside this period and not printed.",
            report.unprinted,
        ).format(count=report.unprinted)
    rows = [_session(n, s, report.now) for n, s in report.sessions.items()]
    earlier = rows[:-IN_FULL]
    return {
        "title": _("Needling sessions"),
        "none": _("No session was recorded."),
        "more": more,
        "rows": rows[-IN_FULL:],
        "behind": behind(
            _("Earlier sessions"),
            ngettext(
                "{count} earlier session: page {page}", "{count} earlier sessions: page {page}", len(earlier)
            ),
            earlier,
        ),
    }


def _session(number: int, session: Session, now: datetime) -> dict[str, Any]:
    lines = [
        fact(_("Needled"), "; ".join(map(place_within, session.sites)) or _("places not recorded")),
        fact(_("Zap while a needle was in"), _zap(session.zap))
        | {
            "beside": [
                fact(_("Twitch"), _yes_no(session.twitch)),
                fact(_("There before"), _before(session.baseline)),
            ]
        },
    ]
    who = _who(session)
    if session.note.strip():
        lines.append(fact(_("Patient’s note"), own_words(session.note)))
    if session.edited_at:
        lines.append(fact(_("Edited"), at_label(session.edited_at, now)))
    return {
        "number": str(number),
        "when": _session_time(session),
        "who": who,
        "lines": lines,
        "long": is_long([*lines, {"text": who}]),
    }


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


def background(report: Report) -> dict[str, Any]:
    """What a clinician must know of the person; blood thinners first."""
    patient = report.patient
    kept_back = Part.MEDICINES in report.wanted.left_out
    medicines = _("left out by the patient") if kept_back else own_words(patient.medicines)
    others = [condition_label(c) for c in patient.conditions if c != "blood_thinner"]
    rows = [
        fact(_("Blood thinners"), _("yes") if "blood_thinner" in patient.conditions else _("none recorded"))
        | {"beside": [fact(_("Conditions"), ", ".join(others) or _("none recorded"))]},
        fact(_("Medicines"), medicines or _("none recorded")),
        fact(_("Allergies"), own_words(patient.allergies) or _("none recorded")),
    ]
    if patient.notes.strip():
        rows.append(fact(_("Patient’s notes"), own_words(patient.notes)))
    return {"title": _("About the patient"), "rows": rows}
