"""A new passphrase is typed twice, and its length is judged while it is typed."""

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from afterneedle.gui.passphrase.new_passphrase import NewPassphraseDialog, advice, ask_new_passphrase

GOOD = "correct horse battery staple"


@pytest.fixture
def dialog(qtbot):
    made = NewPassphraseDialog()
    qtbot.addWidget(made)
    made.show()
    return made


def fill(dialog, first: str, second: str) -> list[str]:
    chosen: list[str] = []
    dialog.chosen.connect(chosen.append)
    QTest.keyClicks(dialog.first.line, first)
    QTest.keyClicks(dialog.second.line, second)
    dialog.save.click()
    return chosen


def test_it_is_taken_when_both_fields_agree(dialog) -> None:
    assert fill(dialog, GOOD, GOOD) == [GOOD]
    assert not dialog.isVisible()


def test_two_that_differ_are_not_taken_and_the_second_is_to_be_typed_again(dialog) -> None:
    assert fill(dialog, GOOD, GOOD.upper()) == []
    assert dialog.second.error.text() == "This is not the same. Type it again."
    assert dialog.second.line.selectedText()
    assert dialog.isVisible()


def test_an_empty_one_is_not_taken(dialog) -> None:
    assert fill(dialog, "", "") == []
    assert dialog.first.error.text() == "It must not be empty."


def test_one_button_shows_both(dialog) -> None:
    fill(dialog, "abc", "abd")
    dialog.first.shown.click()
    assert (dialog.first.line.displayText(), dialog.second.line.displayText()) == ("abc", "abd")


def test_a_short_one_is_taken_but_not_praised(dialog) -> None:
    assert fill(dialog, "cat", "cat") == ["cat"]
    assert "short" in dialog.advice.text()


@pytest.mark.parametrize(
    ("passphrase", "praised"),
    [(GOOD, True), ("one two three four y", True), ("one two three four", False), ("x" * 40, False)],
)
def test_four_words_and_twenty_letters_are_long_enough(passphrase, praised) -> None:
    assert ("long enough" in advice(passphrase)) is praised


def test_a_reader_can_name_everything(dialog, unnamed) -> None:
    assert unnamed(dialog) == []


def answer(act) -> None:
    def look() -> None:
        (dialog,) = (w for w in QApplication.topLevelWidgets() if isinstance(w, NewPassphraseDialog))
        act(dialog)

    QTimer.singleShot(0, look)


def test_asking_gives_the_passphrase(qtbot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    answer(lambda dialog: fill(dialog, GOOD, GOOD))
    assert ask_new_passphrase(parent) == GOOD


def test_asking_gives_nothing_when_the_person_leaves(qtbot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    answer(lambda dialog: dialog.reject())
    assert ask_new_passphrase(parent) is None
