"""How many keys a check-in takes, in the real window, from Today as it opens to "saved"."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QDialog, QLabel, QWidget

from afterneedle.domain.records import Change
from afterneedle.gui.main_window import MainWindow
from support.builders import a_baseline, a_check_in, a_session, an_observation
from support.check_in_form import newest

GOAL_QUIET, GOAL_TWO_OPEN = 4, 8
GATE_QUIET = 6
HELD = {
    "": Qt.KeyboardModifier.NoModifier,
    "Alt": Qt.KeyboardModifier.AltModifier,
    "Ctrl": Qt.KeyboardModifier.ControlModifier,
    "Ctrl+Shift": Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier,
}
NAMED = {"Enter": Qt.Key.Key_Return, "Tab": Qt.Key.Key_Tab, "Space": Qt.Key.Key_Space}


@pytest.fixture
def session(diary, clock):
    diary.set_setting("first_start_done", "1")
    diary.record_session(a_session(diary.catalogue, ended_at="2026-03-03T10:00:00+00:00"), clock())


@pytest.fixture
def window(session, window) -> MainWindow:
    """Opened once the session is there."""
    return window


@pytest.fixture
def press(qtbot, window):
    """Presses keys wherever the focus is, and says how many it took to save."""

    def keys(*names: str) -> int:
        for name in names:
            modifier, _plus, key = name.rpartition("+")
            held = HELD[modifier]
            qtbot.keyClick(focused(window), NAMED.get(key, key.lower()), held)
            if modifier == "Alt":
                qtbot.wait(150)  # a mnemonic shows its button pressed for a moment
        return len(names)

    return keys


def focused(window: MainWindow) -> QWidget:
    dialogs = [d for d in window.findChildren(QDialog) if d.isVisible()]
    return (dialogs[0] if dialogs else window).focusWidget()


def said(check_in) -> set[tuple[str, int | None]]:
    asked_apart = ("bleeding", "fever", "faint", "skin_change")
    return {(o.symptom.id, o.worst) for o in check_in.observations if o.symptom.id not in asked_apart}


def is_saved(window: MainWindow) -> bool:
    return window.notices.isVisible() and window.notices.sentence.text() == "Saved."


def test_a_quiet_day_takes_four_keys_with_all_clear(press, window, diary):
    assert press("Enter", "Alt+A", "3", "Enter") <= GOAL_QUIET
    assert is_saved(window)
    check_in = newest(diary)
    assert check_in.red_flags.denied == diary.catalogue.red_flags_asked
    assert check_in.none_of == {"nerve", "movement"}
    assert said(check_in) == {("soreness", 3)}


def test_a_day_without_soreness_takes_three(press, window, diary):
    assert press("Enter", "Alt+A", "Enter") <= GOAL_QUIET
    assert is_saved(window)
    assert said(newest(diary)) == {("soreness", 0)}


@pytest.mark.parametrize("save", ["Ctrl+Enter", "Enter"])
def test_question_by_question_a_quiet_day_takes_five_keys(press, window, diary, save):
    assert press("Enter", "N", "3", "N", save) <= GATE_QUIET
    assert is_saved(window)
    check_in = newest(diary)
    assert check_in.red_flags.denied == diary.catalogue.red_flags_asked
    assert check_in.none_of == {"nerve", "movement"}
    assert said(check_in) == {("soreness", 3)}


@pytest.fixture
def two_open(diary, clock):
    signs = [an_observation(diary.catalogue, name, "palm.r", 2) for name in ("tingling", "heavy")]
    diary.check_in(a_check_in(diary.catalogue, id="old", says=signs), clock())


def test_with_two_open_symptoms_it_takes_seven_keys(two_open, press, window, diary):
    assert press("Enter", "N", "2", "B", "S", "N", "Enter") <= GOAL_TWO_OPEN
    assert is_saved(window)
    check_in = newest(diary)
    changes = {o.symptom.id: o.change for o in check_in.observations if o.change}
    assert changes == {"tingling": Change.BETTER, "heavy": Change.SAME}
    assert check_in.red_flags.denied == diary.catalogue.red_flags_asked
    assert ("soreness", 2) in said(check_in)


def test_every_letter_answers_the_row_that_has_the_focus(two_open, press, window, diary):
    press("Enter", "N", "0", "W", "G", "Ctrl+Enter")
    heavy = next(o for o in newest(diary).observations if o.symptom.id == "heavy")
    tingling = next(o for o in newest(diary).observations if o.symptom.id == "tingling")
    assert tingling.change is Change.WORSE
    assert heavy.is_gone


@pytest.mark.parametrize(
    ("typed", "soreness", "old_pain"),
    [("10 4", 10, 4), ("1 4", 1, 4), ("3 10", 3, 10), ("1 Tab 0", 1, 0), ("0 1", 0, 1)],
)
def test_a_ten_is_a_one_and_a_zero_and_a_one_by_itself_stays_a_one(
    diary, clock, window, press, typed, soreness, old_pain
):
    pain = a_baseline(diary.catalogue, place="blade.r")
    ended = "2026-03-03T10:00:00+00:00"
    diary.record_session(a_session(diary.catalogue, ended_at=ended, baseline=[pain]), clock())
    keys = [key for part in typed.split() for key in ([part] if part == "Tab" else part)]
    press("Enter", "N", *keys, "N", "Enter")
    assert is_saved(window)
    assert said(newest(diary)) == {("soreness", soreness), ("old_pain", old_pain)}


def test_a_one_that_was_left_and_come_back_to_is_changed_and_not_made_a_ten(press, window, diary):
    press("Enter", "N", "1")
    scale = next(iter(window.pages["check_in"].parts.soreness.scales.values()))
    window.pages["check_in"].save_button.setFocus()
    scale.setFocus()
    press("0")
    assert scale.value == 0


def test_what_is_pressed_with_the_mouse_or_a_screen_reader_moves_no_focus(press, window):
    press("Enter")
    parts = window.pages["check_in"].parts
    before = focused(window)
    parts.emergency.group.none.click()
    next(iter(parts.soreness.scales.values())).value = 4
    parts.signs.none.setChecked(True)
    assert focused(window) is before


def test_where_a_key_leads_is_said_aloud(press, window, monkeypatch):
    heard = []
    monkeypatch.setattr(QAccessible, "updateAccessibility", heard.append)
    press("Enter", "N", "2", "N")
    spoken = [event.message() for event in heard if hasattr(event, "message")]
    assert spoken == [
        "Next: Soreness, 0 to 10: all places",
        "Next: Any nerve or movement sign?",
        "That was the last question.",
    ]


def test_a_letter_in_a_note_is_only_a_letter(press, window):
    press("Enter")
    page = window.pages["check_in"]
    page.parts.more.unfold()
    page.parts.more.note.setFocus()
    press("N", "G", "1")
    assert page.parts.more.note.toPlainText() == "ng1"
    assert not page.parts.is_begun


def test_n_takes_no_ticked_emergency_sign_back(press, window):
    press("Enter", "Space", "N")
    group = window.pages["check_in"].parts.emergency.group
    assert group.ticks[0].tick.isChecked()
    assert not group.none.isChecked()


def test_the_keys_stand_beside_the_questions(two_open, press, window):
    press("Enter")
    texts = [label.text() for label in window.pages["check_in"].findChildren(QLabel) if label.isVisible()]
    assert sum("Key:\u00a0N." in text for text in texts) == 2
    assert any("for 10 type 1, then 0" in text for text in texts)
    assert "Keys: G, B, S, W." in texts
    assert any("Ctrl+Enter saves" in text for text in texts)


def test_something_happened_now_has_a_key_of_its_own_anywhere(press, window):
    window.open("sessions")
    press("Ctrl+Shift+N")
    assert window.page is window.pages["check_in"]
    assert focused(window) is window.page.parts.emergency.group.ticks[0].tick
