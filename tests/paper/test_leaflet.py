"""A guidance text on paper: whole, easy to read, with what it rests on, and never a diagnosis."""

import io
import re
from datetime import UTC, datetime

import pytest
from pypdf import PdfReader

from afterneedle.content.guidance import Guidance, load_guidance
from afterneedle.content.markdown import BulletList, blocks, plain, plain_text
from afterneedle.content.wording import status_label
from afterneedle.content.wording.decisions import DECISIONS, decision_sources, decisions_markdown
from afterneedle.paper.leaflet import Leaflet, leaflet_words
from afterneedle.paper.pages import Paper, Typesetter
from paper.test_pages import assert_inside_the_margins, poppler, squeezed, words_of

NOW = datetime(2026, 11, 25, 20, 30, tzinfo=UTC)
TEXTS = load_guidance()
of_each_paper = pytest.mark.parametrize("paper", Paper)


@pytest.fixture(scope="module")
def typesetter() -> Typesetter:
    return Typesetter()


@pytest.fixture(scope="module")
def leaflet(rulebook, sources):
    def make(text: Guidance | str, number: str = "112", *ticked: str) -> Leaflet:
        text = TEXTS[text] if isinstance(text, str) else text
        rests_on = tuple(sources[tag] for tag in text.sources)
        return Leaflet(text, rests_on, rulebook, NOW, number, frozenset(ticked))

    return make


@pytest.fixture(scope="module")
def decisions(rulebook, catalogue, sources) -> Guidance:
    body = decisions_markdown(rulebook, catalogue, sources)
    return Guidance(DECISIONS, "How the app decides", body, decision_sources(rulebook), True, 99)


def in_words(text: str) -> str:
    return squeezed(re.sub(r"[·•]", "", text))


@pytest.mark.parametrize("id", TEXTS)
def test_every_word_of_a_text_and_its_sources_is_printed(typesetter, leaflet, sources, id):
    printed = in_words(words_of(typesetter.pdf(leaflet(id), Paper.A4)))
    text = TEXTS[id]
    assert squeezed(text.title) in printed
    for line in plain_text(text.body).split(" · "):
        assert in_words(line) in printed
    for tag in text.sources:
        assert squeezed(sources[tag].text) in printed
        assert squeezed(f"({status_label(sources[tag].status)})") in printed


@of_each_paper
def test_it_says_what_it_was_printed_from_and_that_it_is_no_diagnosis(typesetter, leaflet, rulebook, paper):
    printed = words_of(typesetter.pdf(leaflet("fever"), paper))
    assert f"rulebook version {rulebook.version} of {rulebook.date.isoformat()}" in printed
    assert "Printed on Wednesday 25 November 2026 from AfterNeedle" in printed
    assert "not a diagnosis" in printed
    assert "Your emergency number: 112" in printed


def test_without_an_emergency_number_none_is_made_up(typesetter, leaflet):
    assert "Your emergency number" not in words_of(typesetter.pdf(leaflet("fever", ""), Paper.A4))


@of_each_paper
@pytest.mark.parametrize("id", [id for id in TEXTS if id != "emergency-list"])
def test_a_text_is_one_page(typesetter, leaflet, paper, id):
    assert len(PdfReader(io.BytesIO(typesetter.pdf(leaflet(id), paper))).pages) == 1


@of_each_paper
def test_it_is_tagged_in_the_programs_own_fonts_and_inside_the_margins(typesetter, leaflet, paper, tmp_path):
    pdf = typesetter.pdf(leaflet("nerve-signs"), paper)
    assert re.search(r"Tagged:\s+yes", poppler("pdfinfo", pdf, tmp_path))
    assert b"<pdfuaid:part>1</pdfuaid:part>" in PdfReader(io.BytesIO(pdf)).xmp_metadata.stream.get_data()
    fonts = poppler("pdffonts", pdf, tmp_path).splitlines()[2:]
    assert fonts
    assert all("NotoSans" in font for font in fonts)
    assert_inside_the_margins(pdf, paper, tmp_path)


def test_a_screen_reader_finds_headings_and_lists(typesetter, leaflet, tmp_path):
    tags = poppler("pdfinfo", typesetter.pdf(leaflet("skin"), Paper.A4), tmp_path, "-struct")
    assert 'H1 "Hot, sore or changed skin"' in tags
    assert 'H2 "Watch for"' in tags
    assert len(re.findall(r"^ *L \(block\)", tags, re.MULTILINE)) == 3  # watch for, get help, sources


def test_how_the_app_decides_is_printed_whole(typesetter, leaflet, decisions, rulebook, tmp_path):
    pdf = typesetter.pdf(leaflet(decisions), Paper.LETTER)
    printed = words_of(pdf)
    for row in (*rulebook.rules, *rulebook.modifiers):
        assert squeezed(row.why) in squeezed(printed), row.id
    assert "our judgement, not yet signed by a clinician" in printed
    assert_inside_the_margins(pdf, Paper.LETTER, tmp_path)
    assert f"Page 1 of {len(PdfReader(io.BytesIO(pdf)).pages)}" in printed


def boxes(words: dict) -> list[bool]:
    return [item["ticked"] for b in words["blocks"] if b["kind"] == "checklist" for item in b["items"]]


def test_a_checklist_has_a_box_for_each_item_and_a_tick_in_those_that_are_ticked(leaflet):
    lists = [b for b in blocks(TEXTS["next-time"].body) if isinstance(b, BulletList)]
    items = [plain(item) for b in lists for item in b.items]
    words = leaflet_words(leaflet("next-time", "112", items[0], items[-1], "no longer in the list"))
    assert boxes(words) == [True, *[False] * (len(items) - 2), True]
    assert words["notes"] == "My notes and questions"


@of_each_paper
def test_a_printed_checklist_tells_its_ticks_to_a_screen_reader_too(typesetter, leaflet, paper):
    pdf = typesetter.pdf(leaflet("next-time", "", "Pregnant, or I may be."), paper)
    alternatives = re.findall(r"'/Alt': '(ticked|not ticked)'", str(structure(pdf)))
    assert alternatives.count("ticked") == 1
    assert alternatives.count("not ticked") == len(boxes(leaflet_words(leaflet("next-time")))) - 1


def structure(pdf: bytes) -> list[dict]:
    reader = PdfReader(io.BytesIO(pdf))
    found = (reader.get_object(n) for n in range(1, len(reader.xref[0]) + 1))
    return [dict(o) for o in found if isinstance(o, dict) and o.get("/S") == "/Figure"]


def test_a_text_that_is_no_checklist_has_no_boxes(leaflet):
    assert boxes(leaflet_words(leaflet("fever"))) == []
    assert leaflet_words(leaflet("fever"))["notes"] == ""


def test_the_same_leaflet_gives_the_same_bytes(leaflet):
    assert Typesetter().pdf(leaflet("drop"), Paper.A4) == Typesetter().pdf(leaflet("drop"), Paper.A4)
