import pytest
from PySide6.QtWidgets import QLabel, QPushButton

from afterneedle.domain.records import Did
from afterneedle.gui.pages.today import TodayPage
from afterneedle.gui.widgets.answer_dialog import AnswerDialog
from support.builders import a_check_in, a_red_flag, a_session, an_observation


@pytest.fixture
def page(qtbot, hub):
    made = TodayPage(hub)
    hub.changed.connect(made.refresh)
    qtbot.addWidget(made)
    made.resize(760, 900)
    made.show()
    return made


def texts(page: TodayPage) -> str:
    return "\n".join(label.text() for label in page.findChildren(QLabel) if label.isVisibleTo(page))


def button(page: TodayPage, name: str) -> QPushButton:
    shown = [b for b in page.findChildren(QPushButton) if b.isVisibleTo(page)]
    return next(b for b in shown if b.text().replace("&", "") == name)


@pytest.fixture
def session(diary, clock):
    diary.record_session(a_session(diary.catalogue), clock())


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
    assert "The next check-in is tomorrow, 19:00." in texts(page)
    with qtbot.waitSignal(page.go) as went:
        button(page, "Edit").click()
    assert went.args == ["check_in", "c1"]


def test_a_check_in_before_the_evening_leaves_the_evenings_due(page, session, diary, clock):
    diary.check_in(a_check_in(diary.catalogue, felt_at="2026-03-04T08:00:00+00:00"), clock())
    page.refresh()
    assert "Due since today, 19:00." in texts(page)
    assert button(page, "Check in now").isVisibleTo(page)


def test_what_was_done_about_a_flag_is_saved_and_shown(page, session, diary, clock):
    diary.check_in(a_check_in(diary.catalogue, present=[a_red_flag(diary.catalogue)]), clock())
    page.refresh()
    button(page, "What I did…").click()
    dialog = page.findChild(AnswerDialog)
    dialog.did.value = Did.TOLD_PRACTITIONER
    dialog.save.click()
    assert [a.did for a in diary.records().answers] == [Did.TOLD_PRACTITIONER]
    assert "I told my practitioner." in texts(page)


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
