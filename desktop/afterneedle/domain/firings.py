"""Firings: verdicts that stand until something ends them, the time to act, and what answers them."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from afterneedle.domain.conditions import Partners
from afterneedle.domain.days import later
from afterneedle.domain.decisions import Verdict
from afterneedle.domain.episodes import HOUR, Entry, Episode
from afterneedle.domain.records import Answer, Did, Level, Session
from afterneedle.domain.rulebook import ActBy, Rule

FRIDAY = 4
NEVER = float("inf")
ONE_DAY = timedelta(days=1)  # on the calendar
TWO_DAYS, ONE_WEEK = timedelta(days=2), timedelta(days=7)
CLINICIAN = (Did.ADVISED_BY_CLINICIAN, Did.SEEN_BY_DOCTOR)
NEVER_REASSURED = ("N07", "N09", "N12")  # a practitioner's reassurance does not lower these, nor any R


def act_before(act_by: ActBy | None, felt_at: datetime) -> datetime | None:
    """The instant of `act_by`; of a day, its last moment in the zone of the entry."""
    if act_by is None or act_by is ActBy.NOW:
        return felt_at if act_by else None
    if act_by is ActBy.WITHIN_2_DAYS or act_by is ActBy.WITHIN_1_WEEK:
        return later(felt_at, TWO_DAYS if act_by is ActBy.WITHIN_2_DAYS else ONE_WEEK)
    day = felt_at.replace(hour=23, minute=59, second=59, microsecond=0, fold=0)
    if act_by is ActBy.NEXT_WORKING_DAY:
        day += ONE_DAY
        while day.weekday() > FRIDAY:
            day += ONE_DAY
    return day


@dataclass(slots=True, eq=False)
class Firing:
    """One rule standing over one episode (or over a session, when the rule is about that).

    `fired_by`: the newest entry that fired it, or the session. `partners`: the episodes beside it that it
    rested on, each with its newest entry before `lapsed_at`, from when on nothing fired it (seconds).
    It stands over all entries up to the one at `at`, which was felt at `newest`.
    """

    verdict: Verdict
    episode: Episode | None
    session: Session | None
    fired_by: Entry | Session
    partners: Partners
    at: int
    newest: datetime
    act_before: datetime | None
    severity: int
    held: bool = False  # open when the place was needled again: stays until closed or answered
    answers: tuple[Answer, ...] = ()
    answered: bool = False
    lapsed_at: float = NEVER
    ended_at: int | None = None

    @property
    def evidence(self) -> frozenset[str]:
        """Ids of the check-ins it rests on, or of the session."""
        entry, episode = self.fired_by, self.episode
        if isinstance(entry, Session):
            return frozenset((entry.id,))
        own = [episode.entries[0], *episode.between(entry.at, self.at)] if episode else []
        beside = [partner.newest_before(self.lapsed_at) for partner in self.partners]
        told = [one.reading.check_ins for one in (entry, *own, *beside)]
        return frozenset(entry.compared).union(*told)

    @property
    def hours(self) -> float | None:
        """From the end of the session to the newest entry; None without a session."""
        return (self.at - self.session.second) / HOUR if self.session else None

    def renew(self, verdict: Verdict, session: Session | None, entry: Entry, partners: Partners) -> None:
        """Fires again; at the same level the time to act by never moves back."""
        old = self.verdict
        if verdict is not old and verdict.pressing != old.pressing:
            verdict = self._shifted(verdict, entry.reading.felt_at)
        self.verdict, self.session = verdict, session
        self.fired_by, self.partners, self.lapsed_at = entry, partners, NEVER
        self.at, self.newest = entry.at, entry.reading.felt_at
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

    def lapse(self, at: int) -> None:
        """From now on nothing fires it."""
        if self.lapsed_at == NEVER:
            self.lapsed_at = at

    def carry(self, entry: Entry) -> None:
        """Stands on, over this entry."""
        self.at, self.newest = entry.at, entry.reading.felt_at

    def take(self, answer: Answer) -> None:
        """Notes what the patient did, and whether that answers it."""
        self.answers += (answer,)
        self.answered = self.answered or answers(answer.did, self.verdict.rule, self.verdict.level)


def answers(did: Did, rule: Rule, level: Level) -> bool:
    """Whether doing this is enough for a flag of that rule and level.

    Telling the practitioner answers what asked for the practitioner; it never answers "see a doctor".
    """
    if did in CLINICIAN:
        return True
    if did is Did.PRACTITIONER_REASSURED:
        return level < Level.EMERGENCY and not rule.is_red and rule.id not in NEVER_REASSURED
    return level <= Level.CONTACT_PRACTITIONER and not rule.is_red
