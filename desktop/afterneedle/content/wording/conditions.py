"""The conditions of a rule in words, made from its values alone."""

from collections.abc import Callable, Collection, Iterable

from afterneedle.content.language import _, ngettext
from afterneedle.content.wording.labels import condition_label, course_label, detail_label, group_label
from afterneedle.domain.catalogue import Band, Catalogue
from afterneedle.domain.rulebook import Conditions, Course, Partner, Where

_BANDS = {Band.MILD: _("mild"), Band.MODERATE: _("moderate"), Band.SEVERE: _("severe")}
_WHERE = {
    Where.LIMB: _("in the same limb"),
    Where.LIMB_OR_SITE: _("in the same limb or at a needled place"),
    Where.SPINE: _("at the back, the neck or another place near the spine"),
    Where.ANYWHERE: "",
}
_NEEDLED = {
    "belly": _("the belly, groin, side or low back"),
    "spine": _("the back, the neck or another place near the spine"),
    "lung": _("a place above the lung"),
}
DAYS_FROM = 72  # hours from which the days are easier to grasp


def conditions_sentence(when: Conditions, catalogue: Catalogue) -> str:
    """When a case holds: "When it is felt more than 72 hours (3 days) after the session, and it is mild"."""
    clauses = [clause for _names, word in CLAUSES if (clause := word(when, catalogue))]
    if not clauses:
        return _("Whenever it is there")
    return _("When {conditions}").format(conditions=_(", and ").join(clauses))


def symptoms_phrase(ids: Collection[str], catalogue: Catalogue) -> str:
    """Symptoms by name; a whole group by its own: "any of “Nerve signs”, or “Weakness”"."""
    if set(ids) == set(catalogue.symptoms):
        return _("any symptom")
    return one_of(_names(ids, catalogue, _("any of {name}")))


def _names(ids: Collection[str], catalogue: Catalogue, whole_group: str) -> list[str]:
    names: list[str] = []
    for group in dict.fromkeys(s.group for s in catalogue.symptoms.values()):
        members = catalogue.group(group)
        if all(s.id in ids for s in members):
            names.append(whole_group.format(name=quoted(group_label(group))))
        else:
            names += [quoted(_(s.label)) for s in members if s.id in ids]
    return names


def one_of(words: Iterable[str]) -> str:
    """Alternatives in a sentence: "a, b or c"."""
    *first, last = words
    return _("{first} or {last}").format(first=", ".join(first), last=last) if first else last


def quoted(label: str) -> str:
    """A label as it stands on the screen, within a sentence."""
    return _("“{label}”").format(label=label)


def hours_span(hours: float) -> str:
    """Hours in a sentence, with the days where they are many: "168 hours (7 days)"."""
    said = ngettext("{hours} hour", "{hours} hours", round(hours)).format(hours=f"{hours:g}")
    if hours < DAYS_FROM or hours % 24:
        return said
    days = round(hours / 24)
    return ngettext("{hours} ({days} day)", "{hours} ({days} days)", days).format(hours=said, days=days)


def _symptoms(when: Conditions, catalogue: Catalogue) -> str:
    if not when.symptoms:
        return ""
    return _("it is {symptoms}").format(symptoms=symptoms_phrase(when.symptoms, catalogue))


def _hours(when: Conditions, _catalogue: Catalogue) -> str:
    starts, ends = when.after > float("-inf"), when.until < float("inf")
    if starts and ends:
        return _("it is felt more than {after} and up to {until} after the session").format(
            after=f"{when.after:g}", until=hours_span(when.until)
        )
    if starts:
        return _("it is felt more than {after} after the session").format(after=hours_span(when.after))
    return (
        _("it is felt up to {until} after the session").format(until=hours_span(when.until)) if ends else ""
    )


def _strength(when: Conditions, _catalogue: Catalogue) -> str:
    bands = [word for band, word in _BANDS.items() if when.least <= band <= when.most]
    return _("it is {strength}").format(strength=one_of(bands)) if len(bands) < len(_BANDS) else ""


def _course(when: Conditions, _catalogue: Catalogue) -> str:
    return _("it is {course}").format(course=_courses(when.course)) if when.course else ""


def _details(when: Conditions, _catalogue: Catalogue) -> str:
    return _("you ticked {details}").format(details=_ticked(when.details)) if when.details else ""


def _without(when: Conditions, _catalogue: Catalogue) -> str:
    return _("you did not tick {details}").format(details=_ticked(when.without)) if when.without else ""


