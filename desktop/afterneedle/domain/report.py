"""What a doctor reads, as values: findings first, what was denied, the sessions, then day by day."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from afterneedle.domain.catalogue import Catalogue, PlaceNeed, Symptom
from afterneedle.domain.day_table import Column, Day, Gap, columns_of, day_rows
from afterneedle.domain.flags import Assessment, Flag
from afterneedle.domain.impossible import Impossible
from afterneedle.domain.letters import lettered
from afterneedle.domain.records import CheckIn, Patient, Records, Session
from afterneedle.domain.rulebook import Modifier, Rulebook

USUAL_DAYS = 30


@dataclass(frozen=True)
class Strength:
    """How strong a symptom was from the first entry of a finding to the newest."""

    first: int
    highest: int
    newest: int


@dataclass(frozen=True)
class Finding:
    """A flag with the letter that marks it on the page.

    `session`: the number of the session it counts from; `first_hours`: from that to when it was first felt.
    """

    letter: str
    flag: Flag
    session: int | None
    first_hours: float | None
    strength: Strength | None
    raised_by: tuple[Modifier, ...]

    @property
    def is_open(self) -> bool:
        return self.flag.closed_at is None


@dataclass(frozen=True)
class Asked:
    """On how many days of the period a sign was there, and on how many it was asked about and was not."""

    symptom: Symptom
    yes: int
    no: int


@dataclass(frozen=True)
class Report:
    """`sessions` by their number in the diary; `unprinted` counts the diary's other sessions.

    `logged`: days of the period with a check-in. `columns` head the cells of every Day in `rows`.
    """

    now: datetime
    first: date
    last: date
    rulebook: str
    rulebook_date: date
    patient: Patient
    findings: tuple[Finding, ...]
    not_known: tuple[str, ...]
    asked: tuple[Asked, ...]
    sessions: Mapping[int, Session]
    unprinted: int
    logged: int
    columns: tuple[Column, ...]
    rows: tuple[Day | Gap, ...]

    @property
    def days(self) -> int:
        """How many calendar days the period has."""
        return (self.last - self.first).days + 1


def report(
    records: Records,
    assessment: Assessment,
    catalogue: Catalogue,
    rulebook: Rulebook,
    now: datetime,
    first: date | None = None,
    last: date | None = None,
) -> Report:
    """The report of a period; by default since the first session of the last 30 days.

    Open flags are always in it, closed ones when they stood in the period.
    Raises Impossible when the period ends before it begins.
    """
    sessions = dict(enumerate((s for s in records.sessions if s.ended_at <= now), start=1))
    check_ins = [c for c in records.check_ins if c.felt_at <= now]
    # Written further east, an entry of a minute ago may already bear tomorrow's date.
    today = max([now.date(), *(c.day for c in check_ins), *(s.ended_at.date() for s in sessions.values())])
    last = min(last or today, today)
    first = first or _usual_start(sessions.values(), last)
    if first > last:
        raise Impossible("from", "the period ends before it begins")
    findings = _findings(assessment, rulebook, sessions, check_ins, first, last)
    printed = _printed_sessions(sessions, findings, first, last)
    mine = [c for c in check_ins if first <= c.day <= last]
    columns = columns_of(
        mine, catalogue, (Column(f.flag.symptom, f.flag.place) for f in findings if f.flag.symptom)
    )
    letters: dict[str, list[str]] = {}
    for finding in findings:
        for source in finding.flag.evidence:
            letters.setdefault(source, []).append(finding.letter)
    return Report(
        now=now,
        first=first,
        last=last,
        rulebook=rulebook.version,
        rulebook_date=rulebook.date,
        patient=records.patient,
        findings=findings,
        not_known=assessment.not_known,
        asked=_asked(catalogue, records.patient, mine),
        sessions=printed,
        unprinted=len(sessions) - len(printed),
        logged=len({c.day for c in mine}),
        columns=tuple(columns),
        rows=tuple(day_rows(first, last, columns, check_ins, sessions, letters)),
    )


def _usual_start(sessions: Iterable[Session], last: date) -> date:
    usual = last - timedelta(days=USUAL_DAYS)
    ended = sorted(day for s in sessions if (day := s.ended_at.date()) <= last)
    recent = [day for day in ended if day >= usual]
    return recent[0] if recent else ended[-1] if ended else usual


def _findings(
    assessment: Assessment,
    rulebook: Rulebook,
    sessions: Mapping[int, Session],
    check_ins: Sequence[CheckIn],
    first: date,
    last: date,
) -> tuple[Finding, ...]:
    numbers = {s.id: n for n, s in sessions.items()}
    modifiers = {m.id: m for m in rulebook.modifiers}
    return tuple(
        Finding(
            letter=letter,
            flag=flag,
            session=numbers.get(flag.session.id) if flag.session else None,
            first_hours=(flag.since - flag.session.ended_at) / timedelta(hours=1) if flag.session else None,
            strength=_strength(flag, check_ins),
            raised_by=tuple(modifiers[m] for m in (*flag.raised_by, *flag.mentions) if m in modifiers),
        )
        for letter, flag in lettered(assessment, first, last).items()
    )


def _strength(flag: Flag, check_ins: Sequence[CheckIn]) -> Strength | None:
    values = [
        o.worst
        for c in check_ins
        if flag.since <= c.felt_at <= flag.newest
        for o in c.observations
        if o.worst is not None and o.symptom is flag.symptom
        if o.place is flag.place or (o.place is None and o.symptom.place is PlaceNeed.SITES)
    ]
    return Strength(values[0], max(values), values[-1]) if values else None


def _printed_sessions(
    sessions: Mapping[int, Session], findings: Iterable[Finding], first: date, last: date
) -> dict[int, Session]:
    """Those of the period, the one its first day counts from, and those a finding counts from."""
    start = max((day for s in sessions.values() if (day := s.ended_at.date()) <= first), default=first)
    named = {f.session for f in findings}
    return {n: s for n, s in sessions.items() if n in named or start <= s.ended_at.date() <= last}


def _asked(catalogue: Catalogue, patient: Patient, check_ins: Sequence[CheckIn]) -> tuple[Asked, ...]:
    """Every sign a check-in can deny, in the order of the catalogue; pregnancy only where it is asked."""
    rows = []
    for symptom in catalogue.symptoms.values():
        yes = {c.day for c in check_ins if _is_there(symptom, c)}
        no = {c.day for c in check_ins if _is_denied(symptom, c)} - yes
        concerns = symptom.id != "rf_preg" or "pregnant" in patient.conditions or bool(yes or no)
        if symptom.group != "soreness" and concerns:
            rows.append(Asked(symptom, len(yes), len(no)))
    return tuple(rows)


def _is_there(symptom: Symptom, c: CheckIn) -> bool:
    return any(o.symptom is symptom and o.is_present for o in c.observations) or any(
        sign.symptom is symptom for sign in c.red_flags.present
    )


def _is_denied(symptom: Symptom, c: CheckIn) -> bool:
    gone = any(o.symptom is symptom and o.place is None and o.is_gone for o in c.observations)
    return symptom in c.red_flags.denied or symptom.group in c.none_of or gone
