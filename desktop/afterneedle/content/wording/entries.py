"""An entry of the diary in words: its name, all it says, what an edit changed, what a search looks in."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from afterneedle.content.language import _, ngettext
from afterneedle.content.wording.check_ins import check_in_summary
from afterneedle.content.wording.labels import (
    full_severity_label,
    place_label,
    place_within,
    symptom_label,
    symptom_within,
    with_capital,
)
from afterneedle.content.wording.times import date_label, moment_label, short_moment_label
from afterneedle.domain.catalogue import Place, Symptom
from afterneedle.domain.days import is_late
from afterneedle.domain.past import Edit, Entry, moment_of
from afterneedle.domain.records import Baseline, CheckIn, Practitioner, Session, Zap


def entry_title(entry: Entry) -> str:
    """Its moment and kind: "Tuesday 3 March 2026, 20:00 · Check-in"."""
    kind = _("Check-in") if isinstance(entry, CheckIn) else _("Session")
    return _("{moment} · {kind}").format(moment=entry_moment(entry), kind=kind)


def entry_moment(entry: Entry) -> str:
    """When it was; of a session also whether that is only about right."""
    moment = moment_label(moment_of(entry))
    if isinstance(entry, Session) and entry.ended_about:
        return _("About {moment}").format(moment=moment)
    return moment


def entry_lines(entry: Entry) -> list[str]:
    """All that it says, a line for each thing."""
    lines = check_in_summary(entry) if isinstance(entry, CheckIn) else session_summary(entry)
    return [with_capital(line) for line in lines]


def entry_marks(entry: Entry) -> list[str]:
    """What must be known of when it was written."""
    marks = []
    if isinstance(entry, CheckIn) and is_late(entry):
        marks.append(_("entered later"))
    if entry.edited_at is not None:
        marks.append(_("edited"))
    return marks


def entry_text(entry: Entry) -> str:
    """Title and lines as plain text, to be copied."""
    return "\n".join([entry_title(entry), *entry_lines(entry)])


def session_summary(session: Session) -> list[str]:
    """All that a session says, a line for each thing; what was not asked is left out."""
    lines = [needled_sentence(session)]
    by = practitioner_label(session.practitioner)
    if by:
        lines.append(_("Needled by: {name}").format(name=by))
    more = (zap_sentence(session.zap), twitch_sentence(session.twitch), baseline_sentence(session.baseline))
    lines += [line for line in more if line]
    if session.note:
        lines.append(_("Note: {text}").format(text=session.note))
    if session.edited_at is not None:
        lines.append(_("Edited: {moment}").format(moment=short_moment_label(session.edited_at)))
    return lines


def needled_sentence(session: Session) -> str:
    """2 places needled: low back, right; buttock, right."""
    if not session.sites:
        return _("Places not known")
    count = len(session.sites)
    places = ngettext("{count} place needled", "{count} places needled", count).format(count=count)
    named = "; ".join(place_within(place) for place in session.sites)
    return _("{what}: {how}").format(what=places, how=named)


def practitioner_label(by: Practitioner) -> str:
    """Name, profession and phone, as far as they are known."""
    return ", ".join(part for part in (by.name, by.profession, by.phone) if part.strip())


def zap_sentence(zap: Zap) -> str:
    """Whether a zap was felt, whether it stopped, where it ran; nothing when that is not known."""
    if zap.felt is None:
        return ""
    if not zap.felt:
        return _("No zap or electric shock was felt.")
    stopped = {
        True: _("It stopped at once."),
        False: _("It did not stop at once."),
        None: _("It is not known if it stopped at once."),
    }[zap.stopped_at_once]
    said = [_("A zap or electric shock was felt while a needle was in."), stopped]
    if zap.place is not None:
        said.append(_("It ran to: {place}.").format(place=place_within(zap.place)))
    return " ".join(said)


def twitch_sentence(felt: bool | None) -> str:
    """Whether a muscle twitched under the needle; nothing when that is not known."""
    if felt is None:
        return ""
    return _("A muscle twitch was felt.") if felt else _("No muscle twitch was felt.")


def baseline_sentence(baseline: tuple[Baseline, ...] | None) -> str:
    """There before: tingling, palm, right: 1 of 3, I notice it; nothing when it was not asked."""
    if baseline is None:
        return ""
    said = "; ".join(
        _("{what}: {how}").format(
            what=_symptom_at(b.symptom, b.place), how=full_severity_label(b.symptom, b.severity)
        )
        for b in baseline
    )
    return _("There before: {said}").format(said=said or _("none of the symptoms"))


def edit_lines(edit: Edit) -> tuple[list[str], list[str]]:
    """What an edit took away and what it put there; marks of editing aside."""
    before, after = _compared(edit.before), _compared(edit.after)
    return [line for line in before if line not in after], [line for line in after if line not in before]


def search_texts(entries: Iterable[Entry]) -> dict[str, str]:
    """What a search looks in, by the id of the entry and without capitals.

    The day, symptoms, places, medicines, names and notes. Thousands of entries name the same few things.
    """
    names: dict[tuple[Symptom | None, Place | None], str] = {}

    def name(symptom: Symptom | None, place: Place | None) -> str:
        if (symptom, place) not in names:
            said = (symptom and symptom_label(symptom), place and place_label(place))
            names[symptom, place] = " ".join(part for part in said if part)
        return names[symptom, place]

    return {entry.id: " ".join(_search_words(entry, name)).casefold() for entry in entries}


def _search_words(entry: Entry, name: Callable[[Symptom | None, Place | None], str]) -> Iterator[str]:
    yield date_label(moment_of(entry))
    yield entry.note
    if isinstance(entry, CheckIn):
        yield entry.medicines
        for sign in entry.red_flags.present:
            yield name(sign.symptom, sign.place)
        for said in entry.observations:
            yield name(said.symptom, said.place)
        return
    yield practitioner_label(entry.practitioner)
    for place in entry.sites:
        yield name(None, place)
    for before in entry.baseline or ():
        yield name(before.symptom, before.place)
    if entry.zap.felt:
        yield zap_sentence(entry.zap)


def _symptom_at(symptom: Symptom, place: Place | None) -> str:
    if place is None:
        return symptom_within(symptom)
    return _("{symptom}, {place}").format(symptom=symptom_within(symptom), place=place_within(place))


def _compared(entry: Entry) -> list[str]:
    return [entry_moment(entry), *entry_lines(replace(entry, edited_at=None))]
