"""What the diary says that a check-in form depends on. Values in, values out."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from afterneedle.content.wording import usual_sentence
from afterneedle.domain.assessment import assess
from afterneedle.domain.catalogue import Catalogue, Place
from afterneedle.domain.days import day_number
from afterneedle.domain.flags import Assessment, Flag
from afterneedle.domain.impossible import Impossible
from afterneedle.domain.records import CheckIn, Records
from afterneedle.domain.rulebook import Rulebook
from afterneedle.domain.sessions import last_session
from afterneedle.gui.check_in_form import Sign, Told, build
from afterneedle.gui.widgets.check_in_parts import Situation
from afterneedle.gui.widgets.sign_editor import Asking

DRAFT = "draft"  # the id of a check-in that is still being written


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
        asking=Asking(places, tuple(dict.fromkeys([*felt, *sites])), zone, at),
    )


def without(records: Records, check_in: CheckIn | None) -> Records:
    """The records as they would be without that check-in."""
    if check_in is None:
        return records
    return replace(records, check_ins=tuple(c for c in records.check_ins if c.id != check_in.id))


def meaning(catalogue: Catalogue, records: Records, assessment: Assessment, check_in: CheckIn) -> str:
    """What a check-in that was just saved means, in one line."""
    session = last_session(records.sessions, check_in.felt_at)
    red = frozenset(catalogue.group("red"))
    must_ask = red if "pregnant" in records.patient.conditions else catalogue.red_flags_asked
    if session is None:
        return usual_sentence(0, None, assessment, check_in, must_ask)
    hours = (check_in.felt_at - session.ended_at) / timedelta(hours=1)
    day = day_number(session.ended_at, check_in.felt_at)
    return usual_sentence(day, hours, assessment, check_in, must_ask)


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


def _old_pains(records: Records, at: datetime) -> tuple[Place, ...]:
    """Where the pain is that the patient was treated for, as far as it was ever said."""
    baselines = [b for s in records.sessions if s.ended_at <= at for b in s.baseline or ()]
    said = [(b.symptom, b.place) for b in baselines]
    said += [(o.symptom, o.place) for c in records.check_ins if c.felt_at <= at for o in c.observations]
    return tuple(dict.fromkeys(p for symptom, p in said if symptom.id == "old_pain" and p is not None))
