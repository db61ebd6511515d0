import gc

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import (
    QApplication,
    QLayout,
    QLayoutItem,
    QLineEdit,
    QMainWindow,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from afterneedle.gui.widgets.basics.page import Page
from afterneedle.gui.widgets.basics.tab_order import move_focus
from support.heard import tab_round


class Window(QMainWindow):
    """A window around a page, as the real one."""

    def __init__(self) -> None:
        super().__init__()
        self.page = Page()
        self.setCentralWidget(self.page)

    def focusNextPrevChild(self, forward: bool) -> bool:
        return move_focus(self, forward=forward)


@pytest.fixture
def window(qtbot) -> Window:
    made = Window()
    qtbot.addWidget(made)
    made.resize(400, 300)
    return made


def add(window: Window, *widgets: QWidget) -> None:
    for widget in widgets:
        window.page.column.addWidget(widget)
    window.show()


def test_what_was_put_in_between_later_comes_in_its_place(window):
    one, three = QPushButton("1"), QPushButton("3")
    add(window, one, three)
    two = QPushButton("2")
    window.page.column.insertWidget(1, two)
    QApplication.processEvents()
    assert [b.text() for b in tab_round(window)] == ["2", "3", "1"]
    assert [b.text() for b in tab_round(window, back=True)] == ["3", "2", "1"]


def test_what_stands_before_a_focus_proxy_is_not_jumped_over(window):
    before, held, inner = QPushButton("before"), QWidget(), QPushButton("inner")
    column = QVBoxLayout(held)
    column.addWidget(QPushButton("above"))
    column.addWidget(inner)
    held.setFocusProxy(inner)
    add(window, before, held)
    assert [b.text() for b in tab_round(window)] == ["above", "inner", "before"]


def test_what_is_hidden_or_off_is_passed_by(window):
    hidden, off, on, last = (QPushButton(name) for name in ("hidden", "off", "on", "last"))
    add(window, hidden, off, on, last)
    hidden.hide()
    off.setEnabled(False)
    assert [b.text() for b in tab_round(window)] == ["last", "on"]


def test_a_field_is_scrolled_into_view_wholly_and_not_only_its_cursor(window):
    note = QPlainTextEdit()
    note.setTabChangesFocus(True)
    note.setFixedHeight(200)
    space = QWidget()
    space.setFixedHeight(900)
    add(window, QLineEdit(), space, note)
    window.page.column.addSpacing(500)
    QApplication.processEvents()
    seen: list[bool] = []
    tab_round(window, at_each=lambda widget: seen.append(whole(window, widget)))
    assert seen == [True, True]


def test_of_a_field_that_is_higher_than_the_window_its_top_is_seen(window):
    note = QPlainTextEdit()
    note.setTabChangesFocus(True)
    note.setFixedHeight(700)
    add(window, QLineEdit(), note)
    window.page.column.addSpacing(500)
    QApplication.processEvents()
    window.page.widget().findChild(QLineEdit).setFocus()
    move_focus(window, forward=True)
    assert window.focusWidget() is note
    assert note.mapTo(window.page.viewport(), QPoint()).y() == 0


def test_a_window_with_nothing_to_stop_at_keeps_the_key(window):
    add(window, QWidget())
    assert not move_focus(window, forward=True)


def whole(window: Window, widget: QWidget) -> bool:
    top = widget.mapTo(window.page.viewport(), QPoint()).y()
    return top >= 0 and top + widget.height() <= window.page.viewport().height()


def test_nothing_of_a_layout_is_kept_that_may_end_before_it_is_let_go(window):
    """PySide6 takes a later widget in the same place of the memory for it, and the program ends."""

    def kept() -> int:
        items = [thing for thing in gc.get_objects() if isinstance(thing, QLayoutItem)]
        return len([item for item in items if not isinstance(item, QLayout)])

    add(window, QPushButton("1"), QPushButton("2"))
    before = kept()
    tab_round(window)
    assert kept() == before
