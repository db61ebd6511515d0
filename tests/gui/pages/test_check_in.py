"""A check-in by mouse and by keyboard; what is saved is read back from the file."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QAbstractButton, QLabel, QPushButton

from afterneedle.diary import Diary
from afterneedle.domain.days import is_late as is_written_late
from afterneedle.domain.records import Change, Level, Patient
from afterneedle.gui.pages.check_in import CheckInPage
from afterneedle.gui.widgets.check_in.all_clear import AllClearDialog
from afterneedle.gui.widgets.check_in.symptom_row import Said
from afterneedle.gui.widgets.dialogs.meanwhile import MeanwhileQuestion
from afterneedle.gui.widgets.dialogs.throw_away import ThrowAwayQuestion
from afterneedle.gui.widgets.flags.flag_card import FlagCard
from afterneedle.store import errors
from support.builders import a_baseline, a_check_in, a_red_flag, a_session, an_observation
from support.seen import lines

HALF_DAY = 12


@pytest.fixture
def page(show):
    def opened() -> CheckInPage:
        made = show(CheckInPage, active=True)
        made.refresh()
        made.setFocus()
        return made

    return opened


def emergency_tick(page: CheckInPage, symptom: str):
    return next(t.tick for t in page.parts.emergency.group.ticks if t.symptom.id == symptom)


def sign_tick(page: CheckInPage, symptom: str):
    return next(t for t in page.parts.signs.ticks if t.symptom.id == symptom)


def soreness(page: CheckInPage, place: str | None = None):
    return next(
        scale
        for (symptom, where), scale in page.parts.soreness.scales.items()
        if symptom.id == "soreness" and (where.id if where else None) == place
    )


def saved(diary):
    (check_in,) = diary.records().check_ins
    return check_in


def test_after_saving_the_window_goes_to_today_and_says_so(qtbot, page, session, hub):
    shown = page()
    shown.parts.emergency.group.none.setChecked(True)
    with qtbot.waitSignal(shown.go) as went, qtbot.waitSignal(hub.done) as heard:
        shown.save_button.click()
    assert went.args == ["today", "saved"]
    assert heard.args[0] == "Saved."


def test_what_is_saved_for_an_earlier_moment_says_for_when(qtbot, page, session, hub):
    shown = page()
    shown.show_item("yesterday")
    soreness(shown).value = 1
    with qtbot.waitSignal(hub.done) as heard:
        shown.save_button.click()
    assert heard.args[0] == "Saved for Tue 3 March, 20:00."


def test_an_untouched_form_is_not_saved_and_says_so(page, session, diary):
    shown = page()
    shown.save()
    assert diary.records().check_ins == ()
    assert shown.error.text() == "Nothing is answered yet."


def test_no_emergency_question_is_answered_beforehand(page, session):
    group = page().parts.emergency.group
    assert not group.is_answered
    assert not any(t.tick.isChecked() for t in group.ticks)


def test_ticking_an_emergency_sign_takes_none_of_these_back(page, session):
    shown = page()
    shown.parts.emergency.group.none.setChecked(True)
    emergency_tick(shown, "rf_chest").setChecked(True)
    assert not shown.parts.emergency.group.none.isChecked()


def test_a_red_flag_shows_its_card_and_the_number_before_anything_is_saved(page, session, diary):
    diary.set_setting("emergency_number", "112")
    shown = page()
    emergency_tick(shown, "rf_chest").setChecked(True)
    (card,) = shown.findChildren(FlagCard)
    assert any("Call 112" in text for text in lines(card))
    assert "Emergency" in lines(card)
    assert diary.records().check_ins == ()


def test_what_is_recorded_while_the_form_is_open_counts_for_its_cards(
    qtbot, page, session, diary, clock, hub
):
    shown = page()

    def levels():
        return [card.flag.level for card in shown.findChildren(FlagCard) if card.isVisibleTo(shown)]

    soreness(shown).value = 3
    emergency_tick(shown, "rf_belly").setChecked(True)
    qtbot.waitUntil(lambda: levels() == [Level.SEE_DOCTOR])
    emergency_tick(shown, "rf_belly").setChecked(False)
    diary.record_session(a_session(diary.catalogue, id="s2", sites=["flank.l"]), clock())
    hub.changed.emit()
    emergency_tick(shown, "rf_belly").setChecked(True)
    qtbot.waitUntil(lambda: levels() == [Level.EMERGENCY])


def test_a_red_flag_that_is_unticked_takes_its_card_away(qtbot, page, session):
    shown = page()
    emergency_tick(shown, "rf_chest").setChecked(True)
    emergency_tick(shown, "rf_chest").setChecked(False)
    assert not [c for c in shown.findChildren(FlagCard) if c.isVisibleTo(shown)]


def test_pregnancy_is_asked_about_only_when_it_is_set(page, session, diary, clock):
    assert "rf_preg" not in {t.symptom.id for t in page().parts.emergency.group.ticks}
    diary.save_patient(Patient(conditions=("pregnant",)), clock())
    shown = page()
    shown.parts.emergency.group.none.setChecked(True)
    shown.save()
    assert diary.catalogue.symptoms["rf_preg"] in saved(diary).red_flags.denied


def test_hot_skin_on_the_emergency_list_is_asked_where_and_how_strong(page, session, diary):
    shown = page()
    emergency_tick(shown, "skin_change").setChecked(True)
    shown.save()
    (editor,) = shown.parts.emergency.group.editors
    assert editor.error.text() == "Say where it is."
    editor.place.places = [diary.catalogue.places["trapezius_top.r"]]
    editor.strength.value = 1
    editor.details.ticks["hot"].setChecked(True)
    shown.save()
    check_in = saved(diary)
    skin = next(o for o in check_in.observations if o.is_present)
    assert (skin.symptom.id, skin.worst, skin.details) == ("skin_change", 1, {"hot"})
    assert check_in.red_flags.denied == diary.catalogue.red_flags_asked


def test_a_fever_that_is_denied_twice_is_over(page, session, diary, clock):
    clock.forward(-HALF_DAY * 2)
    shown = page()
    emergency_tick(shown, "fever").setChecked(True)
    shown.save()
    for _half_day in range(2):
        clock.forward(HALF_DAY)
        shown = page()
        assert [o.symptom.id for o in diary.assessment(clock()).open] == ["fever"]
        shown.parts.emergency.group.none.setChecked(True)
        shown.save()
    assert diary.assessment(clock()).open == ()


def test_a_nerve_sign_is_asked_place_strength_and_details(page, session, diary):
    shown = page()
    tingling = sign_tick(shown, "tingling")
    tingling.tick.setChecked(True)
    shown.parts.signs.none.setChecked(True)
    shown.save()
    (editor,) = tingling.editors
    assert editor.error.text() == "Say where it is."
    editor.place.places = [diary.catalogue.places["palm.r"]]
    shown.save()
    assert editor.error.text() == "Say how strong it was."
    editor.strength.value = 2
    editor.there.value = False
    editor.details.ticks["breaks_sleep"].setChecked(True)
    shown.save()
    check_in = saved(diary)
    (sign,) = check_in.observations
    assert (sign.place.id, sign.worst, sign.now, sign.details) == ("palm.r", 2, False, {"breaks_sleep"})
    assert check_in.none_of == {"movement"}


def test_a_sign_can_be_in_several_places(page, session, diary):
    shown = page()
    numbness = sign_tick(shown, "numbness")
    numbness.tick.setChecked(True)
    more = next(b for b in numbness.findChildren(QPushButton) if b.text() == "Add another place")
    more.click()
    for editor, place in zip(numbness.editors, ("palm.r", "palm.l"), strict=True):
        editor.place.places = [diary.catalogue.places[place]]
        editor.strength.value = 1
    shown.save()
    assert [o.place.id for o in saved(diary).observations] == ["palm.r", "palm.l"]


def test_a_time_that_cannot_be_read_is_said_beside_it_and_nothing_is_lost(page, session, diary):
    shown = page()
    tingling = sign_tick(shown, "tingling")
    tingling.tick.setChecked(True)
    (editor,) = tingling.editors
    editor.place.places = [diary.catalogue.places["palm.r"]]
    editor.strength.value = 1
    link = next(b for b in editor.findChildren(QPushButton) if b.text() == "Say when it began")
    link.click()
    editor.since.time.setText("25:99")
    shown.save()
    assert diary.records().check_ins == ()
    assert editor.since.error.text() == "Write the time like 14:30."
    editor.since.time.setText("9:00")
    shown.save()
    assert saved(diary).observations[0].since.isoformat() == "2026-03-04T09:00:00+00:00"


def an_open_tingling(diary, clock, hours_ago: float = 10) -> None:
    said = an_observation(diary.catalogue, "tingling", "palm.r", 2)
    clock.forward(-hours_ago)
    moment = clock().isoformat()
    diary.check_in(a_check_in(diary.catalogue, id="old", felt_at=moment, says=[said]), clock())
    clock.forward(hours_ago)


def newest(diary):
    return diary.records().check_ins[-1]


def test_an_open_symptom_is_asked_about_again_and_one_letter_answers(qtbot, page, session, diary, clock):
    an_open_tingling(diary, clock)
    shown = page()
    (row,) = shown.parts.rows
    assert row.name == "Tingling: palm, right"
    qtbot.keyClick(row.said.buttons[0], Qt.Key.Key_B)
    shown.save()
    (tingling,) = newest(diary).observations
    assert (tingling.change, tingling.worst, tingling.place.id) == (Change.BETTER, None, "palm.r")


def test_gone_is_recorded_as_gone(qtbot, page, session, diary, clock):
    an_open_tingling(diary, clock)
    shown = page()
    qtbot.keyClick(shown.parts.rows[0].said.buttons[0], Qt.Key.Key_G)
    shown.save()
    assert newest(diary).observations[0].is_gone


def test_none_of_these_does_not_answer_for_an_open_symptom_that_was_passed_over(page, session, diary, clock):
    an_open_tingling(diary, clock)
    shown = page()
    shown.parts.signs.none.setChecked(True)
    shown.save()
    assert newest(diary).none_of == {"movement"}
    assert [o.symptom.id for o in diary.assessment(clock()).open] == ["tingling"]


def test_what_was_ticked_before_it_was_said_to_be_gone_is_not_saved(page, session, diary, clock):
    says = [an_observation(diary.catalogue, "bruise", "palm.r", 1)]
    diary.check_in(a_check_in(diary.catalogue, felt_at="2026-03-04T08:00:00+00:00", says=says), clock())
    shown = page()
    (row,) = shown.parts.rows
    row.said.value = Said.WORSE
    row.details.ticks["growing"].setChecked(True)
    row.said.value = Said.GONE
    shown.save()
    assert newest(diary).observations[0].is_gone
    assert newest(diary).observations[0].details == frozenset()


def test_after_two_days_without_a_word_it_asks_if_it_was_gone_in_between(page, session, diary, clock):
    an_open_tingling(diary, clock, hours_ago=49)
    shown = page()
    row = shown.parts.rows[0]
    row.said.value = Said.SAME
    assert row.between.isVisible()
    row.between.value = True
    shown.save()
    assert newest(diary).observations[0].details == {"gone_between"}


def test_all_clear_says_three_lines_and_saves_them(qtbot, page, session, diary, clock):
    an_open_tingling(diary, clock)
    shown = page()
    shown.clear_button.click()
    dialog = shown.findChild(AllClearDialog)
    numbered = [text for text in lines(dialog) if text[:2] in ("1.", "2.", "3.")]
    assert len(numbered) == 3
    assert "Gone: Tingling: palm, right." in numbered[2]
    dialog.save.click()
    check_in = newest(diary)
    assert check_in.red_flags.denied == diary.catalogue.red_flags_asked
    assert check_in.none_of == {"nerve", "movement"}
    denied = {("bleeding", 0), ("fever", 0), ("faint", 0)}
    said = {(o.symptom.id, o.worst) for o in check_in.observations}
    assert said == denied | {("soreness", 0), ("tingling", 0)}


def test_all_clear_names_what_it_does_not_answer(page, diary, clock):
    diary.record_session(a_session(diary.catalogue, baseline=[a_baseline(diary.catalogue)]), clock())
    shown = page()
    shown.clear_button.click()
    said = "\n".join(lines(shown.findChild(AllClearDialog)))
    assert "This does not answer: The pain you came with: shoulder blade, right." in said


def test_all_clear_with_soreness_says_its_number_and_leaves_other_places_alone(qtbot, page, diary, clock):
    catalogue = diary.catalogue
    diary.record_session(a_session(catalogue), clock())
    elsewhere = an_observation(catalogue, place="blade.r", worst=3)
    diary.check_in(
        a_check_in(catalogue, id="old", felt_at="2026-03-04T10:00:00+00:00", says=[elsewhere]), clock()
    )
    shown = page()
    shown.clear_button.click()
    dialog = shown.findChild(AllClearDialog)
    qtbot.keyClick(dialog.focusWidget(), "4")
    assert "2. Soreness 4 of 10, in all places that were needled." in lines(dialog)
    dialog.save.click()
    sore = [(o.place, o.worst) for o in newest(diary).observations if o.symptom.id == "soreness"]
    assert sore == [(None, 4)]


def test_all_clear_without_a_number_says_that_soreness_is_not_answered(qtbot, page, session, diary):
    shown = page()
    shown.clear_button.click()
    dialog = shown.findChild(AllClearDialog)
    dialog.scale.clear()
    assert "2. Soreness: not answered." in lines(dialog)
    dialog.save.click()
    assert "soreness" not in {o.symptom.id for o in saved(diary).observations}


def test_all_clear_is_not_offered_over_an_answer(page, session):
    shown = page()
    soreness(shown).value = 4
    assert not shown.clear_button.isEnabled()


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


def test_a_red_flag_of_a_past_moment_is_asked_about_now_first(page, session, diary, clock):
    shown = page()
    shown.show_item("yesterday")
    emergency_tick(shown, "rf_chest").setChecked(True)
    assert not shown.findChildren(FlagCard)
    shown.save()
    assert diary.records().check_ins == ()
    (question,) = shown.parts.emergency.still_there.values()
    question.value = True
    assert len(shown.findChildren(FlagCard)) == 1
    shown.save()
    past, now = diary.records().check_ins
    assert past.day.isoformat() == "2026-03-03"
    assert now.felt_at == clock()
    assert [s.symptom.id for s in now.red_flags.present] == ["rf_chest"]
    diary.undo(clock())
    assert diary.records().check_ins == ()


def test_a_red_flag_added_to_an_old_check_in_is_asked_about_now_too(page, session, diary, clock):
    diary.check_in(a_check_in(diary.catalogue, present=[a_red_flag(diary.catalogue)]), clock())
    shown = page()
    shown.show_item("c1")
    emergency_tick(shown, "rf_stroke").setChecked(True)
    assert [s.id for s in shown.parts.emergency.still_there] == ["rf_stroke"]


def test_what_has_passed_is_recorded_only_for_the_past(page, session, diary):
    shown = page()
    shown.show_item("yesterday")
    emergency_tick(shown, "rf_chest").setChecked(True)
    (question,) = shown.parts.emergency.still_there.values()
    question.value = False
    shown.save()
    assert [s.symptom.id for s in saved(diary).red_flags.present] == ["rf_chest"]


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


def test_a_save_that_the_disk_refuses_keeps_the_form_and_works_once_there_is_room(
    qtbot, page, hub, session, diary
):
    shown, db = page(), diary._store._db
    shown.parts.more.note.setPlainText("long " * 4000)
    db.execute(f"PRAGMA max_page_count = {db.execute('PRAGMA page_count').fetchone()[0]}")
    with qtbot.waitSignal(hub.notice) as heard:
        shown.save()
    assert heard.args[0].startswith("The disk is full.")
    assert shown.is_dirty
    assert shown.parts.more.note.toPlainText() == "long " * 4000
    assert diary.records().check_ins == ()
    db.execute("PRAGMA max_page_count = 1000000")
    shown.save()
    assert len(saved(diary).note) > 19_000
    assert not shown.is_dirty


@pytest.fixture
def elsewhere(diary, clock):
    """Another window on the same diary."""
    other = Diary.open(diary.path)
    yield other
    other.close()


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


def test_escape_asks_before_it_throws_something_away(qtbot, page, session):
    shown = page()
    soreness(shown).value = 4
    qtbot.keyClick(shown, Qt.Key.Key_Escape)
    box = shown.findChild(ThrowAwayQuestion)
    assert box.text() == "Throw away what you entered?"
    box.reject()
    assert soreness(shown).value == 4


def test_thrown_away_is_gone(qtbot, page, session):
    shown = page()
    soreness(shown).value = 4
    shown.leave()
    with qtbot.waitSignal(shown.go):
        shown.findChild(ThrowAwayQuestion).throw.click()
    shown.refresh()
    assert soreness(shown).value is None


def test_what_is_typed_survives_another_change_of_the_diary(page, session, hub):
    shown = page()
    soreness(shown).value = 4
    hub.changed.emit()
    assert soreness(shown).value == 4


def test_different_places_can_be_differently_sore(page, diary, clock):
    places = ("trapezius_top.r", "trapezius_top.l")
    diary.record_session(a_session(diary.catalogue, sites=places), clock())
    shown = page()
    next(b for b in shown.findChildren(QPushButton) if b.text() == "Different in different places").click()
    soreness(shown, places[0]).value = 5
    soreness(shown, places[1]).value = 0
    shown.save()
    assert {(o.place.id, o.worst) for o in saved(diary).observations} == {(places[0], 5), (places[1], 0)}


def test_the_pain_one_came_with_needs_its_place(page, session, diary):
    shown = page()
    next(b for b in shown.findChildren(QPushButton) if b.text() == "Add the pain you came with").click()
    old = next(s for (symptom, _p), s in shown.parts.soreness.scales.items() if symptom.id == "old_pain")
    old.value = 6
    shown.save()
    assert shown.parts.soreness.error.text() == "Say where it is."
    shown.parts.soreness.picker.places = [diary.catalogue.places["blade.r"]]
    shown.save()
    assert [(o.symptom.id, o.place.id, o.worst) for o in saved(diary).observations] == [
        ("old_pain", "blade.r", 6)
    ]


def test_every_symptom_of_the_catalogue_can_be_recorded(page, session, diary):
    parts = page().parts
    groups = (parts.emergency.group, parts.signs, parts.more.group)
    offered = {t.symptom for g in groups for t in g.ticks} | {
        symptom for symptom, _p in parts.soreness.scales
    }
    left = {s.id for s in set(diary.catalogue.symptoms.values()) - offered}
    assert left == {"rf_preg", "old_pain"}  # for the pregnant; behind its link


def test_daily_life_medicines_and_a_note_go_with_it(page, session, diary):
    shown = page()
    shown.parts.more.unfold()
    shown.parts.more.daily_life.show_all()
    shown.parts.more.daily_life.choices["work"].value = 2
    shown.parts.more.medicines.setPlainText("Paracetamol 1 g")
    shown.parts.more.note.setPlainText("יד ימין 🙂")
    shown.save()
    check_in = saved(diary)
    assert (dict(check_in.function), check_in.medicines) == ({"work": 2}, "Paracetamol 1 g")
    assert check_in.note == "יד ימין 🙂"


def test_daily_life_is_not_asked_on_a_quiet_day(page, session):
    assert not page().parts.more.daily_life.isVisible()


def test_daily_life_is_asked_after_a_week(page, session, clock):
    clock.forward(109)
    assert not page().parts.more.daily_life.isVisible()
    clock.forward(1)
    shown = page()
    assert shown.parts.more.daily_life.link.isVisible()
    assert shown.parts.more.daily_life.choices == {}


def test_a_week_counts_from_the_last_answer(page, session, diary, clock):
    diary.check_in(a_check_in(diary.catalogue, function={"work": 0}), clock())
    clock.forward(24 * 6 - 1)
    assert not page().parts.more.daily_life.isVisible()
    clock.forward(1)
    assert page().parts.more.daily_life.link.isVisible()


def test_an_open_nerve_sign_asks_for_daily_life_folded(page, session, diary, clock):
    an_open_tingling(diary, clock)
    daily_life = page().parts.more.daily_life
    assert daily_life.link.isVisible()
    daily_life.link.click()
    assert [id for id, c in daily_life.choices.items() if c.isVisible()] == ["sleep", "work"]


def test_a_new_nerve_sign_is_asked_what_it_stops_in_its_own_limb(page, session, diary):
    shown = page()
    tingling = sign_tick(shown, "tingling")
    tingling.tick.setChecked(True)
    tingling.editors[0].place.places = [diary.catalogue.places["palm.r"]]
    tingling.editors[0].strength.value = 1
    asked = shown.parts.more.daily_life.choices
    assert [id for id, c in asked.items() if c.isVisible()] == [
        "sleep",
        "work",
        "grip.r",
        "pinch.r",
        "lift_wrist.r",
    ]
    no_limit = next(b for b in shown.findChildren(QPushButton) if b.text() == "No limit in any of these")
    no_limit.click()
    asked["grip.r"].value = 2
    shown.save()
    assert saved(diary).function == {"grip.r": 2, "pinch.r": 0, "lift_wrist.r": 0, "sleep": 0, "work": 0}


def test_a_note_that_is_far_too_long_is_refused_in_words(page, session, diary):
    shown = page()
    shown.parts.more.note.setPlainText("x" * 20_001)
    shown.save()
    assert diary.records().check_ins == ()
    assert "20,000" in shown.error.text()


def test_a_check_in_works_without_any_session(page, diary):
    shown = page()
    soreness(shown).value = 2
    shown.save()
    assert saved(diary).observations[0].worst == 2


def test_no_two_things_on_the_page_or_in_the_menus_answer_to_one_key(page, session, diary, clock):
    diary.check_in(a_check_in(diary.catalogue), clock())
    shown = page()
    shown.show_item("c1")
    shown.parts.more.unfold()
    named = [*shown.findChildren(QLabel), *shown.findChildren(QAbstractButton)]
    keys = ["F", "E", "G", "H", "P"]  # the menus, and the pages in a narrow window
    keys += [QKeySequence.mnemonic(w.text()).toString()[-1:] for w in named if w.isVisibleTo(shown)]
    pressed = sorted(key for key in keys if key)
    assert len(pressed) > 8
    assert pressed == sorted(set(pressed))


def test_a_screen_reader_can_name_every_stop_once(page, session, diary, clock, unnamed):
    an_open_tingling(diary, clock)
    shown = page()
    shown.parts.more.unfold()
    for tick in (*shown.parts.signs.ticks, *shown.parts.emergency.group.ticks):
        tick.tick.setChecked(True)
    assert unnamed(shown) == []


def test_an_edit_that_was_only_looked_at_gives_way_to_a_new_check_in(page, session, diary, clock):
    diary.check_in(a_check_in(diary.catalogue), clock())
    shown = page()
    shown.show_item("c1")
    shown.hide()
    shown.show()
    shown.refresh()
    assert shown.heading.text() == "Check-in"


def test_another_check_in_is_not_opened_over_one_that_is_begun(qtbot, page, session, diary, clock, hub):
    diary.check_in(a_check_in(diary.catalogue), clock())
    shown = page()
    soreness(shown).value = 4
    with qtbot.waitSignal(hub.notice) as heard:
        shown.show_item("c1")
    assert heard.args == ["First save or cancel what you have begun here."]
    assert soreness(shown).value == 4


def test_after_midnight_it_says_that_it_counts_for_the_day_before(page, session, diary, clock):
    clock.forward(4.5)
    shown = page()
    assert "It is past midnight: this counts for Wednesday 4 March 2026." in lines(shown)
    soreness(shown).value = 1
    shown.save()
    assert saved(diary).day.isoformat() == "2026-03-04"


LATE = "It will be marked as entered later."


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


def test_what_cannot_be_written_stays_on_the_page_and_is_said(qtbot, page, session, diary, hub):
    shown = page()
    soreness(shown).value = 4
    diary.close()
    with qtbot.waitSignal(hub.notice):
        shown.save()
    assert soreness(shown).value == 4


def test_something_that_happened_now_is_a_new_check_in_of_now(page, session, diary, clock):
    diary.check_in(a_check_in(diary.catalogue), clock())
    shown = page()
    shown.show_item("c1")
    shown.show_item("now")
    assert shown.heading.text() == "Check-in"
    assert not shown.when.is_past


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


def test_a_new_check_in_goes_to_today_wherever_it_was_opened(qtbot, page, session):
    shown = page()
    shown.opened_from = "history"
    shown.show_item("now")
    soreness(shown).value = 1
    with qtbot.waitSignal(shown.go) as went:
        shown.save()
    assert went.args == ["today", "saved"]


def press_link(qtbot, page: CheckInPage, words: str) -> None:
    """By keyboard."""
    link = next(b for b in page.findChildren(QPushButton) if b.text() == words and b.isVisible())
    link.setFocus()
    qtbot.keyClick(link, Qt.Key.Key_Space)


def test_what_a_link_adds_has_the_focus(qtbot, page, diary, clock):
    sites = ["trapezius_top.r", "trapezius_top.l"]
    diary.record_session(a_session(diary.catalogue, sites=sites), clock())
    shown = page()
    press_link(qtbot, shown, "Different in different places")
    assert soreness(shown, "trapezius_top.r").isAncestorOf(shown.focusWidget())
    tingling = sign_tick(shown, "tingling")
    tingling.tick.setChecked(True)
    press_link(qtbot, shown, "Add another place")
    assert shown.focusWidget() is tingling.editors[1].place.search


def test_daily_life_that_a_link_adds_has_the_focus(qtbot, page, session):
    shown = page()
    sign_tick(shown, "tingling").tick.setChecked(True)
    press_link(qtbot, shown, "Show the rest of the list")
    assert shown.parts.more.daily_life.choices["grip.l"].isAncestorOf(shown.focusWidget())


def test_daily_life_that_is_asked_for_by_hand_has_the_focus(qtbot, page, session):
    shown = page()
    shown.parts.more.unfold()
    press_link(qtbot, shown, "Add what it keeps you from doing")
    assert shown.parts.more.daily_life.isAncestorOf(shown.focusWidget())


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
