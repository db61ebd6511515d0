from datetime import timedelta

import pytest
from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtWidgets import QApplication, QLabel, QMessageBox, QPushButton

from afterneedle.domain.assessment import assess
from afterneedle.domain.plans import Plan, Rings
from afterneedle.domain.records import CheckIn, Did, Level
from afterneedle.domain.rulebook import ActBy
from afterneedle.gui.app import make_window
from afterneedle.gui.main_window import MainWindow
from afterneedle.gui.navigation import PAGES
from support.builders import a_check_in, a_red_flag, a_session, an_answer, an_observation
from support.seen import texts
from support.settled import settle


@pytest.fixture
def first_window(opened) -> MainWindow:
    return opened()


def test_at_the_first_start_its_question_has_the_keyboard_also_below_a_notice(qtbot, diary, clock):
    window = make_window(diary, clock, dark=False)
    qtbot.addWidget(window)
    window.start()
    window.hub.notice.emit("No diary was there.")
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    assert window.focusWidget() is window.page.adult.buttons[0]


def test_the_title_names_the_program_and_nothing_of_the_diary(window):
    for name in PAGES:
        window.open(name)
        settle(window)
        assert window.windowTitle() == "AfterNeedle"


def test_the_first_thing_is_today(window):
    assert window.page is window.pages["today"]
    assert window.nav["today"].isChecked()


@pytest.mark.parametrize(("key", "name"), list(enumerate(PAGES, start=1)))
def test_every_page_has_its_key(qtbot, window, key, name):
    qtbot.keyClick(window, Qt.Key(Qt.Key.Key_0 + key), Qt.KeyboardModifier.ControlModifier)
    assert window.page is window.pages[name]
    assert window.nav[name].isChecked()


@pytest.mark.parametrize("name", list(PAGES))
def test_every_page_has_its_button(qtbot, window, name):
    window.open("history" if name == "today" else "today")
    qtbot.mouseClick(window.nav[name], Qt.MouseButton.LeftButton)
    assert window.page is window.pages[name]


@pytest.mark.parametrize("name", list(PAGES))
def test_a_small_window_says_once_where_one_is(window, session, name):
    window.resize(480, 400)
    window.open(name)
    settle(window)
    bar = window.page.verticalScrollBar()
    for value in (0, bar.maximum()):
        bar.setValue(value)
        names = [label for label in window.findChildren(QLabel) if label.text() == PAGES[name]]
        seen = [label for label in names if not label.visibleRegion().isEmpty()]
        assert len(seen) == 1, value


@pytest.mark.parametrize("name", list(PAGES))
def test_chest_signs_stay_on_every_page_for_seven_days_after_needles_near_a_lung(window, diary, clock, name):
    diary.record_session(a_session(diary.catalogue, sites=["trapezius_top.r"]), clock())
    diary.set_setting("emergency_number", "112")
    window.open(name)
    settle(window)
    said = [label.text() for label in window.page.banner.findChildren(QLabel)]
    assert any("Until Mon 9 March" in text and "call 112 at once" in text for text in said)
    clock.forward(24 * 5)
    window.open(name)
    settle(window)
    assert window.page.banner is None


def test_needles_elsewhere_show_no_chest_signs(window, diary, clock):
    diary.record_session(a_session(diary.catalogue, sites=["calf_inner.l"]), clock())
    window.open("today")
    assert window.page.banner is None


@pytest.mark.parametrize("name", list(PAGES))
def test_every_stop_on_every_page_has_one_name(window, unnamed, diary, clock, name):
    diary.record_session(a_session(diary.catalogue), clock())
    window.open(name)
    settle(window)
    assert unnamed(window) == []


@pytest.mark.parametrize("name", list(PAGES))
def test_every_page_fits_a_small_window_from_side_to_side(window, diary, clock, name):
    diary.record_session(a_session(diary.catalogue, sites=("trapezius_top.r", "neck_back.l")), clock())
    window.resize(480, 400)
    window.open(name)
    settle(window)
    assert window.size() == QSize(480, 400)
    assert window.page.widget().width() <= window.page.viewport().width()


@pytest.mark.parametrize("name", list(PAGES))
def test_every_page_fits_when_the_text_is_twice_as_large(window, diary, clock, name):
    diary.record_session(a_session(diary.catalogue), clock())
    diary.set_setting("text_size", "200")
    window.notices.hide()
    window.hub.changed.emit()
    window.resize(760, 600)
    window.open(name)
    settle(window)
    assert window.page.widget().width() <= window.page.viewport().width()


