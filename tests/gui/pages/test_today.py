from collections.abc import Iterator

import pytest
import shiboken6
from PySide6.QtCore import QEvent
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QApplication, QPushButton

from afterneedle.domain.records import Answer, Did
from afterneedle.gui.app import make_window
from afterneedle.gui.cards import in_one_card
from afterneedle.gui.check_in.drafts import Draft, draft_text
from afterneedle.gui.check_in.form import Told
from afterneedle.gui.main_window import MainWindow
from afterneedle.gui.pages import today
from afterneedle.gui.pages.today import TodayPage
from afterneedle.gui.widgets.basics.page import READABLE_WIDTH
from afterneedle.gui.widgets.flags.answer_dialog import AnswerDialog
from support.builders import a_check_in, a_red_flag, a_session, an_observation
from support.heard import spoken, tab_round
from support.seen import button, texts


@pytest.fixture
def page(show) -> TodayPage:
    return show(TodayPage)


@pytest.fixture
def window_of(opened, session, diary):
    """The window in a size, on a diary with a session."""

    def made(width: int, height: int) -> MainWindow:
        diary.set_setting("first_start_done", "1")
        window = opened()
        window.resize(width, height)
        return window

    return made


def test_an_empty_diary_asks_for_the_session_first(qtbot, page):
    page.refresh()
    assert "No session yet" in texts(page)
    with qtbot.waitSignal(page.go) as went:
        button(page, "Add a session").click()
    assert went.args == ["sessions", "new"]


def test_it_says_where_you_are(page, session):
    page.refresh()
    assert "Day 2 · 58 h after Monday's session: top of shoulder, right" in texts(page)


def test_an_old_session_goes_by_its_date(page, diary, clock, session):
    clock.forward(24 * 10)
    page.refresh()
    assert "Day 12 after the session of Mon 2 March" in texts(page)


def test_the_check_in_is_one_press_away(qtbot, page, session):
    page.refresh()
    with qtbot.waitSignal(page.go) as went:
        button(page, "Check in now").click()
    assert went.args == ["check_in", None]


def test_a_missed_yesterday_is_offered(qtbot, page, session):
    page.refresh()
    with qtbot.waitSignal(page.go) as went:
        button(page, "Fill in yesterday, Tuesday").click()
    assert went.args == ["check_in", "yesterday"]


def test_the_most_pressing_flag_is_the_first_card(page, session, diary, clock):
    catalogue = diary.catalogue
    tingling = an_observation(catalogue, "tingling", "palm.r", 1)
    diary.check_in(a_check_in(catalogue, present=[a_red_flag(catalogue)], says=[tingling]), clock())
    page.refresh()
    levels = [card.flag.level for card in page.cards]
    assert page.cards[0].flag.rule.id == "R01"
    assert levels == sorted(levels, reverse=True)
    assert len(levels) >= 2


def test_todays_check_in_is_shown_with_its_summary_and_can_be_edited(qtbot, page, session, diary, clock):
    said = an_observation(diary.catalogue, worst=3)
    diary.check_in(a_check_in(diary.catalogue, felt_at="2026-03-04T19:30:00+00:00", says=[said]), clock())
    page.refresh()
    assert "Check-in, 19:30" in texts(page)
    assert "Soreness, top of shoulder, right: 3 of 10" in texts(page)
    assert "Next check-in tomorrow, 19:00." in texts(page)
    with qtbot.waitSignal(page.go) as went:
        button(page, "Edit").click()
    assert went.args == ["check_in", "c1"]


def test_a_check_in_before_the_evening_leaves_the_evenings_due(page, session, diary, clock):
    diary.check_in(a_check_in(diary.catalogue, felt_at="2026-03-04T08:00:00+00:00"), clock())
    page.refresh()
    assert "Due since today, 19:00." in texts(page)
    assert button(page, "Check in now").isVisibleTo(page)


def test_what_is_due_stands_above_what_was_said_today(page, session, diary, clock):
    diary.check_in(a_check_in(diary.catalogue, felt_at="2026-03-04T08:00:00+00:00"), clock())
    page.refresh()
    heard = read_aloud(page)
    assert heard.index("Today's check-in") < heard.index("Check-in, 08:00")


