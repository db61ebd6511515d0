"""Sessions laid over one another: what was felt after each, counted from the hour it ended."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby

from afterneedle.domain.catalogue import Place, PlaceNeed, Symptom
from afterneedle.domain.points import Join, Point, felt_keys, joins_of, points_of
from afterneedle.domain.records import Records, Session

NEWEST = 6  # sessions; more curves cannot be told apart
FOLLOWED = timedelta(days=14)


@dataclass(frozen=True)
class Curve:
    """What was said of a symptom from the end of one session to the next, for 14 days at most."""

    number: int
    session: Session
    points: tuple[Point, ...]
    joins: tuple[Join, ...]

    def hours(self, point: Point) -> float:
        """From the end of the session to the point."""
        return (point.at.timestamp() - self.session.ended_at.timestamp()) / 3600


@dataclass(frozen=True)
class Overlay:
    """The curves of one symptom, the oldest session first.

    Soreness moves with the needles: of it a curve holds the strongest place of each check-in, and `place` is
    None. Every other symptom has an overlay for each place.
    """

    symptom: Symptom
    place: Place | None
    curves: tuple[Curve, ...]

    @property
    def hours(self) -> float:
        """To the latest point of any curve."""
        return max(curve.hours(point) for curve in self.curves for point in curve.points)


def by_session(records: Records, now: datetime) -> tuple[Overlay, ...]:
    """The symptoms that were there after two or more of the newest sessions, in order of first mention."""
    sessions = [s for s in records.sessions if s.ended_at <= now]
    check_ins = [c for c in records.check_ins if c.felt_at <= now]
    whole: dict[tuple[Symptom, Place | None], list[Point]] = {}
    for (symptom, place), points in points_of(felt_keys(check_ins), check_ins, sessions).items():
        key = symptom, None if symptom.place is PlaceNeed.SITES else place
        whole[key] = _strongest([*whole.get(key, ()), *points])
    found = (Overlay(*key, tuple(_curves(points, sessions))) for key, points in whole.items())
    return tuple(overlay for overlay in found if len(overlay.curves) > 1)


def _strongest(points: Iterable[Point]) -> list[Point]:
    """One point for each check-in."""
    timed = sorted(points, key=lambda p: (p.at, p.check_in))
    return [
        max(same, key=lambda p: (p.is_felt, -1 if p.severity is None else p.severity))
        for _check_in, same in groupby(timed, key=lambda p: (p.at, p.check_in))
    ]


def _curves(points: Sequence[Point], sessions: Sequence[Session]) -> Iterable[Curve]:
    for number, session in enumerate(sessions, start=1):
        if number <= len(sessions) - NEWEST:
            continue
        last = session.second + FOLLOWED.total_seconds()
        if number < len(sessions):
            last = min(last, sessions[number].second)
        mine = [p for p in points if session.second < p.at.timestamp() <= last]
        if any(p.is_felt for p in mine):
            yield Curve(number, session, tuple(mine), joins_of(mine))
