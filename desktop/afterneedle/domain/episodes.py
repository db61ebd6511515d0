"""An episode: one symptom at one place from first to last, and how its entries compare (docs/rules.md).

All times are seconds since 1970, UTC. Episodes grow while a diary is unfolded; nobody else changes them.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import takewhile
from typing import NamedTuple

from afterneedle.domain.catalogue import Band, Closing, Place, Scale, Symptom
from afterneedle.domain.entries import Reading
from afterneedle.domain.records import Answer, Change, Level, Session
from afterneedle.domain.rulebook import Course

HOUR = 3600
DAY = 24 * HOUR
COMPARED = 48 * HOUR  # how far back an entry is compared
TWICE_APART = 12 * HOUR  # between the two "gone" that close an episode
RETURN = 7 * DAY  # after closing; later it is a new episode
UNKNOWN_STRENGTH = {Scale.PAIN: 4, Scale.WORDS: 2, Scale.YES_NO: 1}  # judgement: moderate, when never said


@dataclass(slots=True)
class Entry:
    """A reading in which the symptom is there, as compared with those before it.

    `compared`: ids of the check-ins its course was read from. `none_at`, `denied_at`: when the symptom was
    last said to be none, and its question last denied, before this entry.
    """

    at: int
    reading: Reading
    severity: int
    band: Band
    course: Course
    is_first: bool
    compared: tuple[str, ...]
    none_at: int | None
    denied_at: int | None


class Unchanged(NamedTuple):
    """A reading in which the symptom was there no more than before the session."""

    at: int
    reading: Reading
    severity: int


@dataclass(slots=True)
class Seen:
    """What a doctor saw of an episode: the highest level that stood, its strength, every detail so far."""

    answer: Answer
    level: Level
    severity: int
    details: frozenset[str]


@dataclass(slots=True, eq=False)
class Episode:
    """One symptom at one place; `sessions` it may count from, the earliest plausible first.

    `unchanged`: the readings, oldest first, in which it was there no more than before the session.
    `worse`: when it was worse, and the least strength it had at that or an earlier "worse".
    """

    symptom: Symptom
    place: Place | None
    began: int
    sessions: tuple[Session, ...]
    linked: bool
    unchanged: Sequence[Unchanged] = ()
    entries: list[Entry] = field(default_factory=list)
    newest: Entry = field(init=False)
    worse: list[tuple[int, int]] = field(default_factory=list)
    returned: bool = False
    gone_at: int | None = None  # the first "gone" since it was last there
    closed_at: int | None = None
    is_answered: bool = False  # at some time, something that fired over it was answered or passed by itself
    seen: Seen | None = None  # by a doctor, and not worse since

    @property
    def first_felt(self) -> int:
        """When it began: the first entry, or earlier if the patient said since when."""
        first = self.entries[0].reading
        return min(first.at, first.since if first.since is not None else first.at)

    @property
    def closing(self) -> Closing:
        """How it closes: a sign of infection in it asks for two "gone" of what else takes one."""
        signs = self.symptom.twice_after
        if signs and any(entry.reading.details & signs for entry in self.entries):
            return Closing.TWICE
        return self.symptom.closing

    def say_gone(self, at: int) -> None:
        """One "gone"; closes the episode when it is enough of them."""
        match self.closing:
            case Closing.ONCE:
                self.closed_at = at
            case Closing.TWICE if self.gone_at is None:
                self.gone_at = at
            case Closing.TWICE if at - (self.gone_at or 0) >= TWICE_APART:
                self.closed_at = at
            case _:
                pass

    def add(self, reading: Reading, joined: bool, none_at: int | None, denied_at: int | None) -> None:
        """Takes in a reading in which the symptom is there. `joined`: a nerve sign newly beside another."""
        at, severity, symptom = reading.at, reading.severity, self.symptom
        if severity is None:
            severity = self.entries[-1].severity if self.entries else UNKNOWN_STRENGTH[symptom.scale]
        recent = self.within(COMPARED, at)
        lowest = self._lowest(recent, COMPARED, at)
        course = _course(self, reading, severity, recent, lowest, joined)
        compared: tuple[str, ...] = ()
        if lowest is not None and course is Course.WORSE:
            compared = lowest.reading.check_ins
        elif recent and course is Course.BETTER:
            compared = max(recent, key=_severity).reading.check_ins
        if course is Course.WORSE:
            self.worse.append((at, min(severity, self.worse[-1][1]) if self.worse else severity))
        if self.seen is not None and (
            course is Course.WORSE or _exceeds(self.seen, severity, reading.details)
        ):
            self.seen = None
        band, is_first = symptom.band(severity), not self.entries
        self.newest = Entry(at, reading, severity, band, course, is_first, compared, none_at, denied_at)
        self.entries.append(self.newest)
        self.gone_at = None
        if "gone_between" in reading.details:
            self.returned = True

    def within(self, span: float, at: int) -> list[Entry]:
        """The entries of the `span` seconds before `at`, oldest first."""
        found = []
        for entry in reversed(self.entries):
            if entry.at < at - span:
                break
            if entry.at < at:
                found.append(entry)
        found.reverse()
        return found

    def lowest_within(self, span: float, at: int) -> Entry | Unchanged | None:
        """The weakest it was in the `span` seconds before `at`, as an entry or unchanged."""
        return self._lowest(self.within(span, at), span, at)

    def _lowest(self, recent: list[Entry], span: float, at: int) -> Entry | Unchanged | None:
        unchanged = takewhile(lambda known: known.at >= at - span, reversed(self.unchanged))
        before: list[Entry | Unchanged] = [*recent, *unchanged]
        return min(before, key=_severity, default=None)

    def newest_before(self, at: float) -> Entry:
        """The newest entry before a time after its first."""
        return self.entries[bisect_left(self.entries, at, key=_at) - 1]

    def between(self, after: int, until: int) -> list[Entry]:
        """The entries with after < at ≤ until."""
        return [entry for entry in self.entries if after < entry.at <= until]

    def least_when_worse(self, until: float) -> int | None:
        """The least strength it had in an entry up to `until` that was worse than those before it."""
        known = bisect_right(self.worse, until, key=_time)
        return self.worse[known - 1][1] if known else None

    def rests_on(self, check_in: str, at: int) -> bool:
        """Whether one of its entries comes from that check-in, which was felt at `at`."""
        n = bisect_left(self.entries, at, key=_at)
        return n < len(self.entries) and check_in in self.entries[n].reading.check_ins

    def see(self, answer: Answer, level: Level) -> None:
        """A doctor has seen it as it is now, with flags up to that level."""
        details = frozenset[str]().union(*(e.reading.details for e in self.entries))
        self.seen = Seen(answer, level, self.newest.severity, details)


def _severity(entry: Entry | Unchanged) -> int:
    return entry.severity


def _at(entry: Entry) -> int:
    return entry.at


def _time(pair: tuple[int, int]) -> int:
    return pair[0]


def _exceeds(seen: Seen, severity: int, details: frozenset[str]) -> bool:
    """Stronger than what the doctor saw, or with a detail that was not there then."""
    return severity > seen.severity or not details <= seen.details | {"gone_between"}


def is_better(scale: Scale, severity: int, than: int) -> bool:
    """Down by 2 points or 30 % of 0-10, or by one step in words."""
    if scale is Scale.PAIN:
        return than - severity >= 2 or (than - severity) * 10 >= 3 * than > 0
    return severity < than


def is_worse(scale: Scale, severity: int, than: int) -> bool:
    """Up by 2 points of 0-10, or by one step in words."""
    return severity - than >= (2 if scale is Scale.PAIN else 1)


def _course(
    episode: Episode,
    reading: Reading,
    severity: int,
    recent: list[Entry],
    lowest: Entry | Unchanged | None,
    joined: bool,
) -> Course:
    scale = episode.symptom.scale
    if reading.change is Change.WORSE or joined or "wider_area" in reading.details:
        return Course.WORSE
    if lowest is not None and is_worse(scale, severity, lowest.severity):
        return Course.WORSE
    if not episode.entries:
        # with nothing to compare, the patient's own "better" is all that is known
        return Course.BETTER if reading.change is Change.BETTER else Course.NEW
    if not recent:
        return Course.SAME
    better = is_better(scale, severity, max(recent, key=_severity).severity)
    return Course.BETTER if better and reading.change is not Change.SAME else Course.SAME


def same_limb(one: Place | None, other: Place | None) -> bool:
    """Same limb and side; an unknown place counts as the same."""
    return one is None or other is None or one.limb == other.limb
