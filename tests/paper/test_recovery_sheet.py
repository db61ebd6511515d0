"""The recovery code on paper: large, with what it is for and where it belongs, and nothing about anyone."""

import io
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pypdf import PdfReader

from afterneedle.paper.pages import Paper, Typesetter
from afterneedle.paper.recovery_sheet import RecoverySheet, in_threes
from content.reading_ease import grade
from paper.test_pages import assert_inside_the_margins, poppler, squeezed, words_of

NOW = datetime(2026, 3, 4, 20, tzinfo=UTC)
CODE = "PBQGZ7YJ8-P63Z4RK7T-TSHFNQ15Y"
SHEET = RecoverySheet(CODE, Path("/home/sam/.local/share/afterneedle/diary.db"), NOW)
LONG = RecoverySheet(CODE, Path("/" + "a" * 200) / ("wide-" * 60) / "Ünï 日本.db", NOW)
of_each_paper = pytest.mark.parametrize("paper", Paper)


@pytest.fixture(scope="module")
def typesetter() -> Typesetter:
    return Typesetter()


@of_each_paper
def test_it_says_what_it_is_for_which_diary_it_opens_since_when_and_where_it_belongs(typesetter, paper):
    printed = words_of(typesetter.pdf(SHEET, paper))
    for group in ("PBQ GZ7 YJ8", "P63 Z4R K7T", "TSH FNQ 15Y"):
        assert group in printed
    assert "This code opens your diary if you forget the passphrase." in printed
    assert "Keep this paper away from the computer" in printed
    assert "Wednesday 4 March 2026" in printed
    assert squeezed(str(SHEET.diary)) in re.sub("[\u200b\u2068\u2069]", "", squeezed(printed))


@of_each_paper
@pytest.mark.parametrize("sheet", [SHEET, LONG], ids=["usual", "long path"])
def test_it_is_one_tagged_page_inside_the_margins(typesetter, paper, sheet, tmp_path):
    pdf = typesetter.pdf(sheet, paper)
    reader = PdfReader(io.BytesIO(pdf))
    assert len(reader.pages) == 1
    assert re.search(r"Tagged:\s+yes", poppler("pdfinfo", pdf, tmp_path))
    assert b"<pdfuaid:part>1</pdfuaid:part>" in reader.xmp_metadata.stream.get_data()
    assert reader.metadata.title == "AfterNeedle recovery code"
    assert_inside_the_margins(pdf, paper, tmp_path)


def test_a_screen_reader_finds_its_title_and_each_group(typesetter, tmp_path):
    tags = poppler("pdfinfo", typesetter.pdf(SHEET, Paper.A4), tmp_path, "-struct-text")
    assert 'H1 "AfterNeedle recovery code"' in tags
    assert tags.index("PBQ GZ7 YJ8") < tags.index("P63 Z4R K7T") < tags.index("TSH FNQ 15Y")


def test_it_is_easy_to_read(typesetter):
    printed = words_of(typesetter.pdf(SHEET, Paper.A4))
    sentences = re.findall(r"[A-Z][^.]*\.", printed.split("TSH FNQ 15Y")[1].split("Diary:")[0])
    assert grade(" ".join(sentences)) <= 6


@pytest.mark.parametrize(("group", "shown"), [("ABCDEFGHJ", "ABC DEF GHJ"), ("ABCD", "ABC D"), ("", "")])
def test_a_group_is_read_in_threes(group, shown):
    assert in_threes(group) == shown
