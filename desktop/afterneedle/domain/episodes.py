"""An episode: one symptom at one place from first to last, and how its entries compare (docs/rules.md).

All times are seconds since 1970, UTC. Episodes grow while a diary is unfolded; nobody else changes them.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from afterneedle.domain.catalogue import Band, Closing, Place, Scale, Symptom
from afterneedle.domain.entries import Reading
from afterneedle.domain.records import Answer, Change, Level, Session
from afterneedle.domain.rulebook import Course

HOUR = 3600
DAY = 24 * HOUR
COMPARED = 48 * HOUR  # how far back an entry is compared
TWICE_APART = 12 * HOUR  # between the two "gone" that close an episode
RETURN = 7 * DAY  # after closing; later it is a new episode
PLAUSIBLE = 14 * DAY  # from a session to the first entry of a nerve or movement sign
UNKNOWN_STRENGTH = {Scale.PAIN: 4, Scale.WORDS: 2, Scale.YES_NO: 1}  # judgement: moderate, when never said


@dataclass(slots=True)
class Entry:
    """A reading in which the symptom is there, as compared with those before it.

    `compared`: ids of the check-ins its course was read from. `none_at`, `denied_at`: when the symptom was
    last said to be none, and its question last denied, before this entry.
    """

    reading: Reading
    severity: int
    band: Band
    course: Course
    is_first: bool
    compared: tuple[str, ...]
    none_at: int | None
    denied_at: int | None

    @property
    def at(self) -> int:
        return self.reading.at


@dataclass(slots=True, eq=False)
class Episode:
    """One symptom at one place; `sessions` it may count from, the earliest plausible first.

    `unchanged`: when, and how strong, it was there no more than before the session.
    """

    symptom: Symptom
    place: Place | None
    began: int
    sessions: tuple[Session, ...]
    linked: bool
    unchanged: Sequence[tuple[int, int]] = ()
    entries: list[Entry] = field(default_factory=list)
    returned: bool = False
    gone_at: int | None = None  # the first "gone" since it was last there
    closed_at: int | None = None
    seen: Answer | None = None  # by a doctor, and not worse since
    seen_level: Level = Level.EXPECTED  # of the flags that the doctor saw

    @property
    def newest(self) -> Entry:
        return self.entries[-1]

    @property
    def first_felt(self) -> int:
        """When it began: the first entry, or earlier if the patient said since when."""
        first = self.entries[0].reading
        return min(first.at, first.since if first.since is not None else first.at)

    def say_gone(self, at: int) -> None:
        """One "gone"; closes the episode when it is enough of them."""
        match self.symptom.closing:
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
        severity = reading.severity
        if severity is None:
            severity = self.entries[-1].severity if self.entries else UNKNOWN_STRENGTH[self.symptom.scale]
        recent = self.within(COMPARED, reading.at)
        course = _course(self, reading, severity, recent, joined)
        compared: tuple[str, ...] = ()
        if course is Course.WORSE and recent:
            compared = min(recent, key=lambda e: e.severity).reading.check_ins
        elif course is Course.BETTER and recent:
            compared = max(recent, key=lambda e: e.severity).reading.check_ins
        is_first = not self.entries
        worse = course is Course.WORSE or self._exceeds_seen(severity, reading.details)
        if worse:
            self.seen = None
        band = self.symptom.band(severity)
        self.entries.append(Entry(reading, severity, band, course, is_first, compared, none_at, denied_at))
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
        return found[::-1]

    def _exceeds_seen(self, severity: int, details: frozenset[str]) -> bool:
        """Stronger than what the doctor saw, or with a detail that was not there then."""
        if self.seen is None:
            return False
        answered = self.seen.at.timestamp()
        seen = [e for e in self.entries if e.at <= answered]
        known = frozenset[str]().union(*(e.reading.details for e in seen)) | {"gone_between"}
        return severity > seen[-1].severity or not details <= known


def is_better(scale: Scale, severity: int, than: int) -> bool:
    """Down by 2 points or 30 % of 0-10, or by one step in words."""
    if scale is Scale.PAIN:
        return than - severity >= 2 or (than - severity) * 10 >= 3 * than > 0
    return severity < than


def is_worse(scale: Scale, severity: int, than: int) -> bool:
    """Up by 2 points of 0-10, or by one step in words."""
    return severity - than >= (2 if scale is Scale.PAIN else 1)


def _course(episode: Episode, reading: Reading, severity: int, recent: list[Entry], joined: bool) -> Course:
    if reading.change is Change.WORSE or joined or "wider_area" in reading.details:
        return Course.WORSE
    if not episode.entries:
        # with nothing to compare, the patient's own "better" is all that is known
        return Course.BETTER if reading.change is Change.BETTER else Course.NEW
    if not recent:
        return Course.SAME
    scale = episode.symptom.scale
    if is_worse(scale, severity, min(e.severity for e in recent)):
        return Course.WORSE
    better = is_better(scale, severity, max(e.severity for e in recent))
    return Course.BETTER if better and reading.change is not Change.SAME else Course.SAME


def same_limb(one: Place | None, other: Place | None) -> bool:
    """Same limb and side; an unknown place counts as the same."""
    return one is None or other is None or one.limb == other.limb


def counted_sessions(
    symptom: Symptom,
    place: Place | None,
    at: int,
    sessions: Sequence[Session],
    nones: Sequence[Sequence[int]],
) -> tuple[Session, ...]:
    """The sessions an entry at `at` may count from, first the one it does.

    `sessions`: those that ended by then, oldest first. `nones`: when this symptom, and its group, were said
    to be gone or none, each oldest first.
    """
    if not sessions:
        return ()
    if symptom.group in ("nerve", "movement"):
        return _plausible(at, sessions, nones)
    if symptom.group in ("soreness", "skin"):
        newest_first = reversed(sessions)
        return (next((s for s in newest_first if needles(s, symptom, place)), sessions[-1]),)
    return (sessions[-1],)


def _plausible(at: int, sessions: Sequence[Session], nones: Sequence[Sequence[int]]) -> tuple[Session, ...]:
    """Those of the last 14 days with no "none" between them and a later one; else the latest."""
    last = sessions[-1].second
    none = max((known[n - 1] for known in nones if (n := bisect_right(known, last))), default=0)
    found: list[Session] = []
    for session in reversed(sessions):
        ended = session.second
        if at - ended > PLAUSIBLE or ended < none <= last:
            break
        found.insert(0, session)
    return tuple(found) or (sessions[-1],)


def needles(session: Session, symptom: Symptom, place: Place | None) -> bool:
    """Whether the session needled that place, or for the skin that limb."""
    if symptom.group == "skin":
        return any(same_limb(site, place) for site in session.sites)
    return place is None or place in session.sites
