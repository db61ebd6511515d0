"""The start of an encrypted diary: its passphrase opens the window, and nothing else is ever needed."""

import builtins
import sys

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QScrollArea

from afterneedle import locking
from afterneedle.__main__ import open_window
from afterneedle.diary import Diary
from afterneedle.gui.lock.lock import Lock
from afterneedle.gui.lock.unlock_dialog import UnlockDialog
from afterneedle.gui.main_window import MainWindow
from afterneedle.gui.start.trouble import TroubleDialog
from afterneedle.gui.start.ways import Way
from support.known import keys_in_memory

pytestmark = pytest.mark.usefixtures("quick_keys")


@pytest.fixture(autouse=True)
def _program_restored(monkeypatch):
    """What a start changes for good: the last resort and the imports."""
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(builtins, "__import__", builtins.__import__)


@pytest.fixture
def locked(hub, passphrase):
    """Where an encrypted diary lies that is past its first start and open nowhere."""
    hub.diary.set_setting("first_start_done", "1")
    hub.let_go()
    return hub.diary.path


def answer(*acts) -> None:
    """What a person does at each dialog or window that opens, in turn."""
    left = list(acts)

    def look() -> None:
        for window in QApplication.topLevelWidgets():
            if window.isVisible() and isinstance(window, (UnlockDialog, TroubleDialog, MainWindow)):
                act = left.pop(0)
                if left:
                    QTimer.singleShot(0, wait_for_another(window))
                act(window)
                return
        QTimer.singleShot(10, look)

    def wait_for_another(last):
        seen = id(last)

        def look_for_another() -> None:
            windows = [w for w in QApplication.topLevelWidgets() if w.isVisible() and id(w) != seen]
            if any(isinstance(w, (UnlockDialog, TroubleDialog, MainWindow)) for w in windows):
                look()
            else:
                QTimer.singleShot(10, look_for_another)

        return look_for_another

    QTimer.singleShot(0, look)


def type_in(passphrase: str):
    def act(dialog: UnlockDialog) -> None:
        dialog.form.field.line.setText(passphrase)
        dialog.form.unlock.click()

    return act


def test_the_passphrase_opens_the_window(qapp, locked, clock, passphrase):
    seen = []

    def look(window: MainWindow) -> None:
        seen.append((window.page is window.pages["today"], window.hub.diary.key is not None))
        window.close()

    answer(type_in(passphrase), look)
    assert open_window(locked, clock, None) == 0
    assert seen == [(True, True)]


def test_once_the_window_is_locked_the_start_has_no_key_any_more(qtbot, locked, clock, passphrase):
    seen, salt = [], locked.read_bytes()[:16]

    def lock(window: MainWindow) -> None:
        qtbot.waitUntil(lambda: bool(window.findChildren(Lock)))
        window.menus.lock.trigger()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        seen.append((window.hub.is_at_hand, keys_in_memory(salt)))
        window.close()

    answer(type_in(passphrase), lock)
    assert open_window(locked, clock, None) == 0
    assert seen == [(False, [])]


def test_closing_it_ends_the_program_and_leaves_the_file_as_it_is(qapp, locked, clock):
    before = locked.read_bytes()
    answer(lambda dialog: dialog.reject())
    assert open_window(locked, clock, None) == 1
    assert locked.read_bytes() == before


def test_another_file_can_be_chosen(qapp, locked, clock, tmp_path):
    other, paths = tmp_path / "other.db", []
    diary = Diary.create(other)
    diary.set_setting("first_start_done", "1")
    diary.close()

    def choose(dialog: UnlockDialog) -> None:
        dialog.buttons[0].click()
        (files,) = dialog.findChildren(QFileDialog)
        files.fileSelected.emit(str(other))

    def look(window: MainWindow) -> None:
        paths.append(window.hub.diary.path)
        window.close()

    answer(choose, look)
    assert open_window(locked, clock, None) == 0
    assert paths == [other]


def test_without_what_decrypts_it_that_is_said(qapp, locked, clock, monkeypatch):
    monkeypatch.setattr(locking, "can_lock", lambda: False)
    said = []

    def read(dialog: TroubleDialog) -> None:
        said.append(dialog.sentence.text())
        dialog.reject()

    answer(read)
    assert open_window(locked, clock, None) == 1
    assert "sqlcipher3 is not installed" in said[0]


def test_enter_in_the_field_unlocks_and_presses_nothing_else(qtbot, locked, clock):
    dialog = UnlockDialog(Way(locked, Diary.open), clock())
    qtbot.addWidget(dialog)
    dialog.show()
    QTest.keyClicks(dialog.form.field.line, "a guess")
    for _press in range(2):
        QTest.keyClick(dialog.form.field.line, Qt.Key.Key_Return)
    assert dialog.findChildren(QFileDialog) == []
    qtbot.waitUntil(dialog.form.error.isVisible)
    assert dialog.findChild(QScrollArea).verticalScrollBar().maximum() == 0  # it grew with what it says
    QTest.keyClick(dialog.form.field.line, Qt.Key.Key_Return)
    assert dialog.findChildren(QFileDialog) == []
    assert dialog.isVisible()


def test_the_focus_waits_in_the_field(qtbot, locked, clock):
    dialog = UnlockDialog(Way(locked, Diary.open), clock())
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(dialog.form.field.line.hasFocus)


def test_a_reader_can_name_everything(qtbot, locked, clock, unnamed):
    dialog = UnlockDialog(Way(locked, Diary.open), clock())
    qtbot.addWidget(dialog)
    dialog.show()
    assert unnamed(dialog) == []
