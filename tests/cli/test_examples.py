"""The examples of rules.md §3 through the commands: import, then `flags --json`."""

import json

import pytest

from afterneedle.__main__ import main
from afterneedle.content.rulebook import load_rulebook
from afterneedle.domain.catalogue import Catalogue
from afterneedle.domain.records import Level
from afterneedle.domain.rulebook import ActBy
from afterneedle.exchange.json_diary import dump
from support.diary_dsl import moment
from support.rulebook_examples import EXAMPLES
from support.rulebook_examples.example import Example

MODIFIERS = {"N10", "N14", "B01", "B02"}  # raise the rules of others, and have no flag of their own
# Of each rule one example for every level it asks for.
CHOSEN = {(e.rule, e.level): e for e in EXAMPLES if e.fires}.values()


@pytest.fixture
def told(tmp_path, capsys, catalogue: Catalogue):
    """What `flags --json` says of an example at its last event."""

    def tell(example: Example) -> dict:
        story, diary = tmp_path / "story.json", str(tmp_path / "diary.db")
        story.write_text(dump(example.story.records(catalogue), catalogue), "utf-8")
        assert main(["--diary", diary, "import", str(story)]) == 0
        capsys.readouterr()
        now = moment(example.story.ends).isoformat()
        assert main(["--diary", diary, "--now", now, "flags", "--json"]) == 0
        return json.loads(capsys.readouterr().out)

    return tell


@pytest.mark.parametrize("example", CHOSEN, ids=str)
def test_the_command_says_of_an_example_what_rules_md_says(told, example: Example):
    says = told(example)
    assert says["level"] == example.level.name.lower()
    if example.level is Level.EXPECTED:
        assert says["flags"] == []
        return
    first = says["flags"][0]
    assert first["level"] == says["level"]
    assert example.agrees(ActBy(first["act_by"]) if first["act_by"] else None)
    assert example.rule in {flag["rule"] for flag in says["flags"]} | MODIFIERS
    assert all(flag["evidence"] and flag["why"] and flag["guidance"] for flag in says["flags"])


def test_every_rule_and_modifier_is_among_the_chosen_examples(catalogue: Catalogue):
    rulebook = load_rulebook(catalogue)
    assert {e.rule for e in CHOSEN} == {row.id for row in (*rulebook.rules, *rulebook.modifiers)}
