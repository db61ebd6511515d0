"""The chart by keyboard, by mouse and to a screen reader; a drawing of its own, so that places are known."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QColor
from PySide6.QtWidgets import QApplication

from afterneedle.gui.widgets.chart.chart_view import EDGE, ChartContent, ChartView

SPOTS = (
    (QPointF(20, 50), QPointF(100, 60), QPointF(200, 70)),
    (),
    (QPointF(90, 150),),
)


class Drawing:
    """Points at known places; counts how often it is painted."""

    spots = SPOTS
    height = 200.0

    def __init__(self, style, width):
        self.style, self.width = style, width
        self.painted = 0

    def paint(self, painter):
        self.painted += 1
        painter.fillRect(0, 0, 5, 5, QColor(self.style.mark))


class Made:
    """A content that keeps the drawings made for it."""

    def __init__(self, spots=SPOTS):
        self.drawings = []
        self.spots = spots
        self.content = ChartContent(self._draw, "Soreness went down.", self._words, self._entry)

    def _draw(self, style, width):
        drawing = Drawing(style, width)
        drawing.spots = self.spots
        self.drawings.append(drawing)
        return drawing

    def _words(self, row, n):
        return f"words {row} {n}"

    def _entry(self, row, n):
        return f"c{row}{n}"


@pytest.fixture
def made():
    return Made()


@pytest.fixture
def view(qtbot, made):
    shown = ChartView("Severity chart")
    qtbot.addWidget(shown)
    shown.show_content(made.content)
    shown.resize(400, shown.heightForWidth(400))
    with qtbot.waitActive(shown):
        shown.show()
    shown.clearFocus()
    return shown


def test_with_other_content_the_keys_go_on_from_the_same_point_or_from_the_newest(qtbot, view, made):
    view.setFocus(Qt.FocusReason.TabFocusReason)
    press(qtbot, view, Qt.Key.Key_Left)
    view.show_content(made.content)
    assert view.point == (0, 1)
    view.show_content(Made(SPOTS[1:]).content)
    assert view.point == (1, 0)
    press(qtbot, view, Qt.Key.Key_Left)
    assert view.words == "words 1 0"


def test_without_the_focus_other_content_chooses_no_point(view, made):
    view.show_content(made.content)
    assert view.point is None


def press(qtbot, view, *keys):
    for key in keys:
        qtbot.keyClick(view, key)
    return view.point


def place(row, n):
    return (SPOTS[row][n] + QPointF(EDGE, EDGE)).toPoint()


def test_a_screen_reader_hears_its_name_and_what_it_shows(view):
    heard = QAccessible.queryAccessibleInterface(view)
    assert heard.text(QAccessible.Text.Name) == "Severity chart"
    assert heard.text(QAccessible.Text.Description) == "Soreness went down."


def test_arrow_keys_go_from_point_to_point_and_from_strip_to_strip(qtbot, view):
    view.setFocus(Qt.FocusReason.TabFocusReason)
    view.point = (0, 2)
    assert press(qtbot, view, Qt.Key.Key_Left) == (0, 1)
    assert press(qtbot, view, Qt.Key.Key_Home) == (0, 0)
    assert press(qtbot, view, Qt.Key.Key_Left) == (0, 0)
    assert press(qtbot, view, Qt.Key.Key_End, Qt.Key.Key_Right) == (0, 2)
    assert press(qtbot, view, Qt.Key.Key_Down) == (2, 0)
    assert press(qtbot, view, Qt.Key.Key_Down) == (2, 0)
    assert press(qtbot, view, Qt.Key.Key_Up) == (0, 1)  # the closest in time
    assert press(qtbot, view, Qt.Key.Key_Up) == (0, 1)


def test_tab_lands_on_the_newest_point_of_the_first_strip_and_leaves_it_again(qtbot, view):
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QFocusEvent

    QApplication.sendEvent(view, QFocusEvent(QEvent.Type.FocusIn, Qt.FocusReason.TabFocusReason))
    assert view.point == (0, 2)
    QApplication.sendEvent(view, QFocusEvent(QEvent.Type.FocusOut, Qt.FocusReason.TabFocusReason))
    assert view.point is None
    QApplication.sendEvent(view, QFocusEvent(QEvent.Type.FocusIn, Qt.FocusReason.MouseFocusReason))
    assert view.point is None


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_enter_opens_the_check_in_of_the_point(qtbot, view, key):
    view.point = (0, 1)
    with qtbot.waitSignal(view.opened) as opened:
        qtbot.keyClick(view, key)
    assert opened.args == ["c01"]


def test_a_point_reached_by_a_key_is_said_and_brought_into_view(qtbot, view, monkeypatch):
    heard = []
    monkeypatch.setattr(
        QAccessible, "updateAccessibility", staticmethod(lambda event: heard.append(event.message()))
    )
    view.point = (0, 0)
    with qtbot.waitSignal(view.reached) as reached:
        qtbot.keyClick(view, Qt.Key.Key_Right)
    assert heard == ["words 0 1"]
    assert reached.args[0].center() == QPointF(place(0, 1))


def test_the_mouse_over_a_point_shows_its_words_and_a_click_opens_it(qtbot, view):
    qtbot.mouseMove(view, place(0, 1) + QPoint(5, 5))
    assert view.words == "words 0 1"
    qtbot.mouseMove(view, QPoint(300, 100))
    assert view.words == ""
    with qtbot.waitSignal(view.opened) as opened:
        qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=place(2, 0))
    assert opened.args == ["c20"]


def test_a_click_away_from_all_points_opens_nothing(qtbot, view):
    with qtbot.assertNotEmitted(view.opened):
        qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=QPoint(300, 100))


def test_keys_that_mean_nothing_here_are_left_to_others(qtbot, view):
    view.point = (0, 1)
    assert press(qtbot, view, Qt.Key.Key_A) == (0, 1)


def test_without_points_it_is_no_stop_and_its_keys_do_nothing(qtbot, view):
    view.show_content(Made(spots=((),)).content)
    assert view.focusPolicy() is Qt.FocusPolicy.NoFocus
    with qtbot.assertNotEmitted(view.opened):
        assert (
            press(qtbot, view, Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_Return) is None
        )


def test_it_is_drawn_once_however_often_it_is_shown(view, made):
    for point in ((0, 0), (0, 1), None):
        view.point = point
        view.grab()
    assert made.drawings[-1].painted == 1
    view.resize(300, 220)
    view.grab()
    assert made.drawings[-1].width == 300 - 2 * EDGE


def test_the_words_stand_in_a_bubble_within_the_chart(view, made):
    plain = view.grab().toImage()
    view.point = (0, 2)
    with_words = view.grab().toImage()
    changed = [
        (x, y)
        for x in range(0, view.width(), 2)
        for y in range(0, view.height(), 2)
        if plain.pixelColor(x, y) != with_words.pixelColor(x, y)
    ]
    assert changed
    assert max(x for x, _y in changed) < view.width() - 1


def test_from_right_to_left_the_labels_change_sides(view, made):
    view.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    view.grab()
    assert made.drawings[-1].style.mirrored
