"""Which session an entry counts from, and which was the latest to needle a place (docs/rules.md §4)."""

from bisect import bisect_right
from collections.abc import Sequence

from afterneedle.domain.catalogue import Place, Symptom
from afterneedle.domain.records import Session

PLAUSIBLE = 14 * 24 * 3600  # seconds from a session to the first entry of a nerve or movement sign


class Needled:
    """The sessions that have ended so far, oldest first, and what they needled."""

    def __init__(self, sessions: list[Session]) -> None:
        self.sessions = sessions
        self._somewhere: Session | None = None  # the latest whose places are known
        self._at_place: dict[Place, Session] = {}
        self._in_limb: dict[str, Session] = {}

    def add(self, session: Session) -> None:
        """The next session has ended."""
        self.sessions.append(session)
        for site in session.sites:
            self._somewhere = self._at_place[site] = self._in_limb[site.limb] = session

    def latest(self, symptom: Symptom, place: Place | None) -> Session | None:
        """The latest session that needled that place, or for the skin that limb."""
        if symptom.group == "skin":
            return self._in_limb.get(place.limb) if place else self._somewhere
        if place is None:
            return self.sessions[-1] if self.sessions else None
        return self._at_place.get(place)

    def is_new(self, symptom: Symptom, place: Place | None, since: int) -> bool:
        """Whether one that can have caused it ended after `since`: for soreness and skin, one there."""
        local = symptom.group in ("soreness", "skin")
        latest = self.latest(symptom, place if local else None)
        return latest is not None and latest.second > since

    def counted(
        self, symptom: Symptom, place: Place | None, at: int, nones: Sequence[Sequence[int]]
    ) -> tuple[Session, ...]:
        """The sessions an episode that begins at `at` may count from, first the one it does.

        `nones`: when this symptom, and its group, were said to be gone or none, each oldest first.
        """
        if not self.sessions:
            return ()
        if symptom.group in ("nerve", "movement"):
            return self._plausible(at, nones)
        local = symptom.group in ("soreness", "skin")
        return ((self.latest(symptom, place) if local else None) or self.sessions[-1],)

    def _plausible(self, at: int, nones: Sequence[Sequence[int]]) -> tuple[Session, ...]:
        """Those of the last 14 days with no "none" between them and a later one; else the latest."""
        last = self.sessions[-1].second
        none = max((known[n - 1] for known in nones if (n := bisect_right(known, last))), default=0)
        found: list[Session] = []
        for session in reversed(self.sessions):
            ended = session.second
            if at - ended > PLAUSIBLE or ended < none <= last:
                break
            found.insert(0, session)
        return tuple(found) or (self.sessions[-1],)
