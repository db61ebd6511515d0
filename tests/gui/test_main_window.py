from collections.abc import Iterator

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QApplication, QLabel, QMessageBox, QPushButton

from afterneedle.gui.app import make_window
from afterneedle.gui.main_window import MainWindow
from afterneedle.gui.navigation import PAGES
from support.builders import a_session


@pytest.fixture
def window(qtbot, diary, clock) -> Iterator[MainWindow]:
    diary.set_setting("first_start_done", "1")
    yield from opened(qtbot, diary, clock)


@pytest.fixture
def first_window(qtbot, diary, clock) -> Iterator[MainWindow]:
    yield from opened(qtbot, diary, clock)


def opened(qtbot, diary, clock) -> Iterator[MainWindow]:
    made = make_window(diary, clock, dark=False)
    qtbot.addWidget(made)
    made.resize(1000, 760)
    made.start()
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    yield made
    settle(made)


def settle(window: MainWindow) -> None:
    """Let a report that is still being set finish, so that nothing outlives the test."""
    press = getattr(window.pages.get("report"), "press", None)
    if press is not None:
        press.wait()
    QApplication.processEvents()


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
    qtbot.mouseClick(window.nav[name], Qt.MouseButton.LeftButton)
    assert window.page is window.pages[name]


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
    window._hub.changed.emit()
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
    window._hub.do(lambda: diary.record_session(session, clock()), "Session saved.")
    assert window.notices.sentence.text() == "Session saved."
    qtbot.mouseClick(window.notices.undo, Qt.MouseButton.LeftButton)
    assert diary.records().sessions == ()
    assert not window.notices.isVisible()


def test_trouble_is_shown_without_an_undo(window):
    window._hub.notice.emit("The disk is full.")
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