def test_what_is_not_due_stands_below_what_was_said_today(page, session, diary, clock):
    diary.check_in(a_check_in(diary.catalogue, felt_at="2026-03-04T19:30:00+00:00"), clock())
    page.refresh()
    heard = read_aloud(page)
    assert heard.index("Check-in, 19:30") < heard.index("Check in again")


def test_what_was_done_about_a_flag_is_saved_and_shown(page, session, diary, clock):
    diary.check_in(a_check_in(diary.catalogue, present=[a_red_flag(diary.catalogue)]), clock())
    page.refresh()
    button(page, "I did this…").click()
    dialog = page.findChild(AnswerDialog)
    dialog.did.value = Did.TOLD_PRACTITIONER
    dialog.save.click()
    assert [a.did for a in diary.records().answers] == [Did.TOLD_PRACTITIONER]
    assert "I told my practitioner." in texts(page)


@pytest.mark.parametrize(("answered", "told"), [(False, "Emergency Call 112"), (True, "")])
def test_where_the_keyboard_waits_a_reader_is_told_what_is_pressing(
    page, session, diary, clock, answered, told
):
    diary.set_setting("emergency_number", "112")
    diary.check_in(a_check_in(diary.catalogue, present=[a_red_flag(diary.catalogue)]), clock())
    if answered:
        diary.answer(Answer("R01", "c1", clock(), Did.SEEN_BY_DOCTOR), clock())
    page.refresh()
    assert page.check_in.accessibleDescription().startswith(told)
    assert bool(page.check_in.accessibleDescription()) is not answered


def test_an_emergency_sign_that_was_ticked_by_mistake_is_corrected_from_its_card(
    qtbot, page, session, diary, clock
):
    diary.check_in(a_check_in(diary.catalogue, present=[a_red_flag(diary.catalogue)]), clock())
    page.refresh()
    with qtbot.waitSignal(page.go) as went:
        button(page, "Correct this entry").click()
    assert went.args == ["check_in", "c1"]


def test_guidance_is_opened_from_a_flag(qtbot, page, session, diary, clock):
    diary.check_in(a_check_in(diary.catalogue, present=[a_red_flag(diary.catalogue)]), clock())
    page.refresh()
    with qtbot.waitSignal(page.go) as went:
        button(page, "Read about this").click()
    assert went.args[0] == "guidance"
    assert went.args[1] in diary.guidance


def test_after_the_follow_up_it_says_that_nothing_is_asked_any_more(page, session, diary, clock):
    clock.forward(24 * 20)
    page.refresh()
    assert "The follow-up of your last session is over" in texts(page)


def test_what_was_not_answered_for_a_day_is_named(page, session, diary, clock):
    diary.check_in(a_check_in(diary.catalogue, felt_at=clock().isoformat(), asked=[]), clock())
    page.refresh()
    assert "Not answered in the last 24 hours: Emergency questions" in texts(page)


def test_a_screen_reader_can_name_every_stop_once(page, session, diary, clock, unnamed):
    check_in = a_check_in(diary.catalogue, felt_at=clock().isoformat(), present=[a_red_flag(diary.catalogue)])
    diary.check_in(check_in, clock())
    page.refresh()
    assert unnamed(page) == []


def quiet(diary, **said):
    return a_check_in(
        diary.catalogue, felt_at="2026-03-04T19:30:00+00:00", none_of=["nerve", "movement"], **said
    )


def test_a_check_in_that_was_saved_says_what_it_means(page, diary, clock):
    diary.record_session(a_session(diary.catalogue, ended_at="2026-03-03T10:00:00+00:00"), clock())
    sore = an_observation(diary.catalogue, place=None, worst=3)
    diary.check_in(quiet(diary, says=[sore]), clock())
    page.refresh()
    page.show_item("saved")
    assert page.meaning.text() == (
        "Day 1, 33 h after your session: soreness 3 of 10, within the usual one to two days. "
        "Next check-in tomorrow, 19:00. This app cannot tell what causes a symptom."
    )


def test_the_emergency_signs_are_one_press_from_an_expected_result(qtbot, page, session, diary, clock):
    diary.check_in(quiet(diary), clock())
    page.refresh()
    with qtbot.waitSignal(page.go) as went:
        button(page, "Emergency signs").click()
    assert went.args == ["guidance", "emergency-list"]
    assert went.args[1] in diary.guidance


