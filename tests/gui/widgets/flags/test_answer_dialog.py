import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea

from afterneedle.domain.records import Did
from afterneedle.gui.widgets.dialogs.throw_away import ThrowAwayQuestion
from afterneedle.gui.widgets.flags.answer_dialog import AnswerDialog
from support.builders import a_check_in, a_red_flag, a_session


@pytest.fixture
def dialog(qtbot, diary, clock):
    diary.record_session(a_session(diary.catalogue), clock())
    diary.check_in(a_check_in(diary.catalogue, present=[a_red_flag(diary.catalogue)]), clock())
    made = AnswerDialog(diary.assessment(clock()).flags[0], "Chest or breathing", clock())
    qtbot.addWidget(made)
    made.show()
    return made


def test_all_of_it_is_seen_at_once(dialog):
    assert dialog.findChild(QScrollArea).verticalScrollBar().maximum() == 0


def test_without_a_choice_nothing_is_answered_and_it_says_so(qtbot, dialog):
    with qtbot.assertNotEmitted(dialog.answered):
        dialog.save.click()
    assert dialog.error.text() == "Choose what you did."
    assert dialog.isVisible()
    assert dialog.focusWidget() is dialog.did.buttons[0]


def test_escape_closes_it(qtbot, dialog):
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_words_that_were_typed_are_thrown_away_only_when_that_is_wanted(qtbot, dialog):
    dialog.words.setPlainText("Come in at once.")
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    dialog.findChild(ThrowAwayQuestion).throw.click()
    assert not dialog.isVisible()


def test_what_was_done_and_said_becomes_an_answer_to_this_flag(qtbot, dialog, clock):
    dialog.did.value = Did.ADVISED_BY_CLINICIAN
    dialog.words.setPlainText("  Come in at once.  ")
    with qtbot.waitSignal(dialog.answered) as heard:
        dialog.save.click()
    (answer,) = heard.args
    assert (answer.rule, answer.check_in, answer.at) == ("R01", "c1", clock())
    assert (answer.did, answer.words) == (Did.ADVISED_BY_CLINICIAN, "Come in at once.")
    assert not dialog.isVisible()


def test_words_that_are_too_long_are_refused_and_kept(qtbot, dialog):
    dialog.did.value = Did.TOLD_PRACTITIONER
    dialog.words.setPlainText("x" * 20_001)
    with qtbot.assertNotEmitted(dialog.answered):
        dialog.save.click()
    assert "20,000" in dialog.error.text()
    assert len(dialog.words.toPlainText()) == 20_001


def test_a_screen_reader_can_name_every_stop_once(dialog, unnamed):
    assert unnamed(dialog) == []
