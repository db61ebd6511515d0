"""The rulebook read row by row, for every open episode beside an entry: slow, and plain to see."""

from collections.abc import Iterable

from afterneedle.domain.conditions import Around, Sight, held
from afterneedle.domain.episodes import HOUR, Episode, same_limb
from afterneedle.domain.records import Level, Session
from afterneedle.domain.rulebook import ActBy, Case, Conditions, Modifier, Partner, Rule, Rulebook, Where

Fired = tuple[str, Level, ActBy | None, tuple[str, ...], Session | None, frozenset[Episode]]


def plain_verdicts(rulebook: Rulebook, episode: Episode, at: float, around: Around) -> list[Fired]:
    """What each rule says of the newest entry of an open episode, and the episodes that this rests on."""
    found: list[Fired] = []
    for rule in rulebook.rules:
        fired = [
            one
            for session in episode.sessions or (None,)
            for case in rule.cases
            if episode.symptom.id in rule.symptoms
            for one in _fired(rulebook, rule, case, episode, session, at, around)
        ]
        if fired:
            best = max(fired, key=lambda one: (one[1], _haste(one[2])))
            found += [best] if best[1] > Level.EXPECTED else []
    return found


def _haste(act_by: ActBy | None) -> int:
    return -[*ActBy, None].index(act_by)


def _fired(
    rulebook: Rulebook,
    rule: Rule,
    case: Case,
    episode: Episode,
    session: Session | None,
    at: float,
    around: Around,
) -> list[Fired]:
    hours = (at - (session.second if session else episode.began)) / HOUR
    beside = _beside(case.when, episode, session, hours, around)
    if beside is None:
        return []
    level, act_by, raised_by = case.level, case.act_by, ()
    for modifier in rulebook.modifiers:
        met = _beside(modifier.when, episode, session, hours, around)
        if rule.id in modifier.raises and met is not None and level < modifier.cap:
            level, act_by = _raised(modifier, level, act_by)
            beside, raised_by = beside | met, (*raised_by, modifier.id)
    return [(rule.id, level, act_by, raised_by, session, beside)]


def _raised(modifier: Modifier, level: Level, act_by: ActBy | None) -> tuple[Level, ActBy | None]:
    new = Level(min(level + modifier.by, modifier.cap))
    usual = {Level.CONTACT_PRACTITIONER: ActBy.NEXT_WORKING_DAY, Level.SEE_DOCTOR: ActBy.WITHIN_2_DAYS}
    return new, act_by if act_by is ActBy.TODAY else usual.get(new, act_by)


def _beside(
    when: Conditions, episode: Episode, session: Session | None, hours: float, around: Around
) -> frozenset[Episode] | None:
    """The accompanying signs, all of them; None when a condition is not met."""
    entry, patient = episode.newest, around.patient
    start = session.second if session else episode.began
    met = (
        when.after < hours <= when.until
        and when.least <= entry.band <= when.most
        and (not when.symptoms or episode.symptom.id in when.symptoms)
        and (not when.course or entry.course in when.course)
        and (not when.details or bool(when.details & entry.reading.details))
        and not when.without & entry.reading.details
        and (not when.patient or bool(when.patient & set(patient.conditions)))
        and (not when.returned or episode.returned)
        and (not when.linked or episode.linked)
        and (when.first_after is None or (entry.is_first and entry.course.value != "better"))
        and held(when, Sight(episode, session, start), around)
    )
    found: frozenset[Episode] = frozenset()
    for partner in when.partners:
        some = _players(partner, episode, session, around.open.by_key.values())
        met = met and len({other.symptom for other in some}) >= partner.count
        found |= some
    return found if met else None


def _players(
    partner: Partner, episode: Episode, session: Session | None, open_ones: Iterable[Episode]
) -> frozenset[Episode]:
    return frozenset(
        other
        for other in open_ones
        if other.symptom is not episode.symptom
        and other.symptom.id in partner.symptoms
        and other.newest.band >= partner.least
        and (not partner.course or other.newest.course in partner.course)
        and (not partner.details or bool(partner.details & other.newest.reading.details))
        and _is_there(partner.where, other, episode, session)
    )


def _is_there(where: Where, other: Episode, episode: Episode, session: Session | None) -> bool:
    near = same_limb(other.place, episode.place)
    return {
        Where.ANYWHERE: True,
        Where.SPINE: other.place is None or other.place.region.spine,
        Where.LIMB: near,
        Where.LIMB_OR_SITE: near or (session is not None and other.place in session.sites),
    }[where]
