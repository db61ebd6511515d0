"""The printed pages: every word on paper, inside the margins, accessible, and the same each time."""

import io
import re
import shutil
import struct
import subprocess
from dataclasses import replace
from datetime import timedelta
from gettext import NullTranslations
from pathlib import Path

import pytest
from pypdf import PdfReader
from typst import TypstError

from afterneedle.content.language import Language
from afterneedle.domain.catalogue import Catalogue
from afterneedle.domain.records import Change, Patient, Records
from afterneedle.domain.report import Report, Wanted, report
from afterneedle.paper import compositor, labels
from afterneedle.paper.pages import Paper, Typesetter
from support.builders import (
    a_check_in,
    a_flag,
    a_rule,
    a_rulebook,
    a_session,
    an_answer,
    an_assessment,
    an_observation,
    at,
)
from support.example import example_report
from support.pdf_tables import alternatives

PRINTED = 8  # times that `with_words` puts them on paper
MARGIN = 15 / 25.4 * 72  # left and right; head and foot stand in those above and below
EDGE = 7 / 25.4 * 72
LINE = 7.4  # points; lines of any of our sizes are farther apart
UNASSIGNED = "".join(chr(0xE1000 + n) for n in range(40))  # no font has a sign for these


@pytest.fixture(scope="module")
def typesetter(qapp: object) -> Typesetter:
    return Typesetter()


@pytest.fixture(scope="module")
def example(catalogue: Catalogue) -> Report:
    return example_report(catalogue)


def with_words(catalogue: Catalogue, words: str) -> Report:
    """A report with these words wherever a patient can write."""
    session = a_session(catalogue, note=words)
    check_in = a_check_in(catalogue, says=[an_observation(catalogue)], medicines=words, note=words)
    flag = a_flag(catalogue, session=session, answers=[an_answer(words=words)])
    records = Records(Patient(words, None, (), words, words, words), (session,), (check_in,))
    return report(
        records, an_assessment(flags=[flag]), catalogue, a_rulebook(), at("2026-03-06T09:00:00+00:00")
    )


def words_of(pdf: bytes) -> str:
    """The text of all pages in one line, without the marks that only guide the line."""
    text = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)
    return " ".join(re.sub("[\u2066-\u2069\u200b\u202a-\u202e]", "", text).split())


def squeezed(text: str) -> str:
    """Without its blanks: a long word may have been broken anywhere."""
    return re.sub(r"\s", "", text)


def poppler(tool: str, pdf: bytes, folder: Path, *options: str) -> str:
    path = folder / "report.pdf"
    path.write_bytes(pdf)
    program = shutil.which(tool)
    assert program, f"{tool} is missing: apt-get install poppler-utils"
    command = [program, *options, str(path), *(["-"] if tool == "pdftotext" else [])]
    return subprocess.run(command, check=True, capture_output=True, text=True, encoding="utf-8").stdout


def assert_inside_the_margins(pdf: bytes, paper: Paper, folder: Path) -> None:
    width, height = {Paper.A4: (595.28, 841.89), Paper.LETTER: (612, 792)}[paper]
    sides = re.findall(
        r'<word xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="([-\d.]+)"',
        poppler("pdftotext", pdf, folder, "-bbox"),
    )
    left, top, right, bottom = (list(map(float, side)) for side in zip(*sides, strict=True))
    assert min(left) >= MARGIN - 0.1
    assert max(right) <= width - MARGIN + 0.1
    assert min(top) >= EDGE
    assert max(bottom) <= height - EDGE


def test_the_pdf_is_tagged_titled_and_accessible(typesetter, example, tmp_path):
    pdf = typesetter.pdf(example, Paper.A4)
    info = poppler("pdfinfo", pdf, tmp_path)
    assert re.search(r"Tagged:\s+yes", info)
    assert re.search(r"Page size:.*A4", info)
    document = PdfReader(io.BytesIO(pdf))
    assert document.metadata.title.startswith("Dry needling symptom log, ")
    assert document.trailer["/Root"]["/Lang"] == "en"
    assert b"<pdfuaid:part>1</pdfuaid:part>" in document.xmp_metadata.stream.get_data()


