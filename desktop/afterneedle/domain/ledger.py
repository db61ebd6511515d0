"""The ledger of firings while a diary unfolds: raised, renewed, answered, lapsed (docs/rules.md §§2, 4)."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import datetime

from afterneedle.domain.candidates import Candidates, Verdict
from afterneedle.domain.conditions import Partners, Sight
from afterneedle.domain.entries import Moment
from afterneedle.domain.episodes import Episode, is_better
from afterneedle.domain.firings import Firing, act_before
from afterneedle.domain.records import Answer, Did, Level, Session
from afterneedle.domain.rulebook import Rule, Rulebook, Until
from afterneedle.domain.verdicts import verdicts


class Ledger:
    """All firings so far; `standing` are those that nothing has ended.

    `felt`: when each check-in was felt, by its id; `marks`: the highest level that fired at each check-in.
    """

    def __init__(self, rulebook: Rulebook, felt: Mapping[str, datetime]) -> None:
        self.rulebook, self.felt = rulebook, felt
        self.candidates = Candidates(rulebook)
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
            firing = Firing(verdict, None, session, session.second, at, at, due, 0, [(session.id,)])
            self._zaps.append(firing)
            self.firings.append(firing)

    def moment_came(self, moment: Moment) -> None:
        """Ends what stands only until the next check-in, or until the nerve row is answered."""
        if "nerve" in moment.none_of or any(s.group == "nerve" for s, _ in moment.readings):
            for firing in self._zaps:
                firing.ended_at = moment.at
            self._zaps.clear()
        if moment.is_blank:
            return
        for episode, firing in self._passing:
            self._covered[episode, firing.verdict.rule] = firing.newest.timestamp()
            self._end(episode, firing.verdict.rule, moment.at)
        self._passing.clear()

    def try_rules(self, sights: list[Sight], at: int) -> None:
        """Tries every rule on the newest entry of an open episode, as things stand at `at`."""
        episode, entry = sights[0].episode, sights[0].entry
        standing = self._standing[episode]
        fired = set()
        for verdict, sight, partners in verdicts(self.candidates, sights):
            fired.add(verdict.rule)
            self._fire(standing, verdict, sight, partners, at)
        for rule in [rule for rule in standing if rule not in fired]:
            firing = standing[rule]
            if firing.verdict.stands_alone:
                continue
            better = is_better(episode.symptom.scale, entry.severity, firing.severity)
            if not firing.held and (rule.until is not Until.BETTER or better):
                self._end(episode, rule, at)
            elif entry.at == at:
                firing.carry(sights[0])

    def close(self, episode: Episode, at: int) -> None:
        """The episode is over: only what needs a clinician's word still stands."""
        for rule, firing in list(self._standing[episode].items()):
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
        standing = self._standing[episode]
        if answer.did is Did.SEEN_BY_DOCTOR:
            episode.see(answer, max(firing.verdict.level for firing in standing.values()))
        at = int(answer.at.timestamp())
        for rule, firing in list(standing.items()):
            firing.take(answer)
            if firing.answered and firing.verdict.stands_alone:
                self._covered[episode, rule] = at
                self._end(episode, rule, at)

    def _concerns(
        self, answer: Answer, episode: Episode, standing: Collection[Firing], is_looked_at: bool
    ) -> bool:
        """Named by its rule, or by another that looks at the same symptom, and by one of its check-ins."""
        named = [firing for firing in standing if is_looked_at or firing.verdict.rule.id == answer.rule]
        felt_at = self.felt.get(answer.check_in)
        told = felt_at is not None and episode.rests_on(answer.check_in, int(felt_at.timestamp()))
        return bool(named) and (told or any(answer.check_in in firing.evidence for firing in named))

    def _fire(
        self, standing: dict[Rule, Firing], verdict: Verdict, sight: Sight, partners: Partners, at: int
    ) -> None:
        episode, entry, rule = sight.episode, sight.entry, verdict.rule
        newest_at = max(entry.at, *(p.newest.at for p in partners)) if partners else entry.at
        if self._covered and newest_at <= self._covered.get((episode, rule), float("-inf")):
            return
        if entry.at == at:
            self._mark(entry.reading.check_ins, verdict.level)
        # the check-ins it rests on: the first, those compared, the newest, those of the partners
        grounds = [episode.entries[0].reading.check_ins, entry.compared, entry.reading.check_ins]
        grounds += [partner.newest.reading.check_ins for partner in partners]
        firing = standing.get(rule)
        if firing is not None and firing.answered:
            is_new = newest_at > firing.answers[-1].at.timestamp()  # there again after the answer
            if is_new and self._seen(episode, verdict, partners) is None:
                self._end(episode, rule, at)
                firing = None
        if firing is not None:
            firing.renew(verdict, sight, grounds)
        else:
            self._raise(standing, verdict, sight, partners, grounds)

    def _mark(self, check_ins: tuple[str, ...], level: Level) -> None:
        for id in check_ins:
            self.marks[id] = max(level, self.marks.get(id, level))

    def _raise(
        self,
        standing: dict[Rule, Firing],
        verdict: Verdict,
        sight: Sight,
        partners: Partners,
        grounds: list[tuple[str, ...]],
    ) -> None:
        episode, entry, felt_at = sight.episode, sight.entry, sight.felt_at
        due = _due(standing.values(), verdict, felt_at)
        firing = Firing(
            verdict, episode, sight.session, entry.at, felt_at, felt_at, due, entry.severity, grounds
        )
        seen = self._seen(episode, verdict, partners)
        if seen is not None and not verdict.stands_alone:
            firing.take(seen)
        standing[verdict.rule] = firing
        self.firings.append(firing)
        if verdict.rule.until is Until.NEXT_CHECK_IN:
            self._passing.append((episode, firing))

    def _seen(self, episode: Episode, verdict: Verdict, partners: Partners) -> Answer | None:
        """A doctor has seen this: it asked for no more then, and no other sign has joined it since."""
        seen = episode.seen
        if seen is None or verdict.level > seen.level:
            return None
        answered = seen.answer.at.timestamp()
        return None if any(p.began > answered for p in partners) else seen.answer

    def _end(self, episode: Episode, rule: Rule, at: int) -> None:
        self._standing[episode].pop(rule).ended_at = at


def _due(standing: Iterable[Firing], verdict: Verdict, felt_at: datetime) -> datetime | None:
    """By when to act; never later than what a flag of the same level asked of the same episode."""
    asked = [f.act_before for f in standing if not f.answered and f.verdict.level is verdict.level]
    due = [act_before(verdict.act_by, felt_at), *asked]
    return min((d for d in due if d is not None), default=None)
