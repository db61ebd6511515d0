import pytest
from PySide6.QtCore import QDate, QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QLabel

from afterneedle.gui.widgets.basics.day_edit import DayEdit
from afterneedle.gui.widgets.basics.page import Page

DAY = QDate(2026, 3, 2)
LONG = 2_000  # pixels: more than a window is high


@pytest.fixture
def page(qtbot) -> Page:
    """A day above more than there is room for."""
    page = Page()
    page.day = DayEdit()
    page.day.setDate(DAY)
    rest = QLabel()
    rest.setFixedHeight(LONG)
    for part in (page.day, rest):
        page.column.addWidget(part)
    qtbot.addWidget(page)
    page.resize(400, 300)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    page.day.setFocus()
    return page


def test_the_wheel_over_a_day_scrolls_its_page_and_leaves_the_day(page):
    spot = QPointF(page.day.rect().center())
    turned = QWheelEvent(
        spot,
        page.day.mapToGlobal(spot),
        QPoint(0, -120),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(page.day, turned)
    assert page.day.date() == DAY
    assert not turned.isAccepted()
    assert page.day.focusPolicy() == Qt.FocusPolicy.StrongFocus


def test_the_keys_that_turn_a_page_scroll_it_and_leave_the_day(qtbot, page):
    qtbot.keyClick(page.day, Qt.Key.Key_PageDown)
    assert page.verticalScrollBar().value() > 0
    qtbot.keyClick(page.day, Qt.Key.Key_PageUp)
    assert page.verticalScrollBar().value() == 0
    assert page.day.date() == DAY


def test_the_arrow_keys_change_the_day(qtbot, page):
    page.day.setSelectedSection(DayEdit.Section.DaySection)
    qtbot.keyClick(page.day, Qt.Key.Key_Up)
    assert page.day.date() == DAY.addDays(1)
