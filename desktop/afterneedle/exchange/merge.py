"""Two diaries into one: what an import adds, what it replaces, and where the two disagree."""

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import datetime
from typing import Any, Generic, Literal, TypeVar

from afterneedle.domain.catalogue import Place, Symptom
from afterneedle.domain.records import Answer, CheckIn, Patient, Records, Session
from afterneedle.exchange.json_values import shown

Keep = Literal["mine", "theirs"]
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
class _Compared(Generic[R]):
    new: tuple[R, ...]
    changed: tuple[R, ...]
    differences: tuple[str, ...]


def merge(mine: Records, theirs: Records, keep: Keep | None) -> Merge:
    """What becomes of `mine` when `theirs` is imported.

    Raises Conflict when both hold the same thing with other content and nobody said which to `keep`.
    """
    sessions = _compare(mine.sessions, theirs.sessions, "sessions", SESSION_PHRASES)
    check_ins = _compare(mine.check_ins, theirs.check_ins, "check_ins", CHECK_IN_PHRASES)
    answers = _compare(mine.answers, theirs.answers, "answers", ANSWER_PHRASES)
    about = _patient_differences(mine.patient, theirs.patient)
    differences = (
        *(f"patient: {PATIENT_PHRASES[name]}" for name in about),
        *sessions.differences,
        *check_ins.differences,
        *answers.differences,
    )
    if differences and keep is None:
        raise Conflict(differences)
    wins = keep == "theirs"
    patient = _merged_patient(mine.patient, theirs.patient, about if wins else ())
    return Merge(
        new_sessions=sessions.new,
        new_check_ins=check_ins.new,
        new_answers=answers.new,
        changed_sessions=sessions.changed if wins else (),
        changed_check_ins=check_ins.changed if wins else (),
        changed_answers=answers.changed if wins else (),
        patient=patient,
        patient_changed=patient != mine.patient,
    )


def _compare(mine: Iterable[R], theirs: Iterable[R], name: str, phrases: Mapping[str, str]) -> _Compared[R]:
    known = {_key(record): record for record in mine}
    new: list[R] = []
    changed: list[R] = []
    differences: list[str] = []
    for record in theirs:
        old = known.get(_key(record))
        if old is None:
            new.append(record)
        elif apart := [phrase for field, phrase in phrases.items() if not _same(old, record, field)]:
            changed.append(record)
            differences.extend(f"{name} {_name(record)}: {phrase}" for phrase in apart)
    return _Compared(tuple(new), tuple(changed), tuple(differences))


def _key(record: Session | CheckIn | Answer) -> Hashable:
    """What makes two records the same one; an answer has no id of its own."""
    if isinstance(record, Answer):
        return record.rule, record.check_in, _plain(record.at), record.did
    return record.id


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
    return bool(_plain(getattr(mine, field)) == _plain(getattr(theirs, field)))


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
