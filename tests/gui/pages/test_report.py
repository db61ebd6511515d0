"""The pages on the screen are those on paper."""

from multiprocessing import active_children
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtGui import QDesktopServices, QHideEvent
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QFileDialog

from afterneedle.domain.excerpt import Part
from afterneedle.domain.periods import Days
from afterneedle.domain.records import Did, Patient
from afterneedle.exchange.json_diary import parse
from afterneedle.gui.pages.report import ReportPage
from afterneedle.gui.paper.setting_apart import SettingApart, Stopped
from afterneedle.gui.widgets.paper.report_choices import Extra
from afterneedle.paper.pages import Paper, Typesetter
from support.builders import a_check_in, a_session, an_answer, an_observation


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
    assert [picture.png for picture in shown.pictures] == pages


def test_it_says_which_days_and_how_many_pages(shown):
    assert shown.status.text().startswith("Monday 2 March 2026 to Wednesday 4 March 2026: ")


def test_another_paper_gives_other_pages(qtbot, shown):
    before = shown.pictures[0].heightForWidth(1000)
    with qtbot.waitSignal(shown.press.previewed):
        shown.choices.paper.value = Paper.LETTER
    assert shown.pictures[0].heightForWidth(1000) < before


def test_own_dates_are_used_and_impossible_ones_refused_beside_them(qtbot, shown):
    with qtbot.waitSignal(shown.press.previewed):
        shown.choices.days.span.value = Days.OWN
    first, last = shown.choices.days.first, shown.choices.days.last
    first.setDate(last.date())
    last.setDate(first.date().addDays(-2))
    assert shown.choices.days.error.text() == "The period ends before it begins."


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
    with qtbot.waitSignal(shown.press.printed) as heard:
        shown.press.print(diary.report(clock()), Paper.A4, printer)
    assert heard.args == [""]
    assert len(PdfReader(path).pages) == len(shown.pictures)


@pytest.mark.qt_log_ignore(r"QPainter::begin\(\): Returned false")
def test_a_printer_that_refuses_is_said(qtbot, shown, hub, diary, clock, tmp_path):
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFileName(str(tmp_path / "no such folder" / "x.pdf"))
    with qtbot.waitSignal(hub.notice) as heard:
        shown.press.print(diary.report(clock()), Paper.A4, printer)
    assert heard.args == ["The printer did not take the pages."]


def test_a_screen_reader_can_name_every_stop_once(shown, unnamed):
    shown.choices.days.span.value = Days.OWN
    assert unnamed(shown) == []


def days(page):
    made = page.report()
    return made.first.isoformat(), made.last.isoformat()


def test_the_days_of_one_session_are_chosen_by_the_session(qtbot, shown, diary, clock):
    diary.record_session(a_session(diary.catalogue, id="s0", ended_at="2026-02-10T10:00:00+00:00"), clock())
    shown.refresh()
    shown.choices.days.span.value = Days.SESSION
    assert shown.choices.days.session.isVisible()
    assert days(shown) == ("2026-03-02", "2026-03-04")
    shown.choices.days.session.value = "s0"
    assert days(shown) == ("2026-02-10", "2026-03-01")


def test_the_last_month_and_everything_are_one_click_away(shown):
    shown.choices.days.span.value = Days.MONTH
    assert days(shown) == ("2026-02-02", "2026-03-04")
    shown.choices.days.span.value = Days.ALL
    assert days(shown) == ("2026-03-02", "2026-03-04")


def test_since_a_doctor_saw_me_is_offered_once_one_has(shown, diary, clock):
    button = shown.choices.days.span.buttons[list(Days).index(Days.DOCTOR)]
    assert button.isHidden()
    seen = an_answer(at_time="2026-03-03T12:00:00+00:00", did=Did.SEEN_BY_DOCTOR)
    diary.answer(seen, clock())
    shown.refresh()
    assert not button.isHidden()
    shown.choices.days.span.value = Days.DOCTOR
    assert days(shown) == ("2026-03-03", "2026-03-04")


def test_what_is_left_out_and_what_is_added_is_in_the_saved_file(qtbot, shown, diary, clock, tmp_path):
    diary.save_patient(Patient(name="Maria Beispiel", notes="a secret"), clock())
    shown.choices.left_out.values = [Part.NAME, Part.NOTES]
    shown.choices.extras.values = [Extra.ENTRIES, Extra.ATTACHED, Extra.CHECKLIST]
    path = tmp_path / "mine.pdf"
    with qtbot.waitSignal(shown.press.saved):
        shown.save(str(path))
    document = PdfReader(path)
    text = " ".join(p.extract_text() for p in document.pages)
    attached = document.attachments["diary.json"][0].decode()
    for hidden in ("Maria Beispiel", "a secret"):
        assert hidden not in text + attached
    assert "Left out by the patient: name and birth date, notes and own words." in text
    assert "Every check-in in full (1)" in text
    assert "Before the next session" in text
    assert parse(attached, diary.catalogue).check_ins == diary.records().check_ins


def test_pages_that_cannot_be_made_are_said_in_their_place(qtbot, shown, monkeypatch):
    def refuse(_apart):
        raise Stopped

    monkeypatch.setattr(SettingApart, "begin", refuse)
    with qtbot.waitSignal(shown.press.failed):
        shown.choices.paper.value = Paper.LETTER
    assert shown.status.text().startswith("The pages could not be made.")
    assert shown.pictures == []


def test_the_process_that_sets_the_pages_ends_when_another_page_is_opened(shown):
    assert len(active_children()) == 1
    shown.hide()
    shown.press.wait()
    assert active_children() == []


class ByTheSystem(QHideEvent):
    def spontaneous(self):
        return True


def test_a_window_that_is_minimised_while_the_pages_are_made_has_them_when_it_comes_back(qtbot, page):
    page.refresh()
    with qtbot.waitSignal(page.press.previewed):
        page.hideEvent(ByTheSystem())
    assert page.pictures