def test_a_screen_reader_is_told_the_language_that_the_words_are_in(typesetter, example, monkeypatch):
    monkeypatch.setattr(labels, "LANGUAGE", Language("pt_BR", NullTranslations()))
    document = PdfReader(io.BytesIO(typesetter.pdf(example, Paper.A4)))
    assert document.trailer["/Root"]["/Lang"] == "pt-BR"


def test_it_is_set_in_noto_alone(typesetter, example, tmp_path):
    fonts = [
        line.split()[0]
        for line in poppler("pdffonts", typesetter.pdf(example, Paper.A4), tmp_path).splitlines()[2:]
    ]
    assert fonts
    assert all("NotoSans" in name for name in fonts)


def test_the_same_report_gives_the_same_bytes(example):
    assert Typesetter().pdf(example, Paper.A4) == Typesetter().pdf(example, Paper.A4)


def test_page_one_is_an_answer_and_the_others_say_whose_they_are(typesetter, example):
    pages = PdfReader(io.BytesIO(typesetter.pdf(example, Paper.A4))).pages
    texts = [" ".join(re.sub("[\u2068\u2069\u200b]", "", page.extract_text()).split()) for page in pages]
    for part in (
        "3 open flags",
        "No longer open",
        "Asked and answered “no”",
        "Needling sessions",
        "About the patient",
    ):
        assert part in texts[0]
    for n, text in enumerate(texts, 1):
        assert f"Page {n} of {len(texts)}" in text
        assert n == 1 or "Maria Beispiel-Øvergård · born 1984-06-02" in text


def test_letter_paper_is_letter(typesetter, example, tmp_path):
    pdf = typesetter.pdf(example, Paper.LETTER)
    assert re.search(r"Page size:.*letter", poppler("pdfinfo", pdf, tmp_path))
    assert_inside_the_margins(pdf, Paper.LETTER, tmp_path)


def test_patient_text_is_printed_not_run(typesetter, catalogue):
    typed = '#let x = 1 $a$ *bold* _it_ @ref `code` <b> #image("/etc/passwd") \\ {{n}} {0}'
    text = squeezed(words_of(typesetter.pdf(with_words(catalogue, typed), Paper.A4)))
    assert text.count(squeezed(typed)) == PRINTED


@pytest.mark.parametrize("paper", Paper)
@pytest.mark.parametrize(
    "typed",
    [
        "W" * 200,
        "i" * 2_000,
        "https://example.org/" + "a-b/" * 300,
        "word " * 4_000,
        "m" * 5_000,
        "z\n" * 400,
    ],
    ids=[
        "wide letters",
        "narrow letters",
        "an address",
        "20,000 letters",
        "a word of 5,000 letters",
        "400 lines",
    ],
)
def test_nothing_runs_off_the_paper_and_nothing_is_lost(typesetter, catalogue, tmp_path, paper, typed):
    pdf = typesetter.pdf(with_words(catalogue, typed), paper)
    assert_inside_the_margins(pdf, paper, tmp_path)
    repeated = next(part for part in ("word", "a-b/", "W", "i", "m", "z") if part in typed)
    assert squeezed(words_of(pdf)).count(repeated) >= PRINTED * typed.count(repeated)


def test_arabic_stays_accessible_in_the_programs_own_fonts(typesetter, catalogue, tmp_path):
    pdf = typesetter.pdf(with_words(catalogue, "بدأ الألم يوم 3 Mar"), Paper.A4)
    fonts = poppler("pdffonts", pdf, tmp_path)
    assert "NotoSansArabic" in fonts
    assert set(re.findall(r"\+(Noto\w+)", fonts)) == {"NotoSans", "NotoSansArabic"}
    assert set("بدأالمي") <= set(words_of(pdf))
    assert "3 Mar" in words_of(pdf)


def test_control_characters_do_not_stop_the_report(typesetter, catalogue):
    pdf = typesetter.pdf(with_words(catalogue, "a\x00b\x07c\x1b[0m\ufeff\u202ed\r\ne"), Paper.A4)
    assert "abc[0md e" in words_of(pdf)


