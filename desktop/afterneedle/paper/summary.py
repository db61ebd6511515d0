"""The report in one sentence, for a reader who has time for no more."""

from afterneedle.content.language import _, ngettext
from afterneedle.content.wording import place_within, short_date_label, symptom_within
from afterneedle.domain.catalogue import Scale
from afterneedle.domain.summary import Complaint, Summary


def summary_sentence(summary: Summary) -> str:
    """Day 6 after session 1 (palm, right): tingling (palm, right) since day 1, 2 then 1 of 3; no weakness."""
    form = _("{where}: {what}.")
    return form.format(where=_where(summary), what="; ".join(_what(summary)))


def _where(summary: Summary) -> str:
    if summary.session is None or summary.day is None:
        return _("No session in the diary")
    places = "; ".join(place_within(place) for place in summary.session.sites) or _("places not recorded")
    form = _("Day {day} after session {number} ({places})")
    return form.format(day=summary.day, number=summary.number, places=places)


def _what(summary: Summary) -> list[str]:
    if summary.newest is None:
        return [_("no check-in yet")]
    silent = [_("no check-in since this session")] if summary.is_silent else []
    if not summary.complaints:
        newest = _("newest check-in {day}").format(day=short_date_label(summary.newest))
        return silent or [_("no symptom is open"), newest]
    said = [*silent, *(_complaint(complaint) for complaint in summary.complaints)]
    if summary.others:
        more = ngettext("{count} more symptom is open", "{count} more symptoms are open", summary.others)
        said.append(more.format(count=summary.others))
    if all(complaint.symptom.id != "weakness" for complaint in summary.complaints):
        said.append(_weakness(summary.weakness))
    return said


def _complaint(complaint: Complaint) -> str:
    what = symptom_within(complaint.symptom)
    if complaint.place is not None:
        what = _("{symptom} ({place})").format(symptom=what, place=place_within(complaint.place))
    since = _("day {day}").format(day=complaint.day)
    if complaint.day is None:
        since = short_date_label(complaint.since)
    said = _("{what} since {since}").format(what=what, since=since)
    strength = complaint.strength
    if strength is None or complaint.symptom.scale is Scale.YES_NO:
        return said
    form = _("{said}, {first} then {newest} of {top}")
    if strength.first == strength.newest:
        form = _("{said}, {newest} of {top}")
    top = complaint.symptom.scale.top
    return form.format(said=said, first=strength.first, newest=strength.newest, top=top)


def _weakness(there: bool | None) -> str:
    if there is None:
        return _("weakness not asked in the newest check-in")
    return _("weak in the newest check-in") if there else _("no weakness in the newest check-in")