def _first_after(when: Conditions, _catalogue: Catalogue) -> str:
    if when.first_after is None:
        return ""
    return _(
        "it began more than {hours} after the session, this is your first entry about it and you do not "
        "call it better"
    ).format(hours=hours_span(when.first_after))


def _above_lowest(when: Conditions, _catalogue: Catalogue) -> str:
    if when.above_lowest is None:
        return ""
    return _("it is stronger than the lowest entry of the {hours} before").format(
        hours=hours_span(when.above_lowest)
    )


def _after_none(when: Conditions, _catalogue: Catalogue) -> str:
    if when.after_none is None:
        return ""
    return _("an entry of the {hours} before said that there was none").format(
        hours=hours_span(when.after_none)
    )


def _denied(when: Conditions, _catalogue: Catalogue) -> str:
    if when.denied is None:
        return ""
    return _("you were asked about it in the {hours} before, and it was not there").format(
        hours=hours_span(when.denied)
    )


def _worse_again(when: Conditions, _catalogue: Catalogue) -> str:
    if when.worse_again is None:
        return ""
    return _("it is stronger than at another worsening at least {hours} earlier").format(
        hours=hours_span(when.worse_again)
    )


def _needled(when: Conditions, _catalogue: Catalogue) -> str:
    if when.needled is None:
        return ""
    return _("{place} was needled in the {days} days before, or the needled places are not known").format(
        place=_NEEDLED[when.needled], days=f"{when.needled_days:g}"
    )


def _patient(when: Conditions, _catalogue: Catalogue) -> str:
    if not when.patient:
        return ""
    return _("what you told about yourself includes {conditions}").format(conditions=patient_phrase(when))


def patient_phrase(when: Conditions) -> str:
    """What the patient must live with: "“Bleeding disorder” or “Blood thinner”"."""
    return one_of(quoted(condition_label(id)) for id in sorted(when.patient))


def _younger_than(when: Conditions, _catalogue: Catalogue) -> str:
    if when.younger_than is None:
        return ""
    return _("you are younger than {years} on that day").format(years=when.younger_than)


def _returned(when: Conditions, _catalogue: Catalogue) -> str:
    return _("it came back within 7 days of being gone, without a new session") if when.returned else ""


def _linked(when: Conditions, _catalogue: Catalogue) -> str:
    return _("it came back more than 7 days after it was gone, without a new session") if when.linked else ""


def _zap(when: Conditions, _catalogue: Catalogue) -> str:
    if not when.zap:
        return ""
    return _("you felt a zap in that limb while a needle was in, or where the zap ran is not known")


def _partners(when: Conditions, catalogue: Catalogue) -> str:
    return _(", and ").join(partner_clause(partner, catalogue) for partner in when.partners)


def partner_clause(partner: Partner, catalogue: Catalogue) -> str:
    """A sign that must be open at the same time, with all that is asked of it."""
    sign = symptoms_phrase(partner.symptoms, catalogue)
    if partner.count > 1:
        kinds = one_of(_names(partner.symptoms, catalogue, "{name}"))
        sign = _("at least {count} other kinds of {sign}").format(count=partner.count, sign=kinds)
    bands = one_of(word for band, word in _BANDS.items() if band >= partner.least)
    asked = [
        sign,
        _(", which is {strength},").format(strength=bands) if partner.least > Band.MILD else "",
        _(", which is {course},").format(course=_courses(partner.course)) if partner.course else "",
        _(" with {details} ticked").format(details=_ticked(partner.details)) if partner.details else "",
    ]
    clause = _("at the same time you have {sign} {where}")
    return clause.format(sign="".join(asked), where=_WHERE[partner.where]).rstrip(" ,")


def _courses(courses: Collection[Course]) -> str:
    return one_of(course_label(course) for course in Course if course in courses)


def _ticked(details: Collection[str]) -> str:
    return one_of(quoted(detail_label(id)) for id in sorted(details))


# Which fields of Conditions each clause puts into words; a test holds this against the class.
CLAUSES: tuple[tuple[tuple[str, ...], Callable[[Conditions, Catalogue], str]], ...] = (
    (("symptoms",), _symptoms),
    (("after", "until"), _hours),
    (("least", "most"), _strength),
    (("course",), _course),
    (("details",), _details),
    (("without",), _without),
    (("first_after",), _first_after),
    (("above_lowest",), _above_lowest),
    (("after_none",), _after_none),
    (("denied",), _denied),
    (("worse_again",), _worse_again),
    (("needled", "needled_days"), _needled),
    (("patient",), _patient),
    (("younger_than",), _younger_than),
    (("returned",), _returned),
    (("linked",), _linked),
    (("zap",), _zap),
    (("partners",), _partners),
)
