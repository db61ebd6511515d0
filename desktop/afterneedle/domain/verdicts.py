"""What the rules say of an entry: of each rule the most pressing case that holds, modifiers included."""

from afterneedle.domain.candidates import Candidates
from afterneedle.domain.conditions import Around, Partners, Sight, held, players
from afterneedle.domain.decisions import Verdict
from afterneedle.domain.episodes import HOUR, Episode
from afterneedle.domain.records import Session
from afterneedle.domain.rulebook import Rule

Said = tuple[Verdict, Session | None, Partners]  # as seen from which session, resting on which other episodes


def verdicts(candidates: Candidates, episode: Episode, at: float, around: Around) -> list[Said]:
    """Every rule that fires above "expected" on the newest entry of an open episode, as if felt at `at`.

    Of several sessions that it may count from, each rule takes the one that gives the highest level.
    """
    sessions = episode.sessions
    if len(sessions) <= 1:
        return _verdicts(candidates, episode, sessions[0] if sessions else None, at, around)
    best: dict[Rule, Said] = {}
    for session in sessions:
        for said in _verdicts(candidates, episode, session, at, around):
            rule = said[0].rule
            if rule not in best or said[0].pressing > best[rule][0].pressing:
                best[rule] = said
    return [best[rule] for rule in candidates.rules(episode.symptom.id) if rule in best]


def _verdicts(
    candidates: Candidates, episode: Episode, session: Session | None, at: float, around: Around
) -> list[Said]:
    start = session.second if session is not None else episode.began
    decision = candidates.decision(around.open.kinds[episode], (at - start) / HOUR)
    if not decision.asks:
        return [(verdict, session, ()) for verdict, _ in decision.verdicts(())]
    sight = Sight(episode, session, start)
    playing = around.open.by_role
    beside = [players(role, sight, some) if (some := playing[role]) else () for role in decision.roles]
    before = [held(past, sight, around) for past in decision.pasts]
    said: list[Said] = []
    for verdict, roles in decision.verdicts((*map(bool, beside), *before)):
        partners: Partners = ()
        for n in roles:
            partners += beside[n]
        said.append((verdict, session, partners))
    return said
