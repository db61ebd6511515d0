from datetime import date

import pytest
from PySide6.QtCore import Qt

from afterneedle.domain.records import Patient
from afterneedle.gui.pages.settings import SettingsPage


@pytest.fixture
def page(qtbot, hub) -> SettingsPage:
    made = SettingsPage(hub)
    hub.changed.connect(made.refresh)
    qtbot.addWidget(made)
    made.resize(700, 1200)
    made.show()
    made.refresh()
    return made


def click(qtbot, button) -> None:
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_what_is_said_about_you_is_saved_and_confirmed(qtbot, page, hub, diary):
    qtbot.keyClicks(page.about_you.name, "Sam Reed")
    qtbot.keyClicks(page.about_you.born.line, "1984-06-02")
    page.about_you.conditions.values = ["blood_thinner", "pregnant"]
    page.about_you.medicines.setPlainText("apixaban")
    page.about_you.allergies.setPlainText("latex")
    with qtbot.waitSignal(hub.done) as heard:
        click(qtbot, page.save_about)
    assert heard.args == ["Saved."]
    assert diary.records().patient == Patient(
        "Sam Reed", date(1984, 6, 2), ("blood_thinner", "pregnant"), "apixaban", "latex"
    )


def test_notes_from_elsewhere_survive_an_edit_here(qtbot, page, diary, clock):
    diary.save_patient(Patient(name="Sam", notes="from an import"), clock())
    page.refresh()
    page.about_you.name.setText("Sam Reed")
    click(qtbot, page.save_about)
    assert diary.records().patient == Patient(name="Sam Reed", notes="from an import")


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("2.6.1984", "1984-06-02"),
        ("1984-02-30", "1984-06-02"),
        ("2030-01-01", "year"),
        ("1850-01-01", "year"),
    ],
)
def test_an_impossible_birth_date_is_said_beside_it_and_stays(qtbot, page, diary, typed, reason):
    qtbot.keyClicks(page.about_you.born.line, typed)
    click(qtbot, page.save_about)
    assert reason in page.about_you.born.error.text()
    assert page.about_you.born.line.text() == typed
    assert diary.records().patient == Patient()


def test_there_is_no_emergency_number_until_one_is_written(page):
    assert page.emergency.line.text() == ""


def test_number_and_reminder_are_saved_and_confirmed(qtbot, page, hub, diary):
    qtbot.keyClicks(page.emergency.line, "112")
    page.reminder.setText("8 pm")
    with qtbot.waitSignal(hub.notice) as heard:
        click(qtbot, page.save_numbers)
    assert heard.args == ["Saved."]
    assert diary.setting("emergency_number") == "112"
    assert diary.setting("reminder_time") == "20:00"
    assert page.reminder.text() == "20:00"


def test_digits_of_any_script_are_read(qtbot, page, diary):
    page.about_you.born.line.setText("١٩٨٤-٠٦-٠٢")
    click(qtbot, page.save_about)
    page.emergency.line.setText("٩١١")
    page.reminder.setText("٢٠:٣٠")
    click(qtbot, page.save_numbers)
    assert diary.records().patient.born == date(1984, 6, 2)
    assert diary.setting("emergency_number") == "911"
    assert diary.setting("reminder_time") == "20:30"


@pytest.mark.parametrize(("number", "time"), [("help", "19:00"), ("1", "19:00"), ("112", "late")])
def test_a_number_or_time_that_is_none_is_said_and_nothing_is_saved(qtbot, page, diary, number, time):
    page.emergency.line.setText(number)
    page.reminder.setText(time)
    click(qtbot, page.save_numbers)
    assert page.emergency.error.text() or page._reminder.error.text()
    assert diary.setting("emergency_number") is None
    assert diary.setting("reminder_time") is None


def test_the_text_size_is_saved_at_once(page, diary):
    assert page.text_size.value == "100"
    page.text_size.value = "150"
    assert diary.setting("text_size") == "150"


def test_the_text_size_cannot_be_left_empty(qtbot, page, diary):
    page.text_size.value = "150"
    click(qtbot, page.text_size.buttons[2])
    assert page.text_size.value == "150"
    assert diary.setting("text_size") == "150"


def test_what_is_being_typed_survives_a_change_elsewhere(qtbot, page):
    qtbot.keyClicks(page.about_you.name, "Sa")
    page.text_size.value = "125"
    assert page.about_you.name.text() == "Sa"


def test_every_stop_has_one_name(page, unnamed):
    assert unnamed(page) == []
