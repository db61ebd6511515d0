"""File ▸ Export…: a file is where it was asked to be, and nothing is replaced unasked."""

import stat
import sys

import pytest
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from afterneedle.domain.excerpt import Part
from afterneedle.domain.periods import Days
from afterneedle.domain.records import Patient, Records
from afterneedle.exchange.json_diary import parse
from afterneedle.gui.exchange.exporting import Exporting
from afterneedle.gui.keeping.erasing import Question
from afterneedle.transfer import Kind, files_of
from support.builders import a_check_in, a_session
from support.pressing import press


@pytest.fixture
def owner(qtbot):
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def dialog(hub, diary, clock, owner):
    check_ins = tuple(
        a_check_in(diary.catalogue, id=f"c{n}", felt_at=f"2026-03-0{n}T20:00:00+00:00", note="ouch")
        for n in (2, 3)
    )
    records = Records(Patient(name="Alex"), (a_session(diary.catalogue),), check_ins)
    diary.import_records(records, None, clock())
    made = Exporting(hub, owner)
    made.open()
    return made


def saved(qtbot, dialog: Exporting) -> str:
    qtbot.waitUntil(lambda: bool(dialog.said.text() or dialog.error.text()))
    return dialog.said.text() or dialog.error.text()


def test_the_whole_diary_is_saved_and_its_folder_can_be_opened(qtbot, dialog, diary, tmp_path, monkeypatch):
    opened = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()) or True)
    file = tmp_path / "mine.json"
    dialog.save(file)
    assert saved(qtbot, dialog) == f"Saved as {file}"
    assert parse(file.read_text("utf-8"), diary.catalogue) == diary.records()
    if sys.platform != "win32":
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
    qtbot.waitUntil(lambda: dialog.focusWidget() is dialog.folder_button)
    press(qtbot, dialog.folder_button)
    assert opened == [str(tmp_path)]
    dialog.reject()


def test_a_folder_that_nothing_opens_is_said(qtbot, dialog, tmp_path, monkeypatch):
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _url: False)
    dialog.save(tmp_path / "mine.json")
    saved(qtbot, dialog)
    press(qtbot, dialog.folder_button)
    assert dialog.error.text() == "No program here opens folders."
    dialog.reject()


def test_what_is_chosen_is_what_is_in_the_file(qtbot, dialog, diary, tmp_path):
    dialog.days.span.value = Days.OWN
    day = dialog.days.last.date().addDays(-1)  # 3 March
    dialog.days.first.setDate(day)
    dialog.days.last.setDate(day)
    dialog.left_out.values = [Part.NAME, Part.NOTES]
    dialog.save(tmp_path / "part.json")
    saved(qtbot, dialog)
    found = parse((tmp_path / "part.json").read_text("utf-8"), diary.catalogue)
    assert found.patient == Patient()
    assert [(c.id, c.note) for c in found.check_ins] == [("c3", "")]
    dialog.reject()


def test_each_kind_offers_a_name_that_says_nothing_about_anyone(dialog):
    names = []
    for kind in Kind:
        dialog.kind.value = kind
        names.append(dialog.file_name)
    assert names == [
        "diary-2026-03-04.json",
        "diary-2026-03-04.csv",
        "diary-2026-03-04.fhir.json",
        "check-ins-to-come-2026-03-04.ics",
    ]
    dialog.reject()


def test_the_system_asks_before_it_replaces_a_file(qtbot, dialog):
    press(qtbot, dialog.save_button)
    [ask] = dialog.findChildren(QFileDialog)
    assert ask.acceptMode() is QFileDialog.AcceptMode.AcceptSave
    assert not ask.testOption(QFileDialog.Option.DontConfirmOverwrite)
    ask.reject()
    dialog.reject()


def test_tables_that_are_there_already_are_replaced_only_when_somebody_says_so(qtbot, dialog, tmp_path):
    dialog.kind.value = Kind.CSV
    old = tmp_path / "t-sessions.csv"
    old.write_text("mine", "utf-8")
    dialog.save(tmp_path / "t.csv")
    [question] = dialog.findChildren(Question)
    assert question.informativeText() == "t-sessions.csv"
    press(qtbot, question.no)
    assert [f.name for f in tmp_path.glob("t*.csv")] == ["t-sessions.csv"]

    dialog.save(tmp_path / "t.csv")
    press(qtbot, dialog.findChildren(Question)[-1].yes)
    files = files_of(Kind.CSV, tmp_path / "t.csv")
    assert saved(qtbot, dialog) == f"Saved as {files[0]}\n4 files more lie beside it."
    assert all(file.exists() for file in files)
    assert old.read_text("utf-8-sig").startswith("session,")
    dialog.reject()


def test_days_and_dates_are_asked_for_only_where_they_count(dialog):
    shown = {}
    for kind in Kind:
        dialog.kind.value = kind
        shown[kind] = dialog.days.isVisible(), dialog.dates.isVisible()
    assert shown == {
        Kind.JSON: (True, False),
        Kind.CSV: (True, True),
        Kind.FHIR: (True, False),
        Kind.CALENDAR: (False, False),
    }
    dialog.reject()


def test_a_place_that_cannot_be_written_is_said(qtbot, dialog, tmp_path):
    dialog.save(tmp_path / "nowhere" / "d.json")
    assert saved(qtbot, dialog) == f"{tmp_path / 'nowhere'} is not there. Look at its name, then try again."
    assert dialog.save_button.isEnabled()
    dialog.reject()


def test_writing_can_be_stopped_and_leaves_nothing(qtbot, dialog, tmp_path):
    dialog.save(tmp_path / "d.json")
    assert not dialog.save_button.isEnabled()
    press(qtbot, dialog.stop_button)
    assert dialog.save_button.isEnabled()
    assert not dialog.stop_button.isVisible()
    assert list(tmp_path.glob("d.json")) == []
    dialog.reject()


@pytest.mark.parametrize("kind", list(Kind))
def test_everything_has_one_name(dialog, unnamed, kind):
    dialog.kind.value = kind
    dialog.days.span.value = Days.OWN
    assert unnamed(dialog) == []
    dialog.reject()
