"""Two diaries into one: what an import adds, what it replaces, and where the two disagree."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import datetime
from typing import Any, Literal, TypeVar

from afterneedle.domain.catalogue import Place, Symptom
from afterneedle.domain.records import Answer, CheckIn, Patient, Records, Session
from afterneedle.exchange.json_values import shown

Keep = Literal["mine", "theirs"]
Key = tuple[str, ...]
Choices = Mapping[Key, Keep]
R = TypeVar("R", Session, CheckIn, Answer)

PATIENT_PHRASES = {
    "name": "the name differs",
    "born": "the date of birth differs",
    "conditions": "the conditions differ",
    "medicines": "the medicines differ",
    "allergies": "the allergies differ",
    "notes": "the notes differ",
}
SESSION_PHRASES = {
    "ended_at": "the time it ended differs",
    "zone": "the time zone differs",
    "sites": "the needled places differ",
    "ended_about": "whether the time is only about right differs",
    "practitioner": "the practitioner differs",
    "zap": "what is said about a zap differs",
    "twitch": "what is said about a twitch differs",
    "baseline": "the symptoms from before differ",
    "note": "the note differs",
    "edited_at": "the time of the last edit differs",
}
CHECK_IN_PHRASES = {
    "felt_at": "the time it is about differs",
    "entered_at": "the time it was entered differs",
    "zone": "the time zone differs",
    "day": "the day differs",
    "red_flags": "the answers to the emergency questions differ",
    "none_of": 'the groups with "none of these" differ',
    "observations": "the symptoms differ",
    "function": "the daily-life answers differ",
    "medicines": "the medicines differ",
    "note": "the note differs",
    "edited_at": "the time of the last edit differs",
}
ANSWER_PHRASES = {"words": "the words differ"}


class Conflict(Exception):
    """Both diaries have something of their own to say about the same thing; nothing was decided."""

    def __init__(self, differences: tuple[str, ...]) -> None:
        super().__init__(differences)
        self.differences = differences

    def __str__(self) -> str:
        return "; ".join(self.differences)


@dataclass(frozen=True)
class Difference:
    """One thing of which both diaries say something, and not the same.

    `key` names it: ("check_ins", its id), or ("patient", the field). `phrases`: what differs.
    """

    key: Key
    mine: Patient | Session | CheckIn | Answer
    theirs: Patient | Session | CheckIn | Answer
    phrases: tuple[str, ...]

    def lines(self) -> Iterator[str]:
        """It in words for the shell, a line for each thing that differs."""
        about = self.key[0] if isinstance(self.mine, Patient) else f"{self.key[0]} {_name(self.mine)}"
        yield from (f"{about}: {phrase}" for phrase in self.phrases)


@dataclass(frozen=True)
class Merge:
    """What an import does: records to add, records to replace, and the patient as it becomes."""

    new_sessions: tuple[Session, ...]
    new_check_ins: tuple[CheckIn, ...]
    new_answers: tuple[Answer, ...]
    changed_sessions: tuple[Session, ...]
    changed_check_ins: tuple[CheckIn, ...]
    changed_answers: tuple[Answer, ...]
    patient: Patient
    patient_changed: bool

    @property
    def is_empty(self) -> bool:
        """Everything was there already."""
        added = self.new_sessions or self.new_check_ins or self.new_answers
        replaced = self.changed_sessions or self.changed_check_ins or self.changed_answers
        return not (added or replaced or self.patient_changed)


@dataclass(frozen=True)
class Comparison:
    """Two diaries beside each other: what only the other one has, and where the two disagree."""

    patient: Patient
    theirs: Patient
    new_sessions: tuple[Session, ...]
    new_check_ins: tuple[CheckIn, ...]
    new_answers: tuple[Answer, ...]
    differences: tuple[Difference, ...]

    def merged(self, keep: Keep | Choices | None) -> Merge:
        """What becomes of mine with this choice for all, or one for each key.

        Raises Conflict when a difference is left undecided.
        """
        chosen = {d.key: keep if isinstance(keep, str) else (keep or {}).get(d.key) for d in self.differences}
        undecided = [d for d in self.differences if chosen[d.key] is None]
        if undecided:
            raise Conflict(tuple(line for d in undecided for line in d.lines()))
        taken = [d for d in self.differences if chosen[d.key] == "theirs"]
        fields_taken = [d.key[1] for d in taken if isinstance(d.theirs, Patient)]
        patient = _merged_patient(self.patient, self.theirs, fields_taken)
        return Merge(
            new_sessions=self.new_sessions,
            new_check_ins=self.new_check_ins,
            new_answers=self.new_answers,
            changed_sessions=tuple(d.theirs for d in taken if isinstance(d.theirs, Session)),
            changed_check_ins=tuple(d.theirs for d in taken if isinstance(d.theirs, CheckIn)),
            changed_answers=tuple(d.theirs for d in taken if isinstance(d.theirs, Answer)),
            patient=patient,
            patient_changed=patient != self.patient,
        )


def compare(mine: Records, theirs: Records) -> Comparison:
    """The two beside each other; nothing is decided."""
    about = [
        Difference(("patient", name), mine.patient, theirs.patient, (PATIENT_PHRASES[name],))
        for name in _patient_differences(mine.patient, theirs.patient)
    ]
    new_sessions, sessions = _compare(mine.sessions, theirs.sessions, "sessions", SESSION_PHRASES)
    new_check_ins, check_ins = _compare(mine.check_ins, theirs.check_ins, "check_ins", CHECK_IN_PHRASES)
    new_answers, answers = _compare(mine.answers, theirs.answers, "answers", ANSWER_PHRASES)
    differences = (*about, *sessions, *check_ins, *answers)
    return Comparison(mine.patient, theirs.patient, new_sessions, new_check_ins, new_answers, differences)


def merge(mine: Records, theirs: Records, keep: Keep | Choices | None) -> Merge:
    """What becomes of `mine` when `theirs` is imported.

    Raises Conflict when both hold the same thing with other content and nobody said which to `keep`.
    """
    return compare(mine, theirs).merged(keep)


def _compare(
    mine: Iterable[R], theirs: Iterable[R], name: str, phrases: Mapping[str, str]
) -> tuple[tuple[R, ...], list[Difference]]:
    known: dict[Key, R] = {_key(record): record for record in mine}
    new: list[R] = []
    different: list[Difference] = []
    for record in theirs:
        key: Key = _key(record)
        old = known.get(key)
        if old is None:
            new.append(record)
            continue
        apart = [phrase for field, phrase in phrases.items() if not _same(old, record, field)]
        if apart:
            different.append(Difference((name, *key), old, record, tuple(apart)))
    return tuple(new), different


def _key(record: Session | CheckIn | Answer) -> Key:
    """What makes two records the same one; an answer has no id of its own."""
    if isinstance(record, Answer):
        return record.rule, record.check_in, record.at.isoformat(timespec="seconds"), record.did.value
    return (record.id,)


def _name(record: Session | CheckIn | Answer) -> str:
    return shown(f"{record.rule} {record.check_in}" if isinstance(record, Answer) else record.id)


def _patient_differences(mine: Patient, theirs: Patient) -> tuple[str, ...]:
    """The fields in which both say something, and not the same."""
    return tuple(
        name
        for name in PATIENT_PHRASES
        if getattr(mine, name) and getattr(theirs, name) and not _same(mine, theirs, name)
    )


def _merged_patient(mine: Patient, theirs: Patient, replaced: Iterable[str]) -> Patient:
    names = {name for name in PATIENT_PHRASES if not getattr(mine, name)} | set(replaced)
    return replace(mine, **{name: getattr(theirs, name) for name in names})


def _same(mine: object, theirs: object, field: str) -> bool:
    a, b = getattr(mine, field), getattr(theirs, field)
    return a is b or bool(_plain(a) == _plain(b))


def _plain(value: Any) -> Any:
    """A value as it can be compared: two times are the same only when clock and offset are."""
    match value:
        case datetime():
            return value.isoformat(timespec="seconds")
        case Symptom() | Place():
            return value.id
        case tuple() | frozenset():
            plain = [_plain(item) for item in value]
            return sorted(plain, key=repr)
        case _ if is_dataclass(value):
            return {f.name: _plain(getattr(value, f.name)) for f in fields(value)}
        case _:
            return value
