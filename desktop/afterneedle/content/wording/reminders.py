"""What reminders say: on the screen, where others can read it, and in the window, where nobody else does."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from afterneedle.content.language import _
from afterneedle.content.wording.labels import place_within, symptom_label, symptom_within
from afterneedle.content.wording.times import day_and_time, day_label
from afterneedle.domain.flags import OpenSymptom
from afterneedle.domain.plans import Plan, Rings, Says
from afterneedle.domain.reminders import Reminder
from afterneedle.domain.shown import Shown


def notification(plan: Plan, open_symptoms: Iterable[OpenSymptom]) -> tuple[str, str]:
    """The title and the text of a reminder on the screen, and of nothing else that others can read.

    No symptom, place or level is in them unless the patient chose that.
    """
    title = _("Your check-in is ready")
    if plan.says is Says.NOTHING:
        return title, ""
    names = dict.fromkeys(symptom_label(one.symptom) for one in open_symptoms if not one.symptom.is_red)
    return title, "; ".join(names)


def button_words() -> tuple[str, str]:
    """What can be pressed on a reminder."""
    return _("Check in"), _("In an hour")


def unheard_question(unheard: Sequence[OpenSymptom], now: datetime) -> str:
    """Asks after what was grave and was not mentioned for a day; `unheard` holds at least one."""
    newest = day_label(unheard[0].last_felt.astimezone(now.tzinfo), now)
    names = "; ".join(_symptom_at(one) for one in unheard)
    question = _("You wrote about {symptoms} on {day}. How is it now?")
    return question.format(symptoms=names, day=newest)


def _symptom_at(one: OpenSymptom) -> str:
    name = symptom_within(one.symptom)
    return f"{name}, {place_within(one.place)}" if one.place else name


def not_asked_sentence(moments: Sequence[datetime], now: datetime) -> str:
    """No reminder could come at these moments."""
    named = "; ".join(day_and_time(moment, now) for moment in moments)
    return _("Not asked, because the computer was off or asleep: {moments}.").format(moments=named)


def reminder_sentence(asked: Reminder, plan: Plan, now: datetime) -> str:
    """What comes next, as the settings tell it."""
    if not plan.shows:
        return _("Reminders are off.")
    if asked.due_since is not None:
        if (later := plan.put_off_until(now)) is not None:
            return later_sentence(later, now)
        return _("A check-in is due since {moment}.").format(moment=day_and_time(asked.due_since, now))
    if asked.next_at is None:
        return _("The follow-up is over, so no reminder comes. The next session starts them again.")
    if asked.look_back:
        sentence = _("The follow-up is over. One look back comes {moment}, then nothing more.")
    else:
        sentence = _("The next reminder comes {moment}.")
    return sentence.format(moment=day_and_time(asked.next_at, now))


def later_sentence(moment: datetime, now: datetime) -> str:
    """When a reminder comes back that was put off."""
    return _("You said later. The reminder comes back {moment}.").format(moment=day_and_time(moment, now))


def shown_sentence(shown: Sequence[Shown], now: datetime) -> str:
    """When a reminder was last on the screen."""
    if not shown:
        return _("No reminder was shown yet.")
    return _("The last one was shown {moment}.").format(moment=day_and_time(shown[-1].at, now))


def reach_sentence(server: str | None, *, has_buttons: bool) -> str:
    """Whether this desktop can show a reminder. `server`: what shows it; None when nothing does."""
    if server is None:
        return _("This desktop shows no reminders. Open the window: Today says when a check-in is due.")
    if has_buttons:
        return _("This desktop can show them, with buttons ({server}).").format(server=server)
    return _("This desktop can show them, without buttons ({server}).").format(server=server)


def background_sentence(*, is_running: bool, at_login: bool) -> str:
    """Whether reminders come with the window closed, now and after the next login."""
    if is_running and at_login:
        return _("They come with the window closed, also after the next login.")
    if is_running:
        return _("They come with the window closed until you log out. At the next login nothing starts them.")
    if at_login:
        return _("With the window closed none come now. They start again at the next login.")
    return _("With the window closed none come.")


def closing_sentence(rings: Rings) -> str:
    """What closing the window does to the reminders."""
    if rings is Rings.ALWAYS:
        return _("Reminders go on while the window is closed. You can turn them off in Settings.")
    return _("No reminder comes while the window is closed. You can change that in Settings.")
