"""The diary as a JSON file, version 1: lossless, and the same records always make the same bytes."""

import json
from dataclasses import replace
from datetime import datetime
from typing import Any

from afterneedle.domain.catalogue import Catalogue, Symptom
from afterneedle.domain.records import (
    Answer,
    Baseline,
    CheckIn,
    Observation,
    Patient,
    Practitioner,
    Records,
    RedFlag,
    RedFlags,
    Session,
    Zap,
)
from afterneedle.exchange.json_reading import FORMAT, VERSION, Reader
from afterneedle.exchange.json_values import offset_name, read_json


def parse(text: str, catalogue: Catalogue) -> Records:
    """The records in a diary file, oldest first; raises Impossible with the path of what is wrong."""
    return in_order(Reader(catalogue).records(read_json(text)))


def dump(records: Records, catalogue: Catalogue) -> str:
    """The diary file of some records; a key is left out where its default says the same."""
    ordered = for_a_file(records)
    diary = {
        "format": FORMAT,
        "version": VERSION,
        "patient": _patient(ordered.patient),
        "sessions": [_session(s) for s in ordered.sessions],
        "check_ins": [_check_in(c, catalogue.red_flags_asked) for c in ordered.check_ins],
        "answers": [_answer(a) for a in ordered.answers],
    }
    return json.dumps(diary, ensure_ascii=False, indent=1) + "\n"


def for_a_file(records: Records) -> Records:
    """What a file can hold of records, oldest first.

    An answer about an entry that was deleted since is left out: it counts no more, and nobody could read it.
    """
    there = {s.id for s in records.sessions} | {c.id for c in records.check_ins}
    answers = tuple(a for a in records.answers if a.check_in in there)
    return in_order(replace(records, answers=answers))


def in_order(records: Records) -> Records:
    """The same records, oldest first; those of one moment by their ids."""
    return Records(
        records.patient,
        tuple(sorted(records.sessions, key=lambda s: (s.ended_at, s.id))),
        tuple(sorted(records.check_ins, key=lambda c: (c.felt_at, c.id))),
        tuple(sorted(records.answers, key=lambda a: (a.at, a.rule, a.check_in, a.did.value, a.words))),
    )


def _patient(patient: Patient) -> dict[str, Any]:
    return _said(
        name=patient.name or None,
        born=patient.born and patient.born.isoformat(),
        conditions=list(patient.conditions) or None,
        medicines=patient.medicines or None,
        allergies=patient.allergies or None,
        notes=patient.notes or None,
    )


def _session(session: Session) -> dict[str, Any]:
    return _said(
        id=session.id,
        ended_at=_time(session.ended_at),
        ended_about=session.ended_about or None,
        zone=_zone(session.zone, session.ended_at),
        sites=[place.id for place in session.sites],
        practitioner=_practitioner(session.practitioner) or None,
        zap=_zap(session.zap) or None,
        twitch=session.twitch,
        baseline=None if session.baseline is None else [_baseline(b) for b in session.baseline],
        note=session.note or None,
        edited_at=session.edited_at and _time(session.edited_at),
    )


def _practitioner(practitioner: Practitioner) -> dict[str, Any]:
    return _said(
        name=practitioner.name or None,
        profession=practitioner.profession or None,
        phone=practitioner.phone or None,
    )


def _zap(zap: Zap) -> dict[str, Any]:
    return _said(felt=zap.felt, stopped_at_once=zap.stopped_at_once, place=zap.place and zap.place.id)


def _baseline(baseline: Baseline) -> dict[str, Any]:
    return _said(
        symptom=baseline.symptom.id,
        place=baseline.place and baseline.place.id,
        severity=baseline.severity,
    )


def _check_in(check_in: CheckIn, all_asked: frozenset[Symptom]) -> dict[str, Any]:
    felt_at, entered_at = _time(check_in.felt_at), _time(check_in.entered_at)
    return _said(
        id=check_in.id,
        felt_at=felt_at,
        entered_at=None if entered_at == felt_at else entered_at,
        zone=_zone(check_in.zone, check_in.felt_at),
        day=None if check_in.day == check_in.felt_at.date() else check_in.day.isoformat(),
        red_flags=_red_flags(check_in.red_flags, all_asked) or None,
        none_of=sorted(check_in.none_of) or None,
        observations=[_observation(o) for o in check_in.observations] or None,
        function=dict(sorted(check_in.function.items())) or None,
        medicines=check_in.medicines or None,
        note=check_in.note or None,
        edited_at=check_in.edited_at and _time(check_in.edited_at),
    )


def _red_flags(red_flags: RedFlags, all_asked: frozenset[Symptom]) -> dict[str, Any]:
    asked = True if red_flags.asked == all_asked else sorted(s.id for s in red_flags.asked)
    return _said(asked=asked or None, present=[_red_flag(p) for p in red_flags.present] or None)


def _red_flag(sign: RedFlag) -> str | dict[str, Any]:
    more = _said(place=sign.place and sign.place.id, details=sorted(sign.details) or None)
    return {"symptom": sign.symptom.id, **more} if more else sign.symptom.id


def _observation(observation: Observation) -> dict[str, Any]:
    return _said(
        symptom=observation.symptom.id,
        place=observation.place and observation.place.id,
        now=None if observation.now else False,
        worst=observation.worst,
        change=observation.change and observation.change.value,
        since=observation.since and _time(observation.since),
        details=sorted(observation.details) or None,
    )


def _answer(answer: Answer) -> dict[str, Any]:
    return _said(
        rule=answer.rule,
        check_in=answer.check_in,
        at=_time(answer.at),
        did=answer.did.value,
        words=answer.words or None,
    )


def _said(**values: Any) -> dict[str, Any]:
    """What there is to say: None is left out, false and zero are not."""
    return {key: value for key, value in values.items() if value is not None}


def _time(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds")


def _zone(zone: str, moment: datetime) -> str | None:
    return None if zone == offset_name(moment) else zone
