"""The recovery code is shown large, told letter by letter, copied, printed, and not left without a word."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtGui import QAccessible, QGuiApplication

from afterneedle.gui.passphrase.recovery_code import RecoveryCode
from support.pdf import text_of
from support.pressing import press

CODE = "PBQGZ7YJ8-P63Z4RK7T-TSHFNQ15Y"
NOW = datetime(2026, 3, 4, 20, tzinfo=UTC)

pytestmark = pytest.mark.usefixtures("quick_keys")


@pytest.fixture
def dialog(qtbot):
    made = RecoveryCode(CODE, Path("/home/sam/diary.db"), NOW)
    qtbot.addWidget(made)
    made.show()
    return made


def test_a_screen_reader_spells_each_group(dialog):
    heard = [QAccessible.queryAccessibleInterface(one).text(QAccessible.Text.Name) for one in dialog.groups]
    assert heard == [
        "Group 1 of the code: P B Q G Z 7 Y J 8",
        "Group 2 of the code: P 6 3 Z 4 R K 7 T",
        "Group 3 of the code: T S H F N Q 1 5 Y",
    ]


def test_its_letters_are_larger_than_the_others(dialog):
    usual = dialog.fontMetrics().height()
    assert all(one.fontMetrics().height() > 1.4 * usual for one in dialog.groups)


@pytest.mark.parametrize("typed", ["TSHFNQ15Y", "tsh fnq 15y", "TSH-FNQ-l5Y"])
def test_who_types_the_last_group_may_go_on(qtbot, dialog, typed):
    qtbot.keyClicks(dialog.line, typed)
    with qtbot.waitSignal(dialog.kept):
        press(qtbot, dialog.done_button)
    assert not dialog.isVisible()


def test_who_says_that_it_is_on_paper_may_go_on(qtbot, dialog):
    dialog.on_paper.setChecked(True)
    with qtbot.waitSignal(dialog.kept):
        press(qtbot, dialog.done_button)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "Type the last group first, or tick that you have the code on paper."),
        ("TSHFNQ15Z", "This is not the last group. Look at your paper again."),
        ("PBQGZ7YJ8", "This is not the last group. Look at your paper again."),
    ],
)
def test_it_is_not_left_without_a_word(qtbot, dialog, typed, said):
    dialog.line.setText(typed)
    for leave in (dialog.done_button.click, dialog.reject, dialog.close):
        with qtbot.assertNotEmitted(dialog.kept):
            leave()
        assert dialog.isVisible()
        assert dialog.error.text() == said


def test_it_is_copied_whole(qtbot, dialog):
    press(qtbot, dialog.copy_button)
    assert QGuiApplication.clipboard().text() == CODE


def test_it_is_saved_as_a_page_of_its_own(qtbot, dialog, tmp_path):
    file = tmp_path / "code.pdf"
    with qtbot.waitSignal(dialog.outlets.press.saved):
        dialog.outlets.save(str(file))
    assert dialog.outlets.status.text() == f"Saved as {file}"
    assert "TSH FNQ 15Y" in text_of(file)


def test_every_stop_has_one_name(dialog, unnamed):
    assert unnamed(dialog) == []
