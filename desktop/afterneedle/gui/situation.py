"""What the diary says that a check-in form depends on. Values in, values out."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from afterneedle.content.wording import usual_sentence
from afterneedle.domain.assessment import assess
from afterneedle.domain.catalogue import Catalogue, Place
from afterneedle.domain.days import day_number
from afterneedle.domain.flags import Assessment, Flag, OpenSymptom
from afterneedle.domain.impossible import Impossible
from afterneedle.domain.records import CheckIn, Records, Session
from afterneedle.domain.rulebook import Rulebook
from afterneedle.domain.sessions import last_session
from afterneedle.gui.check_in_form import ROW_GROUPS, Sign, Told, build

DRAFT = "draft"  # the id of a check-in that is still being written
WEEK = timedelta(days=7)
LIMB_FUNCTIONS = {"arm": ("grip", "pinch", "lift_wrist"), "leg": ("lift_foot", "tiptoe", "stairs")}


@dataclass(frozen=True)
class Asking:
    """What every sign needs to be asked about: the places, those offered first, and the clock."""

    places: tuple[Place, ...]
    first: tuple[Place, ...]
    zone: ZoneInfo
    now: datetime


@dataclass(frozen=True)
class Situation:
    """What the form depends on: the last session's places, what is open, and what is asked besides.

    `daily_life`: whether it is time to ask what the symptoms keep the patient from doing.
    """

    catalogue: Catalogue
    sites: Sequence[Place]
    open: Sequence[OpenSymptom]
    old_pains: Sequence[Place]
    pregnant: bool
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
        pregnant="pregnant" in records.patient.conditions,
        daily_life=_daily_life_is_due(records, assessment, session, at),
        asking=Asking(places, tuple(dict.fromkeys([*felt, *sites])), zone, at),
    )


def functions_of(catalogue: Catalogue, places: Iterable[Place | None]) -> tuple[str, ...]:
    """What of daily life a sign at these places may stop: what their limbs do, and sleep and work."""
    limbs = {place.limb for place in places if place is not None and place.region.limb}
    wanted = {f"{name}.{limb[-1]}" for limb in limbs for name in LIMB_FUNCTIONS[limb[:-2]]}
    return tuple(id for id in catalogue.functions if id in wanted or "." not in id)


def without(records: Records, check_in: CheckIn | None) -> Records:
    """The records as they would be without that check-in."""
    if check_in is None:
        return records
    return replace(records, check_ins=tuple(c for c in records.check_ins if c.id != check_in.id))


def meaning(
    catalogue: Catalogue,
    records: Records,
    assessment: Assessment,
    check_in: CheckIn,
    next_at: datetime | None,
) -> str:
    """What a check-in that was just saved means, in one line. `next_at`: when the next one is asked for."""
    session = last_session(records.sessions, check_in.felt_at)
    red = frozenset(catalogue.group("red"))
    must_ask = red if "pregnant" in records.patient.conditions else catalogue.red_flags_asked
    day, hours = 0, None
    if session is not None:
        hours = (check_in.felt_at - session.ended_at) / timedelta(hours=1)
        day = day_number(session.ended_at, check_in.felt_at)
    shown = replace(assessment, flags=tuple(flags[0] for flags in in_one_card(assessment.flags)))
    return usual_sentence(day, hours, shown, check_in, must_ask, next_at)


def in_one_card(flags: Iterable[Flag]) -> list[tuple[Flag, ...]]:
    """Flags in their order; soreness that one rule flags in several places after one session is together.

    Only with the same newest entry, so that one answer answers them all. The first of them is due first.
    """
    cards: dict[object, list[Flag]] = {}
    for flag in flags:
        cards.setdefault(_alike(flag), []).append(flag)
    return [tuple(together) for together in cards.values()]


def _alike(flag: Flag) -> object:
    """The same for flags that may share a card."""
    if flag.symptom is None or flag.symptom.group != "soreness":
        return id(flag)
    session, outlook = flag.session, flag.outlook
    counted_from, later = session and session.id, outlook and outlook.rule.id
    rule, says = flag.rule.id, (flag.level, flag.act_by, later, flag.answered, flag.answers)
    return rule, flag.symptom.id, counted_from, flag.evidence[-1], says


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
