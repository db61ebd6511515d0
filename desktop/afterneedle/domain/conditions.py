"""The documented set of conditions a rule may name, and whether an entry meets them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from afterneedle.domain.catalogue import Place
from afterneedle.domain.days import age
from afterneedle.domain.episodes import DAY, HOUR, Entry, Episode, same_limb
from afterneedle.domain.records import Patient, Session
from afterneedle.domain.rulebook import Conditions, Course, Partner, Where


@dataclass(slots=True)
class Sight:
    """What a rule sees of one entry.

    `hours` from the end of `session` to the entry (from the episode's first entry when there is no session);
    `others`: the episodes open beside it; `sessions`: all, oldest first; `felt_at`: the entry's own moment.
    """

    episode: Episode
    entry: Entry
    session: Session | None
    hours: float
    others: Collection[Episode]
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
    others: Collection[Episode],
    patient: Patient,
    sessions: Sequence[Session],
) -> list[Sight]:
    """The newest entry as if felt at `at` (seconds), once for each session the episode may count from."""
    return [
        Sight(
            episode,
            episode.newest,
            session,
            (at - (session.second if session else episode.began)) / HOUR,
            others,
            patient,
            sessions,
            felt_at,
        )
        for session in episode.sessions or (None,)
    ]


def partners_met(when: Conditions, sight: Sight) -> tuple[Episode, ...] | None:
    """None when the entry does not meet the conditions; else the partners that do."""
    if not (when.after < sight.hours <= when.until and when.least <= sight.entry.band <= when.most):
        return None
    entry, symptom = sight.entry, sight.episode.symptom
    details = entry.reading.details
    met = (
        (not when.symptoms or symptom.id in when.symptoms)
        and (not when.course or entry.course in when.course)
        and (not when.details or bool(when.details & details))
        and not (when.without & details)
        and (not when.patient or not when.patient.isdisjoint(sight.patient.conditions))
        and (not when.returned or sight.episode.returned)
        and (not when.linked or sight.episode.linked)
        and (not when.zap or _zapped(sight))
        and (when.needled is None or _needled(when.needled, when.needled_days, sight))
        and (when.younger_than is None or _is_younger(when.younger_than, sight))
        and _meets_past(when, sight)
    )
    if not met:
        return None
    found: list[Episode] = []
    for partner in when.partners:
        open_ones = _open_partners(partner, sight)
        if len({e.symptom for e in open_ones}) < partner.count:
            return None
        found += open_ones
    return tuple(found)


def _meets_past(when: Conditions, sight: Sight) -> bool:
    """The conditions that look back at earlier entries."""
    entry, episode = sight.entry, sight.episode
    if when.first_after is not None:
        felt_after = (episode.first_felt - sight.start) / HOUR
        if not (entry.is_first and entry.course is not Course.BETTER and felt_after > when.first_after):
            return False
    if when.above_lowest is not None:
        before = [e.severity for e in episode.within(when.above_lowest * HOUR, entry.at)]
        before += [s for at, s in episode.unchanged if entry.at - at <= when.above_lowest * HOUR]
        if not any(severity < entry.severity for severity in before):
            return False
    if when.worse_again is not None and not any(
        e.course is Course.WORSE
        and e.severity < entry.severity
        and entry.at - e.at >= when.worse_again * HOUR
        for e in episode.entries
    ):
        return False
    return _recent(entry.none_at, when.after_none, entry) and _recent(entry.denied_at, when.denied, entry)


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


def _open_partners(partner: Partner, sight: Sight) -> list[Episode]:
    return [
        other
        for other in sight.others
        if other.symptom is not sight.episode.symptom
        and other.symptom.id in partner.symptoms
        and other.newest.band >= partner.least
        and (not partner.course or other.newest.course in partner.course)
        and (not partner.details or bool(partner.details & other.newest.reading.details))
        and _is_where(partner.where, other.place, sight)
    ]


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
