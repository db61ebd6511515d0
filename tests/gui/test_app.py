import os
import stat
import sys

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMessageBox

from afterneedle.gui.app import LastResort, answer_call, run_window, show_refusal, text_size
from afterneedle.gui.main_window import MainWindow
from afterneedle.gui.start.single import Call, SingleWindow, Start
from afterneedle.store import errors


@pytest.fixture
def window(window) -> MainWindow:
    """With a session that was begun."""
    window.open("sessions", "new")
    window.page.form.who.name.setText("Ann Lee")
    window.page.form.note.setPlainText("dizzy\nafterwards")
    return window


def read_and_close(heard: list[str]) -> None:
    """Reads the dialog that is about to open, then closes it."""

    def look() -> None:
        (box,) = (w for w in QApplication.topLevelWidgets() if isinstance(w, QMessageBox) and w.isVisible())
        heard.append(f"{box.text()}\n{box.informativeText()}")
        box.reject()

    QTimer.singleShot(0, look)


def test_a_mistake_of_ours_keeps_the_typed_text_and_says_so_calmly(window, qapp, tmp_path):
    draft, heard = tmp_path / "draft.txt", []
    read_and_close(heard)
    LastResort(qapp, draft)(KeyError, KeyError("secret tingling"), None)
    assert "Name: Ann Lee" in draft.read_text("utf-8")
    assert "Note: dizzy\nafterwards" in draft.read_text("utf-8")
    assert stat.S_IMODE(draft.stat().st_mode) == 0o600
    assert draft.read_text("utf-8").count("Ann Lee") == 1
    assert str(draft) in heard[0]
    assert "not touched" in heard[0]
    for word in ("KeyError", "Traceback", "secret"):
        assert word not in heard[0]


def test_a_draft_that_cannot_be_written_is_said(window, qapp, tmp_path):
    heard = []
    read_and_close(heard)
    LastResort(qapp, tmp_path / "missing" / "draft.txt")(KeyError, KeyError(), None)
    assert "Copy what you typed" in heard[0]


def test_nothing_typed_makes_no_draft(qapp, tmp_path):
    heard = []
    read_and_close(heard)
    LastResort(qapp, tmp_path / "draft.txt")(KeyError, KeyError(), None)
    assert not (tmp_path / "draft.txt").exists()
    assert "start it again" in heard[0]


def test_a_refusal_is_one_sentence_and_an_exit_status(qapp):
    heard = []
    read_and_close(heard)
    assert show_refusal("This file is not a diary.") == 1
    assert heard == ["This file is not a diary.\n"]


def test_a_disk_that_fails_while_the_window_is_open_is_named_and_what_was_typed_is_kept(
    window, qapp, diary, tmp_path
):
    draft, heard = tmp_path / "draft.txt", []
    read_and_close(heard)
    LastResort(qapp, draft)(errors.IOFail, errors.IOFail(diary.path), None)
    assert heard[0].startswith(f"The disk could not read or write {diary.path}.")
    assert "Note: dizzy" in draft.read_text("utf-8")


@pytest.mark.parametrize(
    ("setting", "size"), [(None, 100), ("125", 125), ("1", 50), ("9999", 300), ("99999", 100), ("big", 100)]
)
def test_a_text_size_that_nobody_could_read_is_not_taken_from_a_diary(setting, size):
    assert text_size(setting) == size


def test_a_later_start_brings_the_window_back_at_its_page(window, qtbot, monkeypatch):
    monkeypatch.setenv("XDG_ACTIVATION_TOKEN", "of an earlier start")
    window.showMinimized()
    answer_call(window, Call("check-in", "token-2"))
    assert not window.isMinimized()
    qtbot.waitUntil(window.isActiveWindow)
    assert window.page is window.pages["check_in"]
    assert os.environ["XDG_ACTIVATION_TOKEN"] == "token-2"


def test_a_later_start_leaves_the_size_of_the_window(window):
    window.showMaximized()
    window.showMinimized()
    answer_call(window, Call())
    assert window.isMaximized()


def test_a_dialog_that_waits_for_an_answer_stays_in_front(window, qtbot):
    assert not window.close()
    question = window.findChild(QMessageBox)
    answer_call(window, Call("report"))
    qtbot.waitUntil(question.isActiveWindow)
    assert window.page is window.pages["report"]
    window.pages["report"].press.wait()
    question.reject()
    qtbot.waitUntil(lambda: window.findChild(QMessageBox) is None)


def test_the_window_hears_of_later_starts_until_it_is_closed(qapp, diary, clock, monkeypatch):
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    diary.set_setting("first_start_done", "1")
    single, shown = SingleWindow(diary.path, ("guidance",)), []
    assert single.start(Call()) is Start.OPEN

    def look() -> None:
        (window,) = (w for w in qapp.topLevelWidgets() if isinstance(w, MainWindow))
        single.called.emit(Call("guidance"))
        shown.append(window.page is window.pages["guidance"])
        window.close()

    QTimer.singleShot(0, look)
    assert run_window(diary, clock, single=single) == 0
    assert shown == [True]
    single.close()


def test_the_window_runs_until_it_is_closed(qapp, diary, clock, monkeypatch):
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    diary.set_setting("first_start_done", "1")
    shown = []

    def look() -> None:
        (window,) = (w for w in qapp.topLevelWidgets() if isinstance(w, MainWindow))
        shown.append(window.page is window.pages["check_in"])
        window.close()

    QTimer.singleShot(0, look)
    assert run_window(diary, clock, "check-in") == 0
    assert shown == [True]
    assert isinstance(sys.excepthook, LastResort)
