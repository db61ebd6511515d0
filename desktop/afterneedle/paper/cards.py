"""The findings of a report in words: what, where, since when, why, and what was done."""

from typing import Any

from afterneedle.content.language import _, ngettext
from afterneedle.content.wording import (
    at_label,
    did_label,
    flag_title,
    function_label,
    level_label,
    limit_label,
)
from afterneedle.content.wording.flags import outlook_action
from afterneedle.domain.findings import Finding
from afterneedle.domain.flags import Flag
from afterneedle.domain.records import Answer, Level
from afterneedle.domain.report import Report
from afterneedle.paper.labels import behind, fact, hours, is_long
from afterneedle.paper.text import own_words

CLOSED_AT_ONCE = 5  # on page 1, the most serious; the others stand behind the table


def flag_cards(report: Report) -> dict[str, Any]:
    """Open findings first, then those of the period that no longer stand."""
    stands = [_card(f, report) for f in report.findings if f.is_open]
    closed = [_card(f, report) for f in report.findings if not f.is_open]
    others = closed[CLOSED_AT_ONCE:]
    return {
        "title": ngettext("{count} open flag", "{count} open flags", len(stands)).format(count=len(stands))
        if stands
        else _("No open flag"),
        "none": _none_open(closed=bool(closed), is_empty=report.summary.newest is None),
        "open": stands,
        "closed_title": _("No longer open"),
        "closed": closed[:CLOSED_AT_ONCE],
        "behind": behind(
            _("More flags that are no longer open"),
            ngettext(
                "{count} more that is no longer open: page {page}",
                "{count} more that are no longer open: page {page}",
                len(others),
            ),
            others,
        ),
    }


def _none_open(*, closed: bool, is_empty: bool) -> str:
    """What stands in the place of open flags; it never says that nothing is the matter."""
    if is_empty:
        return _("There is no check-in, so no rule could be met.")
    if closed:
        return _("Those below are no longer open. Days without an entry are unknown.")
    return _("No rule was met by the entries. Days without an entry are unknown.")


def _card(finding: Finding, report: Report) -> dict[str, Any]:
    flag = finding.flag
    lines = [fact(_("First noticed"), _course(finding, report)), *_limits(finding)]
    if finding.is_open:
        lines.append(fact(_("Why"), _why(finding)))
        lines += _outlook(flag)
    lines += _done(flag, report)
    return {
        "letter": finding.letter,
        "open": finding.is_open,
        "urgent": flag.level is Level.EMERGENCY and finding.is_open,
        "level": level_label(flag.level),
        "rule": _("rule {rule}").format(rule=flag.rule.id),
        "what": flag_title(flag),
        "lines": lines,
        "long": is_long(lines),
    }


def _course(finding: Finding, report: Report) -> str:
    flag, strength = finding.flag, finding.strength
    said = [_since_session(at_label(flag.since, report.now), finding.first_hours, finding)]
    if flag.newest != flag.since:
        newest = _since_session(at_label(flag.newest, report.now), flag.hours, finding)
        said.append(_("newest entry {moment}").format(moment=newest))
    if strength is not None and flag.symptom is not None:
        form = _("strength: first {first}, highest {highest}, newest {newest}, of {top}")
        said.append(
            form.format(
                first=strength.first,
                highest=strength.highest,
                newest=strength.newest,
                top=flag.symptom.scale.top,
            )
        )
    return "; ".join(said) + "."


def _limits(finding: Finding) -> list[dict[str, Any]]:
    if not finding.limits:
        return []
    said = [
        _("{function}: {limit}").format(function=function_label(name), limit=limit_label(value))
        for name, value in finding.limits.items()
    ]
    return [fact(_("Keeps from"), "; ".join(said))]


def _since_session(when: str, count: float | None, finding: Finding) -> str:
    if count is None or finding.session is None or finding.flag.session is None:
        return _("{moment}, no session before it in the diary").format(moment=when)
    if count < 0:
        return _("{moment}, before session {number}").format(moment=when, number=finding.session)
    form = _("{moment}, {hours} after session {number}")
    if finding.flag.session.ended_about:
        form = _("{moment}, about {hours} after session {number}")
    return form.format(moment=when, hours=hours(count), number=finding.session)


def _why(finding: Finding) -> str:
    reasons = [_(finding.flag.rule.why), *(_(modifier.why) for modifier in finding.raised_by)]
    return " ".join(reasons)


def _outlook(flag: Flag) -> list[dict[str, Any]]:
    """What the patient is asked to do by now, a bound having passed since the newest entry."""
    todo = outlook_action(flag, "")
    return [fact(_("If it is still there now"), todo[0])] if todo else []


def _done(flag: Flag, report: Report) -> list[dict[str, Any]]:
    """What the patient did, and by when they were asked to: the paper outlives every "today"."""
    said = " ".join(_answer(answer, report) for answer in flag.answers)
    if flag.closed_at is not None:
        closed = fact(_("Closed"), at_label(flag.closed_at, report.now))
        return [fact(_("Done"), said) | {"beside": [closed]}] if said else [closed]
    done = fact(_("Done"), said or _("not yet answered")) | {"strong": not said}
    if flag.act_before is None or flag.level is Level.EMERGENCY:
        return [done]
    local = flag.act_before.astimezone(flag.newest.tzinfo)
    return [done | {"beside": [fact(_("To act by"), at_label(local, report.now))]}]


def _answer(answer: Answer, report: Report) -> str:
    words = own_words(answer.words)
    form = _("{moment}: “{did}”. “{words}”") if words else _("{moment}: “{did}”.")
    return form.format(moment=at_label(answer.at, report.now), did=did_label(answer.did), words=words)
