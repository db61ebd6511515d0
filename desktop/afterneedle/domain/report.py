"""What a doctor reads, as values: findings first, what was denied, the sessions, then day by day."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from afterneedle.domain.catalogue import Catalogue, Symptom
from afterneedle.domain.daily_life import DailyLife, daily_life
from afterneedle.domain.day_table import Column, Day, Gap, columns_of, day_rows
from afterneedle.domain.days import newest_day
from afterneedle.domain.excerpt import Part
from afterneedle.domain.findings import Finding, findings, letters_by_source
from afterneedle.domain.flags import Assessment
from afterneedle.domain.periods import check_period, sessions_of, usual_start
from afterneedle.domain.records import CheckIn, Patient, Records, Session
from afterneedle.domain.rulebook import Rulebook
from afterneedle.domain.summary import Summary, summary
from afterneedle.domain.timeline import Timeline, timeline


@dataclass(frozen=True)
class Wanted:
    """What the patient wants in a report.

    `first`, `last`: its days; by default since the first session of the last 30 days, to today.
    `every_entry`: each check-in in full at the end; `checklist`: the page to take to the next session;
    `attached`: the diary file of these days inside the PDF.
    """

    first: date | None = None
    last: date | None = None
    left_out: frozenset[Part] = frozenset()
    every_entry: bool = False
    checklist: bool = False
    attached: bool = False


USUAL = Wanted()


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
    `daily_life`: the functions that were answered in the period; `attachment`: a diary file, or nothing.
    """

    now: datetime
    wanted: Wanted
    first: date
    last: date
    rulebook: str
    rulebook_date: date
    patient: Patient
    summary: Summary
    findings: tuple[Finding, ...]
    not_known: tuple[str, ...]
    asked: tuple[Asked, ...]
    daily_life: tuple[DailyLife, ...]
    timeline: Timeline
    sessions: Mapping[int, Session]
    unprinted: int
    logged: int
    columns: tuple[Column, ...]
    rows: tuple[Day | Gap, ...]
    attachment: str = ""

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
    wanted: Wanted = USUAL,
) -> Report:
    """The report of the days that are wanted, from records that hold no part that was left out.

    Open flags are always in it, closed ones when they stood in the period.
    Raises Impossible when the period ends before it begins.
    """
    sessions = dict(enumerate((s for s in records.sessions if s.ended_at <= now), start=1))
    check_ins = [c for c in records.check_ins if c.felt_at <= now]
    today = newest_day(now, sessions.values(), check_ins)
    last = min(wanted.last or today, today)
    first = wanted.first or usual_start(sessions.values(), last)
    check_period(first, last)
    found = findings(assessment, catalogue, rulebook, sessions, check_ins, first, last)
    printed = _printed_sessions(sessions, found, first, last)
    mine = [c for c in check_ins if first <= c.day <= last]
    columns = columns_of(
        mine, catalogue, (Column(f.flag.symptom, f.flag.place) for f in found if f.flag.symptom)
    )
    return Report(
        now=now,
        wanted=wanted,
        first=first,
        last=last,
        rulebook=rulebook.version,
        rulebook_date=rulebook.date,
        patient=records.patient,
        summary=summary(assessment, catalogue, found, sessions, check_ins, now),
        findings=found,
        not_known=assessment.not_known,
        asked=_asked(catalogue, records.patient, mine),
        daily_life=daily_life(catalogue.functions.values(), mine),
        timeline=timeline(records, {f.letter: f.flag for f in found}, now, first, last),
        sessions=printed,
        unprinted=len(sessions) - len(printed),
        logged=len({c.day for c in mine}),
        columns=tuple(columns),
        rows=tuple(day_rows(first, last, columns, check_ins, sessions, letters_by_source(found))),
    )


def _printed_sessions(
    sessions: Mapping[int, Session], found: Iterable[Finding], first: date, last: date
) -> dict[int, Session]:
    """Those of the period, the one its first day counts from, and those a finding counts from."""
    named = {f.session for f in found}
    of_period = {s.id for s in sessions_of(sessions.values(), first, last)}
    return {n: s for n, s in sessions.items() if n in named or s.id in of_period}


def _asked(catalogue: Catalogue, patient: Patient, check_ins: Sequence[CheckIn]) -> tuple[Asked, ...]:
    """Every sign a check-in can deny, in the order of the catalogue; what is asked of some, only of those."""
    rows = []
    for symptom in catalogue.symptoms.values():
        yes = {c.day for c in check_ins if c.names(symptom)}
        no = {c.day for c in check_ins if _is_denied(symptom, c)} - yes
        concerns = symptom.is_asked_of(patient.conditions) or bool(yes or no)
        if symptom.group != "soreness" and concerns:
            rows.append(Asked(symptom, len(yes), len(no)))
    return tuple(rows)


def _is_denied(symptom: Symptom, c: CheckIn) -> bool:
    gone = any(o.symptom is symptom and o.place is None and o.is_gone for o in c.observations)
    return c.denies(symptom) or gone
