"""The pages on the screen are those on paper."""

from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtGui import QDesktopServices, QImage
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QFileDialog

from afterneedle.gui.pages.report import OWN, ReportPage
from afterneedle.paper.pages import Paper, Typesetter
from support.builders import a_check_in, a_session, an_observation


@pytest.fixture
def page(qtbot, hub, diary, clock):
    diary.record_session(a_session(diary.catalogue), clock())
    diary.check_in(a_check_in(diary.catalogue, says=[an_observation(diary.catalogue, worst=4)]), clock())
    made = ReportPage(hub)
    qtbot.addWidget(made)
    made.resize(760, 900)
    made.show()
    yield made
    made.press.wait()


@pytest.fixture
def shown(qtbot, page):
    with qtbot.waitSignal(page.press.previewed):
        page.refresh()
    return page


def test_the_preview_is_made_of_the_very_pages(shown, diary, clock):
    pages = Typesetter().pictures(diary.report(clock()), Paper.A4, 120)
    assert len(shown.pictures) == len(pages)
    assert shown.pictures[0].accessibleName() == f"Report, page 1 of {len(pages)}"
    assert shown.pictures[0]._image == QImage.fromData(pages[0])


def test_it_says_which_days_and_how_many_pages(shown):
    assert shown.status.text().startswith("Monday 2 March 2026 to Wednesday 4 March 2026: ")


def test_another_paper_gives_other_pages(qtbot, shown):
    before = shown.pictures[0].heightForWidth(1000)
    with qtbot.waitSignal(shown.press.previewed):
        shown.paper.value = Paper.LETTER
    assert shown.pictures[0].heightForWidth(1000) < before


def test_own_dates_are_used_and_impossible_ones_refused_beside_them(qtbot, shown):
    with qtbot.waitSignal(shown.press.previewed):
        shown.period.value = OWN
    shown.first.setDate(shown.last.date())
    shown.last.setDate(shown.first.date().addDays(-2))
    assert shown.error.text() == "The period ends before it begins."


def test_the_pdf_is_saved_where_it_was_asked_to_be(qtbot, shown, tmp_path):
    path = tmp_path / "mine.pdf"
    with qtbot.waitSignal(shown.press.saved):
        shown.save(str(path))
    text = "".join(p.extract_text() for p in PdfReader(path).pages)
    assert "Soreness" in text
    assert shown.status.text() == f"Saved as {path}"


def test_a_place_that_cannot_be_written_is_said_and_leaves_nothing(qtbot, shown, hub, tmp_path):
    with qtbot.waitSignal(hub.notice) as heard:
        shown.save(str(tmp_path / "no such folder" / "mine.pdf"))
    assert heard.args[0].startswith("The PDF was not saved: ")
    assert list(tmp_path.glob("**/*.pdf")) == []


def test_the_name_it_offers_says_nothing_about_anyone(qtbot, shown):
    shown.save_button.click()
    dialog = shown.findChild(QFileDialog)
    assert Path(dialog.selectedFiles()[0]).name == "symptom-log-2026-03-04.pdf"
    dialog.reject()


def test_opening_hands_a_file_with_a_neutral_name_to_the_systems_viewer(qtbot, shown, monkeypatch):
    opened = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()) or True)
    with qtbot.waitSignal(shown.press.saved):
        shown.open_button.click()
    (path,) = opened
    assert Path(path).name == "symptom-log-2026-03-04.pdf"
    assert Path(path).read_bytes().startswith(b"%PDF")
    assert Path(path).parent.stat().st_mode & 0o077 == 0


def test_printing_puts_every_page_on_a_sheet_of_its_own(qtbot, shown, diary, clock, tmp_path):
    path = tmp_path / "printed.pdf"
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFileName(str(path))
    with qtbot.waitSignal(shown.press.printed, timeout=20_000) as heard:
        shown.press.print(diary.report(clock()), Paper.A4, printer)
    assert heard.args == [True]
    assert len(PdfReader(path).pages) == len(shown.pictures)


@pytest.mark.qt_log_ignore(r"QPainter::begin\(\): Returned false")
def test_a_printer_that_refuses_is_said(qtbot, shown, hub, diary, clock, tmp_path):
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFileName(str(tmp_path / "no such folder" / "x.pdf"))
    with qtbot.waitSignal(hub.notice, timeout=20_000) as heard:
        shown.press.print(diary.report(clock()), Paper.A4, printer)
    assert heard.args == ["The printer did not take the pages."]


def test_a_screen_reader_can_name_every_stop_once(shown, unnamed):
    shown.period.value = OWN
    assert unnamed(shown) == []