def test_without_the_nerve_row_nothing_is_called_usual(page, session, diary, clock):
    check_in = a_check_in(diary.catalogue, felt_at="2026-03-04T19:30:00+00:00")
    diary.check_in(check_in, clock())
    page.refresh()
    assert "You did not answer" in page.meaning.text()
    assert "within the usual" not in page.meaning.text()


def test_after_saving_the_focus_is_on_the_most_pressing_card(qtbot, page, session, diary, clock):
    diary.check_in(quiet(diary, present=[a_red_flag(diary.catalogue)]), clock())
    page.refresh()
    page.show_item("saved")
    assert page.cards[0].focusProxy() is button(page, "I did this…")
    assert page.focusWidget() is button(page, "I did this…")


def is_seen(widget) -> bool:
    return widget.visibleRegion().boundingRect() == widget.rect()


@pytest.mark.parametrize("size", [(1000, 760), (1000, 560), (720, 480), (480, 400)])
def test_after_saving_what_it_means_and_what_has_the_focus_are_seen_wholly(window_of, diary, clock, size):
    window = window_of(*size)
    window.hub.do(lambda: diary.check_in(quiet(diary), clock()), "Saved.")
    window.open("today", "saved")
    QApplication.processEvents()  # what is shown a moment later moves nothing
    assert is_seen(window.page.meaning)
    assert window.focusWidget() in (window.page.check_in, window.page.edit)
    assert is_seen(window.focusWidget())


@pytest.mark.parametrize("size", [(1000, 760), (1000, 560), (720, 480), (480, 400)])
def test_what_an_earlier_moment_means_is_seen_too_while_another_check_in_is_due(
    window_of, diary, clock, size
):
    window = window_of(*size)
    earlier = a_check_in(diary.catalogue, felt_at="2026-03-04T09:00:00+00:00", none_of=["nerve", "movement"])
    window.hub.do(lambda: diary.check_in(earlier, clock()), "Saved.")
    window.open("today", "saved")
    QApplication.processEvents()
    assert button(window.page, "Check in now")
    assert is_seen(window.page.meaning)
    assert is_seen(window.focusWidget())


@pytest.mark.parametrize("size", [(1000, 760), (480, 400)])
def test_after_saving_what_to_do_about_a_flag_is_seen_first(window_of, diary, clock, size):
    window = window_of(*size)
    diary.check_in(quiet(diary, present=[a_red_flag(diary.catalogue)]), clock())
    window.open("today", "saved")
    QApplication.processEvents()
    assert is_seen(window.page.cards[0].todo)


def test_a_change_elsewhere_leaves_the_focus_on_what_says_the_same(page, session, diary, clock, hub):
    diary.check_in(quiet(diary, present=[a_red_flag(diary.catalogue)]), clock())
    page.refresh()
    button(page, "More").setFocus()
    diary.set_setting("emergency_number", "112")
    hub.changed.emit()
    assert page.focusWidget() is button(page, "More")


def test_what_has_the_focus_and_is_gone_gives_it_to_the_check_in(page, session, diary, clock):
    diary.check_in(quiet(diary), clock())
    page.refresh()
    undo = button(page, "Undo")
    undo.setFocus()
    undo.click()
    assert page.focusWidget() is page.check_in


def test_the_check_in_just_saved_can_be_taken_back_on_its_card(page, session, diary, clock):
    diary.check_in(quiet(diary), clock())
    page.refresh()
    button(page, "Undo").click()
    assert diary.records().check_ins == ()


def test_what_was_saved_before_something_else_has_no_undo_on_its_card(page, session, diary, clock):
    diary.check_in(quiet(diary), clock())
    diary.record_session(a_session(diary.catalogue, id="s2"), clock())
    page.refresh()
    assert not [b for b in page.findChildren(QPushButton) if b.text() == "Undo" and b.isVisibleTo(page)]


def test_something_happened_now_is_there_before_and_after_the_check_in(qtbot, page, session, diary, clock):
    for _when in ("before", "after"):
        page.refresh()
        with qtbot.waitSignal(page.go) as went:
            button(page, "Something happened now").click()
        assert went.args == ["check_in", "now"]
        diary.check_in(quiet(diary), clock())


