"""A check-in that is not of now: after midnight, filled in late, edited or deleted, changed elsewhere."""

from datetime import timedelta

import pytest
from PySide6.QtWidgets import QPushButton

from afterneedle.domain.days import is_late as is_written_late
from afterneedle.gui.widgets.dialogs.meanwhile import MeanwhileQuestion
from afterneedle.store import errors
from support.builders import a_check_in, an_observation
from support.check_in_form import saved, soreness
from support.seen import lines

LATE = "It will be marked as entered later."


def test_what_is_saved_for_an_earlier_moment_says_for_when(qtbot, page, session, hub):
    shown = page()
    shown.show_item("yesterday")
    soreness(shown).value = 1
    with qtbot.waitSignal(hub.done) as heard:
        shown.save_button.click()
    assert heard.args[0] == "Saved for Tue 3 March, 20:00."


def test_yesterday_is_offered_and_marked_as_entered_later(page, session, diary, clock):
    shown = page()
    strip = next(b for b in shown.findChildren(QPushButton) if b.text() == "Fill in yesterday")
    strip.click()
    soreness(shown).value = 1
    shown.save()
    check_in = saved(diary)
    assert check_in.day.isoformat() == "2026-03-03"
    assert check_in.entered_at == clock()


def test_yesterday_is_not_offered_when_it_has_a_check_in(page, session, diary, clock):
    diary.check_in(a_check_in(diary.catalogue), clock())
    assert not [b for b in page().findChildren(QPushButton) if b.text() == "Fill in yesterday"]


def test_a_time_to_come_is_refused_beside_the_field(page, session, diary):
    shown = page()
    shown.when.choice.value = "earlier"
    shown.when.moment.time.setText("23:00")
    soreness(shown).value = 1
    shown.save()
    assert diary.records().check_ins == ()
    assert "still to come" in shown.when.moment.error.text()
    assert soreness(shown).value == 1


def test_after_midnight_it_says_that_it_counts_for_the_day_before(page, session, diary, clock):
    clock.forward(4.5)
    shown = page()
    assert "It is past midnight: this counts for Wednesday 4 March 2026." in lines(shown)
    soreness(shown).value = 1
    shown.save()
    assert saved(diary).day.isoformat() == "2026-03-04"


@pytest.mark.parametrize(("hours", "is_late"), [(1, False), (24, True)])
def test_only_what_is_about_an_earlier_day_is_said_to_be_marked_as_late(
    page, session, diary, clock, hours, is_late
):
    shown = page()
    shown.when.set_moment(clock() - timedelta(hours=hours))
    assert (LATE in lines(shown)) is is_late
    soreness(shown).value = 1
    shown.save()
    assert is_written_late(saved(diary)) is is_late


def test_an_edit_of_an_earlier_day_is_marked_as_edited_and_not_as_late(page, session, diary, clock):
    diary.check_in(a_check_in(diary.catalogue), clock() - timedelta(hours=24))
    shown = page()
    shown.show_item("c1")
    assert LATE not in lines(shown)
    assert "What you change will be marked as edited." in lines(shown)


def test_a_moment_of_the_day_before_that_is_written_at_night_is_not_of_the_night(page, session, clock):
    clock.forward(4.5)
    shown = page()
    shown.when.set_moment(clock() - timedelta(hours=4))
    assert not [line for line in lines(shown) if "past midnight" in line]


def test_an_old_check_in_is_edited_in_its_place_and_keeps_when_it_was_entered(page, session, diary, clock):
    old = a_check_in(
        diary.catalogue, asked=["rf_chest"], none_of=["skin"], says=[an_observation(diary.catalogue, worst=3)]
    )
    diary.check_in(old, clock())
    shown = page()
    shown.show_item("c1")
    assert "Tue 3 March, 20:00" in shown.heading.text()
    soreness(shown, "trapezius_top.r").value = 5
    shown.save()
    check_in = saved(diary)
    assert check_in.observations[0].worst == 5
    assert check_in.red_flags.asked == old.red_flags.asked
    assert check_in.none_of == {"skin"}
    assert check_in.entered_at == old.entered_at
    assert check_in.edited_at == clock()


