"""What a check-in says, in words: its signs, its gaps, and its meaning after saving."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from afterneedle.content.language import _, ngettext
from afterneedle.content.wording.labels import (
    change_label,
    detail_label,
    full_severity_label,
    function_label,
    group_label,
    limit_label,
    place_within,
    symptom_within,
)
from afterneedle.content.wording.times import day_and_time, hours_label, short_moment_label
from afterneedle.domain.catalogue import Place, PlaceNeed, Scale, Symptom
from afterneedle.domain.days import SORE, is_late
from afterneedle.domain.flags import Assessment, OpenSymptom
from afterneedle.domain.records import CheckIn, Level, Observation, RedFlag, Session


def observation_sentence(observation: Observation) -> str:
    """Tingling, palm, right: 2 of 3, it gets in my way; better."""
    what = _what(observation.symptom, observation.place)
    return _("{what}: {how}").format(what=what, how=how_it_was(observation))


def how_it_was(observation: Observation) -> str:
    """The same without what and where: "2 of 3, it gets in my way; better"."""
    return "; ".join(_how(observation))


def red_flag_sentence(sign: RedFlag) -> str:
    """Foot, wrist or hand will not lift, top of foot, left: yes; it began suddenly."""
    said = [_("yes"), *_details(sign.details)]
    return _("{what}: {how}").format(what=_what(sign.symptom, sign.place), how="; ".join(said))


def entry_sentence(check_in: CheckIn, said: str, session: Session | None) -> str:
    """Tue 3 March, 20:00 (34 h after the session): what was said."""
    return _("{when}: {said}").format(when=entry_time(check_in.felt_at, session), said=said)


def entry_time(felt_at: datetime, session: Session | None) -> str:
    """When it was felt, with the hours since the session where there is one."""
    moment = short_moment_label(felt_at)
    if session is None or felt_at < session.ended_at:
        return moment
    hours = hours_label((felt_at - session.ended_at) / timedelta(hours=1))
    if session.ended_about:
        return _("{moment} (about {hours} after the session)").format(moment=moment, hours=hours)
    return _("{moment} ({hours} after the session)").format(moment=moment, hours=hours)


def check_in_summary(check_in: CheckIn) -> list[str]:
    """All that a check-in says, a line for each thing; what was not answered is named."""
    return [
        *(red_flag_sentence(sign) for sign in check_in.red_flags.present),
        *(observation_sentence(o) for o in check_in.observations if not _is_no(o)),
        *_questions(check_in),
        *(
            _("{what}: {how}").format(what=function_label(name), how=limit_label(value))
            for name, value in check_in.function.items()
        ),
        *_own_words(check_in),
        *_marks(check_in),
    ]


def usual_sentence(
    day: int,
    hours: float | None,
    assessment: Assessment,
    check_in: CheckIn,
    must_ask: frozenset[Symptom],
    next_at: datetime | None = None,
) -> str:
    """What the check-in means, said after saving it, and when the next one is.

    `must_ask`: the red flags this patient is asked about. "Usual" is said only when those, soreness, the
    nerve row and every open symptom were answered in this very check-in, no flag is open, answered or not,
    and no bound has passed since.
    """
    said = [_meaning(day, hours, assessment, check_in, must_ask)]
    if next_at is not None:
        said.append(_("Next check-in {moment}.").format(moment=day_and_time(next_at, assessment.at)))
    return " ".join((*said, _("This app cannot tell what causes a symptom.")))


def _meaning(
    day: int,
    hours: float | None,
    assessment: Assessment,
    check_in: CheckIn,
    must_ask: frozenset[Symptom],
) -> str:
    missing = "; ".join(_unanswered(check_in, assessment.open, must_ask))
    if levels := [flag.level for flag in assessment.flags if not flag.answered]:
        return _waiting(levels, missing)
    if missing:
        return _("You did not answer: {questions}. So this app cannot say if this is usual.").format(
            questions=missing
        )
    if assessment.flags:
        return _("You have asked for advice about what is still open. Go on as you were told.")
    if hours is None:
        return _("There is no session in the diary to count from. So this app cannot say if this is usual.")
    if any(one.past_usual for one in assessment.open):
        return _("The usual time has passed since you wrote this. Is something still there? Check in again.")
    return _("Day {day}, {hours} after your session: {usual}.").format(
        day=day, hours=hours_label(hours), usual=_usual(check_in, hours)
    )


def _waiting(levels: Sequence[Level], missing: str) -> str:
    """How many flags wait for an answer; beside those that only need an eye, what was not answered too."""
    count = len(levels)
    if max(levels) > Level.WATCH:
        return ngettext(
            "{count} thing needs your attention. Read what to do about it now.",
            "{count} things need your attention. Read what to do about the first one now.",
            count,
        ).format(count=count)
    said = ngettext(
        "There is {count} thing to keep an eye on.", "There are {count} things to keep an eye on.", count
    ).format(count=count)
    unanswered = _("You did not answer: {questions}.").format(questions=missing) if missing else ""
    return f"{said} {unanswered}".strip()


def _usual(check_in: CheckIn, hours: float) -> str:
    """Soreness by its number, within the days that are usual for it; "nothing" only of what was answered."""
    there = [o for o in check_in.observations if o.is_present]
    sore = [o.worst for o in there if o.symptom.id == "soreness" and o.worst is not None]
    if sore and len(sore) == len(there) and hours <= SORE / timedelta(hours=1):
        return _("soreness {severity} of 10, within the usual one to two days").format(severity=max(sore))
    if not there and any(o.symptom.id == "soreness" for o in check_in.observations):
        return _("no soreness, and none of the signs you were asked about")
    return _("what you entered is usual at this time")


def _unanswered(
    check_in: CheckIn, open_ones: Iterable[OpenSymptom], must_ask: frozenset[Symptom]
) -> list[str]:
    """The questions of every check-in that this one left out, and the open symptoms it says nothing about."""
    answered = check_in.none_of | {o.symptom.group for o in check_in.observations if o.is_present}
    is_answered = {
        "red": must_ask <= check_in.red_flags.asked,
        "soreness": any(o.symptom.id == "soreness" for o in check_in.observations),
        "nerve": "nerve" in answered,
        "movement": "movement" in answered,
    }
    groups = [group for group, is_it in is_answered.items() if not is_it]
    passed_over = [
        _what(one.symptom, one.place)
        for one in open_ones
        if one.last_felt < check_in.felt_at and not (one.gone_once or one.symptom.is_red)
        if one.symptom.group not in groups
    ]
    return [*map(group_label, groups), *passed_over]


def _what(symptom: Symptom, place: Place | None) -> str:
    if place is not None:
        return _("{symptom}, {place}").format(symptom=symptom_within(symptom), place=place_within(place))
    if symptom.place is PlaceNeed.SITES:
        return _("{symptom}, all places that were needled").format(symptom=symptom_within(symptom))
    return symptom_within(symptom)


def _how(observation: Observation) -> list[str]:
    if observation.is_gone:
        return [_("gone"), *_details(observation.details)]
    said = []
    if observation.worst is not None:
        said.append(full_severity_label(observation.symptom, observation.worst))
    elif observation.change is None:
        said.append(_("yes"))
    if not observation.now:
        said.append(_("came and went, not there at that moment"))
    if observation.change is not None:
        said.append(change_label(observation.change))
    if observation.since is not None:
        said.append(_("since {moment}").format(moment=short_moment_label(observation.since)))
    return said + _details(observation.details)


def _details(ids: frozenset[str]) -> list[str]:
    return sorted(detail_label(id) for id in ids)


def _is_no(observation: Observation) -> bool:
    """A yes/no question that was answered no."""
    return observation.is_gone and observation.symptom.scale is Scale.YES_NO


def _questions(check_in: CheckIn) -> list[str]:
    denied = len(check_in.red_flags.denied) + sum(map(_is_no, check_in.observations))
    lines = []
    if not check_in.red_flags.asked:
        lines.append(_("{what}: {how}").format(what=group_label("red"), how=_("not answered")))
    elif denied:
        no = ngettext("{count} answered no", "{count} answered no", denied).format(count=denied)
        lines.append(_("{what}: {how}").format(what=group_label("red"), how=no))
    lines += [
        _("{what}: {how}").format(what=group_label(group), how=_("none of these"))
        for group in ("nerve", "movement", "skin", "general")
        if group in check_in.none_of
    ]
    return lines


def _own_words(check_in: CheckIn) -> list[str]:
    said = ((_("Medicines: {text}"), check_in.medicines), (_("Note: {text}"), check_in.note))
    return [line.format(text=text) for line, text in said if text]


def _marks(check_in: CheckIn) -> list[str]:
    lines = []
    if is_late(check_in):
        lines.append(_("Entered later: {moment}").format(moment=short_moment_label(check_in.entered_at)))
    if check_in.edited_at is not None:
        lines.append(_("Edited: {moment}").format(moment=short_moment_label(check_in.edited_at)))
    return lines
