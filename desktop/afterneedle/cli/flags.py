"""`afterneedle flags`: what is open, most pressing first, for people and for programs."""

import json
from datetime import datetime
from typing import Any

from afterneedle.cli.output import say
from afterneedle.content.language import _
from afterneedle.content.wording.flags import (
    flag_action,
    flag_title,
    outlook_sentence,
    overdue_sentence,
)
from afterneedle.content.wording.labels import group_label, level_label
from afterneedle.domain.flags import Assessment, Flag


def show_flags(assessment: Assessment, emergency_number: str) -> None:
    """A paragraph for each flag, in the words of its card; then what is not known."""
    if not assessment.flags:
        say(_("No flag is open. This app cannot tell what causes a symptom."))
    for flag in assessment.flags:
        mark = _("answered") if flag.answered else level_label(flag.level)
        say(f"{flag.rule.id}  {mark}: {flag_title(flag)}. {_(flag.rule.why)}")
        for sentence in _what_to_do(flag, emergency_number, assessment.at):
            say(f"     {sentence}")
    if assessment.not_known:
        names = "; ".join(group_label(group) for group in assessment.not_known)
        say(_("Not answered in the last 24 hours: {names}.").format(names=names))


def _what_to_do(flag: Flag, emergency_number: str, now: datetime) -> list[str]:
    """Of an answered one only what it would be, were it still there."""
    todo = [] if flag.answered else list(flag_action(flag, emergency_number))
    late = [overdue_sentence(flag, now), outlook_sentence(flag, emergency_number)]
    return [sentence for sentence in (*todo, *late) if sentence]


def show_flags_as_json(assessment: Assessment) -> None:
    """The contract for programs: docs/flags.md."""
    says = {
        "at": _time(assessment.at),
        "level": assessment.level.name.lower(),
        "not_known": list(assessment.not_known),
        "flags": [_flag(flag) for flag in assessment.flags],
    }
    say(json.dumps(says, indent=1))  # the same in every encoding


def _flag(flag: Flag) -> dict[str, Any]:
    return {
        "rule": flag.rule.id,
        "level": flag.level.name.lower(),
        "act_by": flag.act_by.value if flag.act_by else None,
        "act_before": _time(flag.act_before) if flag.act_before else None,
        "symptom": flag.symptom.id if flag.symptom else None,
        "place": flag.place.id if flag.place else None,
        "session": flag.session.id if flag.session else None,
        "hours": round(flag.hours, 2) if flag.hours is not None else None,
        "since": _time(flag.since),
        "evidence": list(flag.evidence),
        "why": _(flag.rule.why),
        "guidance": flag.rule.guidance,
        "answered": flag.answered,
    }


def _time(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds")
