"""Unfolds a diary in the order of what was felt: sessions, moments and answers become episodes and firings.

The order of entry does not matter, and nothing felt after `until` counts.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from heapq import merge

from afterneedle.domain.baselines import Baselines
from afterneedle.domain.candidates import words_of
from afterneedle.domain.catalogue import Catalogue, Closing, PlaceNeed, Symptom
from afterneedle.domain.conditions import Around
from afterneedle.domain.entries import Key, Moment, Reading, moments
from afterneedle.domain.episodes import DAY, RETURN, Episode, same_limb
from afterneedle.domain.firings import CLINICIAN
from afterneedle.domain.ledger import Ledger
from afterneedle.domain.needled import Needled
from afterneedle.domain.open_episodes import OpenEpisodes
from afterneedle.domain.records import Answer, Records, Session
from afterneedle.domain.rulebook import Rulebook
from afterneedle.domain.verdicts import verdicts


@dataclass(slots=True)
class Unfolded:
    """A diary unfolded up to one moment; all times in seconds.

    `answered`: the groups ("red_flags" among them) answered in the last 24 hours. `last_told`: the newest
    check-in that is not blank. `last_present`, `last_moment`: the newest check-in with a symptom there, and
    the newest of all.
    """

    ledger: Ledger
    around: Around
    answered: set[str] = field(default_factory=set)
    last_present: int | None = None
    last_told: int | None = None
    last_moment: int | None = None


def unfold(records: Records, catalogue: Catalogue, rulebook: Rulebook, until: datetime) -> Unfolded:
    """The diary as known at `until`: what was felt later does not count."""
    felt = {c.id: c.felt_at for c in records.check_ins}
    around = Around(records.patient, [], OpenEpisodes())
    sweep = _Sweep(records, catalogue, Unfolded(Ledger(rulebook, felt), around), until)
    for event in _events(records, until):
        if isinstance(event, Moment):
            sweep.felt(event)
        elif isinstance(event, Session):
            sweep.session_ended(event)
        else:
            sweep.answered(event)
    return sweep.result


def _events(records: Records, until: datetime) -> Iterator[Session | Moment | Answer]:
    """Oldest first; at one instant the sessions, then what was felt, then the answers."""
    sessions = sorted((s for s in records.sessions if s.ended_at <= until), key=lambda s: (s.second, s.id))
    check_ins = [c for c in records.check_ins if c.felt_at <= until]
    answers = sorted((a for a in records.answers if a.at <= until), key=_order_of_answers)
    timed: Iterator[tuple[float, int, Session | Moment | Answer]] = merge(
        ((s.second, 0, s) for s in sessions),
        ((m.at, 1, m) for m in moments(check_ins, sessions)),
        ((a.at.timestamp(), 2, a) for a in answers),
    )
    return (event for _, _, event in timed)


def _order_of_answers(answer: Answer) -> tuple[float, str]:
    return answer.at.timestamp(), f"{answer.rule} {answer.check_in} {answer.did.value}"


class _Sweep:
    """What is known up to one moment.

    `unsettled`: open episodes beside which this moment has changed something. `waiting`: those beside which
    an answer has; the rules are tried on them when the patient next speaks of what they look at.
    """

    def __init__(self, records: Records, catalogue: Catalogue, result: Unfolded, until: datetime) -> None:
        self.result, self.ledger = result, result.ledger
        self.around, self.open = result.around, result.around.open
        self.candidates = self.ledger.rulebook.candidates
        self.always_asked = catalogue.red_flags_asked
        self.day_before = until.timestamp() - DAY
        self.deniable = [catalogue.symptoms[id] for id in self.ledger.rulebook.denials]
        self.nones_asked = self.ledger.rulebook.nones
        self.needled = Needled(self.around.sessions)
        self.baselines = Baselines(records.patient)
        self.unsettled: set[Episode] = set()
        self.waiting: set[Episode] = set()
        self.closed: dict[Key, Episode] = {}
        self.gone: defaultdict[Key, list[int]] = defaultdict(list)
        self.none: defaultdict[str, list[int]] = defaultdict(list)  # by group
        self.denied: dict[Symptom, int] = {}

    def session_ended(self, session: Session) -> None:
        self.needled.add(session)
        self.baselines.renew(session, self.open.by_key)
        self.ledger.session_ended(session)

    def answered(self, answer: Answer) -> None:
        for episode in self.ledger.take(answer):
            if episode.symptom.closing is Closing.ANSWER and answer.did in CLINICIAN:
                self._close(episode, int(answer.at.timestamp()))
        self.waiting |= self.unsettled
        self.unsettled.clear()

    def felt(self, moment: Moment) -> None:
        at = moment.at
        self.ledger.moment_came(moment)
        self._note_answered(moment)
        spoken_of = self._spoken_of(moment) if self.waiting else set()
        came = []
        for key, reading in moment.readings.items():
            episode = self.open.by_key.get(key)
            if reading.present:
                self.result.last_present = at
                if not self.baselines.covers(key, reading, episode):
                    came.append(key)
                    continue
            self._say_gone(key, at, episode)
        if moment.none_of:
            self._say_none_of(moment)
        for key in came:
            self._take_in(key, moment.readings[key])
        there = [symptom for symptom, _ in came]
        for symptom in self.deniable:
            if symptom in moment.asked and symptom not in there:
                self.denied[symptom] = at
        if self.waiting:
            self._settle_waiting(spoken_of.union(symptom.id for symptom in there))
        if self.unsettled:
            self._try_rules(at)

    def _note_answered(self, moment: Moment) -> None:
        result, at = self.result, moment.at
        result.last_moment = at
        if not moment.is_blank:
            result.last_told = at
        if at > self.day_before:
            result.answered.update(symptom.group for symptom, _ in moment.readings)
            result.answered.update(moment.none_of)
            if moment.asked >= self.always_asked:
                result.answered.add("red_flags")

    # episodes

    def _say_gone(self, key: Key, at: int, episode: Episode | None) -> None:
        symptom, place = key
        self.gone[key].append(at)
        if symptom.id == "old_pain":
            self.baselines.old_pain_gone(key)
        if place is None and symptom.place is PlaceNeed.OPTIONAL:
            for one in list(self.open.by_symptom[symptom.id]):  # wherever it was
                self._end(one, at)
        elif episode is not None:
            self._end(episode, at)

    def _end(self, episode: Episode, at: int) -> None:
        """One "gone", which may be enough."""
        episode.say_gone(at)
        if episode.closed_at is not None:
            self._close(episode, at)

    def _say_none_of(self, moment: Moment) -> None:
        """None of some groups is there: those of them that were open are gone."""
        for group in moment.none_of:
            self.none[group].append(moment.at)
        open_ones, said = self.open.by_key.items(), moment.readings
        for key, episode in [(k, e) for k, e in open_ones if k[0].group in moment.none_of and k not in said]:
            self._say_gone(key, moment.at, episode if episode.closed_at is None else None)

    def _close(self, episode: Episode, at: int) -> None:
        changed = self.open.remove(episode)
        self.closed[episode.symptom, episode.place] = episode
        self.unsettled.discard(episode)
        self.waiting.discard(episode)
        self.unsettled.update(changed)
        episode.closed_at = at
        self.ledger.close(episode, at)

    def _take_in(self, key: Key, reading: Reading) -> None:
        symptom, place = key
        episode = self.open.by_key.get(key) or self._begin(key, reading.at)
        if symptom.group == "soreness":
            again = self.needled.latest(symptom, place)
            episode.sessions = (again,) if again else episode.sessions
        joined = symptom.group == "nerve" and not episode.entries and self._joins(episode)
        none_at = self._last_none(key) if symptom.id in self.nones_asked else None
        episode.add(reading, joined, none_at, self.denied.get(symptom))
        kind = self.candidates.kind(words_of(episode, self.around.patient))
        self.unsettled.add(episode)
        self.unsettled.update(self.open.say(episode, kind))

    def _joins(self, new: Episode) -> bool:
        """A nerve sign beside another in that limb that was there before."""
        return any(
            other.symptom.group == "nerve" and other.began < new.began and same_limb(other.place, new.place)
            for other in self.open.by_key.values()
        )

    def _nones(self, key: Key) -> tuple[list[int], list[int]]:
        """When it, or its whole group, was said to be gone or none."""
        return self.gone[key], self.none[key[0].group]

    def _last_none(self, key: Key) -> int | None:
        return max((known[-1] for known in self._nones(key) if known), default=None)

    def _begin(self, key: Key, at: int) -> Episode:
        """A new episode, or the one that came back within seven days without a new session."""
        symptom, place = key
        episode = self.closed.get(key)
        over = episode.closed_at if episode and symptom.closing is not Closing.ANSWER else None
        linked = over is not None and not self.needled.is_new(symptom, place, since=over)
        if episode is not None and over is not None and linked and at - over <= RETURN:
            episode.closed_at, episode.returned, episode.seen = None, True, None
        else:
            sessions = self.needled.counted(symptom, place, at, self._nones(key))
            unchanged = self.baselines.unchanged[key]
            episode = Episode(symptom, place, at, sessions, linked, unchanged)
        self.open.add(episode)
        return episode

    # rules

    def _spoken_of(self, moment: Moment) -> set[str]:
        """Symptoms that a moment says something of, of those that are open."""
        said = {symptom.id for symptom, _ in moment.readings if self.open.by_symptom[symptom.id]}
        return said.union(s.id for s, _ in self.open.by_key if s.group in moment.none_of)

    def _settle_waiting(self, spoken_of: set[str]) -> None:
        """Those that wait for a symptom that was spoken of, or are tried anyway, wait no more."""
        watched = self.ledger.rulebook.watched
        self.unsettled.update(e for e in self.waiting if not spoken_of.isdisjoint(watched[e.symptom.id]))
        self.waiting -= self.unsettled

    def _try_rules(self, at: int) -> None:
        """On every new entry; on others when what is beside them has changed."""
        for episode in self.open.by_key.values():
            if episode in self.unsettled:
                said = verdicts(self.candidates, episode, episode.newest.at, self.around)
                self.ledger.try_rules(episode, said, at)
        self.unsettled.clear()
