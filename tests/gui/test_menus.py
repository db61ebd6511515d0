"""The menus of the real window: every key and letter once, and each item does what it says."""

from collections import Counter

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QDialog, QFileDialog, QMenu

from afterneedle.diary import Diary
from afterneedle.gui.main_window import MainWindow
from afterneedle.gui.menus import change_name, with_letters
from afterneedle.gui.navigation import PAGES
from afterneedle.gui.shortcuts import plain
from support.builders import a_check_in, a_session

CHANGES = (
    "session",
    "session.delete",
    "check_in",
    "check_in.delete",
    "answer",
    "patient",
    "import",
    "restore",
)


def menus(window: MainWindow) -> dict[str, QMenu]:
    return {plain(title.text()): title.menu() for title in window.menuBar().actions()}


def actions(window: MainWindow) -> list[QAction]:
    return [a for menu in menus(window).values() for a in menu.actions() if a.text()]


def item(window: MainWindow, text: str) -> QAction:
    return next(a for a in actions(window) if plain(a.text()).startswith(text))


def letters(menu_actions: list[QAction]) -> Counter[str]:
    return Counter(QKeySequence.mnemonic(a.text()).toString() for a in menu_actions if a.text())


def test_the_menus_stand_in_their_usual_order(window):
    assert list(menus(window)) == ["File", "Edit", "View", "Go", "Help"]


def test_every_item_has_a_letter_of_its_own_within_its_menu(window, diary, clock):
    window.menus.changes.refresh()
    for some in (window.menuBar().actions(), *(menu.actions() for menu in menus(window).values())):
        counted = letters(some)
        assert "" not in counted
        assert set(counted.values()) == {1}, counted


def test_no_two_items_share_a_key(window):
    keys = Counter(key.toString() for action in actions(window) for key in action.shortcuts())
    assert len(keys) > len(PAGES)
    assert {key for key, count in keys.items() if count > 1} == set()


def test_every_item_says_what_it_does_in_both_states(window, diary, clock):
    window.menus.changes.refresh()
    assert item(window, "Undo").text() == "&Undo"
    assert not item(window, "Undo").isEnabled()
    assert not item(window, "Redo").isEnabled()
    window.hub.do(lambda: diary.record_session(a_session(diary.catalogue), clock()))
    assert item(window, "Undo").text() == "&Undo: session saved"
    item(window, "Undo").trigger()
    assert diary.records().sessions == ()
    assert window.notices.sentence.text() == "Undone: session saved."
    assert item(window, "Redo").text() == "&Redo: session saved"
    item(window, "Redo").trigger()
    assert len(diary.records().sessions) == 1
    assert window.notices.sentence.text() == "Done again: session saved."


@pytest.mark.parametrize("label", CHANGES)
def test_every_kind_of_change_has_a_name(label):
    assert change_name(label)


def test_a_change_that_only_another_version_makes_has_a_name_too():
    assert change_name("from the future") == "a change"


def test_undo_never_takes_back_what_another_window_did_since(window, diary, clock):
    window.hub.do(lambda: diary.record_session(a_session(diary.catalogue), clock()))
    other = Diary.open(diary.path)
    other.check_in(a_check_in(diary.catalogue), clock())
    other.close()
    item(window, "Undo").trigger()
    assert "can no longer be undone" in window.notices.sentence.text()
    assert len(diary.records().check_ins) == 1
    assert item(window, "Undo").text() == "&Undo: check-in saved"
    item(window, "Undo").trigger()
    assert len(diary.records().sessions) == 1
    assert diary.records().check_ins == ()


@pytest.mark.parametrize(
    ("text", "page"),
    [
        ("New check-in", "check_in"),
        ("Something happened now", "check_in"),
        ("Record a session", "sessions"),
        ("Find in history", "history"),
        ("Recently deleted", "history"),
        ("Guidance", "guidance"),
        ("Emergency signs", "guidance"),
        ("How the app decides", "guidance"),
    ],
)
def test_an_item_opens_its_page(window, text, page):
    window.open("settings")
    item(window, text).trigger()
    assert window.page is window.pages[page]


