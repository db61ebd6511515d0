"""What Today says about reminders, and the ways to put one off."""

from dataclasses import replace
from datetime import timedelta

import pytest

from afterneedle.domain.plans import Plan, Rings
from afterneedle.domain.records import Answer, Did
from afterneedle.gui.pages.today import TodayPage
from afterneedle.gui.widgets.settings.reminder_offer import ReminderOffer
from support.builders import a_check_in, a_red_flag, an_observation
from support.seen import button, texts


@pytest.fixture
def page(show) -> TodayPage:
    return show(TodayPage)


@pytest.fixture
def check_in(diary, clock, session):
    diary.check_in(a_check_in(diary.catalogue, felt_at=clock().isoformat()), clock())


def offer(page: TodayPage) -> ReminderOffer | None:
    page.refresh()
    return next((found for found in page.findChildren(ReminderOffer) if found.isVisibleTo(page)), None)


def test_reminders_are_not_offered_before_the_first_check_in(page, session):
    assert offer(page) is None


@pytest.mark.parametrize("rings", Rings)
def test_reminders_are_offered_after_the_first_check_in_and_only_until_answered(
    page, diary, clock, check_in, rings
):
    shown = offer(page)
    assert shown is not None
    shown.buttons[rings].click()
    assert diary.reminder_plan() == Plan(rings=rings, since=clock())
    assert offer(page) is None


def test_reminders_are_not_offered_beside_an_emergency_that_nobody_answered(page, diary, clock, session):
    red = [a_red_flag(diary.catalogue)]
    diary.check_in(a_check_in(diary.catalogue, felt_at=clock().isoformat(), present=red), clock())
    assert offer(page) is None
    diary.answer(Answer("R01", "c1", clock(), Did.SEEN_BY_DOCTOR), clock())
    assert offer(page) is not None


def test_reminders_are_not_offered_when_the_follow_up_is_over(page, clock, check_in):
    clock.forward(24 * 40)
    assert offer(page) is None


def test_a_due_reminder_can_be_put_off_by_an_hour(page, diary, clock, session):
    diary.save_reminder_plan(Plan(rings=Rings.WINDOW))
    page.refresh()
    button(page, "Remind me in an hour").click()
    assert diary.reminder_plan().later == clock() + timedelta(hours=1)
    assert "You said later. The reminder comes back today, 21:00." in texts(page)


def test_until_six_in_the_evening_it_can_be_put_off_until_tonight(page, diary, clock, session):
    diary.save_reminder_plan(Plan(rings=Rings.WINDOW))
    page.refresh()
    assert button(page, "Remind me tonight") is None  # it is eight in the evening
    clock.forward(21 + 59 / 60)
    page.refresh()
    button(page, "Remind me tonight").click()
    assert "You said later. The reminder comes back today, 20:00." in texts(page)
    clock.forward(1 / 60)
    page.refresh()
    assert button(page, "Remind me tonight") is None


def test_without_reminders_there_is_nothing_to_put_off(page, session):
    page.refresh()
    assert "Due since today, 19:00." in texts(page)
    assert button(page, "Remind me in an hour") is None


def test_what_was_not_asked_is_listed_and_what_was_asked_is_not_a_pile(page, diary, clock, session):
    diary.save_reminder_plan(Plan(rings=Rings.ALWAYS, since=clock() - timedelta(days=3)))
    page.refresh()
    listed = "Not asked, because the computer was off or asleep: Mon 2 March, 19:00; yesterday, 19:00."
    assert listed in texts(page)
    diary.save_reminder_plan(replace(diary.reminder_plan(), rings=Rings.NEVER))
    page.refresh()
    assert "Not asked" not in texts(page)


def test_what_was_grave_and_went_unheard_for_a_day_is_asked_after(page, diary, clock, session):
    tingling = an_observation(diary.catalogue, "tingling", "palm.r", 2)
    diary.check_in(a_check_in(diary.catalogue, felt_at=clock().isoformat(), says=[tingling]), clock())
    clock.forward(23.9)
    page.refresh()
    assert "You wrote about" not in texts(page)
    clock.forward(0.1)
    page.refresh()
    assert "You wrote about tingling, palm, right on Wed 4 March. How is it now?" in texts(page)


def test_the_look_back_is_announced_and_asked(page, diary, clock, check_in):
    clock.forward(24 * 20)
    page.refresh()
    assert "The follow-up of your last session is over. One look back comes Wed 1 April, 19:00." in texts(
        page
    )
    clock.forward(24 * 8)
    page.refresh()
    assert "A month has passed since your session. Are there lumps or numb spots? Have a look." in texts(page)
    assert button(page, "Check in now") is not None
