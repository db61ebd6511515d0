from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from afterneedle.gui.widgets.basics.layout import column_in
from afterneedle.gui.widgets.basics.point import GAP, Point
from afterneedle.gui.widgets.basics.words import text

LONG = "Somebody else at this computer while the diary is locked or closed. " * 4


@pytest.fixture
def words():
    return text(LONG)


@pytest.fixture
def point(qtbot, words) -> Iterator[Point]:
    holder, made = QWidget(), Point(words)
    qtbot.addWidget(holder)
    column = column_in(holder, 0)
    column.addWidget(made)
    column.addStretch()
    holder.resize(300, 500)
    holder.show()
    yield made
    holder.close()


def test_every_line_of_the_words_stands_clear_of_the_dot_and_none_is_cut(point, words):
    assert words.x() > GAP
    assert words.geometry().right() == point.rect().right()
    assert words.height() == words.heightForWidth(words.width()) > 2 * words.fontMetrics().height()


def test_from_right_to_left_the_dot_is_on_the_right(point, words):
    point.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    point.layout().activate()
    assert words.x() == 0
    assert words.geometry().right() < point.rect().right() - GAP


def test_the_dot_is_painted_in_the_colour_of_text(point):
    picture = point.grab().toImage()
    text_colour = point.palette().windowText().color()
    high = point.fontMetrics().height()
    assert picture.pixelColor(high // 6, high // 2) == text_colour
