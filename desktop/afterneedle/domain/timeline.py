"""The diary as a chart shows it: a strip for each symptom and place, sessions, flags, and what is missing."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import groupby, takewhile

from afterneedle.domain.catalogue import Place, Symptom
from afterneedle.domain.day_table import followed_days
from afterneedle.domain.days import SORE, later
from afterneedle.domain.entries import Key
from afterneedle.domain.flags import Flag
from afterneedle.domain.impossible import Impossible
from afterneedle.domain.needled import Needled
from afterneedle.domain.points import GAP, Join, Point, State, felt_keys, joins_of, points_of, runs_of
from afterneedle.domain.records import CheckIn, Records, Session

LEAST = timedelta(days=3)  # of time on the axis, so that one day is not stretched over all of it
LONGEST = timedelta(days=366)  # with a point for each entry; beyond it a week has one, its highest
TWO_WEEKS = timedelta(days=14)  # the gap between the highest entries of two weeks


@dataclass(frozen=True)
class Beginning:
    """When the newest spell of a symptom began. `session`: the number of the one it counts from."""

    at: datetime
    session: int | None
    hours: float | None


@dataclass(frozen=True)
class Strip:
    """One symptom at one place, oldest point first; `joins` lie between them."""

    symptom: Symptom
    place: Place | None
    points: tuple[Point, ...]
    joins: tuple[Join, ...]
    beginning: Beginning

    @property
    def highest(self) -> Point:
        """The first of the strongest entries."""
        return max(self.points, key=_strength)

    @property
    def gone_at(self) -> datetime | None:
        """When it was first said to be gone after it was last there; None while it is there."""
        gone = list(takewhile(lambda p: p.state is State.GONE, reversed(self.points)))
        return gone[-1].at if gone else None


@dataclass(frozen=True)
class SessionMark:
    """A session by its number in the diary, and the hours after it in which soreness is usual."""

    number: int
    session: Session

    @property
    def sore_until(self) -> datetime:
        return later(self.session.ended_at, SORE)


@dataclass(frozen=True)
class FlagMark:
    """A flag by the letter that marks it everywhere, at its newest entry.

    `strip`: which of the strips it is about, from 0; None when it is about a session.
    """

    letter: str
    flag: Flag
    strip: int | None

    @property
    def at(self) -> datetime:
        return self.flag.newest


@dataclass(frozen=True)
class Timeline:
    """The days `first` to `last`, on an axis from `begins` to `ends`.

    `silent`: days near a session or a symptom, before today, without a check-in.
    `is_weekly`: each point is the highest entry of its week.
    """

    first: date
    last: date
    now: datetime
    begins: datetime
    ends: datetime
    strips: tuple[Strip, ...]
    sessions: tuple[SessionMark, ...]
    flags: tuple[FlagMark, ...]
    silent: int
    is_weekly: bool

    def point(self, strip: int, check_in: str) -> int | None:
        """Which point of the strip, from 0, is that check-in; None when it has none."""
        ids = [p.check_in for p in self.strips[strip].points]
        return ids.index(check_in) if check_in in ids else None


def timeline(records: Records, flags: Mapping[str, Flag], now: datetime, first: date, last: date) -> Timeline:
    """The timeline of the days from `first` to `last`, of what was felt by `now`. `flags` by their letter.

    Flagged strips come first, in the order of the flags; then the others, the strongest first.
    Raises Impossible when the period ends before it begins.
    """
    if first > last:
        raise Impossible("from", "the period ends before it begins")
    sessions = [s for s in records.sessions if s.ended_at <= now]
    check_ins = [c for c in records.check_ins if c.felt_at <= now and c.day <= last]
    mine = {c.id for c in check_ins if c.day >= first}
    begins = datetime.combine(first, time(), now.tzinfo)
    ends = datetime.combine(last + timedelta(days=1), time(), now.tzinfo)
    felt = [c.felt_at for c in check_ins if c.id in mine]
    begins, ends = min([begins, *felt]), max([ends, begins + LEAST, *felt])
    is_weekly = last - first > LONGEST
    strips = _strips(check_ins, mine, sessions, flags, is_weekly)
    marks = (SessionMark(n, s) for n, s in enumerate(sessions, start=1))
    return Timeline(
        first=first,
        last=last,
        now=now,
        begins=begins,
        ends=ends,
        strips=strips,
        sessions=tuple(m for m in marks if m.sore_until > begins and m.session.ended_at < ends),
        flags=tuple(_marks(flags, strips, begins, ends)),
        silent=_silent(check_ins, sessions, first, min(last, now.date() - timedelta(days=1))),
        is_weekly=is_weekly,
    )


def _strips(
    check_ins: Sequence[CheckIn],
    mine: set[str],
    sessions: Sequence[Session],
    flags: Mapping[str, Flag],
    is_weekly: bool,
) -> tuple[Strip, ...]:
    keys = felt_keys(c for c in check_ins if c.id in mine)
    strips = []
    for key, points in points_of(keys, check_ins, sessions).items():
        shown = [p for p in points if p.check_in in mine]
        shown = _weekly(shown) if is_weekly else shown
        gap = TWO_WEEKS if is_weekly else GAP
        beginning = _beginning(key, points, sessions, flags.values())
        strips.append(Strip(*key, tuple(shown), joins_of(shown, gap), beginning))
    ranks = [(f.symptom, f.place) for f in flags.values()]
    return tuple(sorted(strips, key=lambda strip: _rank(strip, ranks)))


def _rank(strip: Strip, flagged: Sequence[tuple[Symptom | None, Place | None]]) -> tuple[float, ...]:
    ranks = [n for n, key in enumerate(flagged) if _is_about(strip, key)]
    return min(ranks, default=len(flagged)), -_strength(strip.highest) / strip.symptom.scale.top


def _is_about(strip: Strip, key: tuple[Symptom | None, Place | None]) -> bool:
    """A flag of a needled place also rests on entries that speak of all of them."""
    symptom, place = key
    return strip.symptom is symptom and (strip.place is place or (strip.place is None and place is not None))


def _strength(point: Point) -> float:
    """For the order alone: there, but never rated, is more than none and less than any rating."""
    return (0.5 if point.is_felt else 0) if point.severity is None else point.severity


def _weekly(points: Sequence[Point]) -> list[Point]:
    weeks = groupby(points, key=lambda p: p.at.date() - timedelta(days=p.at.weekday()))
    return [max(week, key=_strength) for _monday, week in weeks]


def _beginning(
    key: Key, points: Sequence[Point], sessions: Sequence[Session], flags: Iterable[Flag]
) -> Beginning:
    *_earlier, run = runs_of(points)
    at = run[0].at
    flag = next((f for f in flags if (f.symptom, f.place) == key and f.since <= at <= f.newest), None)
    if flag is not None:
        at, session = flag.since, flag.session
    else:
        second = int(at.timestamp())
        nones = [int(p.at.timestamp()) for p in points if p.state is State.GONE]
        needled = Needled([])
        for ended in (s for s in sessions if s.second <= second):
            needled.add(ended)
        session = next(iter(needled.counted(*key, second, [nones])), None)
    if session is None:
        return Beginning(at, None, None)
    number = next((n for n, s in enumerate(sessions, start=1) if s.id == session.id), None)
    return Beginning(at, number, (at - session.ended_at) / timedelta(hours=1))


def _marks(
    flags: Mapping[str, Flag], strips: Sequence[Strip], begins: datetime, ends: datetime
) -> Iterable[FlagMark]:
    for letter, flag in flags.items():
        key = (flag.symptom, flag.place)
        exact = (n for n, strip in enumerate(strips) if (strip.symptom, strip.place) == key)
        about = (n for n, strip in enumerate(strips) if _is_about(strip, key))
        strip = next(exact, next(about, None))
        if begins <= flag.newest <= ends and (strip is not None or flag.symptom is None):
            yield FlagMark(letter, flag, strip)


def _silent(check_ins: Iterable[CheckIn], sessions: Iterable[Session], first: date, last: date) -> int:
    entered = {c.day for c in check_ins}
    return sum(first <= day <= last for day in followed_days(check_ins, sessions) - entered)
