"""File ▸ Import… over a real file: what it would do is seen first, and one undo takes all of it back."""

import warnings
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QFileDialog

from afterneedle.domain.records import Records
from afterneedle.exchange.json_diary import dump
from afterneedle.gui.apart.at_work import AtWork
from afterneedle.gui.exchange.importing import Importing, ask_for_import
from afterneedle.gui.main_window import dropped_file
from support.builders import a_check_in, a_session
from support.pressing import press


@pytest.fixture
def records(diary) -> Records:
    check_ins = tuple(
        a_check_in(diary.catalogue, id=f"c{n}", felt_at=f"2026-03-0{n}T20:00:00+00:00", note="ouch")
        for n in (2, 3)
    )
    return Records(sessions=(a_session(diary.catalogue),), check_ins=check_ins)


@pytest.fixture
def file(tmp_path, diary, records) -> Path:
    path = tmp_path / "other.json"
    path.write_text(dump(records, diary.catalogue), "utf-8")
    return path


def opened(qtbot, window, file: Path) -> Importing:
    dialog = Importing(window.hub, file, window)
    qtbot.waitUntil(lambda: settled(dialog))
    return dialog


def settled(dialog: Importing) -> bool:
    """There is something to read, and nothing that is still at work."""
    return (
        dialog.isVisible()
        and not dialog.working.isVisible()
        and bool(dialog.said.text() or dialog.error.text())
    )


def test_nothing_is_changed_until_import_is_pressed(qtbot, window, diary, file):
    dialog = opened(qtbot, window, file)
    assert dialog.counts.text() == "New: 1 session, 2 check-ins\nThe same: none\nDifferent: none"
    assert not dialog.differences.isVisible()
    qtbot.waitUntil(lambda: dialog.focusWidget() is dialog.import_button)
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.apart.is_running
    assert diary.records() == Records()


def test_one_undo_from_the_notice_takes_all_of_it_back(qtbot, window, diary, file, records):
    dialog = opened(qtbot, window, file)
    with qtbot.waitSignal(window.hub.done):
        press(qtbot, dialog.import_button)
    assert window.notices.sentence.text() == "Imported. New: 1 session, 2 check-ins. Changed: 0."
    assert diary.records() == records
    with qtbot.waitSignal(window.hub.changed):
        press(qtbot, window.notices.undo)
    assert diary.records() == Records()


def test_an_import_is_taken_back_and_made_again_from_the_menu_while_the_window_is_alive(
    qtbot, window, diary, records, clock
):
    window.hub.do(lambda: diary.import_records(records, None, clock()))
    changes = window.menus.changes
    for action, said, there in (
        (changes.undo, "Undone: import.", Records()),
        (changes.redo, "Done again: import.", records),
    ):
        with qtbot.waitSignal(window.hub.notice) as heard:
            action.trigger()
            assert isinstance(QApplication.activeModalWidget(), AtWork)
        assert heard.args == [said]
        assert diary.records() == there


def test_the_same_file_again_has_nothing_to_import(qtbot, window, diary, file, records, clock):
    diary.import_records(records, None, clock())
    dialog = opened(qtbot, window, file)
    assert "There is nothing new in this file." in dialog.said.text()
    assert not dialog.import_button.isVisible()
    assert dialog.close_button.text() == "Close"
    dialog.reject()


def test_every_difference_waits_for_a_choice(qtbot, window, diary, file, records, clock):
    mine = replace(records, check_ins=tuple(replace(c, note="mine") for c in records.check_ins))
    diary.import_records(mine, None, clock())
    dialog = opened(qtbot, window, file)
    differences = dialog.differences
    assert differences.left.text() == "2 are still to choose."
    assert (differences.mine.text(), differences.theirs.text()) == ("Note: mine", "Note: ouch")
    assert not dialog.import_button.isEnabled()

    press(qtbot, differences.keep.buttons[1])
    assert not dialog.import_button.isEnabled()
    differences.list.choose(1)
    assert differences.keep.value is None
    press(qtbot, differences.keep.buttons[0])

    with qtbot.waitSignal(window.hub.done):
        press(qtbot, dialog.import_button)
    assert [c.note for c in diary.records().check_ins] == ["ouch", "mine"]