def test_an_emoji_prints_or_is_replaced_by_a_sign_that_the_page_explains(typesetter, catalogue, tmp_path):
    pdf = typesetter.pdf(with_words(catalogue, "slept badly 😀 again"), Paper.A4)
    text = words_of(pdf)
    assert (
        "slept badly 😀 again" in text or "\ufffd stands for a character that could not be printed." in text
    )
    assert re.search(r"Tagged:\s+yes", poppler("pdfinfo", pdf, tmp_path))


def test_characters_no_font_has_are_replaced_and_the_page_says_so(typesetter, catalogue, tmp_path):
    pdf = typesetter.pdf(with_words(catalogue, f"before {UNASSIGNED} after"), Paper.A4)
    text = squeezed(words_of(pdf))
    assert text.count("\ufffd") >= PRINTED * len(UNASSIGNED)
    assert text.count("before\ufffd") >= PRINTED
    assert squeezed("\ufffd stands for a character that could not be printed.") in text
    assert re.search(r"Tagged:\s+yes", poppler("pdfinfo", pdf, tmp_path))


def test_a_long_word_that_no_font_can_write_breaks_at_the_edge_like_any_other(
    typesetter, catalogue, tmp_path
):
    pdf = typesetter.pdf(with_words(catalogue, 10 * UNASSIGNED), Paper.A4)
    assert_inside_the_margins(pdf, Paper.A4, tmp_path)
    assert squeezed(words_of(pdf)).count("\ufffd") >= PRINTED * 10 * len(UNASSIGNED)


def test_when_no_replacing_helps_the_report_still_comes_out_and_says_so(catalogue, monkeypatch):
    monkeypatch.setattr(compositor, "ROUNDS", 0)
    text = words_of(Typesetter().pdf(with_words(catalogue, f"before {UNASSIGNED} after"), Paper.A4))
    assert "They show as an empty box." in text
    assert text.count(" after") >= PRINTED


def test_a_mistake_of_ours_in_the_template_is_not_taken_for_a_missing_sign(catalogue, monkeypatch, tmp_path):
    template = tmp_path / "report.typ"
    template.write_text("#panic()")
    monkeypatch.setattr(compositor, "asset", lambda _name: template)
    with pytest.raises(TypstError, match="panicked"):
        Typesetter().pdf(with_words(catalogue, "words"), Paper.A4)


@pytest.mark.parametrize("check_ins", [0, 1])
def test_an_empty_diary_and_one_entry_each_fit_one_page(typesetter, catalogue, check_ins):
    entries = (a_check_in(catalogue, says=[an_observation(catalogue, worst=0, now=False)]),)[:check_ins]
    page = report(
        Records(check_ins=entries), an_assessment(), catalogue, a_rulebook(), at("2026-03-06T09:00:00+00:00")
    )
    pdf = typesetter.pdf(page, Paper.A4)
    assert len(PdfReader(io.BytesIO(pdf)).pages) == 1
    assert ("no check-in (31 days)" in words_of(pdf)) is (check_ins == 0)


def test_what_is_said_about_the_patient_is_not_torn_apart_at_the_end_of_a_page(typesetter, catalogue):
    session = a_session(catalogue)
    for count in range(3, 12):
        flags = [a_flag(catalogue, session=session) for _flag in range(count)]
        records = Records(Patient("", None, (), "Warfarin", "Latex", "None"), (session,), ())
        made = report(
            records, an_assessment(flags=flags), catalogue, a_rulebook(), at("2026-03-06T09:00:00+00:00")
        )
        pages = [page.extract_text() for page in PdfReader(io.BytesIO(typesetter.pdf(made, Paper.A4))).pages]
        (about,) = (text for text in pages if "About the patient" in text)
        assert "Warfarin" in about, count
        assert "Latex" in about, count


