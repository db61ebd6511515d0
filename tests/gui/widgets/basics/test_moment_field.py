from datetime import datetime, time
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import QCoreApplication, QDate, QEvent, QPoint, Qt
from PySide6.QtWidgets import QTableView

from afterneedle.gui.theme import DARK, LIGHT, Look
from afterneedle.gui.widgets.basics.moment_field import CalendarDialog, MomentField, time_from

LONDON = ZoneInfo("Europe/London")
NOW = datetime(2026, 3, 30, 20, 0, tzinfo=LONDON)


def a_field(qtbot) -> MomentField:
    field = MomentField("When did it end?", LONDON, NOW)
    qtbot.addWidget(field)
    field.show()
    return field


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("14:30", time(14, 30)),
        ("14.30", time(14, 30)),
        (" 1430 ", time(14, 30)),
        ("9", time(9, 0)),
        ("2:30 pm", time(14, 30)),
        ("2 p.m.", time(14, 0)),
        ("12 am", time(0, 0)),
        ("12:15pm", time(12, 15)),
        ("00:00", time(0, 0)),
        ("٩:٣٠", time(9, 30)),
    ],
)
def test_a_time_can_be_typed_as_people_do(typed, meant):
    assert time_from(typed) == meant


@pytest.mark.parametrize("typed", ["", "24:00", "25", "14:60", "13 pm", "0 am", "half two", "14:3", "-1"])
def test_what_is_no_time_is_not_taken_for_one(typed):
    assert time_from(typed) is None


def test_the_time_is_empty_until_it_is_typed(qtbot):
    field = a_field(qtbot)
    assert field.time.text() == ""
    assert field.read(NOW) is None
    assert "14:30" in field.error.text()


def test_day_and_time_make_an_instant_of_the_zone(qtbot):
    field = a_field(qtbot)
    field.day.setDate(QDate(2026, 3, 2))
    qtbot.keyClicks(field.time, "10:15")
    assert field.read(NOW) == datetime(2026, 3, 2, 10, 15, tzinfo=LONDON)
    assert field.error.isHidden()


def test_a_time_to_come_is_said_beside_the_field_and_stays_there(qtbot):
    field = a_field(qtbot)
    qtbot.keyClicks(field.time, "20:01")
    assert field.read(NOW) is None
    assert "still to come" in field.error.text()
    assert field.time.text() == "20:01"


def test_the_hour_that_was_skipped_in_spring_is_said_beside_the_field(qtbot):
    field = a_field(qtbot)
    field.day.setDate(QDate(2026, 3, 29))
    qtbot.keyClicks(field.time, "01:30")
    assert field.read(NOW) is None
    assert "clocks went forward" in field.error.text()
    assert field.time.text() == "01:30"


def test_typing_again_takes_the_error_away(qtbot):
    field = a_field(qtbot)
    field.read(NOW)
    with qtbot.waitSignal(field.changed):
        qtbot.keyClicks(field.time, "9")
    assert field.error.isHidden()


def test_a_moment_nobody_touched_comes_back_to_the_second(qtbot):
    field = a_field(qtbot)
    kept = datetime(2025, 10, 26, 1, 30, 17, tzinfo=LONDON, fold=1)
    field.set_moment(kept)
    assert field.time.text() == "01:30"
    assert field.read(NOW) is kept


def test_a_day_is_picked_from_the_calendar_by_keyboard(qtbot):
    field = a_field(qtbot)
    field._open_calendar()
    dialog = field.findChild(CalendarDialog)
    qtbot.keyClick(dialog.calendar.findChild(object, "qt_calendar_calendarview"), Qt.Key.Key_Left)
    qtbot.keyClick(dialog.calendar.findChild(object, "qt_calendar_calendarview"), Qt.Key.Key_Return)
    assert field.day.date() == QDate(2026, 3, 29)
    assert dialog.isHidden()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert field.findChildren(CalendarDialog) == []


@pytest.mark.parametrize("dark", [False, True])
def test_the_calendar_shows_whole_weeks_in_the_colours_of_the_window(qtbot, qapp, dark):
    Look(qapp, dark)
    dialog = CalendarDialog(None, QDate(2026, 11, 25))
    qtbot.addWidget(dialog)
    dialog.show()
    view = dialog.calendar.findChild(QTableView, "qt_calendar_calendarview")
    last = view.model().rowCount() - 1
    assert view.rowViewportPosition(last) + view.rowHeight(last) <= view.viewport().height()
    picture = dialog.grab().toImage()
    seen = {picture.pixelColor(x, y).name() for x in range(picture.width()) for y in range(picture.height())}
    assert "#ff0000" not in seen
    assert (DARK if dark else LIGHT).text in seen


def test_a_time_that_is_not_there_yet_is_nothing_so_far_and_nobody_is_told(qtbot):
    field = a_field(qtbot)
    field.day.setFocus()
    assert field.so_far(NOW) is None
    qtbot.keyClicks(field.time, "10:15")
    assert field.so_far(NOW) == datetime(2026, 3, 30, 10, 15, tzinfo=LONDON)
    field.time.setText("23:15")
    assert field.so_far(NOW) is None
    assert field.error.isHidden()


@pytest.mark.parametrize("percent", [100, 200])
def test_the_day_and_the_time_are_equally_high(qtbot, qapp, percent):
    Look(qapp, dark=False).set_text_size(percent)
    field = a_field(qtbot)
    field.resize(900, 200)
    assert field.day.height() == field.time.height()
    assert field.day.mapTo(field, QPoint()).y() == field.time.mapTo(field, QPoint()).y()


def test_every_stop_has_one_name(qtbot, unnamed):
    assert unnamed(a_field(qtbot)) == []


def test_a_time_that_a_screen_reader_or_a_voice_writes_counts_like_a_typed_one(qtbot):
    field = a_field(qtbot)
    field.set_moment(datetime(2026, 3, 29, 20, 0, tzinfo=LONDON))
    assert field.read(NOW) == datetime(2026, 3, 29, 20, 0, tzinfo=LONDON)
    field.time.setText("21:30")
    assert field.read(NOW) == datetime(2026, 3, 29, 21, 30, tzinfo=LONDON)