def test_a_small_window_has_a_menu_in_place_of_the_side_bar(window):
    assert window.nav["today"].isVisible()
    assert not window.menu_button.isVisible()
    window.resize(480, 400)
    QApplication.processEvents()
    assert not window.nav["today"].isVisible()
    assert window.menu_button.isVisible()
    actions = window.menu_button.menu().actions()
    assert [a.text().replace("&", "") for a in actions] == list(PAGES.values())
    actions[4].trigger()
    assert window.page is window.pages["sessions"]


def test_a_page_can_send_to_a_thing_on_another_page(window):
    window.pages["today"].go.emit("guidance", "nerve-signs")
    assert window.page is window.pages["guidance"]
    assert "Numb" in window.page.title.text()


def test_a_change_is_shown_on_the_visible_page_and_can_be_undone(qtbot, window, diary, clock):
    window.open("sessions")
    session = a_session(diary.catalogue)
    window.hub.do(lambda: diary.record_session(session, clock()), "Session saved.")
    assert window.notices.sentence.text() == "Session saved."
    qtbot.mouseClick(window.notices.undo, Qt.MouseButton.LeftButton)
    assert diary.records().sessions == ()
    assert not window.notices.isVisible()


def test_a_window_that_stood_open_overnight_says_where_you_are_now(session, window, clock):
    assert "Day 2 · 58 h" in texts(window.page)
    clock.forward(12)
    QApplication.sendEvent(window, QEvent(QEvent.Type.ActivationChange))
    assert "Day 3 · 70 h" in texts(window.page)


def test_trouble_is_shown_without_an_undo(window):
    window.hub.notice.emit("The disk is full.")
    assert window.notices.sentence.text() == "The disk is full."
    assert not window.notices.undo.isVisible()


def test_the_text_grows_as_soon_as_it_is_chosen(window, qapp):
    window.open("settings")
    before = qapp.font().pointSizeF()
    window.page.text_size.value = "200"
    assert qapp.font().pointSizeF() == pytest.approx(2 * before)
    window.page.text_size.value = "100"


def test_a_first_start_comes_before_everything(qtbot, first_window, diary):
    assert not first_window.nav["today"].isVisible()
    qtbot.keyClick(first_window, Qt.Key.Key_3, Qt.KeyboardModifier.ControlModifier)
    assert first_window.pages == {}
    first = first_window.page
    first.adult.value = True
    first._welcome_done()
    first.show_about_you()
    first._about_you_done()
    assert first_window.page is first_window.pages["today"]
    assert first_window.nav["today"].isVisible()


@pytest.fixture
def chest_sign(diary, clock) -> CheckIn:
    """An emergency sign that nobody has answered."""
    sign = a_check_in(diary.catalogue, felt_at=clock().isoformat(), present=[a_red_flag(diary.catalogue)])
    diary.check_in(sign, clock())
    return sign


def test_an_emergency_that_is_not_answered_comes_first_whichever_page_is_asked_for(window, chest_sign):
    window.resize(480, 400)
    for page in ("check-in", "report", None):
        window.open("today")
        window.page.verticalScrollBar().setValue(300)
        window.call(page)
        assert window.page is window.pages["today"]
        assert window.page.cards[0].flag.level is Level.EMERGENCY
        assert window.page.verticalScrollBar().value() == 0
    assert "report" not in window.pages


def test_a_start_with_an_emergency_that_is_not_answered_shows_today(qtbot, diary, clock, chest_sign):
    diary.set_setting("first_start_done", "1")
    made = make_window(diary, clock, dark=False)
    qtbot.addWidget(made)
    made.start("check-in")
    assert list(made.pages) == ["today"]


def test_once_it_is_answered_the_page_that_is_asked_for_comes(window, diary, clock, chest_sign):
    clock.forward(1)
    answer = an_answer(
        rule="R01", check_in=chest_sign.id, at_time=clock().isoformat(), did=Did.SEEN_BY_DOCTOR
    )
    diary.answer(answer, clock())
    window.call("check-in")
    assert window.page is window.pages["check_in"]


def test_a_flag_that_can_wait_does_not_stand_before_the_check_in(window, diary, clock):
    ended = (clock() - timedelta(hours=60)).isoformat()
    diary.record_session(a_session(diary.catalogue, ended_at=ended), clock())
    tingling = an_observation(diary.catalogue, "tingling", "palm.r", 2)
    diary.check_in(a_check_in(diary.catalogue, felt_at=clock().isoformat(), says=[tingling]), clock())
    (flag,) = diary.assessment(clock()).flags
    assert flag.level is Level.SEE_DOCTOR
    assert flag.act_by is ActBy.WITHIN_2_DAYS
    window.call("check-in")
    assert window.page is window.pages["check_in"]