@pytest.mark.parametrize(("button", "note"), [("mine_button", "mine"), ("theirs_button", "ouch")])
def test_one_press_decides_all(qtbot, window, diary, file, records, clock, button, note):
    mine = replace(records, check_ins=tuple(replace(c, note="mine") for c in records.check_ins))
    diary.import_records(mine, None, clock())
    dialog = opened(qtbot, window, file)
    press(qtbot, getattr(dialog.differences, button))
    assert dialog.differences.left.text() == "All are chosen."
    press(qtbot, dialog.import_button)
    qtbot.waitUntil(lambda: not dialog.apart.is_running)
    assert [c.note for c in diary.records().check_ins] == [note, note]


def test_a_bad_file_is_explained_and_can_only_be_closed(qtbot, window, diary, file):
    file.write_text(file.read_text("utf-8").replace('"ouch"', "7"), "utf-8")
    dialog = opened(qtbot, window, file)
    assert dialog.error.text() == "This file cannot be imported. Your diary is as it was."
    assert [line.split(": ", 1)[1] for line in dialog.lines.text().splitlines()] == [
        "check_ins[0].note: Must be text.",
        "check_ins[1].note: Must be text.",
    ]
    assert not dialog.import_button.isVisible()
    qtbot.waitUntil(lambda: dialog.focusWidget() is dialog.close_button)
    press(qtbot, dialog.close_button)
    assert diary.undoable() is None


def test_work_that_breaks_down_is_said(qtbot, window, file):
    dialog = opened(qtbot, window, file)
    dialog.apart.ended.emit(False)
    assert dialog.error.text() == "The program made a mistake. Your diary is as it was."
    dialog.reject()


def test_what_takes_longer_than_a_second_shows_how_far_it_is_and_can_be_cancelled(qtbot, window, diary, file):
    dialog = Importing(window.hub, file, window)
    dialog.working.step(1, 3, "Comparing it with your diary…")
    assert not dialog.isVisible()
    dialog.working._slow.timeout.emit()
    assert dialog.isVisible()
    assert (dialog.working.bar.value(), dialog.working.bar.maximum()) == (1, 3)
    assert dialog.working.said.text() == "Comparing it with your diary…"
    press(qtbot, dialog.close_button)
    assert not dialog.apart.is_running
    assert diary.records() == Records()


def test_everything_has_one_name(qtbot, window, diary, file, records, clock, unnamed):
    diary.import_records(
        replace(records, check_ins=tuple(replace(c, note="") for c in records.check_ins)), None, clock()
    )
    dialog = opened(qtbot, window, file)
    assert unnamed(dialog) == []
    dialog.reject()


def test_the_menu_asks_for_a_file(qtbot, window, file, monkeypatch):
    began = []
    monkeypatch.setattr(
        "afterneedle.gui.exchange.importing.Importing", lambda _hub, path, _window: began.append(path)
    )
    ask_for_import(window.hub, window)
    [ask] = window.findChildren(QFileDialog)
    ask.fileSelected.emit(str(file))
    ask.reject()
    assert began == [file]


def test_a_file_that_is_dropped_is_looked_at(qtbot, window, file):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file))])
    how = (Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    with warnings.catch_warnings(action="ignore", category=DeprecationWarning):  # in newer ones of PySide6
        enter, drop = QDragEnterEvent(QPoint(5, 5), *how), QDropEvent(QPointF(5, 5), *how)
    window.dragEnterEvent(enter)
    assert enter.isAccepted()
    window.dropEvent(drop)
    [dialog] = window.findChildren(Importing)
    qtbot.waitUntil(lambda: settled(dialog))
    assert dialog.file.text() == "From the file other.json"
    dialog.reject()


@pytest.mark.parametrize(
    ("urls", "is_taken"),
    [
        (["file:///a.json"], True),
        (["file:///a.CSV"], True),
        (["file:///a.txt"], False),
        (["https://example.org/a.json"], False),
        (["file:///a.json", "file:///b.json"], False),
        ([], False),
    ],
)
def test_only_one_file_of_a_kind_that_can_be_read_is_taken(urls, is_taken):
    data = QMimeData()
    data.setUrls([QUrl(url) for url in urls])
    assert (dropped_file(data) is not None) is is_taken
