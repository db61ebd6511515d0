"""Short names of the things that the window and the paper show."""

from afterneedle.content.language import _
from afterneedle.content.sources import Source, Status
from afterneedle.domain.catalogue import Place, Scale, Symptom
from afterneedle.domain.records import Change, Did, Level
from afterneedle.domain.rulebook import ActBy, Course

_LEVELS = {
    Level.EXPECTED: _("No flag"),
    Level.WATCH: _("Keep an eye on it"),
    Level.CONTACT_PRACTITIONER: _("Contact your practitioner"),
    Level.SEE_DOCTOR: _("See a doctor"),
    Level.EMERGENCY: _("Emergency"),
}
_ACT_BY = {
    ActBy.NOW: _("now"),
    ActBy.TODAY: _("today"),
    ActBy.NEXT_WORKING_DAY: _("by the next working day"),
    ActBy.WITHIN_2_DAYS: _("within two days"),
    ActBy.WITHIN_1_WEEK: _("within one week"),
}
_WORDS = (_("none"), _("I notice it, I can do everything"), _("it gets in my way"), _("it stops me"))
_LIMITS = (_("no limit"), _("I notice it, I can do everything"), _("it gets in my way"), _("it stops me"))
_CHANGES = {Change.BETTER: _("better"), Change.SAME: _("the same"), Change.WORSE: _("worse")}
_COURSES = {
    Course.NEW: _("new"),
    Course.BETTER: _("better"),
    Course.SAME: _("the same"),
    Course.WORSE: _("worse"),
}
_DID = {
    Did.TOLD_PRACTITIONER: _("I told my practitioner"),
    Did.PRACTITIONER_REASSURED: _("My practitioner is not worried"),
    Did.ADVISED_BY_CLINICIAN: _("A doctor or nurse told me what to do"),
    Did.SEEN_BY_DOCTOR: _("A doctor has seen me"),
}
_GROUPS = {
    "red": _("Emergency questions"),
    "red_flags": _("Emergency questions"),
    "soreness": _("Soreness and pain"),
    "nerve": _("Nerve signs"),
    "movement": _("Movement"),
    "skin": _("Skin"),
    "general": _("How you feel overall"),
}
_DETAILS = {
    "gone_between": _("it was gone in between"),
    "sudden": _("it began suddenly"),
    "wider_area": _("it covers a wider area"),
    "breaks_sleep": _("it breaks my sleep"),
    "in_clinic": _("it happened during the session"),
    "growing": _("it is growing"),
    "larger_than_palm": _("it is larger than my palm"),
    "hard_lump": _("there is a hard lump"),
    "hot": _("it is hot"),
    "spreading": _("it is spreading"),
    "leaking": _("it is leaking"),
    "more_painful": _("it is more painful"),
    "stopped_with_pressure": _("it stopped with pressure"),
    "not_stopping": _("it does not stop with pressure"),
    "not_recovered": _("I have not fully recovered"),
    "injury": _("I was hurt"),
    "fit": _("I had a fit"),
    "lying_down": _("I was lying down"),
}
_CONDITIONS = {
    "blood_thinner": _("Blood thinner"),
    "bleeding_disorder": _("Bleeding disorder"),
    "diabetes": _("Diabetes"),
    "weak_immunity": _("Weak immune system"),
    "heart_valve": _("Heart valve problem"),
    "lymphoedema": _("Lymphoedema"),
    "pregnant": _("Pregnant"),
}
_FUNCTIONS = {
    "grip": _("Grip"),
    "pinch": _("Pinch"),
    "lift_wrist": _("Lift the wrist"),
    "lift_foot": _("Lift the foot"),
    "tiptoe": _("Stand on tiptoe"),
    "stairs": _("Climb stairs"),
    "sleep": _("Sleep"),
    "work": _("Work"),
}
_STATUSES = {
    Status.PRIMARY: _("abstract or official page read"),
    Status.SECONDARY: _("read in a copy or summary"),
    Status.WEAK: _("a page of low authority"),
    Status.JUDGEMENT: _("our own judgement, not yet signed by a clinician"),
    Status.MEMORY: _("from memory, not yet verified"),
}


def with_capital(words: str) -> str:
    """The same words, beginning with a capital letter."""
    return words[:1].upper() + words[1:]


def level_label(level: Level) -> str:
    """What a level asks for: "See a doctor"."""
    return _LEVELS[level]


def act_by_label(act_by: ActBy) -> str:
    """By when, to end a sentence: "within two days"."""
    return _ACT_BY[act_by]


def change_label(change: Change) -> str:
    """How it compares, in the patient's word: "worse"."""
    return _CHANGES[change]


def course_label(course: Course) -> str:
    """How it compares with the last 48 hours: "new"."""
    return _COURSES[course]


def did_label(did: Did) -> str:
    """What the patient did about a flag, as they say it."""
    return _DID[did]


def group_label(id: str) -> str:
    """A group of symptoms; "red_flags" is how the list of unanswered groups calls the emergency questions."""
    return _GROUPS[id]


def detail_label(id: str) -> str:
    """A detail of a symptom, as the patient says it: "it is growing"."""
    return _DETAILS[id]


def condition_label(id: str) -> str:
    """Something the patient lives with: "Blood thinner"."""
    return _CONDITIONS[id]


def status_label(status: Status) -> str:
    """How far a source was checked."""
    return _STATUSES[status]


def source_sentence(source: Source, here: str) -> str:
    """What a text rests on, and in it `here`, where only these words do."""
    told = _(source.text)
    return _("{source} Here: {what}.").format(source=told, what=here) if here else told


def function_label(id: str) -> str:
    """A function of daily life with its side: "Grip, left"."""
    name, _dot, side = id.partition(".")
    return _sided(_FUNCTIONS[name], side)


def limit_label(value: int) -> str:
    """How far a function is limited: "2 of 3, it gets in my way"."""
    return _("{value} of 3, {words}").format(value=value, words=_LIMITS[value])


def symptom_label(symptom: Symptom) -> str:
    """The name of a symptom: "Tingling"."""
    return _(symptom.label)


def symptom_within(symptom: Symptom) -> str:
    """The symptom in the middle of a sentence."""
    return _(_uncapitalised(symptom.label))


def place_label(place: Place) -> str:
    """The place with its side, the patient's own: "Top of shoulder, right"."""
    return _sided(_(place.region.label), place.side)


def place_within(place: Place) -> str:
    """The place in the middle of a sentence: "top of shoulder, right"."""
    return _sided(_(_uncapitalised(place.region.label)), place.side)


def severity_label(symptom: Symptom, severity: int) -> str:
    """How strong, on the scale of the symptom: "3 of 10", "it gets in my way", "yes"."""
    if symptom.scale is Scale.PAIN:
        return _("{value} of 10").format(value=severity)
    if symptom.scale is Scale.WORDS:
        return _WORDS[severity]
    return _("yes") if severity else _("no")


def full_severity_label(symptom: Symptom, severity: int) -> str:
    """With its number also where the scale is made of words: "2 of 3, it gets in my way"."""
    if symptom.scale is Scale.WORDS:
        return _("{value} of 3, {words}").format(value=severity, words=_WORDS[severity])
    return severity_label(symptom, severity)


def _uncapitalised(label: str) -> str:
    # Done to the English message id, never to a translation: other languages have their own capitals.
    return label[:1].lower() + label[1:]


def _sided(name: str, side: str) -> str:
    if side == "l":
        return _("{name}, left").format(name=name)
    if side == "r":
        return _("{name}, right").format(name=name)
    return name
