"""Emergency signs: asked first, shown at once, and asked about now when they are of the past."""

from afterneedle.domain.records import Level, Patient
from afterneedle.gui.pages.check_in import CheckInPage
from afterneedle.gui.widgets.flags.flag_card import FlagCard
from support.builders import a_check_in, a_red_flag, a_session
from support.check_in_form import saved, soreness
from support.seen import lines

HALF_DAY = 12


def emergency_tick(page: CheckInPage, symptom: str):
    return next(t.tick for t in page.parts.emergency.group.ticks if t.symptom.id == symptom)


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