def test_left_stays_left_wherever_it_is_printed(typesetter, catalogue):
    place = "blade.l"
    session = a_session(catalogue, sites=[place])
    check_in = a_check_in(catalogue, says=[an_observation(catalogue, "soreness", place, 3)])
    flag = a_flag(catalogue, symptom="soreness", place=place, session=session)
    page = report(
        Records(sessions=(session,), check_ins=(check_in,)),
        an_assessment(flags=[flag]),
        catalogue,
        a_rulebook(),
        at("2026-03-06T09:00:00+00:00"),
    )
    text = words_of(typesetter.pdf(page, Paper.A4)).lower()
    assert len(re.findall("shoulder blade, left", text)) == 6
    assert "shoulder blade, right" not in text


@pytest.mark.parametrize(("paper", "size"), [(Paper.A4, (595, 842)), (Paper.LETTER, (612, 792))])
def test_pictures_are_the_pages_of_the_pdf(typesetter, example, paper, size):
    pictures = typesetter.pictures(example, paper, 72)
    assert len(pictures) == len(PdfReader(io.BytesIO(typesetter.pdf(example, paper))).pages) == 3
    for picture in pictures:
        assert picture.startswith(b"\x89PNG")
        found = struct.unpack(">II", picture[16:24])
        assert all(abs(a - b) <= 1 for a, b in zip(found, size, strict=True))


def test_one_page_is_still_a_list_of_pictures(typesetter, catalogue):
    page = report(Records(), an_assessment(), catalogue, a_rulebook(), at("2026-03-06T09:00:00+00:00"))
    assert len(typesetter.pictures(page, Paper.A4, 20)) == 1


def test_the_diary_of_these_days_is_inside_the_file_when_it_is_wanted(typesetter, example, tmp_path):
    pdf = typesetter.pdf(replace(example, attachment='{"format": "afterneedle-diary"}'), Paper.A4)
    document = PdfReader(io.BytesIO(pdf))
    assert document.attachments["diary.json"] == [b'{"format": "afterneedle-diary"}']
    assert b"<pdfuaid:part>1</pdfuaid:part>" in document.xmp_metadata.stream.get_data()
    assert PdfReader(io.BytesIO(typesetter.pdf(example, Paper.A4))).attachments == {}


def test_the_drawings_are_told_to_those_who_hear_the_page(typesetter, example):
    pdf = typesetter.pdf(example, Paper.A4)
    said = alternatives(pdf)
    assert any(text.startswith("The body from the front and the back. Needled: ") for text in said)
    assert any("Tingling" in text and "thumb and first fingers" in text for text in said)


@pytest.mark.parametrize(("findings", "page_1", "page_2"), [(2, 4, 0), (3, 2, 0), (4, 0, 4)])
def test_the_chart_shares_page_1_with_as_many_strips_as_fit_or_is_whole_on_the_next(
    typesetter, example, findings, page_1, page_2
):
    pdf = typesetter.pdf(replace(example, findings=example.findings[:findings]), Paper.A4)
    first, second, *_others = (page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)
    strip = r"from \d+ h after session \d; (?:now|gone|no)"
    for text, strips in ((first, page_1), (second, page_2)):
        assert len(re.findall(strip, " ".join(text.split()))) == strips
        assert ("How strong, day by day" in text) is bool(strips)


def test_of_more_than_three_sessions_the_earlier_ones_stand_behind_the_table_and_are_pointed_to(
    typesetter, catalogue
):
    sessions = tuple(
        a_session(catalogue, id=f"s{n}", ended_at=f"2026-03-{n + 1:02}T10:00:00+00:00") for n in range(1, 6)
    )
    page = report(
        Records(sessions=sessions), an_assessment(), catalogue, a_rulebook(), at("2026-03-08T09:00:00+00:00")
    )
    pages = [p.extract_text() for p in PdfReader(io.BytesIO(typesetter.pdf(page, Paper.A4))).pages]
    where = next(n for n, text in enumerate(pages, 1) if "Earlier sessions" in text)
    assert f"2 earlier sessions: page {where}" in pages[0]
    told = " ".join(pages)
    assert told.index("Friday 6 March 2026, 10:00") < told.index("Earlier sessions")
    assert told.index("Earlier sessions") < told.index("Tuesday 3 March 2026, 10:00")


