"""The form as a whole: saved, refused, thrown away, left and come back to; by key and by ear."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QAbstractButton, QLabel

from afterneedle.gui.widgets.dialogs.throw_away import ThrowAwayQuestion
from support.builders import a_check_in
from support.check_in_form import an_open_tingling, saved, soreness


def test_after_saving_the_window_goes_to_today_and_says_so(qtbot, page, session, hub):
    shown = page()
    shown.parts.emergency.group.none.setChecked(True)
    with qtbot.waitSignal(shown.go) as went, qtbot.waitSignal(hub.done) as heard:
        shown.save_button.click()
    assert went.args == ["today", "saved"]
    assert heard.args[0] == "Saved."


def test_an_untouched_form_is_not_saved_and_says_so(page, session, diary):
    shown = page()
    shown.save()
    assert diary.records().check_ins == ()
    assert shown.error.text() == "Nothing is answered yet."


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


def test_another_check_in_is_not_opened_over_one_that_is_begun(qtbot, page, session, diary, clock, hub):
    diary.check_in(a_check_in(diary.catalogue), clock())
    shown = page()
    soreness(shown).value = 4
    with qtbot.waitSignal(hub.notice) as heard:
        shown.show_item("c1")
    assert heard.args == ["First save or cancel what you have begun here."]
    assert soreness(shown).value == 4


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


def test_a_new_check_in_goes_to_today_wherever_it_was_opened(qtbot, page, session):
    shown = page()
    shown.opened_from = "history"
    shown.show_item("now")
    soreness(shown).value = 1
    with qtbot.waitSignal(shown.go) as went:
        shown.save()
    assert went.args == ["today", "saved"]
