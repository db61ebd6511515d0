from dataclasses import replace
from datetime import date, datetime, time

import pytest
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication

from afterneedle.diary import Diary
from afterneedle.domain.plans import Plan, Rings
from afterneedle.domain.records import Patient
from afterneedle.domain.shown import Shown
from afterneedle.gui.hub import Hub
from afterneedle.gui.pages.settings import SettingsPage
from afterneedle.gui.widgets.dialogs.meanwhile import MeanwhileQuestion
from support.builders import a_session, at
from support.pressing import press


@pytest.fixture
def page(show) -> SettingsPage:
    made = show(SettingsPage, 700, 1200)
    made.refresh()
    return made


def test_what_is_said_about_you_is_saved_and_confirmed(qtbot, page, hub, diary):
    qtbot.keyClicks(page.about_you.name, "Sam Reed")
    qtbot.keyClicks(page.about_you.born.line, "1984-06-02")
    page.about_you.conditions.values = ["blood_thinner", "pregnant"]
    page.about_you.medicines.setPlainText("apixaban")
    page.about_you.allergies.setPlainText("latex")
    with qtbot.waitSignal(hub.done) as heard:
        press(qtbot, page.save_about)
    assert heard.args[0] == "Saved."
    assert diary.records().patient == Patient(
        "Sam Reed", date(1984, 6, 2), ("blood_thinner", "pregnant"), "apixaban", "latex"
    )


def test_an_edit_of_what_another_window_wrote_about_you_meanwhile_asks_first(qtbot, page, diary, clock):
    page.about_you.name.setText("Sam")
    other = Diary.open(diary.path)
    other.save_patient(Patient("Samira", medicines="apixaban"), clock())
    other.close()
    page.refresh()
    assert page.about_you.name.text() == "Sam"
    press(qtbot, page.save_about)
    page.findChild(MeanwhileQuestion).keep.click()
    assert diary.patient() == Patient("Samira", medicines="apixaban")
    press(qtbot, page.save_about)
    page.findChildren(MeanwhileQuestion)[-1].save.click()
    assert diary.patient() == Patient("Sam")
    assert not page.is_dirty


def test_notes_from_elsewhere_survive_an_edit_here(qtbot, page, diary, clock):
    diary.save_patient(Patient(name="Sam", notes="from an import"), clock())
    page.refresh()
    page.about_you.name.setText("Sam Reed")
    press(qtbot, page.save_about)
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
    press(qtbot, page.save_about)
    assert reason in page.about_you.born.error.text()
    assert page.about_you.born.line.text() == typed
    assert diary.records().patient == Patient()


def test_there_is_no_emergency_number_until_one_is_written(page):
    assert page.emergency.line.text() == ""


def test_the_number_is_saved_and_confirmed(qtbot, page, hub, diary):
    qtbot.keyClicks(page.emergency.line, "112")
    with qtbot.waitSignal(hub.notice) as heard:
        press(qtbot, page.save_number)
    assert heard.args == ["Saved."]
    assert diary.setting("emergency_number") == "112"


def test_the_hour_is_saved_and_confirmed_and_shown_on_the_clock(qtbot, page, hub, diary):
    assert page.reminders.hour.text() == "19:00"
    page.reminders.hour.setText("8 pm")
    with qtbot.waitSignal(hub.notice) as heard:
        press(qtbot, page.reminders.save)
    assert heard.args == ["Saved."]
    assert diary.reminder_plan().hour == time(20)
    assert page.reminders.hour.text() == "20:00"


def test_when_reminders_come_counts_as_soon_as_it_is_chosen_and_from_then_on(qtbot, page, diary, clock):
    assert page.state.next.text() == "Reminders are off."
    press(qtbot, page.reminders.rings.buttons[1])
    plan = diary.reminder_plan()
    assert (plan.rings, plan.since) == (Rings.WINDOW, clock())
    clock.forward(1)
    press(qtbot, page.reminders.twice)
    assert diary.reminder_plan() == replace(plan, twice=True)


def test_the_truth_about_reminders_is_told(qtbot, page, diary, clock):
    diary.record_session(a_session(diary.catalogue), clock())
    diary.save_reminder_plan(Plan(rings=Rings.ALWAYS))
    diary.note_shown(Shown(datetime(2026, 3, 3, 19), at("2026-03-03T19:00:05+00:00")), ())
    page.refresh()
    assert page.state.next.text() == "A check-in is due since today, 19:00."
    assert page.state.last.text() == "The last one was shown yesterday, 19:00."
    qtbot.waitUntil(page.state.background.isVisible)
    assert page.state.background.text() == "With the window closed none come."
    assert "Today says when" in page.state.reach.text()  # there is no desktop here
    assert not page.state.test.isEnabled()


