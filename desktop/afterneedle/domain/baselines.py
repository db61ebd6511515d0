"""What was there before a session, and counts as unchanged until it is more (docs/rules.md §2)."""

from collections import defaultdict
from collections.abc import Collection

from afterneedle.domain.catalogue import PlaceNeed
from afterneedle.domain.days import age
from afterneedle.domain.entries import Key, Reading
from afterneedle.domain.episodes import UNKNOWN_STRENGTH, Episode, Unchanged, is_worse
from afterneedle.domain.records import Change, Patient, Session

ADULT = 18  # years
SAYS_NO_MORE = frozenset({"gone_between"})  # the one detail that may go with "unchanged"


class Baselines:
    """What counts as usual up to one moment.

    `unchanged`: the readings in which each symptom was there no more than before.
    """

    def __init__(self, patient: Patient) -> None:
        self.unchanged: defaultdict[Key, list[Unchanged]] = defaultdict(list)
        self._known: dict[Key, int] = {}
        self._first_old_pain: dict[Key, int] = {}
        self._patient = patient

    def renew(self, session: Session, open_ones: Collection[Key]) -> None:
        """A new baseline replaces the last, but never covers an episode that is open."""
        if session.baseline is None:
            return
        self._known = {}
        for b in session.baseline:
            everywhere = b.place is None and b.symptom.place is PlaceNeed.SITES and session.sites
            for place in session.sites if everywhere else (b.place,):
                if (b.symptom, place) not in open_ones:
                    self._known[b.symptom, place] = b.severity

    def old_pain_gone(self, key: Key) -> None:
        """Old pain that begins without a baseline began from nothing."""
        if key not in self._known:
            self._first_old_pain.setdefault(key, 0)

    def covers(self, key: Key, reading: Reading, episode: Episode | None) -> bool:
        """Whether it is there no more than before the session; `episode`: of it, when one is open."""
        symptom, severity = key[0], reading.severity
        known = self._known.get(key)
        if known is None and symptom.id == "old_pain":
            known = self._first_old_pain.setdefault(key, severity or UNKNOWN_STRENGTH[symptom.scale])
        if known is None or reading.change is Change.WORSE or not reading.details <= SAYS_NO_MORE:
            return False
        if severity is None:
            severity = episode.newest.severity if episode else known
        if is_worse(symptom.scale, severity, known) or self._is_minor(reading):
            return False
        told = known if reading.severity is None else reading.severity
        self.unchanged[key].append(Unchanged(reading.at, reading, told))
        return True

    def _is_minor(self, reading: Reading) -> bool:
        """The advice is about adults: for a minor nothing counts as usual for them."""
        born = self._patient.born
        return born is not None and age(born, reading.felt_at.date()) < ADULT
