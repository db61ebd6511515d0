"""A diary that cannot be opened: what is wrong is said, what helps is offered, and nothing is replaced."""

import builtins
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QFileDialog

from afterneedle.__main__ import open_window
from afterneedle.diary import Diary
from afterneedle.gui.main_window import MainWindow
from afterneedle.gui.start.trouble import TroubleDialog, usual_offers
from afterneedle.gui.start.ways import Way
from afterneedle.store import errors
from afterneedle.store.sqlite import Store

KINDS = sorted({errors.StoreError, *errors.StoreError.__subclasses__()}, key=lambda kind: kind.kind)


def no_diary(path: Path) -> Diary:
    raise AssertionError(path)


NO_WAY = Way(Path("nowhere.db"), no_diary)


@pytest.fixture
def dialog(qtbot, tmp_path):
    trouble = errors.Locked(tmp_path / "diary.db")
    made = TroubleDialog(trouble, usual_offers(trouble, NO_WAY))
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture(autouse=True)
def _program_restored(monkeypatch):
    """What a start changes for good: the last resort and the imports."""
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(builtins, "__import__", builtins.__import__)


def shown(kind: type) -> list:
    return [w for w in QApplication.topLevelWidgets() if isinstance(w, kind) and w.isVisible()]


def answer(*acts) -> None:
    """What a person does at each dialog or window that opens, in turn; nothing else gets an answer."""
    left = list(acts)

    def look() -> None:
        for kind in (TroubleDialog, MainWindow):
            for window in shown(kind):
                act = left.pop(0)
                if left:
                    QTimer.singleShot(0, look)
                act(window)
                return
        QTimer.singleShot(0, look)

    QTimer.singleShot(0, look)


def press(label: str):
    def act(dialog: TroubleDialog) -> None:
        (button,) = (b for b in dialog.buttons if b.text().replace("&", "") == label)
        button.click()

    return act


def choose(label: str, file: Path):
    def act(dialog: TroubleDialog) -> None:
        press(label)(dialog)
        (files,) = dialog.findChildren(QFileDialog)
        files.fileSelected.emit(str(file))

    return act


def close(window) -> None:
    window.close()


@pytest.mark.parametrize("kind", KINDS)
def test_every_trouble_has_its_sentence_and_its_offers(qtbot, tmp_path, kind):
    trouble = kind(tmp_path / "diary.db")
    dialog = TroubleDialog(trouble, usual_offers(trouble, NO_WAY))
    qtbot.addWidget(dialog)
    labels = [button.text().replace("&", "") for button in dialog.buttons]
    assert dialog.sentence.text() == str(trouble)
    assert labels[-1] == "Close"
    assert len(labels) > 1 or kind is errors.OldSqlite
    assert not any(word in " ".join(labels) for word in ("Delete", "Replace", "Overwrite"))


@pytest.fixture
def begun(diary):
    """Where a diary lies that is past its first start."""
    diary.set_setting("first_start_done", "1")
    diary.close()
    return diary.path


def test_what_can_be_tried_again_is_and_then_the_window_opens(qapp, begun, clock, monkeypatch):
    monkeypatch.setattr(Diary, "open", lambda path: Diary(Store.open(path, patience=0)))
    other, seen = sqlite3.connect(begun, isolation_level=None), []
    other.execute("BEGIN EXCLUSIVE")

    def end_the_lock(dialog: TroubleDialog) -> None:
        other.execute("ROLLBACK")
        press("Try again")(dialog)

    def look(window: MainWindow) -> None:
        seen.append(window.page is window.pages["today"])
        window.close()

    with closing(other):
        answer(press("Try again"), end_the_lock, look)
        assert open_window(begun, clock, None) == 0
    assert seen == [True]


def test_another_file_can_be_chosen(qapp, begun, clock, tmp_path):
    paths, empty = [], tmp_path / "empty.db"
    empty.touch()

    def look(window: MainWindow) -> None:
        paths.append(window.hub.diary.path)
        window.close()

    answer(choose("Choose another file…", begun), look)
    assert open_window(empty, clock, None) == 0
    assert paths == [begun]
    assert empty.read_bytes() == b""


def test_a_new_diary_can_be_started_but_never_over_a_file(qapp, clock, tmp_path):
    damaged, fresh = tmp_path / "diary.db", tmp_path / "fresh.db"
    damaged.write_bytes(b"SQLite format 3\0" + bytes(5000))
    before = damaged.read_bytes()
    new = "Start a new diary…"
    answer(choose(new, damaged), choose(new, fresh), close)
    assert open_window(damaged, clock, None) == 0
    assert damaged.read_bytes() == before
    Diary.open(fresh).close()


@pytest.mark.parametrize("by_hand", [True, False])
def test_a_path_written_by_hand_that_leads_to_nothing_is_not_taken_without_a_word(
    qapp, clock, tmp_path, by_hand
):
    path, said = tmp_path / "dairy.db", []

    def look(window: MainWindow) -> None:
        said.append(window.notices.sentence.text() if window.notices.isVisible() else "")
        window.close()

    for _start in range(2):  # the second time it is there
        answer(look)
        assert open_window(path, clock, None, by_hand=by_hand) == 0
    assert said[1] == ""
    assert (str(path) in said[0]) == by_hand


def test_closing_the_dialog_ends_the_program_and_makes_nothing(qapp, clock, tmp_path):
    link = tmp_path / "diary.db"
    link.symlink_to(tmp_path / "gone.db")
    answer(close)
    assert open_window(link, clock, None) == 1
    assert list(tmp_path.iterdir()) == [link]


def test_a_diary_whose_records_cannot_be_read_gets_the_dialog_too(qapp, diary, clock):
    diary.set_setting("first_start_done", "1")
    diary.save_patient(diary.patient(), clock())
    with diary._store.change("x", clock()):
        diary._store._db.execute("UPDATE patient SET conditions = '[[]]'")
    path, said = diary.path, []
    diary.close()

    def look(dialog: TroubleDialog) -> None:
        said.append(dialog.sentence.text())
        dialog.reject()

    answer(look)
    assert open_window(path, clock, None) == 1
    assert said == [str(errors.Damaged(path))]


def test_it_works_by_keyboard(qtbot, dialog):
    assert dialog.focusWidget() is dialog.buttons[0]
    qtbot.keyClick(dialog, Qt.Key.Key_Tab)
    assert dialog.focusWidget() is dialog.buttons[1]
    qtbot.keyClick(dialog, Qt.Key.Key_Backtab)
    qtbot.keyClick(dialog.buttons[0], Qt.Key.Key_Return)
    assert dialog.way is NO_WAY
    assert not dialog.isVisible()


def test_each_offer_has_a_letter_of_its_own(dialog):
    letters = [button.text()[button.text().index("&") + 1].lower() for button in dialog.buttons]
    assert len(set(letters)) == len(letters)


def test_escape_closes_it_without_a_way(qtbot, dialog):
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.way is None
    assert not dialog.isVisible()


def test_a_screen_reader_can_name_every_stop_once(dialog, unnamed):
    assert unnamed(dialog) == []
