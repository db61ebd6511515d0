"""A check-in that was begun: kept, offered, gone on with, thrown away."""

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QMessageBox

from afterneedle.gui.app import make_window
from afterneedle.gui.check_in.draft_keeper import DraftKeeper
from afterneedle.gui.check_in.drafts import read_draft
from afterneedle.gui.pages.check_in import CheckInPage
from afterneedle.gui.widgets.check_in.symptom_row import Said
from afterneedle.gui.widgets.check_in.when import EARLIER
from afterneedle.gui.widgets.dialogs.throw_away import ThrowAwayQuestion
from afterneedle.gui.widgets.flags.flag_card import FlagCard
from support.builders import a_check_in, an_observation


@pytest.fixture
def page(qtbot, hub, session):
    """Opens the page as it is after a start of the program."""

    def show() -> CheckInPage:
        made = CheckInPage(hub)
        qtbot.addWidget(made)
        made.resize(760, 900)
        made.show()
        made.refresh()
        return made

    return show


def soreness(page: CheckInPage):
    return next(iter(page.parts.soreness.scales.values()))


def tick(page: CheckInPage, symptom: str):
    ticks = (*page.parts.emergency.group.ticks, *page.parts.signs.ticks)
    return next(t for t in ticks if t.symptom.id == symptom)


def crash(page: CheckInPage) -> None:
    """The form goes without a word, after a pause in the typing."""
    page._keeper.flush()
    page._keeper.stop()


def test_it_is_written_down_a_moment_after_the_last_change_and_not_before(qtbot, hub, diary):
    parent, texts = QObject(), iter(["first", "second"])
    keeper = DraftKeeper(hub, lambda: next(texts), parent)
    keeper._timer.setInterval(30)
    keeper.changed()
    keeper.changed()
    assert diary.draft() is None
    qtbot.waitUntil(lambda: diary.draft() is not None)
    assert diary.draft() == "first"


def test_a_diary_that_cannot_keep_it_stops_nobody(hub, diary):
    parent = QObject()
    keeper = DraftKeeper(hub, lambda: "draft", parent)
    keeper.changed()
    diary.close()
    keeper.flush()
    keeper.forget()


def test_looking_at_the_form_keeps_nothing(page, diary):
    shown = page()
    shown.hide()
    assert diary.draft() is None


def test_what_was_begun_is_offered_and_comes_back_whole(page, diary, clock):
    begun = page()
    begun.parts.emergency.group.none.setChecked(True)
    soreness(begun).value = 6
    tingling = tick(begun, "tingling")
    tingling.tick.setChecked(True)
    tingling.editors[0].place.places = [diary.catalogue.places["palm.r"]]
    begun.parts.more.unfold()
    begun.parts.more.note.setPlainText("after the stairs")
    crash(begun)
    clock.forward(0.5)
    again = page()
    assert soreness(again).value is None
    again.offer.go_on.click()
    assert again.parts.emergency.group.none.isChecked()
    assert soreness(again).value == 6
    (editor,) = tick(again, "tingling").editors
    assert (editor.place.place.id, editor.strength.value) == ("palm.r", None)
    assert again.parts.more.note.toPlainText() == "after the stairs"
    assert again.is_dirty
    editor.strength.value = 1
    again.save()
    (saved,) = diary.records().check_ins
    assert saved.felt_at == clock()
    assert diary.draft() is None


def test_gone_on_with_the_next_day_it_is_about_when_it_was_begun(page, diary, clock):
    begun = page()
    moment = clock()
    tick(begun, "rf_chest").tick.setChecked(True)
    crash(begun)
    clock.forward(20)
    again = page()
    again.show_item("draft")
    assert again.when.is_past
    assert again.parts.emergency.waits_for_now
    assert not again.findChildren(FlagCard)
    (question,) = again.parts.emergency.still_there.values()
    question.value = False
    again.save()
    (saved,) = diary.records().check_ins
    assert saved.felt_at == moment


def test_an_emergency_sign_that_was_ticked_shows_its_card_again(page, diary):
    begun = page()
    tick(begun, "rf_chest").tick.setChecked(True)
    crash(begun)
    again = page()
    again.show_item("draft")
    assert len(again.findChildren(FlagCard)) == 1


