import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from afterneedle.gui.widgets.basics.button import plain_button
from afterneedle.gui.widgets.basics.choices import Choices
from afterneedle.gui.widgets.basics.flow import FlowLayout
from afterneedle.gui.widgets.basics.layout import row

WORDS = "A doctor or nurse told me what to do"


@pytest.fixture
def holder(qtbot):
    made = QWidget()
    qtbot.addWidget(made)
    return made


def test_a_button_is_as_wide_as_its_words_and_one_line_high(holder, qtbot):
    flow = FlowLayout(holder)
    button, short = plain_button(WORDS), plain_button("Save")
    for one in (button, short):
        flow.addWidget(one)
    holder.resize(900, 200)
    holder.show()
    assert button.width() == button.sizeHint().width()
    assert button.height() == short.height()


def test_pressing_twice_presses_once_and_never_what_has_just_appeared_there(holder, qtbot):
    pressed = []
    flow = FlowLayout(holder)
    first, below = (plain_button(WORDS, lambda n=n: pressed.append(n)) for n in range(2))
    for one in (first, below):
        flow.addWidget(one)
    holder.show()
    qtbot.mouseClick(first, Qt.MouseButton.LeftButton)
    qtbot.mouseDClick(below, Qt.MouseButton.LeftButton)
    qtbot.mouseRelease(below, Qt.MouseButton.LeftButton)
    assert pressed == [0]


@pytest.mark.parametrize("width", [90, 150, 220])
def test_words_that_do_not_fit_take_more_lines_and_none_is_cut(holder, qtbot, width):
    flow = FlowLayout(holder)
    button, short = plain_button(WORDS), plain_button("Save")
    for one in (button, short):
        flow.addWidget(one)
    holder.resize(width, 400)
    holder.show()
    lines = button._wrapped(button.width()).split("\n")
    assert " ".join(lines) == WORDS
    assert len(lines) > 1
    assert button.width() <= width
    assert all(button.fontMetrics().horizontalAdvance(line) < button.width() for line in lines)
    assert button.height() - short.height() == (len(lines) - 1) * button.fontMetrics().lineSpacing()


def test_a_button_in_a_row_grows_too(holder, qtbot):
    column = QVBoxLayout(holder)
    button = plain_button(WORDS)
    column.addLayout(row(plain_button("No"), button))
    column.addWidget(QLabel("after"))
    holder.resize(220, holder.heightForWidth(220))
    holder.show()
    assert button.height() == button.heightForWidth(button.width())
    assert button.height() > plain_button("No").sizeHint().height()


def test_what_cannot_be_chosen_keeps_no_room_for_heavier_letters(holder, qtbot):
    flow = FlowLayout(holder)
    plain, answers = plain_button(WORDS), Choices([(1, WORDS)], "Which?")
    flow.addWidget(plain)
    flow.addWidget(answers)
    holder.resize(1200, 200)
    holder.show()
    assert plain.width() < answers.buttons[0].width()


def test_choosing_an_answer_moves_nothing(holder, qtbot):
    column = QVBoxLayout(holder)
    choices = Choices([(1, "One answer"), (2, "Another answer")], "Which?")
    column.addWidget(choices)
    holder.show()
    before = [button.geometry() for button in choices.buttons]
    choices.value = 1
    assert [button.geometry() for button in choices.buttons] == before


def test_a_screen_reader_hears_the_words_without_breaks(holder, qtbot):
    flow = FlowLayout(holder)
    button = plain_button(WORDS)
    flow.addWidget(button)
    holder.resize(90, 400)
    holder.show()
    assert button.text() == WORDS
