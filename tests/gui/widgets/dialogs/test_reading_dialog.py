import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from afterneedle.gui.widgets.basics.button import plain_button
from afterneedle.gui.widgets.basics.words import text
from afterneedle.gui.widgets.dialogs.reading_dialog import OF_SCREEN, ReadingDialog


@pytest.fixture
def dialog(qtbot):
    owner = QWidget()
    qtbot.addWidget(owner)
    made = ReadingDialog("A long text", owner)
    yield made
    owner.close()


def test_a_short_text_needs_no_scrolling(dialog):
    dialog.column.addWidget(text("One line."))
    dialog.open()
    assert dialog.area.verticalScrollBar().maximum() == 0
    assert dialog.height() < 200


@pytest.fixture
def long(dialog):
    dialog.column.addWidget(text("word " * 3000))
    dialog.open()
    QApplication.processEvents()
    return dialog


def test_a_long_text_stays_on_the_screen_and_scrolls_by_key(qtbot, long):
    bar = long.area.verticalScrollBar()
    assert long.height() <= long.screen().availableSize().height() * OF_SCREEN + 1
    viewport = long.area.viewport()
    needed = long.column.totalHeightForWidth(viewport.width())
    assert bar.maximum() >= needed - viewport.height() > 0
    seen = []
    for key in (Qt.Key.Key_Down, Qt.Key.Key_PageDown, Qt.Key.Key_End, Qt.Key.Key_PageUp, Qt.Key.Key_Home):
        qtbot.keyClick(long, key)
        seen.append(bar.value())
    assert 0 < seen[0] < seen[1] < seen[2] == bar.maximum()
    assert seen[3] < seen[2]
    assert seen[4] == 0


def test_nothing_is_cut_off_at_the_side(long):
    assert long.area.widget().width() <= long.area.viewport().width()


def test_more_ways_on_stand_before_close(dialog):
    dialog.column.addWidget(text("x"))
    dialog.add_button(plain_button("Go on"))
    dialog.open()
    assert [dialog.buttons.itemAt(n).widget().text() for n in range(2)] == ["Go on", "&Close"]
    assert dialog.close_button.hasFocus() or dialog.focusWidget() is dialog.close_button


def test_every_stop_has_one_name(long, unnamed):
    assert unnamed(long) == []
