"""How the app decides: every rule, bound and source of the rulebook, and no condition left unsaid."""

import re
from collections.abc import Iterator
from dataclasses import fields, replace
from math import isfinite

import pytest

from afterneedle.content.rulebook import read_rulebook
from afterneedle.content.sources import Source, Status
from afterneedle.content.tables import parse_table
from afterneedle.content.wording import act_by_label, condition_label, date_label, detail_label, level_label
from afterneedle.content.wording.conditions import (
    CLAUSES,
    conditions_sentence,
    partner_clause,
    symptoms_phrase,
)
from afterneedle.content.wording.decisions import decision_sources, decisions_markdown
from afterneedle.domain.catalogue import Band, Catalogue
from afterneedle.domain.rulebook import Case, Conditions, Course, Modifier, Partner, Rule, Rulebook, Where

MET = {
    "symptoms": frozenset({"burning"}),
    "after": 5.0,
    "until": 7.0,
    "least": Band.SEVERE,
    "most": Band.MILD,
    "course": frozenset({Course.WORSE}),
    "details": frozenset({"growing"}),
    "without": frozenset({"hot"}),
    "first_after": 11.0,
    "above_lowest": 13.0,
    "after_none": 15.0,
    "denied": 17.0,
    "worse_again": 19.0,
    "needled": "lung",
    "patient": frozenset({"diabetes"}),
    "younger_than": 21,
    "returned": True,
    "linked": True,
    "zap": True,
    "partners": (Partner(frozenset({"swelling"}), Where.LIMB),),
}
ASKED = {
    "symptoms": frozenset({"fever"}),
    "where": Where.SPINE,
    "least": Band.SEVERE,
    "course": frozenset({Course.WORSE}),
    "details": frozenset({"growing"}),
    "count": 3,
}


@pytest.fixture(scope="module")
def page(rulebook: Rulebook, catalogue: Catalogue, sources: dict[str, Source]) -> str:
    return decisions_markdown(rulebook, catalogue, sources)


def entry(page: str, id: str) -> str:
    """What the page says of one rule or modifier."""
    (found,) = re.findall(rf"^### {id}\n(.*?)(?=^##|\Z)", page, flags=re.MULTILINE | re.DOTALL)
    return str(found)


def whens(row: Rule | Modifier) -> list[Conditions]:
    return [row.when] if isinstance(row, Modifier) else [case.when for case in row.cases]


def numbers(when: Conditions) -> Iterator[str]:
    for name in ("after", "until", "first_after", "above_lowest", "after_none", "denied", "worse_again"):
        hours = getattr(when, name)
        if hours is not None and isfinite(hours):
            yield f"{hours:g}"
    if when.needled is not None:
        yield f"{when.needled_days:g}"
    if when.younger_than is not None:
        yield str(when.younger_than)
    yield from (str(partner.count) for partner in when.partners if partner.count > 1)


def test_every_condition_is_put_into_words():
    assert sorted(name for names, _word in CLAUSES for name in names) == sorted(
        f.name for f in fields(Conditions)
    )


@pytest.mark.parametrize("name", [field.name for field in fields(Conditions)])
def test_no_condition_of_a_case_is_left_unsaid(name: str, catalogue: Catalogue):
    plain = Conditions(needled="belly") if name == "needled_days" else Conditions()
    asked = replace(plain, **({"needled_days": 9.0} if name == "needled_days" else {name: MET[name]}))
    assert conditions_sentence(asked, catalogue) != conditions_sentence(plain, catalogue)


@pytest.mark.parametrize("name", [field.name for field in fields(Partner)])
def test_nothing_asked_of_a_sign_beside_it_is_left_unsaid(name: str, catalogue: Catalogue):
    plain = Partner(frozenset({"swelling"}), Where.LIMB)
    asked = replace(plain, **{name: ASKED[name]})
    assert partner_clause(asked, catalogue) != partner_clause(plain, catalogue)


def test_the_page_begins_with_the_version_and_date_of_the_rulebook(page: str, rulebook: Rulebook):
    first = page.splitlines()[0]
    assert f"version {rulebook.version}, {date_label(rulebook.date)}" in first
    assert f"{len(rulebook.rules)} rules" in first


def test_every_rule_and_modifier_is_there_once_in_the_order_of_the_rulebook(page: str, rulebook: Rulebook):
    listed = re.findall(r"^### (\S+)$", page, flags=re.MULTILINE)
    rows = [row.id for row in (*rulebook.rules, *rulebook.modifiers)]
    assert sorted(listed) == sorted(rows)
    assert [id for id in listed if id[0] == "N" and id not in ("N10", "N14")] == [
        rule.id for rule in rulebook.rules if rule.id[0] == "N"
    ]


def test_every_bound_level_and_reason_is_said_with_its_rule(page: str, rulebook: Rulebook):
    for row in (*rulebook.rules, *rulebook.modifiers):
        said = entry(page, row.id)
        assert row.why in said
        for number in {n for when in whens(row) for n in numbers(when)}:
            assert re.search(rf"\b{number}\b", said), (row.id, number)


