"""What the rules say of an entry: of each rule the most pressing case that holds, modifiers included."""

from afterneedle.domain.candidates import Candidates, Verdict
from afterneedle.domain.conditions import Partners, Sight, partners_met
from afterneedle.domain.rulebook import Modifier, Rule

Said = tuple[Verdict, Sight, Partners]  # as seen from which session, and resting on which other episodes
_Beside = dict[Modifier, Partners | None]  # one modifier is looked at once, whichever rules it raises


def verdicts(candidates: Candidates, sights: list[Sight]) -> list[Said]:
    """Every rule that fires above "expected", as seen from the session that gives the highest level."""
    if len(sights) == 1:
        return _verdicts(candidates, sights[0])
    best: dict[Rule, Said] = {}
    for said in [said for sight in sights for said in _verdicts(candidates, sight)]:
        rule = said[0].rule
        if rule not in best or said[0].pressing > best[rule][0].pressing:
            best[rule] = said
    return [best[rule] for rule in candidates.rules(sights[0]) if rule in best]


def _verdicts(candidates: Candidates, sight: Sight) -> list[Said]:
    found: list[Said] = []
    beside: _Beside = {}
    for options in candidates.of(sight):
        best: Said | None = None
        for when, verdict, modifiers in options:
            partners = partners_met(when, sight) if when.looks_around else ()
            if partners is None:
                continue
            said = verdict, sight, partners
            if modifiers:
                said = _raised(candidates, said, modifiers, beside)
            if best is None or said[0].pressing > best[0].pressing:
                best = said
        if best is not None and best[0].level:  # "expected" is 0
            found.append(best)
    return found


def _raised(candidates: Candidates, said: Said, modifiers: tuple[Modifier, ...], beside: _Beside) -> Said:
    verdict, sight, partners = said
    for modifier in modifiers:
        if verdict.level >= modifier.cap:
            continue
        if modifier not in beside:
            beside[modifier] = partners_met(modifier.when, sight)
        met = beside[modifier]
        if met is not None:
            verdict = candidates.raised(verdict, modifier)
            partners += met
    return verdict, sight, partners
