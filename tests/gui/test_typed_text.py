"""What somebody typed, as text that they can read again: all of it once, and never a passphrase."""

import pytest
from PySide6.QtWidgets import QDialog, QLineEdit

from afterneedle.gui.app import make_window
from afterneedle.gui.passphrase.new_passphrase import NewPassphraseDialog
from afterneedle.gui.typed_text import typed_text


@pytest.fixture
def window(qtbot, diary, clock):
    diary.set_setting("first_start_done", "1")
    made = make_window(diary, clock, dark=False)
    qtbot.addWidget(made)
    made.start()
    made.show()
    return made


def test_it_goes_under_the_names_of_its_fields(window):
    window.open("sessions", "new")
    window.page.form.who.name.setText("Ann Lee")
    window.page.form.note.setPlainText("dizzy\nafterwards")
    assert set(typed_text([window]).splitlines()) == {
        "Day: 4 Mar 2026",
        "Name: Ann Lee",
        "Note: dizzy",
        "afterwards",
    }


def test_what_stands_in_a_dialog_of_a_window_is_there_once(window):
    dialog = QDialog(window)
    line = QLineEdit("told the doctor", dialog)
    line.setAccessibleName("Words")
    assert typed_text([window, dialog]) == "Words: told the doctor\n"


@pytest.mark.parametrize("shown", [False, True])
def test_a_passphrase_is_never_in_it(qtbot, shown):
    dialog = NewPassphraseDialog()
    qtbot.addWidget(dialog)
    dialog.first.line.setText("four calm green words")
    dialog.first.shown.setChecked(shown)
    assert typed_text([dialog]) == ""
