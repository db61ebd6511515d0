"""What was typed into an encrypted diary's window is never kept in a file that anybody can read."""

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QMessageBox

from afterneedle.gui.app import LastResort, make_window, offer_kept
from afterneedle.gui.lock.lock import Lock
from afterneedle.gui.start.kept_text import KeptText
from afterneedle.store import errors

SECRET = "dizzy since the stairs"

pytestmark = pytest.mark.usefixtures("quick_keys")


@pytest.fixture
def window(qtbot, hub, passphrase, clock):
    hub.diary.set_setting("first_start_done", "1")
    made = make_window(hub.diary, clock, dark=False)
    qtbot.addWidget(made)
    made.start()
    made.show()
    made.open("sessions", "new")
    made.page.form.note.setPlainText(SECRET)
    return made


@pytest.fixture
def last_resort(qapp, window, tmp_path):
    return LastResort(qapp, tmp_path / "typed.txt", window.hub)


def break_down(last_resort, press: str = "OK") -> str:
    """A mistake of ours happens; gives back what is said."""
    said = []

    def look() -> None:
        (box,) = (w for w in QApplication.topLevelWidgets() if isinstance(w, QMessageBox) and w.isVisible())
        said.append(box.informativeText())
        (button,) = (b for b in box.buttons() if b.text().replace("&", "") == press)
        button.click()

    QTimer.singleShot(0, look)
    last_resort(KeyError, KeyError("broken"), None)
    return said[0]


def test_a_mistake_of_ours_keeps_it_in_the_diary(window, last_resort, tmp_path):
    assert break_down(last_resort).endswith("It is shown at the next start.")
    assert f"Note: {SECRET}" in window.hub.diary.typed()
    assert not (tmp_path / "typed.txt").exists()
    files = [file for file in tmp_path.rglob("*") if file.is_file()]
    assert files
    assert not any(SECRET.encode() in file.read_bytes() for file in files)


def test_where_that_fails_it_can_be_copied(window, last_resort, tmp_path, monkeypatch):
    def full(_text: str) -> None:
        raise errors.Full(window.hub.diary.path)

    monkeypatch.setattr(window.hub.diary, "keep_typed", full)
    assert "Copy what you typed" in break_down(last_resort, press="Copy it now")
    assert SECRET in QGuiApplication.clipboard().text()
    assert not (tmp_path / "typed.txt").exists()


def test_while_it_is_locked_nothing_is_written_anywhere(window, last_resort, tmp_path):
    window.hub.let_go()
    before = window.hub.diary.path.read_bytes()
    assert break_down(last_resort) == "Close the program and start it again."
    assert not (tmp_path / "typed.txt").exists()
    assert window.hub.diary.path.read_bytes() == before


@pytest.fixture
def offered(qtbot, window):
    window.hub.diary.keep_typed("Note: kept words\n")
    offer_kept(window)
    return window.findChild(KeptText)


def test_the_next_start_shows_it_until_it_is_thrown_away(qtbot, window, offered):
    assert offered.words.toPlainText() == "Note: kept words\n"
    offered.later.click()
    assert window.hub.diary.typed() == "Note: kept words\n"
    qtbot.waitUntil(lambda: window.findChild(KeptText) is None)
    offer_kept(window)
    again = window.findChild(KeptText)
    again.throw.click()
    assert window.hub.diary.typed() is None
    assert not again.isVisible()


def test_locking_and_unlocking_leave_it_and_write_it_down_once(qtbot, window, offered, passphrase):
    lock = Lock(window)
    lock.lock()
    assert not offered.isVisible()
    lock.page.form.field.line.setText(passphrase)
    with qtbot.waitSignal(lock.unlocked):
        lock.page.form.unlock.click()
    assert offered.isVisible()
    assert window.hub.diary.typed() == "Note: kept words\n"


def test_a_second_mistake_keeps_what_the_first_one_kept(window, last_resort):
    window.hub.diary.keep_typed("Note: kept words\n")
    break_down(last_resort)
    assert window.hub.diary.typed().startswith("Note: kept words\n")
    assert SECRET in window.hub.diary.typed()


def test_it_can_be_copied(offered):
    offered.copy.click()
    assert QGuiApplication.clipboard().text() == "Note: kept words\n"
    assert offered.isVisible()


def test_nothing_kept_shows_nothing(window):
    offer_kept(window)
    assert window.findChild(KeptText) is None


def test_a_reader_can_name_everything(offered, unnamed):
    assert unnamed(offered) == []
