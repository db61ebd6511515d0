"""The table of keys says what the real menus, pages and fields listen to."""

from datetime import UTC, datetime

import pytest
from PySide6.QtWidgets import QLabel, QPushButton

from afterneedle.gui.shortcuts import ShortcutsDialog, check_in_keys, page_keys, plain, sections
from afterneedle.gui.widgets.check_in.symptom_row import SymptomRow


def test_it_holds_every_key_of_every_menu(window):
    table = {(n, key.does): key.keys for n, keys in sections(window.menuBar(), None) for key in keys}
    for title in window.menuBar().actions():
        for action in title.menu().actions():
            for keys in action.shortcuts() if action.isVisible() else ():
                assert keys.toString() in table[plain(title.text()), plain(action.text())]
    assert table["Go", "Timeline"] == "Ctrl+3"
    assert ("File", "Lock now") not in table  # what is not encrypted cannot be locked


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("history", ("Del", "Delete the chosen entry")),
        ("check_in", ("Ctrl+Return", "Save")),
        ("timeline", ("-", "A longer time")),
    ],
)
def test_it_holds_the_keys_of_the_page_behind_it(window, name, key):
    window.open(name)
    assert key in [(k.keys, k.does) for k in page_keys(window.page)]


def test_it_holds_the_letters_of_the_visible_buttons_and_fields(window):
    window.open("history")
    keys = {key.does: key.keys for key in page_keys(window.page)}
    assert keys["Search"] == "Alt+S"
    assert keys["Open"] == "Alt+O"
    assert "Restore" not in keys, "it is on the other list"


def test_the_keys_of_a_check_in_are_those_its_fields_take(qtbot, catalogue):
    none, answers, scale = check_in_keys(catalogue)
    assert (none.keys, none.does) == ("N", "None of these")
    row = SymptomRow(catalogue.symptoms["heavy"], None, 1, None, datetime.now(UTC))
    qtbot.addWidget(row)
    chosen = []
    for letter in answers.keys.split(", "):
        qtbot.keyClicks(row, letter)
        chosen.append(next(b.text() for b in row.said.buttons if b.isChecked()))
    assert ", ".join(chosen) == answers.does
    assert scale.keys == "0 to 10"


def test_the_dialog_shows_it_all(window):
    window.open("history")
    dialog = ShortcutsDialog(window.menuBar(), window.page, window.hub.catalogue, window)
    said = [label.text() for label in dialog.findChildren(QLabel)]
    for line in ("File", "Save report", "Ctrl+S", "On this page", "Delete the chosen entry", "In a check-in"):
        assert line in said
    dialog.deleteLater()


def test_a_page_without_keys_has_no_part_of_its_own(window):
    window.open("today")
    for button in window.page.findChildren(QPushButton):
        button.setText(button.text().replace("&", ""))
    assert [name for name, _keys in sections(window.menuBar(), window.page)][-1] == "Help"
