"""A locked window shows nothing of the diary to anybody, has let go of it, and loses nothing."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QAccessible, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QFileDialog, QMenu, QMessageBox
from sqlcipher3.dbapi2 import ProgrammingError

from afterneedle.diary import Diary, StoreError
from afterneedle.gui.app import answer_call, make_window
from afterneedle.gui.exchange.exporting import Exporting
from afterneedle.gui.keeping.automatic_backups import AutomaticBackups
from afterneedle.gui.lock.lock import Lock
from afterneedle.gui.passphrase.knowing import Knowing
from afterneedle.gui.passphrase.new_passphrase import NewPassphraseDialog
from afterneedle.gui.passphrase.recovery_code import RecoveryCode
from afterneedle.gui.start.single import Call
from afterneedle.transfer import Kind
from support.builders import a_session
from support.known import keys_in_memory, try_passphrase

SECRET = "tingling in the palm"

pytestmark = pytest.mark.usefixtures("quick_keys")


@pytest.fixture
def window(qtbot, hub, passphrase, clock) -> Iterator[object]:
    """On an encrypted diary with a session, that tells something about itself wherever it can."""
    diary = hub.diary
    diary.set_setting("first_start_done", "1")
    diary.record_session(a_session(diary.catalogue, note=SECRET), clock())
    made = make_window(diary, clock, dark=False)
    qtbot.addWidget(made)
    made.start()
    made.show()
    qtbot.waitUntil(made.isActiveWindow)
    yield made
    made.hub.let_go()


@pytest.fixture
def lock(window):
    return Lock(window)


def unlock(qtbot, lock, passphrase: str) -> None:
    lock.page.form.field.line.setText(passphrase)
    with qtbot.waitSignal(lock.unlocked):
        lock.page.form.unlock.click()


def to_be_found() -> list[str]:
    """Every name, description and value that a program on the accessibility bus could ask for."""
    texts, left = [], [QAccessible.queryAccessibleInterface(QCoreApplication.instance())]
    while left:
        thing = left.pop()
        texts += [thing.text(kind) for kind in QAccessible.Text if kind is not QAccessible.Text.UserText]
        left += [child for n in range(thing.childCount()) if (child := thing.child(n)) is not None]
    return [text for text in texts if text]


def write(window) -> None:
    """Something is typed in a check-in and, on top of it, in a dialog."""
    window.open("check_in", "new")
    window.page.parts.more.unfold()
    window.page.parts.more.note.setPlainText(SECRET)


def session_form(window):
    window.open("sessions", "new")
    form = window.page.form
    form.who.name.setText("Ann Lee")
    form.note.setPlainText(SECRET)
    return form


def test_nothing_but_the_form_is_left_for_a_reader_to_find(window, lock):
    write(window)
    window.hub.notice.emit(SECRET)
    window.menus.show_about()
    assert any(SECRET in text for text in to_be_found())
    lock.lock()
    found = to_be_found()
    assert "Passphrase" in found
    assert not any(word in text for text in found for word in (SECRET, "Undo", "Check-in", "Timeline"))
    assert [shown.title() for shown in QGuiApplication.topLevelWindows() if shown.isVisible()] == [
        "AfterNeedle"
    ]


def test_the_focus_waits_in_the_field_for_the_passphrase(qtbot, window, lock):
    lock.lock()
    qtbot.waitUntil(lock.page.form.field.line.hasFocus)
    QTest.keyClicks(window.focusWidget(), "words")
    assert lock.page.form.field.text == "words"


def test_the_diary_is_closed_and_its_key_forgotten(window, lock):
    lock.lock()
    assert not window.hub.is_at_hand
    assert window.hub.diary.key is None
    with pytest.raises((StoreError, ProgrammingError)):
        window.hub.diary.records()


def test_a_dialog_that_asks_for_the_passphrase_keeps_no_key(qtbot, window, lock, passphrase):
    window.open("settings")
    window.page.passphrase.change()
    salt = window.hub.diary.key.salt
    lock.lock()
    assert keys_in_memory(salt) == []
    unlock(qtbot, lock, passphrase)
    assert try_passphrase(shown(window, Knowing), passphrase) == ""
    shown(window, NewPassphraseDialog).reject()


def test_a_code_that_was_made_while_the_diary_was_locked_is_shown_after_it(qtbot, window, lock, passphrase):
    window.open("settings")
    window.page.passphrase.renew_code()
    ask = shown(window, Knowing)
    ask.field.line.setText(passphrase)
    ask.go_on.click()
    lock.lock()
    ask._errands.wait()
    QCoreApplication.processEvents()
    assert not [one for one in window.findChildren(QDialog) if one.isVisible()]
    unlock(qtbot, lock, passphrase)
    qtbot.waitUntil(lambda: bool(window.findChildren(RecoveryCode)))
    code = shown(window, RecoveryCode)
    code.on_paper.setChecked(True)
    code.done_button.click()


def shown(window, kind: type) -> QDialog:
    (dialog,) = [one for one in window.findChildren(kind) if one.isVisible()]
    return dialog


def test_after_unlocking_the_person_is_where_they_were(qtbot, window, lock, passphrase):
    write(window)
    note = window.page.parts.more.note
    note.setFocus()
    lock.lock()
    unlock(qtbot, lock, passphrase)
    assert window.page is window.pages["check_in"]
    assert note.toPlainText() == SECRET
    assert window.menuBar().isVisible()
    qtbot.waitUntil(note.hasFocus)
    window.page.save()
    assert [c.note for c in window.hub.diary.records().check_ins] == [SECRET]


def test_a_draft_goes_on_being_kept_after_unlocking(qtbot, window, lock, passphrase):
    write(window)
    lock.lock()
    unlock(qtbot, lock, passphrase)
    window.page.parts.more.note.setPlainText("more words")
    window.page._keeper.flush()
    assert "more words" in window.hub.diary.draft()


def test_open_dialogs_come_back_as_they_were_one_over_the_other(qtbot, window, lock, passphrase):
    first, second = QDialog(window), None
    first.open()
    second = QMessageBox(first)
    second.setText(SECRET)
    second.open()
    lock.lock()
    assert not first.isVisible()
    assert not second.isVisible()
    unlock(qtbot, lock, passphrase)
    assert first.isVisible()
    assert second.isVisible()
    assert second.isModal()
    qtbot.waitUntil(second.isActiveWindow)


def test_a_dialog_for_files_comes_back_too(qtbot, window, lock, passphrase, tmp_path):
    files = QFileDialog(window, "A folder", str(tmp_path))
    files.open()
    lock.lock()
    assert not files.isVisible()
    unlock(qtbot, lock, passphrase)
    assert files.isVisible()
    files.reject()


def test_a_window_in_which_nothing_had_the_focus_comes_back(qtbot, window, lock, passphrase):
    if (focused := window.focusWidget()) is not None:
        focused.clearFocus()
    lock.lock()
    unlock(qtbot, lock, passphrase)
    assert window.centralWidget().isVisible()


@pytest.mark.qt_log_ignore("does not support grabbing the keyboard")
def test_what_pops_up_is_closed(qtbot, window, lock):
    menu = QMenu(window)
    menu.addAction(SECRET)
    menu.popup(window.mapToGlobal(window.rect().center()))
    lock.lock()
    assert not menu.isVisible()


def test_no_key_of_the_window_does_anything_while_it_is_locked(qtbot, window, lock):
    page = window.page
    lock.lock()
    for keys in ("Ctrl+N", "Ctrl+Z", "Ctrl+2", "Ctrl+E", "F1"):
        QTest.keySequence(window.focusWidget(), keys)
    assert window.page is page
    assert window.centralWidget() is lock.page


def test_what_is_typed_is_in_the_encrypted_diary_should_the_program_end(window, lock, hub, passphrase):
    form = session_form(window)
    write(window)
    lock.lock()
    assert form.note.toPlainText() == SECRET  # in memory, too
    assert SECRET.encode() not in hub.diary.path.read_bytes()
    hub.let_go()
    from afterneedle.locking import unlock as key_of

    diary = Diary.open(hub.diary.path, key=key_of(hub.diary.path, passphrase))
    assert f"Note: {SECRET}" in diary.typed()
    assert SECRET in diary.draft()
    assert SECRET not in diary.typed().replace(f"Note: {SECRET}", "")
    diary.close()


def test_what_was_kept_of_it_is_dropped_once_the_person_has_it_back(qtbot, window, lock, passphrase):
    session_form(window)
    lock.lock()
    unlock(qtbot, lock, passphrase)
    assert window.hub.diary.typed() is None
    assert window.page.form.note.toPlainText() == SECRET


def test_a_later_start_shows_the_form_and_its_page_comes_after_it(qtbot, window, lock, passphrase):
    lock.unlocked.connect(window.go_on)
    lock.lock()
    answer_call(window, Call("report"))
    assert window.centralWidget() is lock.page
    unlock(qtbot, lock, passphrase)
    assert window.page is window.pages["report"]
    window.pages["report"].press.wait()


def test_nobody_reads_the_diary_while_it_is_locked(qtbot, window, lock, monkeypatch):
    backups = AutomaticBackups(window.hub, window)
    backups.timer.stop()
    lock.lock()
    monkeypatch.setattr(Diary, "open", pytest.fail)
    window.hub.look_again()
    QCoreApplication.sendEvent(window, QEvent(QEvent.Type.ActivationChange))
    backups.look()
    backups.work.check()
    backups.work.wait()
    assert not window.hub.is_at_hand


def test_it_is_locked_still_when_the_diary_cannot_be_opened_any_more(qtbot, window, lock, passphrase):
    lock.lock()
    path = window.hub.diary.path
    content = path.read_bytes()
    path.write_bytes(content[:5000])
    lock.page.form.field.line.setText(passphrase)
    lock.page.form.unlock.click()
    qtbot.waitUntil(lock.page.form.error.isVisible)
    assert "is damaged" in lock.page.form.error.text()
    assert lock.is_locked
    path.write_bytes(content)
    unlock(qtbot, lock, passphrase)


def test_the_window_closes_without_a_question_and_without_losing_the_draft(window, lock, passphrase):
    write(window)
    lock.lock()
    QTest.keySequence(window.focusWidget(), "Ctrl+Q")
    assert not window.isVisible()


def test_an_export_that_runs_is_stopped_and_said(qtbot, window, lock, passphrase, tmp_path):
    dialog = Exporting(window.hub, window)
    dialog.open()
    dialog.kind.value = Kind.JSON
    dialog.write(tmp_path / "diary.json")
    assert lock.is_working
    lock.lock()
    assert not lock.is_working
    assert not dialog.isVisible()
    unlock(qtbot, lock, passphrase)
    assert "has stopped" in window.notices.sentence.text()


def test_a_diary_without_a_passphrase_is_not_locked(qtbot, diary, clock):
    diary.set_setting("first_start_done", "1")
    window = make_window(diary, clock, dark=False)
    qtbot.addWidget(window)
    window.start()
    window.show()
    lock = Lock(window)
    lock.lock()
    assert not lock.is_locked
    assert not window.menus.lock.isVisible()


def test_while_its_passphrase_is_changed_it_waits_with_the_lock(qtbot, window, lock, passphrase):
    key = window.hub.diary.key
    window.hub.let_go()
    lock.lock()
    assert not lock.is_locked
    window.hub.take_up(key)
    assert not lock.is_locked  # who changed it shows the code first
    qtbot.waitUntil(lambda: lock.is_locked)


def test_locking_twice_is_locking_once(qtbot, window, lock, passphrase):
    lock.lock()
    page = lock.page
    lock.lock()
    assert lock.page is page
    unlock(qtbot, lock, passphrase)
    assert not lock.is_locked


@pytest.mark.parametrize("size", [(1000, 760), (480, 400)])
def test_a_reader_can_name_everything_in_it(window, lock, unnamed, size):
    window.resize(*size)
    lock.lock()
    assert unnamed(lock.page) == []
    assert lock.page.horizontalScrollBar().maximum() == 0


def test_ctrl_l_is_the_key(qtbot, window):
    assert window.menus.lock.isVisible()
    with qtbot.waitSignal(window.menus.lock_wanted):
        QTest.keyClick(window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
