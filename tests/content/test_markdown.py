"""The little Markdown of our texts becomes headings, paragraphs and lists, and no word is lost."""

import re

import pytest

from afterneedle.content.guidance import load_guidance
from afterneedle.content.markdown import BulletList, Heading, Paragraph, Run, blocks, plain, plain_text

TEXTS = load_guidance()


def test_headings_paragraphs_and_lists_come_in_their_order():
    assert blocks("## Watch for\n- heat\n- pus\n\nCall **now**.\nDo not wait.") == (
        Heading(2, (Run("Watch for"),)),
        BulletList(((Run("heat"),), (Run("pus"),))),
        Paragraph((Run("Call "), Run("now", bold=True), Run(". Do not wait."))),
    )


def test_a_heading_below_a_heading_keeps_its_level():
    assert blocks("### R01\n\nLooks at: it.")[0] == Heading(3, (Run("R01"),))


def test_a_link_keeps_its_words_and_where_it_leads():
    (paragraph,) = blocks("See [nerve signs](guidance:nerve-signs) today.")
    assert isinstance(paragraph, Paragraph)
    assert paragraph.runs[1] == Run("nerve signs", target="guidance:nerve-signs")
    assert plain(paragraph.runs) == "See nerve signs today."


@pytest.mark.parametrize("id", TEXTS)
def test_no_word_of_a_text_is_lost_and_no_mark_is_left(id: str):
    body = TEXTS[id].body
    said = plain_text(body)
    words = re.sub(r"\]\([^)]*\)|[*#\[]|^- ", "", body, flags=re.MULTILINE)
    assert said.replace("·", " ").split() == words.split()
    assert not re.search(r"\*\*|\]\(|^#|(?:^| )- ", said)
