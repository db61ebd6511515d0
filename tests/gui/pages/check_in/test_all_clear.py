"""All clear: one press for a quiet day, which says what it answers and what it does not."""

from afterneedle.gui.widgets.check_in.all_clear import AllClearDialog
from support.builders import a_baseline, a_check_in, a_session, an_observation
from support.check_in_form import an_open_tingling, newest, saved, soreness
from support.seen import lines


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
