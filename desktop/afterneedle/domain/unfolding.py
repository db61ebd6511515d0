"""Unfolds a diary in the order of what was felt: sessions, moments and answers become episodes and firings.

The order of entry does not matter, and nothing felt after `until` counts.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from afterneedle.domain.catalogue import Catalogue, Closing, PlaceNeed, Symptom
from afterneedle.domain.conditions import sights
from afterneedle.domain.days import age
from afterneedle.domain.entries import Key, Moment, Reading, moments
from afterneedle.domain.episodes import (
    RETURN,
    UNKNOWN_STRENGTH,
    Episode,
    counted_sessions,
    is_worse,
    needles,
    same_limb,
)
from afterneedle.domain.firings import CLINICIAN
from afterneedle.domain.ledger import Ledger
from afterneedle.domain.records import Answer, Change, Records, Session
from afterneedle.domain.rulebook import Rulebook

ADULT = 18  # years


@dataclass(slots=True)
class Unfolded:
    """A diary unfolded up to one moment; all times in seconds.

    `last_told`: the newest check-in that is not blank.
    `answered`: when each group ("red_flags" among them) was last answered. `last_present`, `last_moment`:
    the newest check-in with a symptom there, and the newest of all.
    """

    ledger: Ledger
    sessions: list[Session] = field(default_factory=list)
    episodes: list[Episode] = field(default_factory=list)
    open: dict[Key, Episode] = field(default_factory=dict)
    answered: dict[str, int] = field(default_factory=dict)
    last_present: int | None = None
    last_told: int | None = None
    last_moment: int | None = None


def unfold(records: Records, catalogue: Catalogue, rulebook: Rulebook, until: datetime) -> Unfolded:
    """The diary as known at `until`: what was felt later does not count."""
    felt = {c.id: c.felt_at for c in records.check_ins}
    sweep = _Sweep(records, catalogue, Unfolded(Ledger(rulebook, felt)))
    for _, _, _, event in sorted(_events(records, until), key=lambda e: e[:3]):
        if isinstance(event, Session):
            sweep.session_ended(event)
        elif isinstance(event, Moment):
            sweep.felt(event)
        else:
            sweep.answered(event)
    return sweep.result


def _events(records: Records, until: datetime) -> Iterator[tuple[float, int, str, Session | Moment | Answer]]:
    sessions = sorted((s for s in records.sessions if s.ended_at <= until), key=lambda s: (s.second, s.id))
    yield from ((s.second, 0, s.id, s) for s in sessions)
    check_ins = [c for c in records.check_ins if c.felt_at <= until]
    yield from ((m.at, 1, "", m) for m in moments(check_ins, sessions))
    yield from (
        (a.at.timestamp(), 2, f"{a.rule} {a.check_in} {a.did.value}", a)
        for a in records.answers
        if a.at <= until
    )


class _Sweep:
    """What is known up to one moment."""

    def __init__(self, records: Records, catalogue: Catalogue, result: Unfolded) -> None:
        self.result, self.ledger, self.open = result, result.ledger, result.open
        self.patient = records.patient
        self.always_asked = catalogue.red_flags_asked
        self.closed: dict[Key, Episode] = {}
        self.baseline: dict[Key, int] = {}
        self.first_old_pain: dict[Key, int] = {}
        self.unchanged: defaultdict[Key, list[tuple[int, int]]] = defaultdict(list)
        self.gone: defaultdict[Key, list[int]] = defaultdict(list)
        self.none: defaultdict[str, list[int]] = defaultdict(list)  # by group
        self.denied: dict[Symptom, int] = {}

    def session_ended(self, session: Session) -> None:
        self.result.sessions.append(session)
        if session.baseline is not None:
            self.baseline = self._new_baseline(session)
        self.ledger.session_ended(session)

    def answered(self, answer: Answer) -> None:
        for episode in self.ledger.take(answer):
            if episode.symptom.closing is Closing.ANSWER and answer.did in CLINICIAN:
                self._close((episode.symptom, episode.place), int(answer.at.timestamp()))

    def felt(self, moment: Moment) -> None:
        self.ledger.moment_came(moment)
        self._note_answered(moment)
        came = []
        stirred = {key[0].id for key in moment.readings} & {key[0].id for key in self.open}
        for key, reading in moment.readings.items():
            if reading.present and not self._is_as_before(key, reading):
                came.append((key, reading))
                stirred.add(key[0].id)
            else:
                if reading.present:
                    severity = reading.severity
                    known = self.baseline.get(key, 0) if severity is None else severity
                    self.unchanged[key].append((reading.at, known))
                self._say_gone(key, reading.at)
        for key in [k for k in self.open if k[0].group in moment.none_of and k not in moment.readings]:
            stirred.add(key[0].id)
            self._say_gone(key, moment.at)
        for group in moment.none_of:
            self.none[group].append(moment.at)
        for key, reading in came:
            self._take_in(key, reading)
        for symptom in moment.denied:
            self.denied[symptom] = moment.at
        beside = self.ledger.rulebook.beside
        for episode in list(self.open.values()):
            if episode.newest.at == moment.at or not stirred.isdisjoint(beside[episode.symptom.id]):
                self._try_rules(episode, moment.at)

    def _note_answered(self, moment: Moment) -> None:
        self.result.last_moment = moment.at
        if not moment.is_blank:
            self.result.last_told = moment.at
        if any(r.present for r in moment.readings.values()):
            self.result.last_present = moment.at
        for group in {s.group for s, _ in moment.readings} | moment.none_of:
            self.result.answered[group] = moment.at
        if moment.asked >= self.always_asked:
            self.result.answered["red_flags"] = moment.at

    # baselines

    def _new_baseline(self, session: Session) -> dict[Key, int]:
        """A new baseline replaces the last, but never covers an episode that is open."""
        new: dict[Key, int] = {}
        for b in session.baseline or ():
            everywhere = b.place is None and b.symptom.place is PlaceNeed.SITES and session.sites
            for place in session.sites if everywhere else (b.place,):
                if (b.symptom, place) not in self.open:
                    new[b.symptom, place] = b.severity
        return new

    def _is_as_before(self, key: Key, reading: Reading) -> bool:
        """There, but no more than it was before the session."""
        symptom = key[0]
        known = self.baseline.get(key)
        if known is None and symptom.id == "old_pain":
            known = self.first_old_pain.setdefault(key, reading.severity or UNKNOWN_STRENGTH[symptom.scale])
        if (
            known is None
            or self._is_minor(reading)
            or reading.details - {"gone_between"}
            or reading.change is Change.WORSE
        ):
            return False
        severity = reading.severity
        if severity is None:
            episode = self.open.get(key)
            severity = episode.newest.severity if episode else known
        return not is_worse(symptom.scale, severity, known)

    def _is_minor(self, reading: Reading) -> bool:
        """The advice is about adults: for a minor nothing counts as usual for them."""
        born = self.patient.born
        return born is not None and age(born, self.ledger.felt[reading.check_ins[0]].date()) < ADULT

    # episodes

    def _say_gone(self, key: Key, at: int) -> None:
        symptom, place = key
        if symptom.id == "old_pain" and key not in self.baseline:
            self.first_old_pain.setdefault(key, 0)
        self.gone[key].append(at)
        unplaced = place is None and symptom.place is PlaceNeed.OPTIONAL
        for one in [k for k in self.open if k[0] is symptom] if unplaced else [key]:
            if (episode := self.open.get(one)) is not None:
                episode.say_gone(at)
                if episode.closed_at is not None:
                    self._close(one, at)

    def _close(self, key: Key, at: int) -> None:
        episode = self.closed[key] = self.open.pop(key)
        episode.closed_at = at
        self.ledger.close(episode, at)

    def _take_in(self, key: Key, reading: Reading) -> None:
        symptom, place = key
        episode = self.open.get(key) or self._begin(key, reading.at)
        if symptom.group == "soreness":
            again = [s for s in self.result.sessions if needles(s, symptom, place)]
            episode.sessions = tuple(again[-1:]) or episode.sessions
        joined = (
            symptom.group == "nerve"
            and not episode.entries
            and any(
                other.symptom.group == "nerve" and other.began < reading.at and same_limb(other.place, place)
                for other in self.open.values()
            )
        )
        none_at = max((known[-1] for known in self._nones(key) if known), default=None)
        episode.add(reading, joined, none_at, self.denied.get(symptom))

    def _nones(self, key: Key) -> tuple[list[int], list[int]]:
        """When it, or its whole group, was said to be gone or none."""
        return self.gone[key], self.none[key[0].group]

    def _begin(self, key: Key, at: int) -> Episode:
        """A new episode, or the one that came back within seven days without a new session."""
        symptom, place = key
        before = self.closed.get(key)
        linked = False
        over = before.closed_at if before and symptom.closing is not Closing.ANSWER else None
        if before is not None and over is not None and not self._new_session(key, over):
            if at - over <= RETURN:
                before.closed_at, before.returned, before.seen = None, True, None
                self.open[key] = before
                return before
            linked = True
        sessions = counted_sessions(symptom, place, at, self.result.sessions, self._nones(key))
        episode = self.open[key] = Episode(symptom, place, at, sessions, linked, self.unchanged[key])
        self.result.episodes.append(episode)
        return episode

    def _new_session(self, key: Key, since: int) -> bool:
        symptom, place = key
        local = symptom.group in ("soreness", "skin")
        return any(
            s.second > since and (not local or needles(s, symptom, place)) for s in self.result.sessions
        )

    def _try_rules(self, episode: Episode, at: int) -> None:
        entry = episode.newest
        felt_at = self.ledger.felt[entry.reading.check_ins[0]]
        others, sessions = self.open.values(), self.result.sessions
        self.ledger.try_rules(sights(episode, entry.at, felt_at, others, self.patient, sessions), at)
