"""What the diary says that a check-in form depends on. Values in, values out."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from afterneedle.domain.assessment import assess
from afterneedle.domain.catalogue import Catalogue, Place
from afterneedle.domain.daily_life import functions_of
from afterneedle.domain.flags import Assessment, Flag, OpenSymptom
from afterneedle.domain.impossible import Impossible
from afterneedle.domain.records import CheckIn, Records, Session
from afterneedle.domain.rulebook import Rulebook
from afterneedle.domain.sessions import last_session
from afterneedle.gui.check_in.form import ROW_GROUPS, Sign, Told, build

DRAFT = "draft"  # the id of a check-in that is still being written
WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Asking:
    """What every sign needs to be asked about: the places, those offered first, and the clock."""

    places: tuple[Place, ...]
    first: tuple[Place, ...]
    zone: ZoneInfo
    now: datetime


@dataclass(frozen=True)
class Situation:
    """What the form depends on: the last session's places, what is open, what the patient has, and more.

    `daily_life`: whether it is time to ask what the symptoms keep the patient from doing.
    """

    catalogue: Catalogue
    sites: Sequence[Place]
    open: Sequence[OpenSymptom]
    old_pains: Sequence[Place]
    conditions: Collection[str]
    daily_life: bool
    asking: Asking


def situation(
    catalogue: Catalogue, records: Records, assessment: Assessment, zone: ZoneInfo, at: datetime
) -> Situation:
    """What a check-in about `at` asks. `assessment`: how things stood before it."""
    session = last_session(records.sessions, at)
    sites = session.sites if session else ()
    felt = [o.place for o in assessment.open if o.place is not None]
    places = tuple(catalogue.places.values())
    return Situation(
        catalogue=catalogue,
        sites=sites,
        open=assessment.open,
        old_pains=_old_pains(records, at),
        conditions=records.patient.conditions,
        daily_life=_daily_life_is_due(records, assessment, session, at),
        asking=Asking(places, tuple(dict.fromkeys([*felt, *sites])), zone, at),
    )


def functions_asked(catalogue: Catalogue, places: Iterable[Place | None]) -> tuple[str, ...]:
    """What of daily life a sign at these places may stop: what their limbs do, and sleep and work."""
    of_limbs = functions_of(places, catalogue.functions)
    return tuple(
        id for id, function in catalogue.functions.items() if id in of_limbs or function.limb is None
    )


def without(records: Records, check_in: CheckIn | None) -> Records:
    """The records as they would be without that check-in."""
    if check_in is None:
        return records
    return replace(records, check_ins=tuple(c for c in records.check_ins if c.id != check_in.id))


def pressing_flags(
    records: Records, catalogue: Catalogue, rulebook: Rulebook, signs: Sequence[Sign], now: datetime
) -> tuple[Flag, ...]:
    """What the red rules say of emergency signs that are ticked but not saved yet."""
    whole = []
    for sign in signs:
        try:
            whole.append(build(Told(emergency=(sign,)), DRAFT, now, now, now.isoformat()[-6:]))
        except Impossible:  # its place or strength is still to come
            continue
    if not whole:
        return ()
    draft = replace(
        whole[0],
        red_flags=replace(
            whole[0].red_flags,
            present=tuple(s for c in whole for s in c.red_flags.present),
            asked=frozenset(s for c in whole for s in c.red_flags.asked),
        ),
        observations=tuple(o for c in whole for o in c.observations),
    )
    drafted = replace(records, check_ins=(*records.check_ins, draft))
    flags = assess(drafted, catalogue, rulebook, now).flags
    return tuple(f for f in flags if DRAFT in f.evidence and f.rule.is_red and not f.answered)


def _daily_life_is_due(
    records: Records, assessment: Assessment, session: Session | None, at: datetime
) -> bool:
    """Asked weekly, and as long as a nerve or movement sign is open."""
    if any(o.symptom.group in ROW_GROUPS for o in assessment.open):
        return True
    told = [c.felt_at for c in records.check_ins if c.function and c.felt_at <= at]
    begins = [*told, *([session.ended_at] if session else [])]
    return assessment.follow_up.is_open and bool(begins) and at - max(begins) >= WEEK


def _old_pains(records: Records, at: datetime) -> tuple[Place, ...]:
    """Where the pain is that the patient was treated for, as far as it was ever said."""
    baselines = [b for s in records.sessions if s.ended_at <= at for b in s.baseline or ()]
    said = [(b.symptom, b.place) for b in baselines]
    said += [(o.symptom, o.place) for c in records.check_ins if c.felt_at <= at for o in c.observations]
    return tuple(dict.fromkeys(p for symptom, p in said if symptom.id == "old_pain" and p is not None))
