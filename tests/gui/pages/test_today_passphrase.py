"""A passphrase is offered once, after the first week, while nothing is more pressing."""

import pytest

from afterneedle.domain.plans import Plan, Rings
from afterneedle.domain.records import Answer, Did
from afterneedle.gui.pages.today import TodayPage
from afterneedle.gui.widgets.passphrase.passphrase_offer import PassphraseOffer
from afterneedle.gui.widgets.settings.reminder_offer import ReminderOffer
from support.builders import a_check_in, a_red_flag, a_session, an_observation

WEEK = 7 * 24

pytestmark = pytest.mark.usefixtures("quick_keys")


@pytest.fixture
def page(qtbot, hub):
    made = TodayPage(hub)
    hub.changed.connect(made.refresh)
    qtbot.addWidget(made)
    made.resize(760, 900)
    made.show()
    return made


@pytest.fixture
def session(hub, clock):
    hub.diary.save_reminder_plan(Plan(rings=Rings.NEVER))  # the other question is answered
    hub.diary.record_session(a_session(hub.catalogue), clock())


def offer(page: TodayPage) -> PassphraseOffer | None:
    page.refresh()
    return next((found for found in page.findChildren(PassphraseOffer) if found.isVisibleTo(page)), None)


def test_it_is_offered_a_week_after_the_first_entry_and_not_before(page, clock, session):
    clock.forward(WEEK - 0.1)
    assert offer(page) is None
    clock.forward(0.1)
    assert offer(page) is not None


def test_a_session_of_long_ago_that_was_just_recorded_waits_for_its_week(page, hub, clock):
    hub.diary.record_session(a_session(hub.catalogue, ended_at="2026-01-02T10:00:00+00:00"), clock())
    assert offer(page) is None


def test_an_empty_diary_is_offered_none(page, clock):
    clock.forward(WEEK * 10)
    assert offer(page) is None


@pytest.mark.parametrize("wanted", [True, False])
def test_after_an_answer_it_is_never_offered_again(qtbot, page, hub, clock, session, wanted):
    clock.forward(WEEK)
    shown = offer(page)
    went = []
    page.go.connect(lambda *where: went.append(where))
    (shown.set_button if wanted else shown.not_now).click()
    assert went == ([("settings", "passphrase")] if wanted else [])
    clock.forward(WEEK * 10)
    assert offer(page) is None


def test_a_diary_that_has_one_is_offered_none(page, hub, clock, passphrase):
    hub.diary.record_session(a_session(hub.catalogue), clock())
    clock.forward(WEEK)
    assert offer(page) is None


def test_while_an_emergency_is_open_it_waits(page, hub, clock, session):
    clock.forward(WEEK)
    chest = a_red_flag(hub.catalogue, "rf_chest")
    told = a_check_in(hub.catalogue, felt_at=clock().isoformat(), present=[chest])
    hub.diary.check_in(told, clock())
    assert offer(page) is None
    hub.diary.answer(Answer("R01", told.id, clock(), Did.SEEN_BY_DOCTOR), clock())
    assert offer(page) is not None


def test_while_a_flag_asks_to_act_the_same_day_it_waits(page, hub, clock, session):
    clock.forward(WEEK)
    strong = an_observation(hub.catalogue, "burning", "palm.r", 8)
    hub.diary.check_in(a_check_in(hub.catalogue, felt_at=clock().isoformat(), says=[strong]), clock())
    assert offer(page) is None


def test_one_question_is_asked_at_a_time(page, hub, clock, session):
    hub.diary.save_reminder_plan(Plan())
    clock.forward(WEEK)
    sore = an_observation(hub.catalogue)
    hub.diary.check_in(a_check_in(hub.catalogue, felt_at=clock().isoformat(), says=[sore]), clock())
    assert offer(page) is None
    assert page.findChild(ReminderOffer) is not None
    hub.diary.save_reminder_plan(Plan(rings=Rings.WINDOW))
    assert offer(page) is not None


def test_where_it_cannot_be_had_it_is_not_offered(page, clock, session, monkeypatch):
    monkeypatch.setattr("afterneedle.locking.can_lock", lambda: False)
    clock.forward(WEEK)
    assert offer(page) is None
