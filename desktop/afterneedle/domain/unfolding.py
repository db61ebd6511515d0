"""Unfolds a diary in the order of what was felt: sessions, moments and answers become episodes and firings.

The order of entry does not matter, and nothing felt after `until` counts.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from heapq import merge
from operator import itemgetter

from afterneedle.domain.baselines import Baselines
from afterneedle.domain.catalogue import Catalogue, Closing, PlaceNeed, Symptom
from afterneedle.domain.conditions import sights
from afterneedle.domain.entries import Key, Moment, Reading, moments
from afterneedle.domain.episodes import RETURN, Episode, same_limb
from afterneedle.domain.firings import CLINICIAN
from afterneedle.domain.ledger import Ledger
from afterneedle.domain.needled import Needled
from afterneedle.domain.records import Answer, Records, Session
from afterneedle.domain.rulebook import Rulebook


@dataclass(slots=True)
class Unfolded:
    """A diary unfolded up to one moment; all times in seconds.

    `beside`: the open episodes again, by symptom. `last_told`: the newest check-in that is not blank.
    `answered`: when each group ("red_flags" among them) was last answered. `last_present`, `last_moment`:
    the newest check-in with a symptom there, and the newest of all.
    """

    ledger: Ledger
    sessions: list[Session] = field(default_factory=list)
    open: dict[Key, Episode] = field(default_factory=dict)
    beside: defaultdict[str, list[Episode]] = field(default_factory=lambda: defaultdict(list))
    answered: dict[str, int] = field(default_factory=dict)
    last_present: int | None = None
    last_told: int | None = None
    last_moment: int | None = None


def unfold(records: Records, catalogue: Catalogue, rulebook: Rulebook, until: datetime) -> Unfolded:
    """The diary as known at `until`: what was felt later does not count."""
    felt = {c.id: c.felt_at for c in records.check_ins}
    sweep = _Sweep(records, catalogue, Unfolded(Ledger(rulebook, felt)))
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
        key=itemgetter(0, 1),
    )
    return (event for _, _, event in timed)


def _order_of_answers(answer: Answer) -> tuple[float, str]:
    return answer.at.timestamp(), f"{answer.rule} {answer.check_in} {answer.did.value}"


class _Sweep:
    """What is known up to one moment.

    `unsettled`: open episodes beside which something has changed since the rules were last tried on them.
    """

    def __init__(self, records: Records, catalogue: Catalogue, result: Unfolded) -> None:
        self.result, self.ledger = result, result.ledger
        self.open, self.beside = result.open, result.beside
        self.rulebook = result.ledger.rulebook
        self.patient = records.patient
        self.always_asked = catalogue.red_flags_asked
        self.deniable = [catalogue.symptoms[id] for id in self.rulebook.denials]
        self.needled = Needled(result.sessions)
        self.baselines = Baselines(records.patient, result.ledger.felt)
        self.unsettled: set[Episode] = set()
        self.closed: dict[Key, Episode] = {}
        self.gone: defaultdict[Key, list[int]] = defaultdict(list)
        self.none: defaultdict[str, list[int]] = defaultdict(list)  # by group
        self.denied: dict[Symptom, int] = {}

    def session_ended(self, session: Session) -> None:
        self.needled.add(session)
        self.baselines.renew(session, self.open)
        self.ledger.session_ended(session)

    def answered(self, answer: Answer) -> None:
        for episode in self.ledger.take(answer):
            if episode.symptom.closing is Closing.ANSWER and answer.did in CLINICIAN:
                self._close(episode, int(answer.at.timestamp()))

    def felt(self, moment: Moment) -> None:
        at = moment.at
        self.ledger.moment_came(moment)
        self._note_answered(moment)
        came, spoken_of = [], set()
        for key, reading in moment.readings.items():
            episode = self.open.get(key)
            if episode is not None or self.beside.get(key[0].id):
                spoken_of.add(key[0].id)
            if reading.present and not self.baselines.covers(key, reading, episode):
                came.append(key)
            else:
                self._say_gone(key, at, episode)
        for group in moment.none_of:
            spoken_of.update(self._say_none_of(group, moment))
        for key in came:
            spoken_of.add(key[0].id)
            self._take_in(key, moment.readings[key])
        there = {symptom for symptom, _ in came}
        for symptom in self.deniable:
            if symptom in moment.asked and symptom not in there:
                self.denied[symptom] = at
        if came or self.unsettled:
            self._try_rules(at, spoken_of)

    def _note_answered(self, moment: Moment) -> None:
        result, at = self.result, moment.at
        result.last_moment = at
        if not moment.is_blank:
            result.last_told = at
        for (symptom, _), reading in moment.readings.items():
            result.answered[symptom.group] = at
            if reading.present:
                result.last_present = at
        for group in moment.none_of:
            result.answered[group] = at
        if moment.asked >= self.always_asked:
            result.answered["red_flags"] = at

    # episodes

    def _say_gone(self, key: Key, at: int, episode: Episode | None) -> None:
        symptom, place = key
        self.gone[key].append(at)
        if symptom.id == "old_pain":
            self.baselines.old_pain_gone(key)
        ended = [episode] if episode is not None else []
        if place is None and symptom.place is PlaceNeed.OPTIONAL:
            ended = list(self.beside[symptom.id])  # wherever it was
        for one in ended:
            one.say_gone(at)
            if one.closed_at is not None:
                self._close(one, at)

    def _say_none_of(self, group: str, moment: Moment) -> list[str]:
        """None of a group is there: those that were open are gone, and are returned by symptom."""
        self.none[group].append(moment.at)
        ended = [e for k, e in self.open.items() if k[0].group == group and k not in moment.readings]
        for episode in ended:
            still_open = episode if episode.closed_at is None else None
            self._say_gone((episode.symptom, episode.place), moment.at, still_open)
        return [episode.symptom.id for episode in ended]

    def _close(self, episode: Episode, at: int) -> None:
        key = episode.symptom, episode.place
        self.closed[key] = self.open.pop(key)
        self.beside[episode.symptom.id].remove(episode)
        self.unsettled.discard(episode)
        self._unsettle(episode)
        episode.closed_at = at
        self.ledger.close(episode, at)

    def _unsettle(self, changed: Episode) -> None:
        """Something has changed beside the episodes whose rules look at one like this."""
        for name, only_in_limb in self.rulebook.watchers.get(changed.symptom.id, {}).items():
            for episode in self.beside.get(name, ()):
                if not only_in_limb or same_limb(episode.place, changed.place):
                    self.unsettled.add(episode)

    def _take_in(self, key: Key, reading: Reading) -> None:
        symptom, place = key
        episode = self.open.get(key) or self._begin(key, reading.at)
        if symptom.group == "soreness":
            again = self.needled.latest(symptom, place)
            episode.sessions = (again,) if again else episode.sessions
        joined = symptom.group == "nerve" and not episode.entries and self._joins(episode)
        none_at = max((known[-1] for known in self._nones(key) if known), default=None)
        episode.add(reading, joined, none_at, self.denied.get(symptom))
        self._unsettle(episode)

    def _joins(self, new: Episode) -> bool:
        """A nerve sign beside another in that limb that was there before."""
        return any(
            other.symptom.group == "nerve" and other.began < new.began and same_limb(other.place, new.place)
            for other in self.open.values()
        )

    def _nones(self, key: Key) -> tuple[list[int], list[int]]:
        """When it, or its whole group, was said to be gone or none."""
        return self.gone[key], self.none[key[0].group]

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
        self.open[key] = episode
        self.beside[symptom.id].append(episode)
        return episode

    def _try_rules(self, at: int, spoken_of: set[str]) -> None:
        """On every new entry; on others when what is beside them has changed and was spoken of."""
        for episode in self.open.values():
            entry = episode.newest
            watched = self.rulebook.beside.get(episode.symptom.id, {})
            if entry.at == at or (episode in self.unsettled and not spoken_of.isdisjoint(watched)):
                felt_at = self.ledger.felt[entry.reading.check_ins[0]]
                seen = sights(episode, entry.at, felt_at, self.beside, self.patient, self.result.sessions)
                self.ledger.try_rules(seen, at)
                self.unsettled.discard(episode)