def test_today_is_assessed_once_at_a_start(qtbot, diary, clock, chest_sign, monkeypatch):
    diary.set_setting("first_start_done", "1")
    assessed = []

    def counted(*words):
        assessed.append(words)
        return assess(*words)

    for module in ("afterneedle.diary", "afterneedle.gui.pages.today"):
        monkeypatch.setattr(f"{module}.assess", counted)
    made = make_window(diary, clock, dark=False)
    qtbot.addWidget(made)
    made.start()
    assert len(assessed) == 1


def test_a_later_start_shows_its_page_with_the_focus_on_it(qtbot, window):
    window.call("check-in")
    assert window.page is window.pages["check_in"]
    assert window.nav["check_in"].isChecked()
    qtbot.waitUntil(window.page.parts.emergency.group.ticks[0].tick.hasFocus)


def test_a_later_start_without_a_page_leaves_the_window_as_it_is(window):
    window.open("guidance")
    window.call(None)
    assert window.page is window.pages["guidance"]


def test_a_later_start_leaves_what_was_typed_and_the_place_it_is_typed_at(qtbot, window, diary):
    window.open("check_in")
    page = window.page
    page.parts.emergency.group.none.setChecked(True)
    focused = window.focusWidget()
    window.call("check-in")
    assert page.parts.emergency.group.none.isChecked()
    assert window.focusWidget() is focused
    assert not window.notices.isVisible()
    window.call("report")
    settle(window)
    assert window.page is window.pages["report"]
    window.call("check-in")
    assert window.page is page
    assert page.parts.emergency.group.none.isChecked()


def test_an_old_check_in_that_is_only_looked_at_makes_room_for_a_new_one(window, diary, clock):
    old = a_check_in(diary.catalogue, felt_at=clock().isoformat())
    diary.check_in(old, clock())
    window.open("check_in", old.id)
    assert "Edit" in window.page.heading.text()
    window.call("check-in")
    assert window.page.heading.text() == "Check-in"


def test_an_old_check_in_that_is_being_changed_is_not_taken_for_a_new_one(window, diary, clock):
    old = a_check_in(diary.catalogue, felt_at=clock().isoformat(), asked=())
    diary.check_in(old, clock())
    window.open("check_in", old.id)
    window.page.parts.emergency.group.none.setChecked(True)
    window.call("check-in")
    assert "Edit" in window.page.heading.text()
    assert window.page.parts.emergency.group.none.isChecked()
    assert window.notices.sentence.text() == "First save or cancel what you have begun here."


def test_a_page_asked_for_during_the_first_start_comes_after_it(first_window):
    first_window.call("check-in")
    first_window.call(None)
    first = first_window.page
    assert first_window.pages == {}
    first.show_about_you()
    first._about_you_done()
    assert first_window.page is first_window.pages["check_in"]


def test_closing_asks_before_it_throws_typed_text_away(qtbot, window):
    window.open("sessions", "new")
    qtbot.keyClicks(window.page.form.who.name, "Ann")
    assert not window.close()
    box = window.findChild(QMessageBox)
    keep = next(b for b in box.findChildren(QPushButton) if "Keep" in b.text())
    qtbot.mouseClick(keep, Qt.MouseButton.LeftButton)
    assert window.isVisible()
    qtbot.waitUntil(lambda: window.findChild(QMessageBox) is None)
    window.close()
    away = next(b for b in window.findChild(QMessageBox).findChildren(QPushButton) if b.text() == "Close")
    qtbot.mouseClick(away, Qt.MouseButton.LeftButton)
    assert not window.isVisible()


@pytest.mark.parametrize(
    ("rings", "told"),
    [
        (Rings.ALWAYS, "Reminders go on while the window is closed."),
        (Rings.WINDOW, "No reminder comes while the window is closed."),
    ],
)
def test_closing_says_once_what_it_does_to_the_reminders(qtbot, window, diary, rings, told):
    diary.save_reminder_plan(Plan(rings=rings))
    assert not window.close()
    box = window.findChild(QMessageBox)
    assert told in box.text()
    stay = next(b for b in box.findChildren(QPushButton) if b.text() == "Keep it open")
    qtbot.mouseClick(stay, Qt.MouseButton.LeftButton)
    assert window.isVisible()
    assert window.close()


@pytest.mark.parametrize("rings", [None, Rings.NEVER])
def test_closing_says_nothing_about_reminders_that_never_come(window, diary, rings):
    diary.save_reminder_plan(Plan(rings=rings))
    assert window.close()
