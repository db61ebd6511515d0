"""The data dictionary of the tables: what each column holds, and what each word in it stands for."""

from collections.abc import Iterable, Iterator

from afterneedle.content.language import _
from afterneedle.content.wording.labels import (
    change_label,
    condition_label,
    detail_label,
    did_label,
    full_severity_label,
    function_label,
    group_label,
    limit_label,
    symptom_label,
)
from afterneedle.domain.catalogue import Catalogue, Scale, Symptom
from afterneedle.domain.records import GROUPS_DENIED, Change, Did

HEADER = ("table", "column", "value", "meaning")

Meaning = tuple[str, str, str, str]  # a row of it; `value` is empty where it is about all of the column

_WHEN = {
    "date": _("The date on the clock of the place where it was"),
    "time": _("The time of day on that clock"),
    "utc_offset": _("How far that clock was from UTC"),
}
_CHECK_INS = {
    "check_in": _("Which check-in it is: rows with the same word here belong together"),
    "row": _("What the row is about"),
    "day": _("The day it counts for: until 4 at night that is the day before"),
    **_WHEN,
    "zone": _("The time zone"),
    "entered": _("When it was written down"),
    "edited": _("When it was last changed; empty: never"),
    "symptom": _("The symptom"),
    "region": _("Where it was felt"),
    "side": _("Your own left or right"),
    "now": _("Was it there at that moment?"),
    "worst": _("How strong it was at its worst since the last check-in; empty: not said"),
    "change": _("How it compares with the last check-in; empty: not said"),
    "since": _("When it began; empty: not known"),
    "details": _("What else is true of it"),
    "asked": _("The emergency signs that were asked; a sign without a row was not there. Empty: not asked"),
    "none_of": _("Groups answered with “none of these”"),
    "medicines": _("What you took"),
    "note": _("Your own words"),
}
_SESSIONS = {
    "session": _("Which session it is"),
    **_WHEN,
    "zone": _("The time zone"),
    "about": _("Is the time only about right?"),
    "sites": _("The places that were needled: .l is your left, .r your right"),
    "practitioner": _("Who did it"),
    "profession": _("Their profession"),
    "phone": _("Their phone number"),
    "zap_felt": _("Did you feel a zap while a needle was in? Empty: not known"),
    "zap_stopped_at_once": _("Did it stop at once? Empty: not known"),
    "zap_place": _("Where it ran"),
    "twitch": _("Did the muscle twitch? Empty: not known"),
    "baseline": _("What was there before: symptom, place, how strong. Empty: not asked"),
    "note": _("Your own words"),
    "edited": _("When it was last changed; empty: never"),
}
_ANSWERS = {
    "rule": _("The rule of the flag"),
    "check_in": _("The check-in or session that the flag rests on"),
    **_WHEN,
    "did": _("What you did about it"),
    "words": _("Your own words"),
}
_PATIENT = {
    "name": _("Your name"),
    "born": _("Your date of birth"),
    "conditions": _("What you live with"),
    "medicines": _("What you take"),
    "allergies": _("What you do not tolerate"),
    "notes": _("Your own words"),
}


def dictionary(catalogue: Catalogue) -> Iterator[Meaning]:
    """Every column of every table in its order, each followed by its words."""
    functions = {name: function_label(name) for name in catalogue.functions}
    first = [*_CHECK_INS.items()]
    check_ins = dict([*first[:-2], *functions.items(), *first[-2:]])
    named = {"check-ins": check_ins, "sessions": _SESSIONS, "answers": _ANSWERS, "patient": _PATIENT}
    words = _words(catalogue)
    for table, columns in named.items():
        for column, meaning in columns.items():
            yield table, column, "", meaning
            for value, means in words.get(column, ()):
                yield table, column, value, means


def _words(catalogue: Catalogue) -> dict[str, list[tuple[str, str]]]:
    """The words that stand in a column, each with its meaning; a column of free text has none."""
    symptoms = catalogue.symptoms.values()
    limits = [(str(limit), limit_label(limit)) for limit in range(Scale.WORDS.top + 1)]
    yes_no = [("yes", _("yes")), ("no", _("no"))]
    details = sorted({id for symptom in symptoms for id in symptom.details})
    signs = [(sign.id, symptom_label(sign)) for sign in catalogue.group("red")]
    regions = {place.region.id: _(place.region.label) for place in catalogue.places.values()}
    return {
        **dict.fromkeys(catalogue.functions, limits),
        **dict.fromkeys(("now", "about", "zap_felt", "zap_stopped_at_once", "twitch"), yes_no),
        "row": [("check-in", _("all of a check-in")), ("symptom", _("one symptom at one place"))],
        "symptom": [(symptom.id, symptom_label(symptom)) for symptom in symptoms],
        "region": list(regions.items()),
        "side": [("left", _("left")), ("right", _("right"))],
        "worst": list(_strengths(symptoms)),
        "change": [(change.value, change_label(change)) for change in Change],
        "details": [(id, detail_label(id)) for id in details],
        "asked": [("all", _("all emergency signs, but not the one about pregnancy")), *signs],
        "none_of": [(name, group_label(name)) for name in GROUPS_DENIED],
        "baseline": [("none", _("nothing was there before"))],
        "did": [(did.value, did_label(did)) for did in Did],
        "conditions": [(id, condition_label(id)) for id in catalogue.conditions],
    }


def _strengths(symptoms: Iterable[Symptom]) -> Iterator[tuple[str, str]]:
    """The scales: of pain its two ends, of words each."""
    scales = {symptom.scale: symptom for symptom in symptoms}
    pain, words = scales[Scale.PAIN], scales[Scale.WORDS]
    for value in (0, pain.scale.top):
        meaning = _("pain: {strength}").format(strength=full_severity_label(pain, value))
        yield str(value), meaning
    for value in range(words.scale.top + 1):
        yield str(value), _("all else: {strength}").format(strength=full_severity_label(words, value))
