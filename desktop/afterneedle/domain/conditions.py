"""The conditions of a rule that look beyond one entry: what is open beside it, and what came before."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from afterneedle.domain.catalogue import Place
from afterneedle.domain.days import age
from afterneedle.domain.decisions import Role
from afterneedle.domain.episodes import DAY, HOUR, Entry, Episode, same_limb
from afterneedle.domain.open_episodes import OpenEpisodes
from afterneedle.domain.records import Patient, Session
from afterneedle.domain.rulebook import Conditions, Where

LIMB_OR_SITE, SPINE, ANYWHERE = Where.LIMB_OR_SITE, Where.SPINE, Where.ANYWHERE
Partners = tuple[Episode, ...]


@dataclass(slots=True)
class Around:
    """What is around an entry: whose it is, all sessions so far, oldest first, and what is open beside it."""

    patient: Patient
    sessions: list[Session]
    open: OpenEpisodes


@dataclass(slots=True)
class Sight:
    """The newest entry of an episode as seen from one session.

    `start`: where its clock starts, in seconds: at the end of the session, or at the episode's first entry.
    """

    episode: Episode
    session: Session | None
    start: int


def players(role: Role, sight: Sight, some: Iterable[Episode]) -> Partners:
    """Those of some open episodes that play a role where it is asked for; none when there are too few."""
    partner, own = role.partner, sight.episode.symptom
    found = tuple([e for e in some if e.symptom is not own and _is_where(partner.where, e.place, sight)])
    if partner.count == 1:
        return found
    return found if len({e.symptom for e in found}) >= partner.count else ()


def _is_where(where: Where, place: Place | None, sight: Sight) -> bool:
    if where is ANYWHERE or place is None:
        return True
    if where is SPINE:
        return place.region.spine
    own = sight.episode.place
    if own is None or own.limb == place.limb:
        return True
    return where is LIMB_OR_SITE and sight.session is not None and place in sight.session.sites


def held(past: Conditions, sight: Sight, around: Around) -> bool:
    """Whether what came before an entry is as a rule asks."""
    entry, days = sight.episode.newest, past.needled_days
    return (
        (not past.zap or _zapped(sight))
        and (past.needled is None or _needled(past.needled, days, entry, around.sessions))
        and (past.younger_than is None or _is_younger(past.younger_than, entry, around.patient))
        and _had_entries(past, sight)
    )


def _had_entries(past: Conditions, sight: Sight) -> bool:
    """The conditions that look back at earlier entries."""
    episode, entry = sight.episode, sight.episode.newest
    if past.first_after is not None and (episode.first_felt - sight.start) / HOUR <= past.first_after:
        return False
    if past.above_lowest is not None and not _is_above_lowest(episode, entry, past.above_lowest * HOUR):
        return False
    if past.worse_again is not None:
        least = episode.least_when_worse(entry.at - past.worse_again * HOUR)
        if least is None or least >= entry.severity:
            return False
    return _recent(entry.none_at, past.after_none, entry) and _recent(entry.denied_at, past.denied, entry)


def _is_above_lowest(episode: Episode, entry: Entry, span: float) -> bool:
    lowest = episode.lowest_within(span, entry.at)
    return lowest is not None and lowest.severity < entry.severity


def _recent(at: int | None, hours: float | None, entry: Entry) -> bool:
    return hours is None or (at is not None and entry.at - at <= hours * HOUR)


def _zapped(sight: Sight) -> bool:
    zap = sight.session.zap if sight.session else None
    return zap is not None and zap.felt is True and same_limb(zap.place, sight.episode.place)


def _needled(tag: str, days: float, entry: Entry, sessions: Sequence[Session]) -> bool:
    before = [s for s in sessions if s.second <= entry.at]
    recent = [s for s in before if entry.at - s.second <= days * DAY]
    if not before or any(not s.sites for s in recent):
        return True  # the places are unknown
    return any(_has_tag(site, tag) for s in recent for site in s.sites)


def _has_tag(place: Place, tag: str) -> bool:
    return {"belly": place.region.belly, "spine": place.region.spine, "lung": place.region.lung}[tag]


def _is_younger(years: int, entry: Entry, patient: Patient) -> bool:
    born = patient.born
    return born is not None and age(born, entry.reading.felt_at.date()) < years
