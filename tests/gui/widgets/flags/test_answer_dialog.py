import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea

from afterneedle.domain.records import Did
from afterneedle.gui.widgets.dialogs.throw_away import ThrowAwayQuestion
from afterneedle.gui.widgets.flags.answer_dialog import AnswerDialog
from support.builders import a_check_in, a_red_flag, a_session, an_observation
from support.seen import texts


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


@pytest.mark.parametrize(
    ("symptom", "felt_at", "says"),
    [
        ("rf_chest", "2026-03-04T14:00:00+00:00", "It stays open until a doctor or nurse told you"),
        ("tingling", "2026-03-05T14:00:00+00:00", "It stays open until a doctor or nurse told you"),  # N07
        ("tingling", "2026-03-04T14:00:00+00:00", "You still need to see a doctor."),  # N06
        ("soreness", "2026-03-05T14:00:00+00:00", ""),  # S06: the practitioner is asked
    ],
)
def test_it_says_when_the_practitioners_word_is_not_enough(qtbot, diary, clock, symptom, felt_at, says):
    catalogue = diary.catalogue
    diary.record_session(a_session(catalogue), clock())
    sign = catalogue.symptoms[symptom]
    red = [a_red_flag(catalogue)] if sign.is_red else []
    other = [] if sign.is_red else [an_observation(catalogue, symptom, "trapezius_top.r", 1)]
    diary.check_in(a_check_in(catalogue, felt_at=felt_at, present=red, says=other), clock())
    clock.forward(24)
    dialog = AnswerDialog(diary.assessment(clock()).flags[0], "About", clock())
    qtbot.addWidget(dialog)
    assert ("stays open" in texts(dialog)) is says.startswith("It stays open")
    assert ("still need to see" in texts(dialog)) is says.startswith("You still")


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
