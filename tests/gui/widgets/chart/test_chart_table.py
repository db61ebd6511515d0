"""The numbers of a chart as a table."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible

from afterneedle.gui.widgets.chart.chart_table import FEWEST, ROWS, ChartRow, ChartTable

WHAT = "Tingling, palm, right"


WRAP = int(Qt.TextFlag.TextWordWrap)


def some(count):
    return [ChartRow(WHAT, f"day {n}", f"{n} of 3", "edited", f"c{n}") for n in range(count)]


@pytest.fixture
def table(qtbot):
    shown = ChartTable("Severity, entry by entry")
    qtbot.addWidget(shown)
    shown.resize(600, 300)
    shown.show()
    return shown


def test_a_screen_reader_meets_a_table_with_a_name_and_heads(table):
    table.show_rows(some(2))
    heard = QAccessible.queryAccessibleInterface(table)
    assert heard.role() is QAccessible.Role.Table
    assert heard.text(QAccessible.Text.Name) == "Severity, entry by entry"
    heads = [table.model().headerData(n, Qt.Orientation.Horizontal) for n in range(4)]
    assert heads == ["Symptom", "When", "How strong", "Remarks"]
    assert [table.model().index(1, n).data() for n in range(4)] == [
        WHAT,
        "day 1",
        "1 of 3",
        "edited",
    ]


def test_enter_opens_the_check_in_of_the_row(qtbot, table):
    table.show_rows(some(3))
    qtbot.keyClick(table, Qt.Key.Key_Down)
    with qtbot.waitSignal(table.opened) as opened:
        qtbot.keyClick(table, Qt.Key.Key_Return)
    assert opened.args == ["c1"]


def test_new_rows_take_the_place_of_the_old(table):
    table.show_rows(some(3))
    table.show_rows(some(1))
    assert table.model().rowCount() == 1
    table.show_rows([])
    assert table.model().rowCount() == 0


def test_it_is_as_high_as_its_rows_up_to_a_limit(table):
    heights = []
    for count in (2, ROWS, ROWS + 1):
        table.show_rows(some(count))
        heights.append(table.sizeHint().height())
    assert heights[0] < heights[1] == heights[2]


def test_where_rows_have_many_lines_fewer_are_seen_at_once(table):
    """So that the end of the table is not several windows below its beginning."""
    heights = []
    for words in (WHAT, "Tingling, " * 15, "Tingling, " * 200):
        table.show_rows([ChartRow(words, f"day {n}", "1 of 3", "", f"c{n}") for n in range(ROWS + 1)])
        heights.append(table.sizeHint().height() // table.rowHeight(0))
    assert heights[0] == ROWS
    assert FEWEST < heights[1] < ROWS
    assert heights[2] == FEWEST


def test_its_columns_fill_the_width_and_nothing_scrolls_sideways(qapp, table):
    table.show_rows(some(2))
    for width in (600, 420):
        table.resize(width, 300)
        assert sum(table.columnWidth(n) for n in range(4)) == table.viewport().width()
        qapp.processEvents()
        assert table.horizontalScrollBar().maximum() == 0


def test_no_word_of_a_head_or_a_cell_is_cut_in_a_narrow_table(qapp, table):
    table.show_rows([ChartRow("Unbelievably", "Wednesday", "10 of 10", "edited", "c1")])
    table.resize(200, 300)
    qapp.processEvents()
    for n, word in enumerate(("Unbelievably", "Wednesday", "How strong", "Remarks")):
        assert table.columnWidth(n) > table.fontMetrics().horizontalAdvance(word) + 12
    assert table.horizontalScrollBar().maximum() > 0


def test_words_that_do_not_fit_in_a_line_have_room_for_more(table):
    table.show_rows(some(1))
    line = table.rowHeight(0)
    table.show_rows([ChartRow("Tingling, " * 12, "day", "1 of 3", "", "c1")])
    assert table.rowHeight(0) > 2 * line
    text = table.fontMetrics().boundingRect(0, 0, table.columnWidth(0) - 20, 9999, WRAP, "Tingling, " * 12)
    assert table.rowHeight(0) > text.height()
