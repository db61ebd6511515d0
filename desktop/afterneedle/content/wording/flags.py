"""A flag in words: what it is about, what to do by when, and the entries it rests on."""

from collections.abc import Sequence
from datetime import datetime

from afterneedle.content.language import _
from afterneedle.content.wording.check_ins import (
    check_in_summary,
    entry_sentence,
    how_it_was,
    observation_sentence,
    red_flag_sentence,
)
from afterneedle.content.wording.labels import (
    act_by_label,
    place_within,
    symptom_label,
    symptom_within,
)
from afterneedle.content.wording.times import short_date_label, short_moment_label
from afterneedle.domain.flags import Flag
from afterneedle.domain.records import CheckIn, Level, Records, Session, Zap
from afterneedle.domain.rulebook import ActBy, Rulebook


def flag_title(flag: Flag) -> str:
    """What the flag is about: "Tingling: palm, right"."""
    if flag.symptom is None:
        return _("Zap while a needle was in")
    if flag.place is None:
        return symptom_label(flag.symptom)
    return _("{symptom}: {place}").format(symptom=symptom_label(flag.symptom), place=place_within(flag.place))


def flags_title(flags: Sequence[Flag]) -> str:
    """What flags of one symptom are about: "Soreness: low back, left; buttock, left"."""
    places = [place_within(flag.place) for flag in flags if flag.place is not None]
    if flags[0].symptom is None or len(places) < 2:
        return flag_title(flags[0])
    return _("{symptom}: {place}").format(
        symptom=symptom_label(flags[0].symptom), place="; ".join(sorted(set(places), key=places.index))
    )


def flag_action(flag: Flag, emergency_number: str) -> tuple[str, str]:
    """Whom to go to and by when, to be read at a glance; and what goes with it."""
    return _action(flag.level, flag.act_by, _before(flag), emergency_number)


def outlook_sentence(flag: Flag, emergency_number: str) -> str:
    """What to do if the symptom is still there, a bound having passed since the last entry; else empty."""
    todo = outlook_action(flag, emergency_number)
    if not todo:
        return ""
    return _("If it is still there now: {what_to_do}").format(what_to_do=" ".join(todo).strip())


def outlook_action(flag: Flag, emergency_number: str) -> tuple[str, str] | None:
    """The same as `flag_action` says what to do; None where no bound has passed."""
    if flag.outlook is None:
        return None
    return _action(flag.outlook.level, flag.outlook.act_by, None, emergency_number)


def overdue_sentence(flag: Flag, now: datetime) -> str:
    """Says so when the time to act has passed without an answer; else empty."""
    if flag.answered or flag.act_before is None or now <= flag.act_before:
        return ""
    if flag.act_by is ActBy.NOW:  # it was late from the first second
        return _("If you have not done it, do it now.")
    before = short_moment_label(flag.act_before.astimezone(flag.newest.tzinfo))
    return _("This was to be done by {moment}. If you have not done it, do it now.").format(moment=before)


def flag_reasons(flag: Flag, rulebook: Rulebook) -> list[str]:
    """Why the rule asks for it, then what raised its level or is to be told with it."""
    concern = [m for m in rulebook.modifiers if m.id in (*flag.raised_by, *flag.mentions)]
    return [_(flag.rule.why), *(_(modifier.why) for modifier in concern)]


def newest_sentence(flags: Sequence[Flag], records: Records) -> str:
    """The newest entry that flags rest on; of one symptom at one place only how it was."""
    newest = next((c for c in reversed(records.check_ins) if c.id in flags[0].evidence), None)
    if newest is None:
        return "".join(evidence_sentences(flags, records)[-1:])
    told = [o for o in newest.observations if (o.symptom, o.place) == (flags[0].symptom, flags[0].place)]
    if len(flags) == 1 and len(told) == 1:
        return entry_sentence(newest, how_it_was(told[0]), flags[0].session)
    return entry_sentence(newest, "; ".join(_said(newest, flags)), flags[0].session)


def evidence_sentences(flags: Sequence[Flag], records: Records) -> list[str]:
    """The entries that flags rest on, oldest first, each with its time and what was said."""
    ids = frozenset(id for flag in flags for id in flag.evidence)
    return [
        *(_zap_sentence(session) for session in records.sessions if session.id in ids),
        *(
            entry_sentence(check_in, "; ".join(_said(check_in, flags)), flags[0].session)
            for check_in in records.check_ins
            if check_in.id in ids
        ),
    ]


def _before(flag: Flag) -> datetime | None:
    return flag.act_before.astimezone(flag.newest.tzinfo) if flag.act_before else None


def _action(level: Level, act_by: ActBy | None, before: datetime | None, number: str) -> tuple[str, str]:
    tell = _("Tell them that you had dry needling.")
    if level is Level.EMERGENCY:
        number = number or _("your local emergency number")
        return _("Call {number} or go to an emergency department now.").format(number=number), tell
    if level is Level.SEE_DOCTOR:
        when = _when(act_by or ActBy.WITHIN_2_DAYS, before)
        return _("See a doctor {when}.").format(when=when), tell
    if level is Level.CONTACT_PRACTITIONER:
        when = _when(act_by or ActBy.NEXT_WORKING_DAY, before)
        line = _("Contact your practitioner {when}.").format(when=when)
        return line, _("See a doctor if you cannot reach them.")
    return _("Keep checking in every day."), ""


def _when(act_by: ActBy, before: datetime | None) -> str:
    when = act_by_label(act_by)
    if before is None or act_by in (ActBy.NOW, ActBy.TODAY):
        return when
    if act_by is ActBy.NEXT_WORKING_DAY:
        return _("{when}, {date}").format(when=when, date=short_date_label(before))
    return _("{when}, by {moment}").format(when=when, moment=short_moment_label(before))


def _said(check_in: CheckIn, flags: Sequence[Flag]) -> list[str]:
    """What the check-in says about the flags' symptom and the signs that must go with it."""
    flag, places = flags[0], {None, *(f.place for f in flags)}
    partners = {id for case in flag.rule.cases for p in case.when.partners for id in p.symptoms}
    lines = [
        *(
            red_flag_sentence(sign)
            for sign in check_in.red_flags.present
            if sign.symptom is flag.symptom or sign.symptom.id in partners
        ),
        *(
            observation_sentence(o)
            for o in check_in.observations
            if (o.symptom is flag.symptom and o.place in places)
            or (o.symptom.id in partners and o.is_present)
        ),
    ]
    if flag.symptom in check_in.red_flags.denied:
        lines.append(_("{symptom}: no").format(symptom=symptom_within(flag.symptom)))
    return lines or check_in_summary(check_in)


def _zap_sentence(session: Session) -> str:
    return _("Session, {moment}: {zap}").format(
        moment=short_moment_label(session.ended_at), zap=_zap(session.zap)
    )


def _zap(zap: Zap) -> str:
    where = place_within(zap.place) if zap.place else _("where it ran is not known")
    if zap.stopped_at_once is None:
        return _("a zap ({where}); not known if it stopped at once").format(where=where)
    if zap.stopped_at_once:
        return _("a zap ({where}) that stopped at once").format(where=where)
    return _("a zap ({where}) that did not stop at once").format(where=where)
