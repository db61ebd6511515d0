"""The whole report in one sentence, as values: where the person is, what is open, how strong."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from afterneedle.domain.catalogue import Catalogue, Place, Symptom
from afterneedle.domain.days import day_number
from afterneedle.domain.findings import Finding, Strength, strength
from afterneedle.domain.flags import Assessment
from afterneedle.domain.records import CheckIn, Session

NAMED = 3  # more would be no sentence


@dataclass(frozen=True)
class Complaint:
    """A symptom at a place that is open; `day` it began, counted from the session; None: before it."""

    symptom: Symptom
    place: Place | None
    since: datetime
    day: int | None
    strength: Strength | None


@dataclass(frozen=True)
class Summary:
    """`session` is the latest, with its number and the `day` since it; None: the diary has none.

    `complaints`: the most pressing that are open; `others`: how many more are.
    `weakness`: what the newest check-in says of it, None when it says nothing; `newest`: when that was felt,
    None when there is none; `is_silent`: no check-in since the latest session.
    """

    number: int | None
    session: Session | None
    day: int | None
    complaints: tuple[Complaint, ...]
    others: int
    weakness: bool | None
    newest: datetime | None
    is_silent: bool


def summary(
    assessment: Assessment,
    catalogue: Catalogue,
    found: Iterable[Finding],
    sessions: Mapping[int, Session],
    check_ins: Sequence[CheckIn],
    now: datetime,
) -> Summary:
    """`sessions` by number, those that have ended; `check_ins` of the whole diary, oldest first."""
    number, session = max(sessions.items(), key=lambda s: s[1].ended_at, default=(None, None))
    since: dict[tuple[Symptom, Place | None], datetime] = {}
    for flag in (f.flag for f in found if f.is_open):
        if flag.symptom is not None:
            since.setdefault((flag.symptom, flag.place), flag.since)
    for episode in assessment.open:
        since.setdefault((episode.symptom, episode.place), episode.first_felt)
    complaints = tuple(
        Complaint(
            symptom,
            place,
            began,
            day_number(session.ended_at, began) if session and began >= session.ended_at else None,
            strength(symptom, place, check_ins, began, now),
        )
        for (symptom, place), began in since.items()
    )
    newest = check_ins[-1].felt_at if check_ins else None
    return Summary(
        number=number,
        session=session,
        day=day_number(session.ended_at, now) if session else None,
        complaints=complaints[:NAMED],
        others=len(complaints[NAMED:]),
        weakness=_weakness(check_ins[-1], catalogue.symptoms["weakness"]) if check_ins else None,
        newest=newest,
        is_silent=newest is None or (session is not None and newest <= session.ended_at),
    )


def _weakness(newest: CheckIn, weakness: Symptom) -> bool | None:
    if any(o.symptom is weakness and o.is_present for o in newest.observations):
        return True
    gone = any(o.symptom is weakness and o.is_gone for o in newest.observations)
    return False if gone or weakness.group in newest.none_of else None
