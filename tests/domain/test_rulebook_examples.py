"""Every row of rules.md §3 by readable examples (support/rulebook_examples), and that no row lacks one."""

from collections.abc import Iterable

import pytest

from afterneedle.domain.catalogue import Band, Catalogue
from afterneedle.domain.records import Level
from afterneedle.domain.rulebook import Case, Rule, Rulebook
from afterneedle.domain.unfolding import unfold
from support.diary_dsl import moment, said
from support.rulebook_examples import EXAMPLES
from support.rulebook_examples.example import Example


@pytest.mark.parametrize("example", [e for e in EXAMPLES if e.fires], ids=str)
def test_a_rule_fires_as_rules_md_says(judge, rulebook: Rulebook, example: Example):
    assessment = judge(example.story)
    assert assessment.level is example.level
    if example.level is Level.EXPECTED:
        assert not assessment.flags
        assert _has_an_expected_case(example.rule, rulebook)
        return
    fired = next(f for f in assessment.flags if example.rule in (f.rule.id, *f.raised_by))
    assert fired.level is example.level
    assert example.agrees(fired.act_by), fired.act_by


@pytest.mark.parametrize("example", [e for e in EXAMPLES if not e.fires], ids=str)
def test_a_rule_stays_out_as_rules_md_says(judge, catalogue: Catalogue, rulebook: Rulebook, example: Example):
    assessment = judge(example.story)
    assert assessment.level is example.level
    if example.level is not Level.EXPECTED:
        assert example.agrees(assessment.flags[0].act_by), assessment.flags[0].act_by
    unfolded = unfold(example.story.records(catalogue), catalogue, rulebook, moment(example.story.ends))
    standing = [f.verdict for f in unfolded.ledger.firings if f.ended_at is None]
    assert example.rule not in {id for v in standing for id in (v.rule.id, *v.raised_by)}


def test_every_rule_and_modifier_has_an_example_in_which_it_fires_and_one_in_which_it_does_not(
    rulebook: Rulebook,
):
    known = {row.id for row in (*rulebook.rules, *rulebook.modifiers)}
    assert {e.rule for e in EXAMPLES if e.fires} == known
    assert {e.rule for e in EXAMPLES if not e.fires} == known


def test_every_bound_of_hours_has_an_example_on_both_sides(rulebook: Rulebook):
    for rule in rulebook.rules:
        hours = [e.hours for e in EXAMPLES if e.rule == rule.id]
        for bound in _bounds(rule.cases):
            assert bound in hours, f"{rule.id}: nothing at {bound} h"
            assert any(bound < h <= bound + 0.2 for h in hours), f"{rule.id}: nothing just after {bound} h"


def test_every_limit_of_strength_has_an_example_on_both_sides(rulebook: Rulebook, catalogue: Catalogue):
    for rule in rulebook.rules:
        met = {_band(e, rule, catalogue) for e in EXAMPLES if e.rule == rule.id and e.fires}
        unmet = {_band(e, rule, catalogue) for e in EXAMPLES if e.rule == rule.id and not e.fires}
        for case in rule.cases:
            assert case.when.least in met | {Band.MILD}, rule.id
            assert case.when.most in met | {Band.SEVERE}, rule.id
        weakest, strongest = min(c.when.least for c in rule.cases), max(c.when.most for c in rule.cases)
        assert weakest is Band.MILD or Band(weakest - 1) in unmet, rule.id
        assert strongest is Band.SEVERE or Band(strongest + 1) in unmet, rule.id


def test_every_detail_a_rule_asks_for_or_excludes_is_in_an_example(rulebook: Rulebook):
    for rule in rulebook.rules:
        texts = " ".join(str(e) for e in EXAMPLES if e.rule == rule.id)
        for case in rule.cases:
            needed = case.when.without | {d for p in case.when.partners for d in p.details}
            some = case.when.details
            assert not some or any(d in texts for d in some), rule.id
            assert all(d in texts for d in needed), rule.id


def _has_an_expected_case(id: str, rulebook: Rulebook) -> bool:
    return any(c.level is Level.EXPECTED for r in rulebook.rules if r.id == id for c in r.cases)


def _bounds(cases: Iterable[Case]) -> set[float]:
    found = {b for c in cases for b in (c.when.after, c.when.until, c.when.first_after)}
    return {b for b in found if b is not None and abs(b) != float("inf")}


def _band(example: Example, rule: Rule, catalogue: Catalogue) -> Band | None:
    """How strong the sign that the rule looks at is in the last entry."""
    for name, value in example.story.entries[-1].says.items():
        if name in rule.symptoms:
            one = value[0] if isinstance(value, tuple) else value
            worst = one.worst if not isinstance(one, int) else one
            return catalogue.symptoms[name].band(worst or 1)
    return None


def test_a_story_can_be_told_in_one_line():
    assert str(EXAMPLES[0]) == "R01 fires: 0 h rf_chest True → 4"
    assert str(said(1, "growing", at="palm.l", change="worse", now=False)) == "1 growing worse gone at palm.l"