def test_of_more_than_five_closed_flags_the_others_stand_behind_the_table_and_are_pointed_to(
    typesetter, catalogue
):
    rules = [a_rule(id=f"S{n:02}") for n in range(1, 9)]
    closed = [a_flag(catalogue, rule=rule, closed_at="2026-03-05T10:00:00+00:00") for rule in rules]
    page = report(
        Records(), an_assessment(closed=closed), catalogue, a_rulebook(), at("2026-03-08T09:00:00+00:00")
    )
    pages = [p.extract_text() for p in PdfReader(io.BytesIO(typesetter.pdf(page, Paper.A4))).pages]
    where = next(n for n, text in enumerate(pages, 1) if "More flags that are no longer open" in text)
    assert f"3 more that are no longer open: page {where}" in pages[0]
    told = " ".join(pages)
    places = [told.index(words) for words in ("rule S05", "Day by day", "rule S06", "rule S08")]
    assert places == sorted(places)


def days_in_a_row(catalogue: Catalogue, count: int) -> Report:
    """A check-in a day: notes of no, one and several lines, late ones, edited ones, flags and sessions."""
    days = [at("2025-12-20T20:00:00+00:00") + timedelta(days=n) for n in range(count)]
    says = [[an_observation(catalogue, worst=n % 11, change=Change.WORSE)] for n in range(count)]
    says[0] += [an_observation(catalogue, "tingling", place, 1) for place in list(catalogue.places)[:13]]
    check_ins = tuple(
        a_check_in(
            catalogue,
            id=f"c{n}",
            felt_at=day.isoformat(),
            entered_at=(day + timedelta(days=2) * (n % 4 == 0)).isoformat(),
            edited_at=(day + timedelta(days=3)).isoformat() if n % 5 == 0 else None,
            says=says[n],
            note="It pulls when I look over my shoulder. " * (n % 4),
        )
        for n, day in enumerate(days)
    )
    sessions = tuple(a_session(catalogue, id=f"s{day}", ended_at=day.isoformat()) for day in days[::30])
    flags = [a_flag(catalogue, evidence=[f"c{d}" for d in range(n, count, n + 1)]) for n in range(1, 5)]
    records = Records(sessions=sessions, check_ins=check_ins)
    wanted = Wanted(first=days[0].date())
    now = at("2026-03-20T09:00:00+00:00")
    return report(records, an_assessment(flags=flags), catalogue, a_rulebook(), now, wanted)


@pytest.mark.parametrize("paper", Paper)
def test_no_row_of_a_long_table_runs_into_the_next_in_either_of_its_parts(
    typesetter, catalogue, tmp_path, paper
):
    pdf = typesetter.pdf(days_in_a_row(catalogue, 90), paper)
    assert_inside_the_margins(pdf, paper, tmp_path)
    pages = poppler("pdftotext", pdf, tmp_path, "-bbox").split("<page ")
    tables = [page for page in pages if ">Sign<" in page]
    assert len(tables) > 3, "the head stands on each page"
    for page in tables:
        words = [
            (float(left), float(right), float(foot), word)
            for left, right, foot, word in re.findall(
                r'<word xMin="([-\d.]+)" yMin="[-\d.]+" xMax="([-\d.]+)" yMax="([-\d.]+)">(.*?)</word>', page
            )
        ]
        for left, right, foot, word in words:
            close = [
                other
                for start, end, other_foot, other in words
                if start < right and left < end and 0 < abs(foot - other_foot) < LINE
            ]
            assert not close, (word, close)


def test_the_checklist_has_a_page_of_its_own_when_it_is_wanted(typesetter, example):
    wanted = replace(example, wanted=Wanted(checklist=True))
    pages = PdfReader(io.BytesIO(typesetter.pdf(wanted, Paper.A4))).pages
    assert "Before the next session: a checklist" in pages[-1].extract_text()
    assert "Before the next session" not in words_of(typesetter.pdf(example, Paper.A4))