def test_digits_of_any_script_are_read(qtbot, page, diary):
    page.about_you.born.line.setText("١٩٨٤-٠٦-٠٢")
    press(qtbot, page.save_about)
    page.emergency.line.setText("٩١١")
    press(qtbot, page.save_number)
    page.reminders.hour.setText("٢٠:٣٠")
    press(qtbot, page.reminders.save)
    assert diary.records().patient.born == date(1984, 6, 2)
    assert diary.setting("emergency_number") == "911"
    assert diary.reminder_plan().hour == time(20, 30)


@pytest.mark.parametrize("number", ["help", "1", "+"])
def test_a_number_that_is_none_is_said_beside_it_and_not_saved(qtbot, page, diary, number):
    page.emergency.line.setText(number)
    press(qtbot, page.save_number)
    assert page.emergency.error.text()
    assert diary.setting("emergency_number") is None


def test_an_hour_that_is_none_is_said_beside_it_and_not_saved(qtbot, page, diary):
    page.reminders.hour.setText("late")
    press(qtbot, page.reminders.save)
    assert "19:00" in page.reminders.fields[0].error.text()
    assert diary.reminder_plan() == Plan()


def test_saving_one_thing_keeps_what_is_typed_for_another(qtbot, page, diary):
    qtbot.keyClicks(page.about_you.name, "Sa")
    qtbot.keyClicks(page.emergency.line, "112")
    press(qtbot, page.save_number)
    assert page.about_you.name.text() == "Sa"


def test_the_window_asks_before_it_throws_typed_settings_away(qtbot, page):
    assert not page.is_dirty
    qtbot.keyClicks(page.emergency.line, "112")
    assert page.is_dirty
    press(qtbot, page.save_number)
    assert not page.is_dirty
    page.about_you.conditions.values = ["diabetes"]
    assert page.is_dirty
    press(qtbot, page.save_about)
    assert not page.is_dirty


def test_it_names_the_file_of_the_diary_and_copies_its_path(qtbot, page, diary):
    assert page.place.name.text().replace("\u200b", "") == str(diary.path)
    press(qtbot, page.place.copy_button)
    assert QApplication.clipboard().text() == str(diary.path)


@pytest.fixture
def opened(monkeypatch) -> list[str]:
    """The folders that were opened; nothing is really opened."""
    folders: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: not folders.append(url.toLocalFile()))
    return folders


def test_a_folder_that_goes_to_other_computers_is_warned_of(qtbot, page, clock, tmp_path):
    assert not page.place.warning.isVisible()
    far = Diary.create(tmp_path / "Dropbox" / "diary.db")
    other = SettingsPage(Hub(far, clock))
    qtbot.addWidget(other)
    assert other.place.warning.text().startswith("Dropbox copies this folder to other computers.")
    far.close()


def test_it_opens_the_folder_of_the_diary(qtbot, page, diary, opened):
    press(qtbot, page.place.open_button)
    assert opened == [str(diary.path.parent)]


def test_it_says_so_when_nothing_here_opens_folders(qtbot, page, hub, monkeypatch):
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _url: False)
    with qtbot.waitSignal(hub.notice) as heard:
        press(qtbot, page.place.open_button)
    assert "Copy the path" in heard.args[0]


def test_while_there_is_only_english_no_language_is_asked_for(page):
    assert page.language.isHidden()


def test_the_text_size_is_saved_at_once(page, diary):
    assert page.text_size.value == "100"
    page.text_size.value = "150"
    assert diary.setting("text_size") == "150"


def test_the_text_size_cannot_be_left_empty(qtbot, page, diary):
    page.text_size.value = "150"
    press(qtbot, page.text_size.buttons[2])
    assert page.text_size.value == "150"
    assert diary.setting("text_size") == "150"


def test_what_is_being_typed_survives_a_change_elsewhere(qtbot, page):
    qtbot.keyClicks(page.about_you.name, "Sa")
    page.text_size.value = "125"
    assert page.about_you.name.text() == "Sa"


def test_every_stop_has_one_name(page, unnamed):
    assert unnamed(page) == []