def test_the_answers_about_an_open_symptom_come_back(page, diary, clock):
    sign = an_observation(diary.catalogue, "tingling", "palm.r", 2)
    diary.check_in(a_check_in(diary.catalogue, says=[sign]), clock())
    begun = page()
    begun.parts.rows[0].said.value = Said.WORSE
    begun.parts.rows[0].strength.value = 3
    crash(begun)
    again = page()
    again.show_item("draft")
    assert again.parts.rows[0].said.value is Said.WORSE
    assert again.parts.rows[0].strength.value == 3


def test_a_begun_change_of_an_old_check_in_stays_a_change_of_it(page, diary, clock):
    old = a_check_in(diary.catalogue, none_of=["skin"], says=[an_observation(diary.catalogue, worst=3)])
    diary.check_in(old, clock())
    begun = page()
    begun.show_item("c1")
    begun.parts.more.note.setPlainText("more to say")
    crash(begun)
    again = page()
    again.offer.go_on.click()
    assert "Tue 3 March, 20:00" in again.heading.text()
    again.save()
    (saved,) = diary.records().check_ins
    assert (saved.id, saved.note, saved.none_of) == ("c1", "more to say", {"skin"})
    assert saved.observations == old.observations


def test_the_pain_one_came_with_comes_back_without_its_place(page, diary):
    begun = page()
    begun.parts.soreness._ask_old.click()
    old = next(s for (symptom, _p), s in begun.parts.soreness.scales.items() if symptom.id == "old_pain")
    old.value = 6
    crash(begun)
    again = page()
    again.show_item("draft")
    assert again.parts.soreness.picker is not None
    assert [s.worst for s in again.parts.soreness.read()] == [6]


def test_throwing_the_offer_away_ends_it(page, diary):
    begun = page()
    soreness(begun).value = 6
    crash(begun)
    again = page()
    again.offer.throw.click()
    assert diary.draft() is None
    assert not again.offer.isVisible()
    assert page().offer is None


def test_throwing_the_form_away_ends_it(page, diary):
    begun = page()
    soreness(begun).value = 6
    begun._keeper.flush()
    assert read_draft(diary.draft(), diary.catalogue).told.sore[0].worst == 6
    begun.leave()
    begun.findChild(ThrowAwayQuestion).throw.click()
    assert diary.draft() is None


def test_closing_the_window_and_throwing_away_ends_it(qtbot, diary, clock, session):
    font = QApplication.font()
    diary.set_setting("first_start_done", "1")
    window = make_window(diary, clock, dark=False)
    window.start("check-in")
    window.show()
    page = window.pages["check_in"]
    soreness(page).value = 6
    page._keeper.flush()
    window.close()
    box = window.findChild(QMessageBox)
    next(b for b in box.buttons() if b.text() == "Close").click()
    assert diary.draft() is None
    window.deleteLater()
    QApplication.setFont(font)


def test_a_new_answer_takes_the_place_of_the_offer(page, diary):
    begun = page()
    soreness(begun).value = 6
    crash(begun)
    again = page()
    soreness(again).value = 2
    assert not again.offer.isVisible()
    crash(again)
    assert read_draft(diary.draft(), diary.catalogue).told.sore[0].worst == 2


def test_keeping_it_leaves_the_focus_where_it_is_and_says_nothing_of_a_time_that_is_still_to_come(page):
    shown = page()
    shown.when.choice.value = EARLIER
    shown.parts.emergency.setFocus()
    focused = shown.focusWidget()
    crash(shown)
    assert shown.focusWidget() is focused
    assert shown.when.moment.error.isHidden()


def test_nor_does_it_stop_somebody_who_says_when_a_sign_began(page, diary):
    shown = page()
    tingling = tick(shown, "tingling")
    tingling.tick.setChecked(True)
    (editor,) = tingling.editors
    editor._since_link.click()
    day = shown.focusWidget()
    crash(shown)
    assert shown.focusWidget() is day
    assert editor.since.error.isHidden()
    assert diary.draft() is not None