def test_an_edit_of_what_another_window_changed_meanwhile_asks_first(page, session, diary, clock, elsewhere):
    diary.check_in(a_check_in(diary.catalogue, note="mine"), clock())
    shown = page()
    shown.show_item("c1")
    elsewhere.check_in(a_check_in(diary.catalogue, note="theirs"), clock())
    shown.parts.more.note.setPlainText("mine, longer")
    shown.save()
    question = shown.findChild(MeanwhileQuestion)
    assert question.defaultButton() is question.keep
    question.keep.click()
    assert saved(diary).note == "theirs"
    assert shown.parts.more.note.toPlainText() == "mine, longer"
    shown.save()
    shown.findChildren(MeanwhileQuestion)[-1].save.click()
    assert saved(diary).note == "mine, longer"
    diary.undo(clock())
    assert saved(diary).note == "theirs"


def test_an_edit_of_what_another_window_deleted_meanwhile_asks_first(page, session, diary, clock, elsewhere):
    diary.check_in(a_check_in(diary.catalogue, note="mine"), clock())
    shown = page()
    shown.show_item("c1")
    elsewhere.remove_check_in("c1", clock())
    shown.parts.more.note.setPlainText("mine, longer")
    shown.save()
    assert diary.records().check_ins == ()
    shown.findChild(MeanwhileQuestion).save.click()
    assert saved(diary).note == "mine, longer"


def test_a_change_between_the_question_and_the_save_is_not_overwritten_either(diary, clock, elsewhere):
    seen = a_check_in(diary.catalogue, note="seen")
    diary.check_in(seen, clock())
    elsewhere.check_in(a_check_in(diary.catalogue, note="theirs"), clock())
    with pytest.raises(errors.Meanwhile):
        diary.check_ins((a_check_in(diary.catalogue, note="mine"),), clock(), seen)
    assert saved(diary).note == "theirs"


def test_an_old_check_in_can_be_deleted_and_brought_back(page, session, diary, clock, hub):
    diary.check_in(a_check_in(diary.catalogue), clock())
    shown = page()
    shown.show_item("c1")
    shown.delete_button.click()
    assert diary.records().check_ins == ()
    hub.do(lambda: diary.undo(clock()))
    assert saved(diary).id == "c1"


def test_an_edit_that_was_only_looked_at_gives_way_to_a_new_check_in(page, session, diary, clock):
    diary.check_in(a_check_in(diary.catalogue), clock())
    shown = page()
    shown.show_item("c1")
    shown.hide()
    shown.show()
    shown.refresh()
    assert shown.heading.text() == "Check-in"


@pytest.mark.parametrize("place", ["history", "timeline", "today"])
def test_an_edit_comes_back_to_where_it_was_opened(qtbot, page, session, diary, clock, place):
    diary.check_in(a_check_in(diary.catalogue), clock())
    shown = page()
    shown.opened_from = place
    shown.show_item("c1")
    soreness(shown).value = 1
    with qtbot.waitSignal(shown.go) as went:
        shown.save()
    assert went.args == [place, "saved" if place == "today" else None]


def test_an_old_check_in_that_is_saved_as_it_was_is_not_marked_as_edited(qtbot, page, session, diary, clock):
    tingling = an_observation(diary.catalogue, "tingling", "palm.r", 1)
    says = [an_observation(diary.catalogue, worst=4), tingling]
    before = a_check_in(diary.catalogue, felt_at="2026-03-04T09:00:00+00:00", says=says)
    diary.check_in(before, clock())
    shown = page()
    shown.show_item(before.id)
    with qtbot.waitSignal(shown.go) as went:
        shown.save()
    assert went.args == ["today", None]
    assert saved(diary).edited_at is None
    shown.show_item(before.id)
    soreness(shown, "trapezius_top.r").value = 5
    soreness(shown, "trapezius_top.r").value = 4
    shown.save()
    assert saved(diary).edited_at is None
    assert diary.draft() is None
