"""A text of the guidance on paper: saved or printed, and its name tells nothing."""

from pathlib import Path

from pypdf import PdfReader
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QFileDialog

from afterneedle.paper.pages import Paper
from support.guidance_page import ticks


def test_a_text_is_saved_as_a_pdf_of_the_chosen_paper(qtbot, page, tmp_path):
    page.show_item("fever")
    page.outlets.paper.value = Paper.LETTER
    path = tmp_path / "mine.pdf"
    with qtbot.waitSignal(page.outlets.press.saved):
        page.outlets.save(str(path))
    (sheet,) = PdfReader(path).pages
    assert "Fever or shivers" in sheet.extract_text()
    assert sheet.mediabox.width == 612
    assert page.outlets.status.text() == f"Saved as {path}"
    page.show_item("drop")
    assert not page.outlets.status.isVisible()


def test_a_saved_checklist_holds_the_ticks(qtbot, page, tmp_path):
    page.show_item("next-time")
    ticks(page)[0].setChecked(True)
    assert page._leaflet().ticked == {ticks(page)[0].text()}


def test_what_is_read_can_be_printed(qtbot, page, tmp_path):
    page.show_item("fever")
    path = tmp_path / "printed.pdf"
    printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
    printer.setOutputFileName(str(path))
    with qtbot.waitSignal(page.outlets.press.printed) as heard:
        page.outlets.print(printer)
    assert heard.args == [""]
    assert len(PdfReader(path).pages) == 1
    assert page.outlets.status.text() == "Sent to the printer."


def test_the_name_of_the_file_says_nothing_of_what_was_read(qtbot, page):
    page.show_item("nerve-signs")
    page.outlets.save_button.click()
    dialog = page.findChild(QFileDialog)
    assert Path(dialog.selectedFiles()[0]).name == "guidance-2026-03-04.pdf"
    dialog.reject()


def test_a_pdf_that_cannot_be_written_is_said(qtbot, page, hub, tmp_path):
    page.show_item("fever")
    with qtbot.waitSignal(hub.notice) as heard:
        page.outlets.save(str(tmp_path / "no such folder" / "mine.pdf"))
    assert heard.args[0].startswith("The PDF was not saved: ")
