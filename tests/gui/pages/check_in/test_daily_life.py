"""Daily life, medicines and a note: asked when it is time, or added by hand."""

from PySide6.QtWidgets import QPushButton

from support.builders import a_check_in
from support.check_in_form import an_open_tingling, press_link, saved, sign_tick


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