def test_each_opens_the_thing_it_names(window):
    item(window, "Record a session").trigger()
    assert window.page.form is not None
    item(window, "Find in history").trigger()
    assert window.page.search.hasFocus()
    item(window, "Recently deleted").trigger()
    assert window.page.title.text() == "Recently deleted"
    item(window, "Emergency signs").trigger()
    assert window.page.title.text() == "Emergency signs: get help now"
    item(window, "How the app decides").trigger()
    assert window.page.title.text() == "How the app decides"


@pytest.mark.parametrize("text", ["New check-in", "Something happened now"])
def test_a_new_check_in_is_new_even_while_an_old_one_is_looked_at(window, diary, clock, text):
    diary.check_in(a_check_in(diary.catalogue, felt_at="2026-03-03T20:00:00+00:00"), clock())
    window.open("check_in", "c1")
    assert "Edit" in window.page.heading.text()
    item(window, text).trigger()
    assert window.page.heading.text() == "Check-in"


def test_save_report_asks_where(window):
    item(window, "Save report").trigger()
    dialog = window.page.findChild(QFileDialog)
    assert dialog.selectedFiles()[0].endswith("symptom-log-2026-03-04.pdf")
    dialog.reject()


def test_print_report_asks_which_printer(window, monkeypatch):
    asked = []
    window.open("report")
    monkeypatch.setattr(window.page, "ask_printer", lambda: asked.append("printer"))
    item(window, "Print report").trigger()
    assert asked == ["printer"]


def test_text_grows_and_shrinks_by_key_within_its_bounds_and_the_settings_know(qtbot, window, diary, qapp):
    usual = qapp.font().pointSizeF()
    sizes = []
    for _press in range(6):
        qtbot.keyClick(window, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
        sizes.append(diary.setting("text_size"))
    assert sizes == ["125", "150", "175", "200", "200", "200"]
    assert qapp.font().pointSizeF() == pytest.approx(2 * usual)
    qtbot.keyClick(window, Qt.Key.Key_Minus, Qt.KeyboardModifier.ControlModifier)
    assert diary.setting("text_size") == "175"
    window.open("settings")
    assert window.page.text_size.value == "175"
    qtbot.keyClick(window, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(window, Qt.Key.Key_Minus, Qt.KeyboardModifier.ControlModifier)
    assert diary.setting("text_size") == "100"
    assert window.page.text_size.value == "100"
    assert qapp.font().pointSizeF() == pytest.approx(usual)


def test_a_size_that_the_settings_do_not_offer_is_left_for_one_that_they_do(window, diary):
    diary.set_setting("text_size", "110")
    item(window, "Larger text").trigger()
    assert diary.setting("text_size") == "125"
    item(window, "Usual text size").trigger()


@pytest.mark.parametrize("text", ["Keyboard shortcuts", "About AfterNeedle"])
def test_help_opens_a_dialog_that_escape_closes(qtbot, window, text):
    item(window, text).trigger()
    dialog = window.findChild(QDialog)
    assert dialog.isVisible()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: window.findChild(QDialog) is None)


def test_about_leads_to_what_the_app_is(window):
    item(window, "About").trigger()
    window.findChild(QDialog).read_wanted.emit("what-this-app-is")
    assert window.page is window.pages["guidance"]
    window.findChild(QDialog).reject()


@pytest.mark.parametrize(
    ("labels", "marked"),
    [
        (["Today", "Timeline"], ["&Today", "T&imeline"]),
        (["Aa", "aA", "A"], ["&Aa", "aA", "A"]),
        (["·x", "Über"], ["·&x", "&Über"]),
    ],
)
def test_letters_are_given_in_any_language_and_never_twice(labels, marked):
    assert with_letters(labels) == marked
