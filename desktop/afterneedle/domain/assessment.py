"""Assesses a diary at one moment: which flags stand, which stood, and what is not known."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, datetime

from afterneedle.domain.catalogue import Catalogue
from afterneedle.domain.conditions import sights
from afterneedle.domain.episodes import DAY, Episode
from afterneedle.domain.firings import Firing
from afterneedle.domain.flags import Assessment, Flag, OpenSymptom, Outlook
from afterneedle.domain.follow_up import follow_up
from afterneedle.domain.records import Level, Patient, Records
from afterneedle.domain.rulebook import Rulebook
from afterneedle.domain.unfolding import Unfolded, unfold
from afterneedle.domain.verdicts import verdicts

ASKED = ("red_flags", "soreness", "nerve", "movement")  # at every check-in


def assess(records: Records, catalogue: Catalogue, rulebook: Rulebook, now: datetime) -> Assessment:
    """What the rules say of the diary at `now`; pure, and the same for the same records."""
    unfolded = unfold(records, catalogue, rulebook, now)
    standing, ended = _by_episode(unfolded)

    def made(firing: Firing) -> Flag:
        return _flag(firing, unfolded.ledger.felt, records.patient, rulebook)

    flags = [
        replace(made(f), outlook=_outlook(f, unfolded, records, rulebook, now))
        for group in standing.values()
        for f in _pressing(group)
    ]
    flags.sort(key=_order, reverse=True)
    closed = [
        made(max(group, key=lambda f: (f.verdict.pressing, f.newest)))
        for episode, group in ended.items()
        if _top(group) > _top(standing.get(episode, ()))
    ]
    closed.sort(key=lambda f: f.newest, reverse=True)
    follow = follow_up(unfolded, now)
    return Assessment(
        at=now,
        level=max((f.level for f in flags if not f.answered), default=Level.EXPECTED),
        not_known=_not_known(unfolded, now) if follow.is_open else (),
        flags=tuple(flags),
        closed=tuple(closed),
        marks=unfolded.ledger.marks,
        open=tuple(_open_symptom(e, unfolded) for e in unfolded.open.values()),
        follow_up=follow,
    )


_Groups = dict[Episode | Firing, list[Firing]]


def _by_episode(unfolded: Unfolded) -> tuple[_Groups, _Groups]:
    """Firings that stand and that ended, by episode; one about a session stands by itself."""
    standing: _Groups = {}
    ended: _Groups = {}
    for firing in unfolded.ledger.firings:
        groups = standing if firing.ended_at is None else ended
        groups.setdefault(firing.episode or firing, []).append(firing)
    return standing, ended


def _top(firings: Iterable[Firing]) -> int:
    return max((f.verdict.level for f in firings), default=Level.EXPECTED)


def _pressing(firings: list[Firing]) -> list[Firing]:
    """The most pressing of one episode: unanswered before answered; several when they are level."""
    left = [f for f in firings if not f.answered] or firings
    top = max(f.verdict.pressing for f in left)
    return [f for f in left if f.verdict.pressing == top]


def _order(flag: Flag) -> tuple[bool, int, float, str, str]:
    due = -flag.act_before.timestamp() if flag.act_before else float("-inf")
    return not flag.answered, flag.level, due, flag.rule.id, flag.place.id if flag.place else ""


def _flag(firing: Firing, felt: Mapping[str, datetime], patient: Patient, rulebook: Rulebook) -> Flag:
    verdict, episode, session = firing.verdict, firing.episode, firing.session
    oldest_first = sorted(firing.evidence, key=lambda id: (felt.get(id, firing.newest), id))
    return Flag(
        rule=verdict.rule,
        level=verdict.level,
        act_by=verdict.act_by,
        act_before=firing.act_before,
        symptom=episode.symptom if episode else None,
        place=episode.place if episode else session.zap.place if session else None,
        session=session,
        hours=firing.hours,
        since=_moment(episode.first_felt, firing.newest) if episode else firing.first_at,
        newest=firing.newest,
        evidence=tuple(oldest_first),
        raised_by=verdict.raised_by,
        mentions=tuple(
            m.id
            for m in rulebook.modifiers
            if verdict.rule.id in m.mentioned_with and not m.when.patient.isdisjoint(patient.conditions)
        ),
        answers=tuple(firing.answers),
        answered=firing.answered,
        closed_at=_moment(firing.ended_at, firing.newest) if firing.ended_at is not None else None,
    )


def _moment(at: int, like: datetime) -> datetime:
    """Seconds as a moment in the zone of another."""
    return datetime.fromtimestamp(at, UTC).astimezone(like.tzinfo)


def _outlook(
    firing: Firing, unfolded: Unfolded, records: Records, rulebook: Rulebook, now: datetime
) -> Outlook | None:
    """What the same entry would mean now, when that is more pressing than what it meant then."""
    episode = firing.episode
    if episode is None or episode.gone_at is not None or episode.closed_at is not None:
        return None
    felt_at = unfolded.ledger.felt[episode.newest.reading.check_ins[0]]
    at, others = now.timestamp(), unfolded.beside
    seen = sights(episode, at, felt_at, others, records.patient, unfolded.sessions)
    said = [verdict for verdict, _, _ in verdicts(unfolded.ledger.candidates, seen)]
    best = max(said, key=lambda v: v.pressing, default=None)
    if best is None or best.pressing <= firing.verdict.pressing:
        return None
    return Outlook(best.rule, best.level, best.act_by)


def _open_symptom(episode: Episode, unfolded: Unfolded) -> OpenSymptom:
    newest = unfolded.ledger.felt[episode.newest.reading.check_ins[0]]
    return OpenSymptom(
        symptom=episode.symptom,
        place=episode.place,
        severity=episode.newest.severity,
        first_felt=_moment(episode.first_felt, newest),
        last_felt=newest,
        gone_once=episode.gone_at is not None,
    )


def _not_known(unfolded: Unfolded, now: datetime) -> tuple[str, ...]:
    """Groups asked at every check-in that were not answered for 24 hours since the last session."""
    start = unfolded.sessions[-1].second if unfolded.sessions else 0
    at = now.timestamp()
    return tuple(g for g in ASKED if at - max(start, unfolded.answered.get(g, 0)) >= DAY)
