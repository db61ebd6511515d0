"""Records to rows. A row is a plain tuple in the order of its columns; reading.py goes the other way."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

from afterneedle.domain.catalogue import Place
from afterneedle.domain.records import Answer, CheckIn, Patient, Session

Row = tuple[Any, ...]

PATIENT = ("name", "born", "conditions", "medicines", "allergies", "notes")
SESSION = (
    *("uid", "ended", "ended_wall", "ended_offset", "zone", "ended_about"),
    *("practitioner_name", "practitioner_profession", "practitioner_phone"),
    *("zap_felt", "zap_stopped", "zap_place", "twitch", "baseline_asked", "note", "edited"),
)
SITE = ("place",)
BASELINE = ("asked", "symptom", "place", "severity")
CHECK_IN = (
    *("uid", "felt", "felt_wall", "felt_offset", "zone", "day", "entered"),
    *("red_asked", "none_of", "function", "medicines", "note", "edited"),
)
OBSERVATION = ("red", "symptom", "place", "now", "worst", "change", "since", "details")
ANSWER = ("rule", "check_in", "answered", "answered_wall", "answered_offset", "did", "words")

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_SECOND = timedelta(seconds=1)


def patient_row(patient: Patient) -> Row:
    """The one row about the person."""
    born = patient.born and patient.born.isoformat()
    conditions = _json(patient.conditions)
    return patient.name, born, conditions, patient.medicines, patient.allergies, patient.notes


def session_row(session: Session) -> Row:
    """A session without its sites and baseline."""
    by, zap = session.practitioner, session.zap
    return (
        *(session.id, *_moment(session.ended_at), session.zone, session.ended_about),
        *(by.name, by.profession, by.phone),
        *(zap.felt, zap.stopped_at_once, zap.place and zap.place.id),
        *(session.twitch, session.baseline is not None, session.note, _iso(session.edited_at)),
    )


def site_rows(session: Session) -> list[Row]:
    """The needled places of a session."""
    return [(place.id,) for place in session.sites]


def baseline_rows(session: Session) -> list[Row]:
    """What was there before; a session that was not asked has none."""
    return [(1, b.symptom.id, _place(b.place), b.severity) for b in session.baseline or ()]


def check_in_row(c: CheckIn) -> Row:
    """A check-in without its observations."""
    asked = _json(sorted(s.id for s in c.red_flags.asked))
    return (
        *(c.id, *_moment(c.felt_at), c.zone, c.day.isoformat(), _iso(c.entered_at)),
        *(asked, _json(sorted(c.none_of)), _json(dict(sorted(c.function.items())))),
        *(c.medicines, c.note, _iso(c.edited_at)),
    )


def observation_rows(check_in: CheckIn) -> list[Row]:
    """The red flags that are there, then the observations."""
    return [
        (1, p.symptom.id, _place(p.place), 1, None, None, None, _json(sorted(p.details)))
        for p in check_in.red_flags.present
    ] + [
        (
            *(0, o.symptom.id, _place(o.place), int(o.now), o.worst, o.change and o.change.value),
            *(_iso(o.since), _json(sorted(o.details))),
        )
        for o in check_in.observations
    ]


def answer_row(answer: Answer) -> Row:
    """What was done about a flag."""
    return answer.rule, answer.check_in, *_moment(answer.at), answer.did.value, answer.words


def _moment(at: datetime) -> tuple[int, str, int]:
    """Instant in epoch seconds, wall clock, offset in seconds."""
    offset = at.utcoffset() or timedelta(0)
    if offset.microseconds:
        return _moment(at.astimezone(UTC))
    return (at - _EPOCH) // _SECOND, at.replace(tzinfo=None).isoformat(), offset // _SECOND


def _iso(at: datetime | None) -> str | None:
    """ISO 8601 with hours and minutes of offset; in UTC, where an old zone's offset has seconds."""
    if at is None:
        return None
    offset = at.utcoffset() or timedelta(0)
    return (at.astimezone(UTC) if offset % timedelta(minutes=1) else at).isoformat()


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _place(place: Place | None) -> str:
    return place.id if place else ""
