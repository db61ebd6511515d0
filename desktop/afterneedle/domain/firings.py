"""Firings: verdicts that stand until something ends them, the time to act, and what answers them."""

from dataclasses import dataclass, field, replace
from datetime import datetime, time, timedelta

from afterneedle.domain.candidates import Verdict
from afterneedle.domain.conditions import Sight
from afterneedle.domain.days import later
from afterneedle.domain.episodes import HOUR, Episode
from afterneedle.domain.records import Answer, Did, Level, Session
from afterneedle.domain.rulebook import ActBy

FRIDAY = 4
CLINICIAN = (Did.ADVISED_BY_CLINICIAN, Did.SEEN_BY_DOCTOR)
NEVER_REASSURED = ("N07", "N09", "N12")  # a practitioner's reassurance does not lower these, nor any R


def act_before(act_by: ActBy | None, felt_at: datetime) -> datetime | None:
    """The instant of `act_by`; of a day, its last moment in the zone of the entry."""
    if act_by is None or act_by is ActBy.NOW:
        return felt_at if act_by else None
    if act_by is ActBy.WITHIN_2_DAYS or act_by is ActBy.WITHIN_1_WEEK:
        span = timedelta(days=2 if act_by is ActBy.WITHIN_2_DAYS else 7)
        return later(felt_at, span)
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
    session: Session | None
    at: int
    first_at: datetime
    newest: datetime
    act_before: datetime | None
    severity: int
    grounds: list[tuple[str, ...]]
    held: bool = False  # open when the place was needled again: stays until closed or answered
    answers: list[Answer] = field(default_factory=list)
    answered: bool = False
    ended_at: int | None = None

    @property
    def evidence(self) -> frozenset[str]:
        """Ids of the check-ins it rests on, or of the session."""
        return frozenset().union(*self.grounds)

    @property
    def hours(self) -> float | None:
        """From the end of the session to the newest entry; None without a session."""
        return (self.at - self.session.second) / HOUR if self.session else None

    def renew(self, verdict: Verdict, sight: Sight, grounds: list[tuple[str, ...]]) -> None:
        """Fires again on a newer entry; at the same level the time to act by never moves back."""
        old, entry = self.verdict, sight.entry
        if verdict.pressing != old.pressing:
            verdict = self._shifted(verdict, sight.felt_at)
        self.verdict, self.session, self.grounds = verdict, sight.session, grounds
        self.at, self.newest = entry.at, sight.felt_at
        self.severity = min(self.severity, entry.severity)

    def _shifted(self, verdict: Verdict, felt_at: datetime) -> Verdict:
        """The verdict, now that the level or the time to act by is another."""
        old = self.verdict
        if old.stands_alone and verdict.pressing < old.pressing:
            return replace(verdict, level=old.level, act_by=old.act_by)
        due = act_before(verdict.act_by, felt_at)
        asked = self.act_before if verdict.level >= old.level else None
        self.act_before = min((d for d in (asked, due) if d is not None), default=None)
        return verdict

    def carry(self, sight: Sight) -> None:
        """Stands on, over a newer entry that does not fire it."""
        self.at, self.newest = sight.entry.at, sight.felt_at
        self.grounds.append(sight.entry.reading.check_ins)

    def take(self, answer: Answer) -> None:
        """Notes what the patient did, and whether that answers it."""
        self.answers.append(answer)
        self.answered = self.answered or answers(answer.did, self.verdict)


def answers(did: Did, verdict: Verdict) -> bool:
    """Whether doing this is enough for a flag of that rule and level.

    Telling the practitioner answers what asked for the practitioner; it never answers "see a doctor".
    """
    rule, level = verdict.rule, verdict.level
    if did in CLINICIAN:
        return True
    if did is Did.PRACTITIONER_REASSURED:
        return level < Level.EMERGENCY and not rule.is_red and rule.id not in NEVER_REASSURED
    return level <= Level.CONTACT_PRACTITIONER and not rule.is_red
