import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from afterneedle.gui.theme import LIGHT, Look, style_sheet
from afterneedle.gui.widgets.check_in.severity_scale import SeverityScale


@pytest.fixture
def scale(qtbot, catalogue):
    windows = []

    def make(symptom: str, least: int = 0) -> SeverityScale:
        made = SeverityScale(catalogue.symptoms[symptom], "How strong", least)
        around = QWidget()
        around.setStyleSheet(style_sheet(LIGHT))
        QVBoxLayout(around).addWidget(made)
        around.layout().setContentsMargins(0, 0, 0, 0)
        qtbot.addWidget(around)
        windows.append(around)
        around.resize(500, 60)
        around.show()
        return made

    yield make
    windows.clear()


def test_eleven_buttons_and_none_is_chosen(scale):
    soreness = scale("soreness")
    assert [b.text() for b in soreness.buttons] == [str(n) for n in range(11)]
    assert soreness.value is None


@pytest.mark.parametrize(("keys", "value"), [("0", 0), ("7", 7), ("1", 1), ("10", 10), ("31", 1), ("100", 0)])
def test_digits_choose_and_one_then_zero_is_ten(qtbot, scale, keys, value):
    soreness = scale("soreness")
    for key in keys:
        qtbot.keyClick(soreness, key)
    assert soreness.value == value


def test_zero_is_an_answer_and_not_the_absence_of_one(qtbot, scale):
    soreness = scale("soreness")
    with qtbot.waitSignal(soreness.changed) as heard:
        qtbot.keyClick(soreness, Qt.Key.Key_0)
    assert heard.args == [0]


def test_a_symptom_that_is_there_has_no_zero_to_choose(qtbot, scale):
    burning = scale("burning", least=1)
    qtbot.keyClick(burning, Qt.Key.Key_0)
    assert burning.value is None


def test_three_words_for_what_is_not_a_pain(qtbot, scale):
    tingling = scale("tingling", least=1)
    assert len(tingling.buttons) == 3
    qtbot.keyClick(tingling, Qt.Key.Key_2)
    assert tingling.value == 2
    qtbot.keyClick(tingling, Qt.Key.Key_9)
    assert tingling.value == 2


def test_a_screen_reader_hears_what_the_ends_mean(scale):
    soreness = scale("soreness")
    names = [b.accessibleName() for b in soreness.buttons]
    assert (names[0], names[10]) == ("0, none", "10, the worst you can imagine")


@pytest.mark.parametrize("width", [394, 560])
def test_all_eleven_stand_in_one_line_even_in_a_small_window(qtbot, qapp, scale, width):
    Look(qapp, dark=False)
    soreness = scale("soreness")
    soreness.window().resize(width, 60)
    assert soreness.width() == width
    qtbot.waitUntil(lambda: len({b.y() for b in soreness.buttons}) == 1)
    assert all(b.geometry().right() <= width for b in soreness.buttons)


def test_how_high_it_is_at_a_width_never_depends_on_how_wide_it_is(scale):
    soreness = scale("soreness")
    heights = []
    for width in (700, 300, 420, 560):
        soreness.window().resize(width, 80)
        heights.append([soreness.heightForWidth(w) for w in range(200, 700, 7)])
    assert heights == [heights[0]] * 4
    assert heights[0] == sorted(heights[0], reverse=True)


def test_where_there_is_room_the_buttons_are_wider_and_in_one_line(scale):
    soreness = scale("soreness")
    soreness.window().resize(700, 80)
    wide = {b.width() for b in soreness.buttons}
    soreness.window().resize(420, 80)
    assert max(b.width() for b in soreness.buttons) < min(wide)
    assert len({b.y() for b in soreness.buttons}) == 1
