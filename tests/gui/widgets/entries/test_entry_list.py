import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication

from afterneedle.domain.records import Level
from afterneedle.gui.widgets.entries.entry_list import AT_ONCE, EntryList
from afterneedle.gui.widgets.entries.entry_row import RowText, joined

LONG = "a sentence that goes on and on " * 20


def row_text(n: int) -> RowText:
    return RowText(f"Title {n}", "Flagged" if n % 2 else "", LONG, Level.WATCH if n % 2 else None)


@pytest.fixture
def view(qtbot) -> EntryList[int]:
    made: EntryList[int] = EntryList("Entries")
    qtbot.addWidget(made)
    made.resize(400, 300)
    made.show()
    return made


def test_a_row_is_read_out_whole_though_it_is_shown_short(view):
    view.show_items([1], row_text)
    assert view.rows.data(view.rows.index(0)) == f"Title 1\nFlagged\n{LONG}"
    view.show_items([2], row_text)
    assert view.rows.data(view.rows.index(0)) == f"Title 2\n{LONG}"
    assert view.rows.data(view.rows.index(0), Qt.ItemDataRole.ToolTipRole) is None


def test_items_are_described_only_as_far_as_they_are_looked_at(view):
    asked = []
    view.show_items(range(1000), lambda n: asked.append(n) or row_text(n))
    QApplication.processEvents()
    assert asked == list(range(AT_ONCE))
    view.scrollToBottom()
    QApplication.processEvents()
    assert len(asked) == 2 * AT_ONCE
    assert view.rows.canFetchMore(QModelIndex())


def test_a_row_that_was_not_looked_at_yet_can_be_chosen(view):
    view.show_items(range(1000), row_text)
    view.choose(700)
    assert view.chosen == 700


def test_a_row_far_down_can_be_chosen(view):
    view.show_items(range(1000), row_text, choose=700)
    assert (view.chosen, view.row) == (700, 700)
    assert view.viewport().rect().intersects(view.visualRect(view.rows.index(700)))


def test_nothing_is_chosen_unless_it_is_asked_for(view):
    view.show_items(range(3), row_text)
    assert (view.chosen, view.row) == (None, -1)
    view.show_items([], row_text, choose=0)
    assert view.chosen is None


def test_what_is_loaded_and_where_it_is_scrolled_to_survive_new_items(view):
    view.show_items(range(1000), row_text, choose=200)
    at = view.verticalScrollBar().value()
    view.show_items(range(1000), row_text, choose=200)
    assert view.verticalScrollBar().value() == at > 0
    assert view.rows.rowCount() > 200


def test_a_row_is_higher_where_the_text_is_larger_or_the_room_narrower(qtbot, view):
    title = "A title that is long enough to need two lines"
    view.show_items([0], lambda n: RowText(title, "", ""))
    room = view.fontMetrics().horizontalAdvance(title) * 2
    view.resize(room, 300)

    def height() -> int:
        QApplication.processEvents()
        return view.visualRect(view.rows.index(0)).height()

    wide = height()
    view.resize(room // 3, 300)
    qtbot.waitUntil(lambda: height() > wide)  # the list waits for the end of a resize
    narrow = height()
    font = QFont(view.font())
    font.setPointSizeF(2 * font.pointSizeF())
    view.setFont(font)
    qtbot.waitUntil(lambda: height() > narrow)


def test_the_sign_is_drawn_on_the_side_where_reading_begins(view):
    for direction in (Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft):
        view.setLayoutDirection(direction)
        drawn = []
        for level in (None, Level.EMERGENCY):
            view.show_items([0], lambda n, level=level: RowText("T", "", "", level))
            QApplication.processEvents()
            drawn.append(view.viewport().grab().toImage())
        width = view.viewport().width()
        differ = [
            x for x in range(width) if any(drawn[0].pixel(x, y) != drawn[1].pixel(x, y) for y in range(40))
        ]
        is_left = direction is Qt.LayoutDirection.LeftToRight
        assert differ
        assert all((x < width / 2) is is_left for x in differ)


def test_things_in_one_line_each_have_a_capital():
    assert joined(["one", "Two"]) == "One · Two"
