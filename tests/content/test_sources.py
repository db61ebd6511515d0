"""What the rules and texts rest on, and how far each source was checked."""

import re

from afterneedle.content.guidance import load_guidance
from afterneedle.content.rulebook import load_rulebook
from afterneedle.content.sources import Status, load_sources
from afterneedle.domain.catalogue import Catalogue

# rules.md section 3, columns "source".
OF_RULES_MD = {
    *("SGP22", "PTJ25", "NHS-999", "NHS-FAST", "CHEN20", "NHS-CES", "LEE11", "PARK19", "NHS-ANA", "NHS-COMP"),
    *(
        "SHAH02",
        "NHS-AC",
        "NHS-SEPSIS",
        "NHS-SAH",
        "M",
        "CHANOH16",
        "SEA80",
        "NHS-FAINT",
        "HALLE16",
        "NHS-DVT",
    ),
    *("MCMANUS18", "NHS-FD", "NICE127-S", "SEED", "PMC7655260", "RCOA", "J", "THH", "NHS-PN", "SCITE-INJ"),
    *("WATSON15", "SOH19"),
}


def test_every_tag_of_the_rules_and_texts_is_a_source_and_every_source_is_used(catalogue: Catalogue):
    rulebook = load_rulebook(catalogue)
    used = {tag for row in (*rulebook.rules, *rulebook.modifiers) for tag in row.sources}
    used |= {tag for text in load_guidance().values() for tag in text.sources}

    assert used | OF_RULES_MD == set(load_sources())


def test_our_own_judgement_and_our_memory_are_not_passed_off_as_sources():
    sources = load_sources()

    assert sources["J"].status is Status.JUDGEMENT
    assert "clinician" in sources["J"].text
    assert sources["M"].status is Status.MEMORY
    assert [s.tag for s in sources.values() if s.status in (Status.JUDGEMENT, Status.MEMORY)] == ["J", "M"]


def test_copies_and_pages_of_low_authority_are_marked_as_such():
    sources = load_sources()

    assert sources["SEED"].status is Status.WEAK
    assert sources["NICE127-S"].status is Status.SECONDARY
    assert sources["RCOA"].status is Status.PRIMARY


def test_a_source_is_one_plain_line_with_an_address_that_opens():
    for source in load_sources().values():
        assert source.text.endswith("."), source.tag
        assert "\n" not in source.text, source.tag
        assert re.fullmatch(r"(?:https://[\w.-]+\.[a-z]+(?:/\S*)?)?", source.address), source.tag
