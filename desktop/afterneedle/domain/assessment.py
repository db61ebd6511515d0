"""Assesses a diary at one moment: which flags stand, which stood, and what is not known."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, datetime

from afterneedle.domain.catalogue import Catalogue
from afterneedle.domain.episodes import DAY, Episode
from afterneedle.domain.firings import Firing
from afterneedle.domain.flags import Assessment, Flag, OpenSymptom, Outlook
from afterneedle.domain.follow_up import follow_up
from afterneedle.domain.records import Level, Records
from afterneedle.domain.rulebook import Modifier, Rulebook
from afterneedle.domain.unfolding import Unfolded, unfold
from afterneedle.domain.verdicts import Said, verdicts

ASKED = ("red_flags", "soreness", "nerve", "movement")  # at every check-in


def assess(records: Records, catalogue: Catalogue, rulebook: Rulebook, now: datetime) -> Assessment:
    """What the rules say of the diary at `now`; pure, and the same for the same records."""
    unfolded = unfold(records, catalogue, rulebook, now)
    standing, ended = _by_episode(unfolded)
    told = [m for m in rulebook.modifiers if not m.when.patient.isdisjoint(records.patient.conditions)]

    def made(firing: Firing) -> Flag:
        return _flag(firing, unfolded.ledger.felt, told)

    around = unfolded.around
    still: dict[Episode | None, list[Said]] = {
        episode: verdicts(rulebook.candidates, episode, now.timestamp(), around)
        for episode in around.open.by_key.values()
        if episode.gone_at is None
    }
    flags = [
        replace(made(f), outlook=_outlook(f, still.get(f.episode, ())))
        for group in standing.values()
        for f in _pressing(group)
    ]
    flags.sort(key=_order)
    highest = {e: max(group, key=lambda f: (f.verdict.pressing, f.at)) for e, group in ended.items()}
    closed = [made(f) for e, f in highest.items() if f.verdict.level > _top(standing.get(e, ()))]
    closed.sort(key=lambda f: f.newest, reverse=True)
    follow = follow_up(unfolded, now)
    return Assessment(
        at=now,
        level=max((f.level for f in flags if not f.answered), default=Level.EXPECTED),
        not_known=_not_known(unfolded, now) if follow.is_open else (),
        flags=tuple(flags),
        closed=tuple(closed),
        marks=unfolded.ledger.marks,
        open=tuple(_open_symptom(e, past_usual=bool(still.get(e))) for e in around.open.by_key.values()),
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
    due = flag.act_before.timestamp() if flag.act_before else float("inf")
    return flag.answered, -flag.level, due, flag.rule.id, flag.place.id if flag.place else ""


def _flag(firing: Firing, felt: Mapping[str, datetime], told: Iterable[Modifier]) -> Flag:
    """`felt`: when each check-in was, by its id; `told`: modifiers that hold for the patient."""
    verdict, episode, session, newest = firing.verdict, firing.episode, firing.session, firing.newest
    rule = verdict.rule
    oldest_first = sorted(firing.evidence, key=lambda id: (felt.get(id, newest), id))
    return Flag(
        rule=rule,
        level=verdict.level,
        act_by=verdict.act_by,
        act_before=firing.act_before,
        symptom=episode.symptom if episode else None,
        place=episode.place if episode else session.zap.place if session else None,
        session=session,
        hours=firing.hours,
        since=_moment(episode.first_felt, newest) if episode else newest,
        newest=newest,
        evidence=tuple(oldest_first),
        raised_by=verdict.raised_by,
        mentions=tuple([m.id for m in told if rule.id in m.mentioned_with]),
        answers=firing.answers,
        answered=firing.answered,
        closed_at=_moment(firing.ended_at, newest) if firing.ended_at is not None else None,
    )


def _moment(at: int, like: datetime) -> datetime:
    """Seconds as a moment in the zone of another."""
    return datetime.fromtimestamp(at, UTC).astimezone(like.tzinfo)


def _outlook(firing: Firing, still: Iterable[Said]) -> Outlook | None:
    """What the same entry would mean now, when that is more pressing than what it meant then."""
    best = max((verdict for verdict, _, _ in still), key=lambda v: v.pressing, default=None)
    if best is None or best.pressing <= firing.verdict.pressing:
        return None
    return Outlook(best.rule, best.level, best.act_by)


def _open_symptom(episode: Episode, *, past_usual: bool) -> OpenSymptom:
    newest = episode.newest.reading.felt_at
    return OpenSymptom(
        symptom=episode.symptom,
        place=episode.place,
        severity=episode.newest.severity,
        first_felt=_moment(episode.first_felt, newest),
        last_felt=newest,
        gone_once=episode.gone_at is not None,
        past_usual=past_usual,
    )


def _not_known(unfolded: Unfolded, now: datetime) -> tuple[str, ...]:
    """Groups asked at every check-in that were not answered for 24 hours since the last session."""
    sessions = unfolded.around.sessions
    if sessions and now.timestamp() - sessions[-1].second < DAY:
        return ()
    return tuple(group for group in ASKED if group not in unfolded.answered)
