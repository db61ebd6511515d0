"""A flag in words: what it is about, what to do by when, and the entries it rests on."""

from datetime import datetime

from afterneedle.content.language import _
from afterneedle.content.wording.check_ins import (
    check_in_summary,
    entry_sentence,
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


def flag_what_to_do(flag: Flag, emergency_number: str, practitioner_phone: str) -> str:
    """Whom to go to and by when; an empty number or phone is left out."""
    before = flag.act_before.astimezone(flag.newest.tzinfo) if flag.act_before else None
    return _what_to_do(flag.level, flag.act_by, before, emergency_number, practitioner_phone)


def outlook_sentence(flag: Flag, emergency_number: str, practitioner_phone: str) -> str:
    """What to do if the symptom is still there, a bound having passed since the last entry; else empty."""
    if flag.outlook is None:
        return ""
    todo = _what_to_do(flag.outlook.level, flag.outlook.act_by, None, emergency_number, practitioner_phone)
    return _("If it is still there now: {what_to_do}").format(what_to_do=todo)


def overdue_sentence(flag: Flag, now: datetime) -> str:
    """Says so when the time to act has passed without an answer; else empty."""
    if flag.answered or flag.act_before is None or now <= flag.act_before:
        return ""
    before = short_moment_label(flag.act_before.astimezone(flag.newest.tzinfo))
    return _("This was to be done by {moment}. If you have not done it, do it now.").format(moment=before)


def flag_reasons(flag: Flag, rulebook: Rulebook) -> list[str]:
    """Why the rule asks for it, then what raised its level or is to be told with it."""
    concern = [m for m in rulebook.modifiers if m.id in (*flag.raised_by, *flag.mentions)]
    return [_(flag.rule.why), *(_(modifier.why) for modifier in concern)]


def evidence_sentences(flag: Flag, records: Records) -> list[str]:
    """The entries a flag rests on, oldest first, each with its time and what was said."""
    return [
        *(_zap_sentence(session) for session in records.sessions if session.id in flag.evidence),
        *(
            entry_sentence(check_in, "; ".join(_said(check_in, flag)), flag.session)
            for check_in in records.check_ins
            if check_in.id in flag.evidence
        ),
    ]


def _what_to_do(level: Level, act_by: ActBy | None, before: datetime | None, number: str, phone: str) -> str:
    if level is Level.EMERGENCY:
        return _(
            "Call {number} or go to an emergency department now. Tell them that you had dry needling."
        ).format(number=number or _("your local emergency number"))
    if level is Level.SEE_DOCTOR:
        return _("See a doctor {when}. Tell them that you had dry needling.").format(
            when=_when(act_by or ActBy.WITHIN_2_DAYS, before)
        )
    if level is Level.CONTACT_PRACTITIONER:
        return _contact(_when(act_by or ActBy.NEXT_WORKING_DAY, before), phone)
    return _("Keep an eye on it and check in again tomorrow.")


def _contact(when: str, phone: str) -> str:
    if phone:
        line = _("Contact your practitioner {when}: {phone}. See a doctor if you cannot reach them.")
        return line.format(when=when, phone=phone)
    return _("Contact your practitioner {when}. See a doctor if you cannot reach them.").format(when=when)


def _when(act_by: ActBy, before: datetime | None) -> str:
    when = act_by_label(act_by)
    if before is None or act_by in (ActBy.NOW, ActBy.TODAY):
        return when
    if act_by is ActBy.NEXT_WORKING_DAY:
        return _("{when}, {date}").format(when=when, date=short_date_label(before))
    return _("{when}, by {moment}").format(when=when, moment=short_moment_label(before))


def _said(check_in: CheckIn, flag: Flag) -> list[str]:
    """What the check-in says about the flag's symptom and the signs that must go with it."""
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
            if (o.symptom is flag.symptom and o.place in (flag.place, None))
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
