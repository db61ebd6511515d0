from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible

from afterneedle.gui.widgets.basics.choices import Choices, Tick, TickList

OPTIONS = [(True, "Yes"), (False, "No"), ("unsure", "Not sure")]


def a_choice(qtbot) -> Choices:
    choices = Choices(OPTIONS, "Did it stop?")
    qtbot.addWidget(choices)
    with qtbot.waitActive(choices):
        choices.show()
        choices.activateWindow()
    return choices


def test_nothing_is_chosen_at_first(qtbot):
    assert a_choice(qtbot).value is None


def test_a_click_chooses_and_says_so(qtbot):
    choices = a_choice(qtbot)
    with qtbot.waitSignal(choices.changed) as heard:
        qtbot.mouseClick(choices.buttons[1], Qt.MouseButton.LeftButton)
    assert heard.args == [False]
    assert choices.value is False


def test_another_answer_replaces_the_first_and_is_told_once(qtbot):
    choices = a_choice(qtbot)
    choices.value = True
    told = []
    choices.changed.connect(told.append)
    qtbot.mouseClick(choices.buttons[2], Qt.MouseButton.LeftButton)
    assert told == ["unsure"]
    assert [b.isChecked() for b in choices.buttons] == [False, False, True]


def test_choosing_again_takes_the_answer_back(qtbot):
    choices = a_choice(qtbot)
    qtbot.mouseClick(choices.buttons[0], Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(choices.changed) as heard:
        qtbot.mouseClick(choices.buttons[0], Qt.MouseButton.LeftButton)
    assert heard.args == [None]
    assert choices.value is None


def click_twice(qtbot, widget, at=None):
    """As a hand does that shakes: the window system tells of a double click."""
    left, where = Qt.MouseButton.LeftButton, at or widget.rect().center()
    qtbot.mouseClick(widget, left, pos=where)
    qtbot.mouseDClick(widget, left, pos=where)  # comes in the place of the second press
    qtbot.mouseRelease(widget, left, pos=where)


def test_a_hand_that_shakes_chooses_and_ticks_what_it_presses_twice(qtbot):
    choices, tick = a_choice(qtbot), Tick("None of these")
    qtbot.addWidget(tick)
    click_twice(qtbot, choices.buttons[1])
    click_twice(qtbot, tick)
    assert choices.value is False
    assert tick.isChecked()


def test_where_one_is_always_chosen_it_is_not_taken_back(qtbot):
    choices = Choices([(1, "One"), (2, "Two")], "Which?", always=True)
    qtbot.addWidget(choices)
    choices.value = 1
    told = []
    choices.changed.connect(told.append)
    qtbot.mouseClick(choices.buttons[0], Qt.MouseButton.LeftButton)
    qtbot.keyClick(choices.buttons[0], Qt.Key.Key_Space)
    qtbot.keyClick(choices.buttons[0], Qt.Key.Key_Delete)
    assert (choices.value, told) == (1, [])
    qtbot.mouseClick(choices.buttons[1], Qt.MouseButton.LeftButton)
    assert (choices.value, told) == (2, [2])


def test_the_keyboard_moves_chooses_and_takes_back(qtbot):
    choices = a_choice(qtbot)
    choices.setFocus()
    qtbot.keyClick(choices.buttons[0], Qt.Key.Key_Space)
    assert choices.value is True
    qtbot.keyClick(choices.buttons[0], Qt.Key.Key_Right)
    assert choices.value is False
    qtbot.keyClick(choices.buttons[1], Qt.Key.Key_Delete)
    assert choices.value is None


def test_the_group_is_one_stop_for_tab(qtbot):
    choices = a_choice(qtbot)
    for chosen in (None, True, "unsure", None):
        choices.value = chosen
        stops = [b for b in choices.buttons if b.focusPolicy() & Qt.FocusPolicy.TabFocus]
        assert len(stops) == 1


def test_false_and_zero_are_different_answers(qtbot):
    choices = Choices([(0, "0"), (False, "No")], "x")
    qtbot.addWidget(choices)
    choices.value = False
    assert choices.value is False
    choices.value = 0
    assert choices.value == 0
    assert choices.buttons[0].isChecked()


def test_a_screen_reader_hears_radio_buttons_in_a_named_group(qtbot):
    choices = a_choice(qtbot)
    group = QAccessible.queryAccessibleInterface(choices)
    one = QAccessible.queryAccessibleInterface(choices.buttons[0])
    assert group.role() == QAccessible.Role.Grouping
    assert group.text(QAccessible.Text.Name) == "Did it stop?"
    assert one.role() == QAccessible.Role.RadioButton
    assert one.text(QAccessible.Text.Name) == "Yes"


def test_a_screen_readers_toggle_counts_as_choosing(qtbot):
    choices = a_choice(qtbot)
    actions = QAccessible.queryAccessibleInterface(choices.buttons[1]).actionInterface()
    actions.doAction("Toggle")
    assert choices.value is False


def test_ticks_are_listed_in_the_order_of_display(qtbot):
    ticks = TickList([("a", "One"), ("b", "Two"), ("c", "Three")])
    qtbot.addWidget(ticks)
    ticks.values = ["c", "a"]
    assert ticks.values == ["a", "c"]
    with qtbot.waitSignal(ticks.changed):
        ticks.ticks[0].toggle()
    assert ticks.values == ["c"]


def test_a_long_tick_wraps_and_can_be_clicked_on_its_words(qtbot):
    tick = Tick("New since your session: chest pain, short of breath, pain on breathing in, coughing blood")
    qtbot.addWidget(tick)
    tick.resize(200, tick.heightForWidth(200))
    tick.show()
    assert tick.heightForWidth(200) > 2 * tick.heightForWidth(2000)
    qtbot.mouseClick(tick, Qt.MouseButton.LeftButton, pos=tick.rect().center())
    assert tick.isChecked()