def test_the_pages_for_an_appointment_are_one_press_from_a_card(qtbot, page, session, diary, clock):
    diary.check_in(quiet(diary, present=[a_red_flag(diary.catalogue)]), clock())
    page.refresh()
    with qtbot.waitSignal(page.go) as went:
        button(page, "Print for my appointment").click()
    assert went.args[0] == "report"


def test_a_check_in_that_was_begun_is_offered_and_can_be_thrown_away(qtbot, page, session, diary, clock, hub):
    moment = clock()
    diary.keep_draft(draft_text(Draft(moment, Told(note="sore"))))
    clock.forward(1)
    hub.changed.connect(page.refresh)
    page.refresh()
    assert "You had begun a check-in today, 20:00. It was not saved." in texts(page)
    assert "sore" not in texts(page).split("It was not saved.")[0]
    with qtbot.waitSignal(page.go) as went:
        button(page, "Go on with it").click()
    assert went.args == ["check_in", "draft"]
    button(page, "Throw it away").click()
    assert diary.draft() is None
    assert "You had begun" not in texts(page)


def test_a_draft_of_another_version_of_the_program_is_not_offered(page, session, diary):
    diary.keep_draft("{}")
    page.refresh()
    assert "You had begun" not in texts(page)


@pytest.fixture
def count(diary, clock, session) -> int:
    """How many cards there are to make: more than a window has room for."""
    catalogue = diary.catalogue
    felt = [
        ("tingling", "palm.r"),
        ("numbness", "palm.r"),
        ("burning", "foot_top.l"),
        ("heavy", "foot_top.l"),
    ]
    says = [an_observation(catalogue, symptom, place, 2) for symptom, place in felt]
    red = [a_red_flag(catalogue, name) for name in ("rf_chest", "rf_calf", "rf_head")]
    diary.check_in(a_check_in(catalogue, felt_at=clock().isoformat(), present=red, says=says), clock())
    return len(in_one_card(diary.assessment(clock()).flags))


@pytest.fixture
def window(diary, clock, count) -> Iterator[MainWindow]:
    """As the program makes it, not shown yet."""
    diary.set_setting("first_start_done", "1")
    made = make_window(diary, clock, dark=False)
    made.start()
    yield made
    if shiboken6.isValid(made):
        shiboken6.delete(made)


def read_aloud(page: TodayPage) -> list[str]:
    """Every text and button of the page, in the order in which a screen reader comes to them."""

    def below(heard: QAccessibleInterface) -> Iterator[str]:
        yield heard.text(QAccessible.Text.Name)
        for n in range(heard.childCount()):
            yield from below(heard.child(n))

    return [name for name in below(QAccessible.queryAccessibleInterface(page)) if name]


def test_before_the_window_is_shown_only_the_cards_that_it_has_room_for_are_made(window, count):
    made = window.page.cards
    assert len(made) < count
    assert sum(shown.heightForWidth(READABLE_WIDTH) for shown in made) > window.height() / 2


def test_once_painted_it_is_the_page_that_is_made_at_once_when_it_is_visible(
    qtbot, window, count, monkeypatch
):
    said = []
    monkeypatch.setattr(today, "announce", lambda _widget, text: said.append(text))
    page = window.page
    first = list(page.cards)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    qtbot.waitUntil(lambda: len(page.cards) == count)
    QApplication.processEvents()
    assert page.cards[: len(first)] == first
    assert window.focusWidget() is page.check_in
    assert page.verticalScrollBar().value() == 0
    assert said == []
    heard, stopped = read_aloud(page), [spoken(w) for w in tab_round(page)]
    window.open("today")
    assert len(page.cards) == count
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # the page before it
    QApplication.processEvents()
    assert read_aloud(page) == heard
    assert [spoken(w) for w in tab_round(page)] == stopped


def test_the_window_may_be_closed_before_the_other_cards_are_made(window, count):
    page = window.page
    window.show()
    page.grab()  # it is painted
    window.close()
    shiboken6.delete(window)
    QApplication.processEvents()
    assert len(page.cards) < count


def test_what_a_saved_check_in_means_is_said_with_every_card_there(window, count):
    page = window.page
    page.show_item("saved")
    assert len(page.cards) == count
    assert [shown.flag.answered for shown in page.cards] == [False] * count
