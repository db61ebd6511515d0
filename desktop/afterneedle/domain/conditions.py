"""The conditions of a rule that look beyond one entry: what is open beside it, and what came before."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import takewhile

from afterneedle.domain.catalogue import Place
from afterneedle.domain.days import age
from afterneedle.domain.episodes import DAY, HOUR, Entry, Episode, same_limb
from afterneedle.domain.records import Patient, Session
from afterneedle.domain.rulebook import Conditions, Partner, Where

OpenBySymptom = Mapping[str, Collection[Episode]]
Partners = tuple[Episode, ...]


@dataclass(slots=True)
class Sight:
    """What a rule sees of one entry.

    `hours` from the end of `session` to the entry (from the episode's first entry when there is no session);
    `others`: the episodes open beside it, by symptom; `sessions`: all, oldest first; `felt_at`: the entry's
    own moment.
    """

    episode: Episode
    entry: Entry
    session: Session | None
    hours: float
    others: OpenBySymptom
    patient: Patient
    sessions: Sequence[Session]
    felt_at: datetime

    @property
    def start(self) -> int:
        """Where its clock starts, in seconds."""
        return self.session.second if self.session else self.episode.began


def sights(
    episode: Episode,
    at: float,
    felt_at: datetime,
    others: OpenBySymptom,
    patient: Patient,
    sessions: Sequence[Session],
) -> list[Sight]:
    """The newest entry as if felt at `at` (seconds), once for each session the episode may count from."""
    entry = episode.entries[-1]
    return [
        Sight(
            episode,
            entry,
            session,
            (at - (session.second if session else episode.began)) / HOUR,
            others,
            patient,
            sessions,
            felt_at,
        )
        for session in episode.sessions or (None,)
    ]


def partners_met(when: Conditions, sight: Sight) -> Partners | None:
    """What candidates.py cannot tell from the entry itself: None when it is not met, else the partners."""
    found: Partners = ()
    for partner in when.partners:
        open_ones = _open_partners(partner, sight)
        if len(open_ones) < partner.count:
            return None
        if partner.count > 1 and len({e.symptom for e in open_ones}) < partner.count:
            return None
        found += open_ones
    if not when.looks_back:
        return found
    met = (
        (not when.zap or _zapped(sight))
        and (when.needled is None or _needled(when.needled, when.needled_days, sight))
        and (when.younger_than is None or _is_younger(when.younger_than, sight))
        and _meets_past(when, sight)
    )
    return found if met else None


def _meets_past(when: Conditions, sight: Sight) -> bool:
    """The conditions that look back at earlier entries."""
    entry, episode = sight.entry, sight.episode
    if when.first_after is not None and (episode.first_felt - sight.start) / HOUR <= when.first_after:
        return False
    if when.above_lowest is not None and not _is_above_lowest(episode, entry, when.above_lowest * HOUR):
        return False
    if when.worse_again is not None:
        least = episode.least_when_worse(entry.at - when.worse_again * HOUR)
        if least is None or least >= entry.severity:
            return False
    return _recent(entry.none_at, when.after_none, entry) and _recent(entry.denied_at, when.denied, entry)


def _is_above_lowest(episode: Episode, entry: Entry, span: float) -> bool:
    unchanged = takewhile(lambda known: entry.at - known[0] <= span, reversed(episode.unchanged))
    return any(e.severity < entry.severity for e in episode.within(span, entry.at)) or any(
        severity < entry.severity for _, severity in unchanged
    )


def _recent(at: int | None, hours: float | None, entry: Entry) -> bool:
    return hours is None or (at is not None and entry.at - at <= hours * HOUR)


def _zapped(sight: Sight) -> bool:
    zap = sight.session.zap if sight.session else None
    return zap is not None and zap.felt is True and same_limb(zap.place, sight.episode.place)


def _needled(tag: str, days: float, sight: Sight) -> bool:
    before = [s for s in sight.sessions if s.second <= sight.entry.at]
    recent = [s for s in before if sight.entry.at - s.second <= days * DAY]
    if not before or any(not s.sites for s in recent):
        return True  # the places are unknown
    return any(_has_tag(site, tag) for s in recent for site in s.sites)


def _has_tag(place: Place, tag: str) -> bool:
    return {"belly": place.region.belly, "spine": place.region.spine, "lung": place.region.lung}[tag]


def _is_younger(years: int, sight: Sight) -> bool:
    born = sight.patient.born
    return born is not None and age(born, sight.felt_at.date()) < years


def _open_partners(partner: Partner, sight: Sight) -> Partners:
    own, others = sight.episode.symptom.id, sight.others
    some = [other for name in partner.symptoms if name != own for other in others.get(name, ())]
    return tuple([other for other in some if _is_partner(partner, other, sight)]) if some else ()


def _is_partner(partner: Partner, other: Episode, sight: Sight) -> bool:
    newest = other.entries[-1]
    return (
        newest.band >= partner.least
        and (not partner.course or newest.course in partner.course)
        and (not partner.details or not partner.details.isdisjoint(newest.reading.details))
        and _is_where(partner.where, other.place, sight)
    )


def _is_where(where: Where, place: Place | None, sight: Sight) -> bool:
    match where:
        case Where.LIMB:
            return same_limb(place, sight.episode.place)
        case Where.LIMB_OR_SITE:
            sites = sight.session.sites if sight.session else ()
            return same_limb(place, sight.episode.place) or place in sites
        case Where.SPINE:
            return place is None or place.region.spine
        case _:
            return True
