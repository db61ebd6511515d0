"""What of a diary goes to somebody else: the parts that the patient leaves out, and the days they choose."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date
from enum import Enum

from afterneedle.domain.periods import Period, check_period, sessions_of, usual_start
from afterneedle.domain.records import Records


class Part(Enum):
    """What can be left out of what is handed on."""

    NAME = "name"  # with the birth date
    NOTES = "notes"  # everything written in the patient's own words
    MEDICINES = "medicines"


def leave_out(records: Records, parts: Collection[Part]) -> Records:
    """The records with these parts blank. Conditions, a blood thinner among them, and allergies stay."""
    patient, sessions = records.patient, records.sessions
    check_ins, answers = records.check_ins, records.answers
    if Part.NAME in parts:
        patient = replace(patient, name="", born=None)
    if Part.MEDICINES in parts:
        patient = replace(patient, medicines="")
        check_ins = tuple(replace(c, medicines="") for c in check_ins)
    if Part.NOTES in parts:
        patient = replace(patient, notes="")
        sessions = tuple(replace(s, note="") for s in sessions)
        check_ins = tuple(replace(c, note="") for c in check_ins)
        answers = tuple(replace(a, words="") for a in answers)
    return Records(patient, sessions, check_ins, answers)


def of_period(records: Records, first: date, last: date, session_ids: Collection[str]) -> Records:
    """The check-ins from `first` to `last` with the answers to them, and the sessions that are named."""
    check_ins = tuple(c for c in records.check_ins if first <= c.day <= last)
    sessions = tuple(s for s in records.sessions if s.id in session_ids)
    kept = {c.id for c in check_ins} | {s.id for s in sessions}
    answers = tuple(a for a in records.answers if a.check_in in kept)
    return Records(records.patient, sessions, check_ins, answers)


def excerpt(records: Records, period: Period | None, parts: Collection[Part], today: date) -> Records:
    """What is handed on of a diary: of these days, or of all when there is no period, without these parts.

    Raises Impossible when the period ends before it begins.
    """
    records = leave_out(records, parts)
    if period is None:
        return records
    last = min(period.last or today, today)
    first = period.first or usual_start(records.sessions, last)
    check_period(first, last)
    ids = {session.id for session in sessions_of(records.sessions, first, last)}
    return of_period(records, first, last, ids)
