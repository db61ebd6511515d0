"""Symptoms: new ones with place and strength, open ones gone, better, same or worse."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from afterneedle.domain.records import Change
from afterneedle.gui.widgets.check_in.symptom_row import Said
from support.builders import a_check_in, a_session, an_observation
from support.check_in_form import an_open_tingling, newest, press_link, saved, sign_tick, soreness


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
