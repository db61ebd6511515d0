"""Trying the rules on an entry: verdicts, and the firings that stand until something ends them."""

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, time, timedelta
from itertools import chain

from afterneedle.domain.candidates import Candidate, Candidates
from afterneedle.domain.conditions import Partners, Sight, partners_met
from afterneedle.domain.episodes import Episode
from afterneedle.domain.records import Answer, Did, Level, Session
from afterneedle.domain.rulebook import ActBy, Case, Modifier, Rule, Until

FRIDAY = 4
PRESSING = list(ActBy)
RAISED_ACT_BY = {Level.CONTACT_PRACTITIONER: ActBy.NEXT_WORKING_DAY, Level.SEE_DOCTOR: ActBy.WITHIN_2_DAYS}
CLINICIAN = (Did.ADVISED_BY_CLINICIAN, Did.SEEN_BY_DOCTOR)
NEVER_REASSURED = ("N07", "N09", "N12")  # a practitioner's reassurance does not lower these, nor any R


_Raising = dict[Modifier, Partners | None]  # looked at once for one entry, whichever rules they raise


@dataclass(slots=True)
class Verdict:
    """What one rule says of one entry, modifiers included."""

    rule: Rule
    level: Level
    act_by: ActBy | None
    raised_by: tuple[str, ...]
    session: Session | None
    hours: float | None
    partners: Partners

    @property
    def pressing(self) -> tuple[int, int]:
        """Sorts by level, then by how soon to act; more is more pressing."""
        return self.level, -PRESSING.index(self.act_by) if self.act_by else -len(PRESSING)


def verdicts(candidates: Candidates, sights: list[Sight]) -> list[Verdict]:
    """Every rule that fires above "expected", as seen from the session that gives the highest level."""
    found = _verdicts(candidates, sights[0])
    if len(sights) == 1:
        return found
    best = {v.rule: v for v in found}
    for verdict in chain.from_iterable(_verdicts(candidates, sight) for sight in sights[1:]):
        known = best.get(verdict.rule)
        if known is None or verdict.pressing > known.pressing:
            best[verdict.rule] = verdict
    return [best[rule] for rule in candidates.rules(sights[0]) if rule in best]


def _verdicts(candidates: Candidates, sight: Sight) -> list[Verdict]:
    found = []
    raising: _Raising = {}
    for candidate in candidates.of(sight):
        best: Verdict | None = None
        for case in candidate.cases:
            partners = partners_met(case.when, sight)
            if partners is None:
                continue
            verdict = _verdict(candidate, case, partners, sight, raising)
            if best is None or verdict.pressing > best.pressing:
                best = verdict
        if best is not None and best.level > Level.EXPECTED:
            found.append(best)
    return found


def _verdict(
    candidate: Candidate, case: Case, partners: Partners, sight: Sight, raising: _Raising
) -> Verdict:
    level, act_by, raised_by = case.level, case.act_by, tuple[str, ...]()
    for modifier in candidate.modifiers:
        if level >= modifier.cap:
            continue
        if modifier not in raising:
            raising[modifier] = partners_met(modifier.when, sight)
        met = raising[modifier]
        if met is not None:
            level = Level(min(level + modifier.by, modifier.cap))
            act_by = act_by if act_by is ActBy.TODAY else RAISED_ACT_BY.get(level, act_by)
            raised_by += (modifier.id,)
            partners += met
    hours = sight.hours if sight.session else None
    return Verdict(candidate.rule, level, act_by, raised_by, sight.session, hours, partners)


def act_before(act_by: ActBy | None, felt_at: datetime) -> datetime | None:
    """The instant of `act_by`; of a day, its last moment in the zone of the entry."""
    if act_by is None or act_by is ActBy.NOW:
        return felt_at if act_by else None
    if act_by is ActBy.WITHIN_2_DAYS or act_by is ActBy.WITHIN_1_WEEK:
        span = timedelta(days=2 if act_by is ActBy.WITHIN_2_DAYS else 7)
        return (felt_at.astimezone(UTC) + span).astimezone(
            felt_at.tzinfo
        )  # real hours, also over a clock change
    day = felt_at.date()
    if act_by is ActBy.NEXT_WORKING_DAY:
        day += timedelta(days=1)
        while day.weekday() > FRIDAY:
            day += timedelta(days=1)
    return datetime.combine(day, time(23, 59, 59), felt_at.tzinfo)


@dataclass(slots=True, eq=False)
class Firing:
    """One rule standing over one episode (or over a session, when the rule is about that)."""

    verdict: Verdict
    episode: Episode | None
    first_at: datetime
    newest: datetime
    act_before: datetime | None
    severity: int
    grounds: list[tuple[str, ...]]  # ids of check-ins, or of the session
    held: bool = False  # open when the place was needled again: stays until closed or answered
    answers: list[Answer] = field(default_factory=list)
    answered: bool = False
    ended_at: int | None = None

    @property
    def rule(self) -> Rule:
        return self.verdict.rule

    @property
    def stands_alone(self) -> bool:
        """Only a clinician's word closes it: red rules, emergencies and those that say so."""
        return self.rule.is_red or self.verdict.level is Level.EMERGENCY or self.rule.until is Until.ANSWERED

    @property
    def evidence(self) -> frozenset[str]:
        """Ids of the check-ins it rests on, or of the session."""
        return frozenset().union(*self.grounds)

    def renew(
        self, verdict: Verdict, felt_at: datetime, severity: int, grounds: list[tuple[str, ...]]
    ) -> None:
        """Fires again on a newer entry; at the same level the time to act by never moves back."""
        if verdict.level is not self.verdict.level or verdict.act_by is not self.verdict.act_by:
            verdict = self._shifted(verdict, felt_at)
        self.verdict, self.newest, self.grounds = verdict, felt_at, grounds
        self.severity = min(self.severity, severity)

    def _shifted(self, verdict: Verdict, felt_at: datetime) -> Verdict:
        """The verdict, now that the level or the time to act by is another."""
        if self.stands_alone and verdict.pressing < self.verdict.pressing:
            return replace(verdict, level=self.verdict.level, act_by=self.verdict.act_by)
        due = act_before(verdict.act_by, felt_at)
        asked = self.act_before if verdict.level >= self.verdict.level else None
        self.act_before = min((d for d in (asked, due) if d is not None), default=None)
        return verdict

    def carry(self, hours: float | None, felt_at: datetime, check_ins: tuple[str, ...]) -> None:
        """Stands on, over a newer entry that does not fire it."""
        self.verdict, self.newest = replace(self.verdict, hours=hours), felt_at
        self.grounds.append(check_ins)

    def take(self, answer: Answer) -> None:
        """Notes what the patient did, and whether that answers it."""
        self.answers.append(answer)
        self.answered = self.answered or answers(answer.did, self.rule, self.verdict.level)


def answers(did: Did, rule: Rule, level: Level) -> bool:
    """Whether doing this is enough for a flag of that rule and level.

    Telling the practitioner answers what asked for the practitioner; it never answers "see a doctor".
    """
    if did in CLINICIAN:
        return True
    if did is Did.PRACTITIONER_REASSURED:
        return level < Level.EMERGENCY and not rule.is_red and rule.id not in NEVER_REASSURED
    return level <= Level.CONTACT_PRACTITIONER and not rule.is_red