def test_every_case_has_its_line_with_what_to_do_by_when(page: str, rulebook: Rulebook, catalogue: Catalogue):
    for rule in rulebook.rules:
        said = entry(page, rule.id)
        for case in rule.cases:
            asked = f"**{level_label(case.level)}**"
            asked += f", {act_by_label(case.act_by)}." if case.act_by else "."
            line = line_of(said, rule, case, catalogue)
            if case.when.patient:
                named = line.partition(" With ")[2]
                assert named.endswith(f": {asked}"), rule.id
                assert all(condition_label(id) in named for id in case.when.patient)
            else:
                assert line.partition(" With ")[0].endswith(f": {asked}"), rule.id
            for detail in case.when.details | case.when.without:
                assert detail_label(detail) in line


def line_of(said: str, rule: Rule, case: Case, catalogue: Catalogue) -> str:
    """The one line of a rule's entry about this case."""
    when = conditions_sentence(replace(case.when, patient=frozenset()), catalogue)
    if rule.about != "entry":
        when = "When it did not stop at once, or it is not known whether it did"
    (line,) = [line for line in said.splitlines() if line.startswith(f"- {when}: **")]
    return line


def test_a_case_for_those_with_a_condition_alone_has_a_line_of_its_own(catalogue: Catalogue, sources):
    text = """
    version = "7"
    date = 2027-05-04
    modifier = []
    [[rule]]
    id = "K99"
    symptoms = ["bruise"]
    why = "Because."
    sources = ["J"]
    guidance = "skin"
    [[rule.case]]
    level = "watch"
    patient = ["diabetes"]
    """
    page = decisions_markdown(read_rulebook(parse_table(text), catalogue), catalogue, sources)
    assert "- When what you told about yourself includes “Diabetes”: **Keep an eye on it**.\n" in page


def test_it_says_what_it_is_for_and_what_rests_on_nothing_but_judgement(page: str):
    for said in (
        "It is a diary.",
        "It is made for adults",
        "It knows only what you enter.",
        "does not replace anyone who can examine you",
        "No clinician has signed these rules yet.",
        "the hour is our choice",
        "If you are worried, ask for help now.",
    ):
        assert said in page


def test_every_source_is_given_with_its_rule(page: str, rulebook: Rulebook, sources: dict[str, Source]):
    for row in (*rulebook.rules, *rulebook.modifiers):
        said = entry(page, row.id)
        for tag in row.sources:
            expected = {
                Status.JUDGEMENT: "our judgement, not yet signed by a clinician",
                Status.MEMORY: "from memory, to be verified",
            }.get(sources[tag].status, sources[tag].text)
            assert expected in said, (row.id, tag)
            assert tag in decision_sources(rulebook)


def test_what_rests_on_judgement_or_memory_is_named_in_one_place(page: str, rulebook: Rulebook):
    lines = page.splitlines()
    for tag, words in (("J", "not yet signed by a clinician."), ("M", "from memory, to be verified.")):
        (line,) = [line for line in lines if line.endswith(words)]
        named = set(re.findall(r"\b[A-Z]\d\d[a-z]?\b", line))
        assert named == {row.id for row in (*rulebook.rules, *rulebook.modifiers) if tag in row.sources}


def test_a_modifier_names_the_rules_it_raises_and_those_it_is_told_with(page: str, rulebook: Rulebook):
    for modifier in rulebook.modifiers:
        for id in modifier.raises | modifier.mentioned_with:
            assert re.search(rf"\b{id}\b", entry(page, modifier.id)), (modifier.id, id)


def test_how_long_a_flag_stands_is_said(page: str):
    assert "as long as your newest entry about it still fits" in entry(page, "N01")
    assert "until the symptom is better than it was then" in entry(page, "N08")
    assert "until a doctor or nurse told you what to do" in entry(page, "R15")
    assert "until your next check-in" in entry(page, "G03")


def test_another_rulebook_makes_another_page(catalogue: Catalogue, sources: dict[str, Source]):
    text = """
    version = "7"
    date = 2027-05-04
    modifier = []
    [[rule]]
    id = "N99"
    symptoms = ["nerve"]
    why = "Because."
    sources = ["J"]
    guidance = "nerve-signs"
    [[rule.case]]
    level = "watch"
    after = 31
    until = 96
    """
    page = decisions_markdown(read_rulebook(parse_table(text), catalogue), catalogue, sources)
    assert page.startswith("## Rulebook version 7, Tuesday 4 May 2027. 1 rule")
    line = (
        "When it is felt more than 31 and up to 96 hours (4 days) after the session: **Keep an eye on it**."
    )
    assert line in entry(page, "N99")


def test_a_whole_group_goes_by_its_name(catalogue: Catalogue):
    nerve = {symptom.id for symptom in catalogue.group("nerve")}
    assert symptoms_phrase(nerve, catalogue) == "any of “Nerve signs”"
    assert symptoms_phrase({*nerve, "weakness"}, catalogue) == "any of “Nerve signs” or “Weakness”"
    assert symptoms_phrase(set(catalogue.symptoms), catalogue) == "any symptom"


def test_the_page_names_no_illness_and_promises_nothing(page: str):
    said = page.casefold()
    assert "cannot tell what causes a symptom" in said
    assert "adults" in said
    assert not re.search(r"diagnos|detect|\bsafe(?:ly|ty)?\b|nothing to worry|good sign|\brare", said)
