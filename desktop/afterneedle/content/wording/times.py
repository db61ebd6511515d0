"""Dates, times and hours in words, on the wall clock of the moment itself; independent of the C locale."""

from datetime import date, datetime, time
from math import floor

from afterneedle.content.language import _

_DAYS = (
    _("Monday"),
    _("Tuesday"),
    _("Wednesday"),
    _("Thursday"),
    _("Friday"),
    _("Saturday"),
    _("Sunday"),
)
_SHORT_DAYS = (_("Mon"), _("Tue"), _("Wed"), _("Thu"), _("Fri"), _("Sat"), _("Sun"))
_MONTHS = (
    _("January"),
    _("February"),
    _("March"),
    _("April"),
    _("May"),
    _("June"),
    _("July"),
    _("August"),
    _("September"),
    _("October"),
    _("November"),
    _("December"),
)
_SHORT_MONTHS = (
    _("Jan"),
    _("Feb"),
    _("Mar"),
    _("Apr"),
    _("May"),
    _("Jun"),
    _("Jul"),
    _("Aug"),
    _("Sep"),
    _("Oct"),
    _("Nov"),
    _("Dec"),
)


def weekday_label(day: date) -> str:
    """The day of the week: "Tuesday"."""
    return _DAYS[day.weekday()]


def date_label(day: date) -> str:
    """A date in full: "Tuesday 3 March 2026"."""
    return _("{weekday} {day} {month} {year}").format(
        weekday=_DAYS[day.weekday()], day=day.day, month=_MONTHS[day.month - 1], year=day.year
    )


def short_date_label(day: date) -> str:
    """A date where the year is plain: "Tue 3 March"."""
    return _("{weekday} {day} {month}").format(
        weekday=_SHORT_DAYS[day.weekday()], day=day.day, month=_MONTHS[day.month - 1]
    )


def brief_date_label(day: date) -> str:
    """A date in a narrow column: "Tue 3 Mar"."""
    return _("{weekday} {day} {month}").format(
        weekday=_SHORT_DAYS[day.weekday()], day=day.day, month=_SHORT_MONTHS[day.month - 1]
    )


def day_month_label(day: date) -> str:
    """A date under an axis: "3 Mar"."""
    return _("{day} {month}").format(day=day.day, month=_SHORT_MONTHS[day.month - 1])


def month_year_label(day: date) -> str:
    """A month under an axis: "Mar 2026"."""
    return _("{month} {year}").format(month=_SHORT_MONTHS[day.month - 1], year=day.year)


def period_label(first: date, last: date) -> str:
    """From a day to a day, with the years."""
    return _("{first} to {last}").format(first=date_label(first), last=date_label(last))


def time_label(moment: datetime | time) -> str:
    """The time of day: "20:00"."""
    return _("{hour:02}:{minute:02}").format(hour=moment.hour, minute=moment.minute)


def moment_label(moment: datetime) -> str:
    """Date and time in full: "Tuesday 3 March 2026, 20:00"."""
    return _("{date}, {time}").format(date=date_label(moment), time=time_label(moment))


def short_moment_label(moment: datetime) -> str:
    """Date and time where the year is plain: "Tue 3 March, 20:00"."""
    return _("{date}, {time}").format(date=short_date_label(moment), time=time_label(moment))


def day_label(day: date, now: datetime) -> str:
    """A date, with its year when that is not the year of `now`: "Tue 3 March"."""
    return short_date_label(day) if day.year == now.year else date_label(day)


def at_label(moment: datetime, now: datetime) -> str:
    """A moment, with its year when that is not the year of `now`: "Tue 3 March, 20:00"."""
    return short_moment_label(moment) if moment.year == now.year else moment_label(moment)


def day_and_time(moment: datetime, now: datetime) -> str:
    """Today or tomorrow at that time, else with its date."""
    moment = moment.astimezone(now.tzinfo)
    days = (moment.date() - now.date()).days
    names = {-1: _("yesterday, {time}"), 0: _("today, {time}"), 1: _("tomorrow, {time}")}
    if days in names:
        return names[days].format(time=time_label(moment))
    return short_moment_label(moment)


def hours_label(hours: float) -> str:
    """Whole hours that have passed: "49 h". Rounded down, so that 47.9 h never reads as 48."""
    return _("{hours} h").format(hours=floor(hours))


def zone_label(zone: str) -> str:
    """A time zone as a patient knows it: "New York time"; an offset without a name as "UTC+02:00"."""
    if zone.startswith(("+", "-")):
        return f"UTC{zone}"
    if "/" not in zone:
        return zone
    return _("{city} time").format(city=zone.rsplit("/", 1)[1].replace("_", " "))
