"""The ledger of firings while a diary unfolds: raised, renewed, answered, lapsed (docs/rules.md §§2, 4)."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import datetime

from afterneedle.domain.conditions import Partners
from afterneedle.domain.decisions import Verdict
from afterneedle.domain.entries import Moment
from afterneedle.domain.episodes import Entry, Episode, is_better
from afterneedle.domain.firings import Firing, act_before
from afterneedle.domain.records import Answer, Did, Level, Session
from afterneedle.domain.rulebook import Rule, Rulebook, Until
from afterneedle.domain.verdicts import Said


class Ledger:
    """All firings so far; `standing` are those that nothing has ended.

    `felt`: when each check-in was felt, by its id; `marks`: the highest level that fired at each check-in.
    """

    def __init__(self, rulebook: Rulebook, felt: Mapping[str, datetime]) -> None:
        self.rulebook, self.felt = rulebook, felt
        self.firings: list[Firing] = []
        self.marks: dict[str, Level] = {}
        self._standing: defaultdict[Episode, dict[Rule, Firing]] = defaultdict(dict)
        self._passing: list[tuple[Episode, Firing]] = []  # that stand until the next check-in
        self._zaps: list[Firing] = []
        self._covered: dict[tuple[Episode, Rule], float] = {}

    def session_ended(self, session: Session) -> None:
        """A zap that may have lasted fires; soreness flags of places needled again are held open."""
        for episode, standing in self._standing.items():
            needled = episode.place is None or episode.place in session.sites
            if needled and episode.symptom.group == "soreness":
                for firing in standing.values():
                    firing.held = True
        if not session.zap.felt or session.zap.stopped_at_once:
            return
        for rule in (r for r in self.rulebook.rules if r.about == "zap"):
            case, at = rule.cases[0], session.ended_at
            verdict, due = Verdict(rule, case.level, case.act_by), act_before(case.act_by, at)
            firing = Firing(verdict, None, session, session, (), session.second, at, due, 0)
            self._zaps.append(firing)
            self.firings.append(firing)

    def moment_came(self, moment: Moment) -> None:
        """Ends what stands only until the next check-in, or until the nerve row is answered."""
        if self._zaps and moment.answers("nerve"):
            for firing in self._zaps:
                firing.ended_at = moment.at
            self._zaps.clear()
        if moment.is_blank:
            return
        for episode, firing in self._passing:
            self._covered[episode, firing.verdict.rule] = firing.newest.timestamp()
            episode.is_answered = True
            self._end(episode, firing.verdict.rule, moment.at)
        self._passing.clear()

    def try_rules(self, episode: Episode, said: list[Said], at: int) -> None:
        """Takes what the rules say of the newest entry of an open episode, as things stand at `at`."""
        entry, standing = episode.newest, self._standing[episode]
        new = [one for one in said if not self._is_covered(episode, one)] if self._covered else said
        for one in new:
            verdict, session, partners = one
            firing = standing.get(verdict.rule)
            if firing is not None and firing.answered and self._is_there_again(firing, episode, one):
                self._end(episode, verdict.rule, at)
                firing = None
            if firing is None:
                self._raise(standing, episode, one)
            else:
                firing.renew(verdict, session, entry, partners)
        if new and entry.at == at:
            self._mark(entry, max([verdict.level for verdict, _, _ in new]))
        if len(new) < len(standing):
            self._lapse(episode, said, new, at)

    def _lapse(self, episode: Episode, said: list[Said], new: list[Said], at: int) -> None:
        """What the newest entry does not fire ends, unless it is held or latched."""
        entry, standing = episode.newest, self._standing[episode]
        spoken = {verdict.rule for verdict, _, _ in said}
        for rule in standing.keys() - {verdict.rule for verdict, _, _ in new}:
            firing = standing[rule]
            firing.lapse(at)
            if firing.verdict.stands_alone or rule in spoken:
                continue
            better = is_better(episode.symptom.scale, entry.severity, firing.severity)
            if not firing.held and (rule.until is not Until.BETTER or better):
                self._end(episode, rule, at)
            else:
                firing.carry(entry)

    def _mark(self, entry: Entry, level: Level) -> None:
        for id in entry.reading.check_ins:
            self.marks[id] = max(level, self.marks.get(id, level))

    def close(self, episode: Episode, at: int) -> None:
        """The episode is over: only what needs a clinician's word still stands."""
        for rule, firing in list(self._standing[episode].items()):
            firing.lapse(at)
            if not firing.verdict.stands_alone:
                self._end(episode, rule, at)
        if not self._standing[episode]:
            del self._standing[episode]

    def take(self, answer: Answer) -> list[Episode]:
        """Notes an answer on everything that stands over its episodes; these are returned."""
        everything = frozenset(self.rulebook.by_symptom)
        looked_at = frozenset[str]().union(
            *(r.symptoms for r in self.rulebook.rules if r.id == answer.rule and r.symptoms != everything)
        )
        answered = [
            episode
            for episode, standing in self._standing.items()
            if self._concerns(answer, episode, standing.values(), episode.symptom.id in looked_at)
        ]
        for episode in answered:
            self._answer(episode, answer)
        for firing in [
            f for f in self._zaps if f.verdict.rule.id == answer.rule and answer.check_in in f.evidence
        ]:
            firing.take(answer)
        return answered

    def _answer(self, episode: Episode, answer: Answer) -> None:
        standing, episode.is_answered = self._standing[episode], True
        if answer.did is Did.SEEN_BY_DOCTOR:
            episode.see(answer, max(firing.verdict.level for firing in standing.values()))
        at = int(answer.at.timestamp())
        for rule, firing in list(standing.items()):
            firing.take(answer)
            if firing.answered and firing.verdict.stands_alone:
                self._covered[episode, rule] = at
                firing.lapse(at + 1)  # what was felt in this second came before it
                self._end(episode, rule, at)

    def _concerns(
        self, answer: Answer, episode: Episode, standing: Collection[Firing], is_looked_at: bool
    ) -> bool:
        """Named by its rule, or by another that looks at the same symptom, and by one of its check-ins."""
        named = [firing for firing in standing if is_looked_at or firing.verdict.rule.id == answer.rule]
        felt_at = self.felt.get(answer.check_in)
        told = felt_at is not None and episode.rests_on(answer.check_in, int(felt_at.timestamp()))
        return bool(named) and (told or any(answer.check_in in firing.evidence for firing in named))

    def _is_covered(self, episode: Episode, said: Said) -> bool:
        """An answer covers all it rests on."""
        verdict, _, partners = said
        covered = self._covered.get((episode, verdict.rule))
        return covered is not None and _newest_at(episode, partners) <= covered

    def _is_there_again(self, firing: Firing, episode: Episode, said: Said) -> bool:
        """It was felt after it was answered, and a doctor has not seen this."""
        is_newer = _newest_at(episode, said[2]) > firing.answers[-1].at.timestamp()
        return is_newer and self._seen(episode, said) is None

    def _raise(self, standing: dict[Rule, Firing], episode: Episode, said: Said) -> None:
        """A new firing; answered, when a doctor has seen all of this."""
        verdict, session, partners = said
        entry = episode.newest
        felt_at = entry.reading.felt_at
        due = _due(standing.values(), verdict, felt_at)
        firing = Firing(verdict, episode, session, entry, partners, entry.at, felt_at, due, entry.severity)
        seen = self._seen(episode, said)
        if seen is not None and not verdict.stands_alone:
            firing.take(seen)
        standing[verdict.rule] = firing
        self.firings.append(firing)
        if verdict.rule.until is Until.NEXT_CHECK_IN:
            self._passing.append((episode, firing))

    def _seen(self, episode: Episode, said: Said) -> Answer | None:
        """A doctor has seen this: it asked for no more then, and no other sign has joined it since."""
        (verdict, _, partners), seen = said, episode.seen
        if seen is None or verdict.level > seen.level:
            return None
        answered = seen.answer.at.timestamp()
        return None if any(p.began > answered for p in partners) else seen.answer

    def _end(self, episode: Episode, rule: Rule, at: int) -> None:
        firing = self._standing[episode].pop(rule)
        firing.lapse(at)
        firing.ended_at = at


def _newest_at(episode: Episode, partners: Partners) -> int:
    """When one of these was last felt."""
    return max(one.newest.at for one in (episode, *partners))


def _due(standing: Iterable[Firing], verdict: Verdict, felt_at: datetime) -> datetime | None:
    """By when to act; never later than what a flag of the same level asked of the same episode."""
    due = act_before(verdict.act_by, felt_at)
    for firing in standing:
        asked = firing.act_before
        if asked is not None and firing.verdict.level is verdict.level and not firing.answered:
            due = asked if due is None or asked < due else due
    return due
