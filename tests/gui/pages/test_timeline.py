"""The timeline page: the chart of the chosen time, its words, its table, and the way to a check-in."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible

from afterneedle.domain.spans import Span
from afterneedle.gui.pages.timeline import TimelinePage
from support.builders import a_check_in, a_session, an_observation


@pytest.fixture
def page(show) -> TimelinePage:
    return show(TimelinePage, 900, 700)


def sore(diary, clock, moment, worst, place="trapezius_top.r"):
    says = [an_observation(diary.catalogue, "soreness", place, worst, now=worst > 0)]
    felt_at = f"2026-{moment}:00+00:00"
    diary.check_in(a_check_in(diary.catalogue, id=moment, felt_at=felt_at, says=says), clock())


@pytest.fixture
def entries(diary, clock):
    """Two sessions, the first two months ago; soreness after both, past its usual time after the second."""
    for id, day in (("s1", "2026-01-05"), ("s2", "2026-03-01")):
        session = a_session(diary.catalogue, id=id, ended_at=f"{day}T10:00:00+00:00")
        diary.record_session(session, clock())
    for moment, worst in (("01-05T20:00", 6), ("01-06T20:00", 0), ("03-01T20:00", 4), ("03-04T08:00", 2)):
        sore(diary, clock, moment, worst)


def cells(page):
    model = page.table.model()
    return [[model.index(row, n).data() for n in range(4)] for row in range(model.rowCount())]


def test_it_shows_the_time_since_the_last_session_and_says_what_is_seen(page, entries):
    page.refresh()
    assert page.period.value is Span.SESSION
    assert page.summary.text() == (
        "Soreness, top of shoulder, right: 4 of 10 on Sun 1 March, 2 of 10 on Wed 4 March. "
        "2 days without an entry."
    )
    heard = QAccessible.queryAccessibleInterface(page.chart)
    assert heard.text(QAccessible.Text.Description) == page.summary.text()


def test_another_period_shows_another_time(page, entries):
    page.refresh()
    page.period.value = Span.QUARTER
    assert "6 of 10 on Mon 5 January" in page.summary.text()


def test_one_period_is_always_chosen(qtbot, page, entries):
    page.refresh()
    qtbot.mouseClick(page.period.buttons[0], Qt.MouseButton.LeftButton)
    assert page.period.value is Span.SESSION


def test_plus_and_minus_zoom_from_the_shortest_to_the_longest_period(qtbot, page, entries):
    page.refresh()
    seen = []
    for _ in range(5):
        page.zoom(1)
        seen.append(page.period.value)
    assert seen == [Span.MONTH, Span.QUARTER, Span.YEAR, Span.ALL, Span.ALL]
    for _ in range(5):
        page.zoom(-1)
    assert page.period.value is Span.SESSION


def test_the_keys_zoom(qtbot, page, entries):
    page.refresh()
    with qtbot.waitActive(page):
        page.activateWindow()
    qtbot.keyClick(page, Qt.Key.Key_Minus)
    assert page.period.value is Span.MONTH
    qtbot.keyClick(page, Qt.Key.Key_Plus)
    assert page.period.value is Span.SESSION


def test_after_a_zoom_the_arrow_keys_still_go_from_point_to_point(qtbot, page, entries):
    page.refresh()
    page.chart.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(page.chart, Qt.Key.Key_Minus)
    assert page.period.value is Span.MONTH
    qtbot.keyClick(page.chart, Qt.Key.Key_Left)
    assert "Sun 1 March" in page.chart.words


def test_without_a_session_there_is_none_to_count_from(page, diary, clock):
    sore(diary, clock, "03-03T20:00", 3)
    page.refresh()
    assert page.period.buttons[0].isHidden()
    assert page.period.value is Span.MONTH
    page.zoom(-1)
    assert page.period.value is Span.MONTH


def test_the_table_has_the_same_numbers(page, entries):
    page.refresh()
    page.as_table.setChecked(True)
    assert not page.chart.isVisibleTo(page)
    assert cells(page) == [
        ["Soreness, top of shoulder, right", "Sun 1 Mar, 20:00", "4 of 10", ""],
        ["Soreness, top of shoulder, right", "Wed 4 Mar, 08:00", "2 of 10", ""],
    ]
    page.as_table.setChecked(False)
    assert page.chart.isVisibleTo(page)
    assert not page.table.isVisibleTo(page)


def test_by_session_compares_the_sessions_from_their_end(page, entries):
    page.refresh()
    page.by_session.setChecked(True)
    assert page.summary.text() == (
        "Soreness, the strongest place: session 1, highest 6 of 10, gone after 34 h; "
        "session 2, highest 4 of 10, 2 of 10 after 70 h."
    )
    assert not page.period.isVisibleTo(page)
    page.as_table.setChecked(True)
    assert cells(page)[0] == [
        "Soreness, the strongest place: Session 1",
        "10 h, Mon 5 Jan, 20:00",
        "6 of 10",
        "",
    ]
    page.by_session.setChecked(False)
    assert page.period.isVisibleTo(page)


def test_with_one_session_there_is_nothing_to_compare(page, diary, clock):
    diary.record_session(a_session(diary.catalogue), clock())
    sore(diary, clock, "03-03T20:00", 3)
    page.refresh()
    assert not page.by_session.isVisibleTo(page)


def test_the_session_that_is_compared_last_may_be_deleted(page, entries, diary, hub, clock):
    page.refresh()
    page.by_session.setChecked(True)
    hub.do(lambda: diary.remove_session("s2", clock()))
    assert page.period.isVisibleTo(page)
    assert page.summary.text().startswith("Soreness, top of shoulder, right")


@pytest.mark.parametrize("toggle", [None, "as_table"])
def test_a_point_or_a_row_opens_its_check_in(qtbot, page, entries, toggle):
    page.refresh()
    if toggle:
        page.as_table.setChecked(True)
    shown = page.table if toggle else page.chart
    page.chart.point = (0, 0)
    with qtbot.waitSignal(page.go) as went:
        qtbot.keyClick(shown, Qt.Key.Key_Return)
    assert went.args == ["check_in", "03-01T20:00"]


def test_a_flag_is_named_under_its_letter(page, entries):
    page.refresh()
    assert page.flags.text() == "A: Soreness: top of shoulder, right. Keep an eye on it."
    page.period.value = Span.QUARTER
    assert page.flags.text().startswith("A: ")


def test_a_flag_that_no_longer_stands_says_so(page, entries, diary, clock):
    sore(diary, clock, "03-04T19:00", 0)
    page.refresh()
    assert page.flags.text() == "A: Soreness: top of shoulder, right. Keep an eye on it. No longer open."


def test_a_time_without_a_symptom_has_its_sentence_and_no_chart(page, diary, clock):
    diary.record_session(a_session(diary.catalogue), clock())
    page.refresh()
    assert page.summary.text().startswith("No entry from Mon 2 March to Wed 4 March names a symptom.")
    assert not page.chart.isVisibleTo(page)


def test_an_empty_diary_says_so_calmly(page):
    page.refresh()
    assert page.empty.isVisibleTo(page)
    for part in (page.summary, page.chart, page.period, page.as_table, page.by_session):
        assert not part.isVisibleTo(page)


def test_a_long_time_is_said_to_show_weeks(page, entries, diary, clock):
    old = a_check_in(diary.catalogue, id="old", felt_at="2024-01-02T20:00:00+00:00")
    diary.check_in(old, clock())
    page.refresh()
    assert "36 hours" in page.reading.text()
    page.period.value = Span.ALL
    assert "Each point is the highest entry of its week." in page.summary.text()
    assert "two weeks" in page.reading.text()


def test_a_point_reached_by_the_keyboard_is_brought_into_view(qtbot, page, diary, clock):
    places = ["palm.l", "palm.r", "hand_back.l", "hand_back.r", "foot_top.l", "foot_top.r"]
    says = [an_observation(diary.catalogue, "tingling", place, 1) for place in places]
    diary.check_in(a_check_in(diary.catalogue, felt_at="2026-03-03T20:00:00+00:00", says=says), clock())
    page.resize(480, 400)
    page.refresh()
    page.widget().adjustSize()
    page.chart.point = (0, 0)
    for _ in range(5):
        qtbot.keyClick(page.chart, Qt.Key.Key_Down)
    spot = page.chart.mapTo(page.viewport(), page.chart.spot(page.chart.point).toPoint())
    assert page.viewport().rect().contains(spot)
    assert page.verticalScrollBar().value() > 0


def test_it_fits_a_small_window(qtbot, page, entries):
    page.resize(480, 400)
    page.refresh()
    for as_table in (False, True):
        page.as_table.setChecked(as_table)
        qtbot.wait(0)
        assert page.horizontalScrollBar().maximum() == 0


def test_a_screen_reader_can_name_every_stop_once(page, entries, unnamed):
    page.refresh()
    assert unnamed(page) == []
    page.as_table.setChecked(True)
    assert unnamed(page) == []
