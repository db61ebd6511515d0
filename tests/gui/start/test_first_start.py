from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from afterneedle.gui.start.first_start import FirstStart
from support.builders import a_session
from support.seen import texts


@pytest.fixture
def first(qtbot, hub) -> FirstStart:
    made = FirstStart(hub)
    qtbot.addWidget(made)
    made.resize(700, 900)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


def press(qtbot, page: FirstStart, name: str) -> None:
    button = next(b for b in page.findChildren(QPushButton) if b.isVisible() and b.text() == name)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_it_says_first_what_it_is_not_and_what_to_do_in_an_emergency(first):
    assert "does not replace a doctor" in texts(first)
    assert "call your emergency number" in texts(first)


def test_the_question_of_age_has_to_be_answered(qtbot, first):
    press(qtbot, first, "&Continue")
    assert "Answer this" in first._adult.error.text()
    assert "Welcome" in texts(first)


def test_an_adult_can_skip_all_the_rest(qtbot, first, diary):
    first.adult.value = True
    press(qtbot, first, "&Continue")
    press(qtbot, first, "S&kip for now")
    assert first.emergency.line.text() == ""
    with qtbot.waitSignal(first.finished):
        press(qtbot, first, "&Finish")
    assert diary.setting("first_start_done") == "1"
    assert diary.records().sessions == ()
    assert not diary.setting("emergency_number")


def test_someone_under_18_needs_a_birth_date_and_is_told_why(qtbot, first, diary):
    first.adult.value = False
    assert "see a doctor" in texts(first)
    press(qtbot, first, "&Continue")
    assert "birth date" in first.born.error.text()
    qtbot.keyClicks(first.born.line, "2010-05-01")
    press(qtbot, first, "&Continue")
    press(qtbot, first, "S&kip for now")
    press(qtbot, first, "&Finish")
    assert diary.records().patient.born == date(2010, 5, 1)


def test_session_person_and_number_are_all_saved(qtbot, first, diary):
    first.adult.value = True
    press(qtbot, first, "&Continue")
    qtbot.keyClicks(first.session_form.moment.time, "10:00")
    qtbot.keyClicks(first.session_form.sites.search, "top shoulder right")
    qtbot.keyClick(first.session_form.sites.search, Qt.Key.Key_Return)
    press(qtbot, first, "&Save session")
    qtbot.keyClicks(first.about_you.name, "Sam")
    qtbot.keyClicks(first.emergency.line, "999")
    press(qtbot, first, "&Finish")
    assert [p.id for p in diary.records().sessions[0].sites] == ["trapezius_top.r"]
    assert diary.records().patient.name == "Sam"
    assert diary.setting("emergency_number") == "999"


def test_a_number_that_is_none_keeps_the_step_open(qtbot, first, diary):
    first.show_about_you()
    qtbot.keyClicks(first.emergency.line, "ring them")
    press(qtbot, first, "&Finish")
    assert first.emergency.error.text()
    assert diary.setting("first_start_done") is None


def test_every_stop_has_one_name_on_every_step(first, unnamed):
    first.adult.value = False
    assert unnamed(first) == []
    first.show_session()
    assert unnamed(first) == []
    first.show_about_you()
    assert unnamed(first) == []


def test_a_diary_that_was_brought_in_is_not_asked_for_its_last_session_again(qtbot, hub, clock):
    hub.diary.record_session(a_session(hub.catalogue), clock())
    first = FirstStart(hub)
    qtbot.addWidget(first)
    first.show()
    assert "Step 1 of 2" in texts(first)
    first.adult.value = True
    press(qtbot, first, "&Continue")
    assert "Step 2 of 2" in texts(first)
    with qtbot.waitSignal(first.finished):
        press(qtbot, first, "&Finish")
    assert len(hub.diary.sessions()) == 1
