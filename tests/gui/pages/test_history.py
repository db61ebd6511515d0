"""Every entry is found, read, edited, deleted and brought back, by keyboard too."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QKeySequence
from PySide6.QtWidgets import QApplication, QLabel, QMenu

from afterneedle.content.wording import search_texts
from afterneedle.domain.past import Only
from afterneedle.gui.pages.history import HistoryPage
from afterneedle.gui.widgets.entries.entry_dialog import EntryDialog
from afterneedle.gui.widgets.entries.entry_list import AT_ONCE
from support.builders import a_check_in, a_red_flag, a_session, an_observation


@pytest.fixture
def page(show) -> HistoryPage:
    return show(HistoryPage, 700, 700, active=True)


@pytest.fixture
def entries(page, diary, clock) -> None:
    """A flagged check-in, one that is late and edited, and a session below them."""
    catalogue = diary.catalogue
    diary.record_session(a_session(catalogue), clock())
    diary.check_in(a_check_in(catalogue, present=[a_red_flag(catalogue)]), clock())
    late = a_check_in(
        catalogue,
        id="c2",
        felt_at="2026-03-02T20:00:00+00:00",
        entered_at="2026-03-04T08:00:00+00:00",
        says=[an_observation(catalogue, "tingling", "palm.r", 1)],
        medicines="ibuprofen",
        note="after the stairs",
    )
    diary.check_in(late, clock())
    diary.check_in(late, clock())
    page.refresh()


def shown(page: HistoryPage) -> list[str]:
    rows = page.list.rows
    return [rows.data(rows.index(n)) for n in range(rows.rowCount())]


def found(page: HistoryPage) -> list[str]:
    return [page.list.rows.item(n).id for n in range(page.list.rows.rowCount())]


def ids(diary) -> set[str]:
    records = diary.records()
    return {entry.id for entry in (*records.sessions, *records.check_ins)}


def choose(page: HistoryPage, only: Only) -> None:
    page.only.buttons[list(Only).index(only)].setChecked(True)


def test_everything_stands_newest_first_and_says_what_it_is(page, entries):
    heads = [text.split("\n")[0] for text in shown(page)]
    assert heads == [
        "Tuesday 3 March 2026, 20:00 · Check-in",
        "Monday 2 March 2026, 20:00 · Check-in",
        "Monday 2 March 2026, 10:00 · Session",
    ]
    assert page.count.text() == "3 entries"


def test_flagged_late_and_edited_entries_say_so_in_words(page, entries):
    marks = [text.split("\n")[1] for text in shown(page)[:2]]
    assert marks == ["Flagged: Emergency", "Flagged: Keep an eye on it · Entered later · Edited"]
    assert "Flagged" not in shown(page)[2]


@pytest.mark.parametrize(
    ("only", "left"),
    [
        (Only.ALL, ["c1", "c2", "s1"]),
        (Only.FLAGGED, ["c1", "c2"]),
        (Only.EDITED, ["c2"]),
        (Only.LATE, ["c2"]),
        (Only.CHECK_INS, ["c1", "c2"]),
        (Only.SESSIONS, ["s1"]),
    ],
)
def test_a_button_shows_only_some_and_counts_them(page, entries, only, left):
    choose(page, only)
    assert found(page) == left
    assert page.count.text() == ("3 entries" if only is Only.ALL else f"{len(left)} of 3")


def test_taking_a_button_back_shows_all(qtbot, page, entries):
    choose(page, Only.SESSIONS)
    qtbot.mouseClick(page.only.buttons[-1], Qt.MouseButton.LeftButton)
    assert found(page) == ["c1", "c2", "s1"]
    assert page.only.value is Only.ALL


@pytest.mark.parametrize(
    ("typed", "left"),
    [
        ("STAIRS", ["c2"]),
        ("ibuprofen", ["c2"]),
        ("tingling right", ["c2"]),
        ("breath", ["c1"]),
        ("osei", ["s1"]),
        ("top of shoulder", ["s1"]),
        ("monday march", ["c2", "s1"]),
        ("march", ["c1", "c2", "s1"]),
    ],
)
def test_a_search_finds_words_of_notes_symptoms_places_medicines_names_and_days(page, entries, typed, left):
    page.search.setText(typed)
    assert found(page) == left


def test_a_search_that_finds_nothing_says_so_and_shows_all_when_it_is_cleared(page, entries):
    page.search.setText("zebra")
    assert page.count.text() == "None of 3. Try another word, or show all."
    assert not page.list.isVisibleTo(page)
    assert not page.open_button.isEnabled()
    page.search.clear()
    assert found(page) == ["c1", "c2", "s1"]


WORDS = st.sampled_from(
    ["", "s", "march", "tingling", "palm right", "osei", "note 1", "monday", "no such word"]
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], max_examples=30)
@given(only=st.sampled_from(Only), typed=WORDS)
def test_what_is_shown_is_always_part_of_all_and_counted_right(page, entries, only, typed):
    page.search.clear()
    choose(page, Only.ALL)
    everything = found(page)
    page.search.setText(typed)
    choose(page, only)
    some = page._found
    assert [e.id for e in some] == [id for id in everything if id in {e.id for e in some}]
    count = "3 entries" if len(some) == 3 else f"{len(some)} of 3" if some else "None of 3."
    assert page.count.text().startswith(count)
    texts = search_texts(page._entries)
    assert all(word in texts[entry.id] for entry in some for word in typed.split())


def test_enter_reads_an_entry_and_its_edits(qtbot, page, entries, diary):
    page.show_item("c2")
    qtbot.keyClick(page.list, Qt.Key.Key_Return)
    dialog = page.findChild(EntryDialog)
    said = [label.text() for label in dialog.findChildren(QLabel)]
    assert said[0] == "Monday 2 March 2026, 20:00 · Check-in"
    assert "Flagged: Keep an eye on it" in said
    assert "Note: after the stairs" in said
    assert "Edited 1 time" in said
    assert said[-1] == "Nothing that is shown here changed."
    dialog.reject()


@pytest.mark.parametrize(("id", "goes"), [("c1", ["check_in", "c1"]), ("s1", ["sessions", "s1"])])
def test_edit_opens_the_form_of_the_entry_from_the_list_and_from_reading_it(qtbot, page, entries, id, goes):
    page.show_item(id)
    with qtbot.waitSignal(page.go) as went:
        page.edit_button.click()
    assert went.args == goes
    page.open_chosen()
    with qtbot.waitSignal(page.go) as went:
        page.findChild(EntryDialog).edit_button.click()
    assert went.args == goes


def test_delete_takes_one_after_the_other_by_keyboard_and_undo_brings_them_back(
    qtbot, page, entries, hub, diary
):
    page.show_item("c1")
    qtbot.keyClick(page.list, Qt.Key.Key_Delete)
    assert page.list.chosen.id == "c2"
    with qtbot.waitSignal(hub.done) as said:
        qtbot.keyClick(page.list, Qt.Key.Key_Delete)
    assert said.args[0] == "Check-in deleted."
    assert ids(diary) == {"s1"}
    qtbot.keyClick(page.list, Qt.Key.Key_Delete)
    assert page.count.text() == "Nothing is entered yet."
    for _change in range(3):
        hub.do(lambda: diary.undo(hub.now()))
    assert found(page) == ["c1", "c2", "s1"]


def test_the_check_ins_of_a_deleted_session_stay(page, entries, diary):
    page.show_item("s1")
    page.delete_button.click()
    assert ids(diary) == {"c1", "c2"}


def test_each_deleted_entry_is_restored_in_any_order(qtbot, page, entries, hub, diary):
    for id in ("c1", "c2", "s1"):
        page.show_item(id)
        page.delete_chosen()
    page.deleted_button.click()
    assert page.title.text() == "Recently deleted"
    assert page.gone.said.text().startswith("3 entries.")
    rows = page.gone.list.rows
    assert "Deleted: Wednesday 4 March 2026, 20:00" in rows.data(rows.index(0))
    page.gone.list.choose([rows.item(n).entry.id for n in range(3)].index("c1"))
    with qtbot.waitSignal(hub.done) as said:
        qtbot.keyClick(page.gone.list, Qt.Key.Key_Return)
    assert said.args[0] == "Check-in restored."
    assert ids(diary) == {"c1"}
    page.gone.restore_button.click()
    page.gone.restore_button.click()
    assert ids(diary) == {"c1", "c2", "s1"}
    assert page.gone.said.text() == "Nothing is deleted."
    assert page.gone.focusProxy() is page.gone.back
    page.gone.back.click()
    assert found(page) == ["c1", "c2", "s1"]


def test_undo_takes_a_restore_back(page, entries, hub, diary):
    page.show_item("c1")
    page.delete_chosen()
    page.show_deleted()
    page.gone.restore_chosen()
    hub.do(lambda: diary.undo(hub.now()))
    assert ids(diary) == {"c2", "s1"}
    assert page.gone.list.rows.rowCount() == 1


def test_nothing_can_be_done_while_nothing_is_chosen(page, entries, diary):
    for button in (page.open_button, page.edit_button, page.delete_button):
        assert not button.isEnabled()
    page.delete_chosen()
    page.open_chosen()
    page.edit_chosen()
    page.copy_chosen()
    page.gone.restore_chosen()
    assert ids(diary) == {"c1", "c2", "s1"}
    assert page.findChild(EntryDialog) is None


def test_an_empty_diary_says_so(page):
    page.refresh()
    assert page.count.text() == "Nothing is entered yet."
    page.show_deleted()
    assert page.gone.said.text() == "Nothing is deleted."


def test_where_nothing_is_found_the_parts_of_the_page_stay_together_at_its_top(page, entries):
    page.search.setText("no such word")
    QApplication.processEvents()
    parts = [page.search, page.only, page.count, page.open_button]
    tops = [part.mapTo(page, part.rect().topLeft()).y() for part in parts]
    assert tops == sorted(tops)
    assert tops[-1] + page.open_button.height() < page.height() / 2


def test_what_an_entry_says_is_copied_as_text(qtbot, page, entries):
    page.show_item("c2")
    qtbot.keySequence(page.list, QKeySequence(QKeySequence.StandardKey.Copy))
    copied = QGuiApplication.clipboard().text().split("\n")
    assert copied[0] == "Monday 2 March 2026, 20:00 · Check-in"
    assert "Note: after the stairs" in copied


def menu_of(page: HistoryPage, reason: QContextMenuEvent.Reason, view) -> dict:
    at = view.visualRect(view.rows.index(max(view.row, 0))).center()
    QApplication.sendEvent(view.viewport(), QContextMenuEvent(reason, at, view.viewport().mapToGlobal(at)))
    menu = next(m for m in page.findChildren(QMenu) if m.isVisible())
    return {action.text(): action for action in menu.actions() if action.text()}


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
@pytest.mark.parametrize("reason", [QContextMenuEvent.Reason.Mouse, QContextMenuEvent.Reason.Keyboard])
def test_a_right_click_or_the_menu_key_offers_the_same(page, entries, diary, reason):
    page.show_item("c2")
    acts = menu_of(page, reason, page.list)
    assert list(acts) == ["&Open", "&Edit", "&Copy text", "&Delete"]
    acts["&Delete"].trigger()
    assert "c2" not in ids(diary)
    next(m for m in page.findChildren(QMenu) if m.isVisible()).close()
    page.show_deleted()
    menu_of(page, reason, page.gone.list)["&Restore"].trigger()
    assert "c2" in ids(diary)
    next(m for m in page.findChildren(QMenu) if m.isVisible()).close()


def test_find_puts_the_cursor_into_the_search_and_enter_goes_on_to_the_list(qtbot, page, entries):
    page.show_deleted()
    page.show_item("search")
    assert page.search.hasFocus()
    qtbot.keyClicks(page.search, "stairs")
    qtbot.keyClick(page.search, Qt.Key.Key_Return)
    assert page.list.hasFocus()
    assert page.list.chosen.id == "c2"


def test_an_entry_that_is_asked_for_is_shown_whatever_was_searched(page, entries):
    page.search.setText("stairs")
    choose(page, Only.EDITED)
    page.show_item("s1")
    assert page.list.chosen.id == "s1"


def test_the_chosen_entry_stays_chosen_through_changes_and_searches(page, entries, diary, hub, clock):
    page.show_item("c2")
    later = a_check_in(diary.catalogue, id="c3", felt_at="2026-03-04T19:00:00+00:00")
    hub.do(lambda: diary.check_in(later, clock()))
    assert page.list.chosen.id == "c2"
    page.search.setText("stairs")
    assert page.list.chosen.id == "c2"


def test_a_long_diary_is_put_into_words_only_as_far_as_it_is_looked_at(page, diary, clock):
    moments = [f"2026-01-{day:02}T{hour:02}:00:00+00:00" for day in range(1, 32) for hour in (8, 14, 20)]
    for n, moment in enumerate(moments):
        diary.check_in(a_check_in(diary.catalogue, id=f"c{n}", felt_at=moment), clock())
    page.refresh()
    assert page.count.text() == "93 entries"
    assert page.list.rows.rowCount() == AT_ONCE
    page.list.scrollToBottom()
    QApplication.processEvents()
    assert page.list.rows.rowCount() == 93
    page.refresh()
    page.show_item("c0")
    assert page.list.chosen.id == "c0"


def test_every_stop_has_one_name_and_every_letter_is_used_once(page, entries, unnamed):
    page.show_item("c1")
    for show in (page.show_all, page.show_deleted):
        show()
        assert unnamed(page) == []
    labels = [w.text() for w in page.findChildren(QLabel)] + [
        b.text() for b in (page.open_button, page.edit_button, page.delete_button, page.deleted_button)
    ]
    letters = [text[text.index("&") + 1].casefold() for text in labels if "&" in text]
    assert len(letters) == len(set(letters))
    assert not set(letters) & set("fevgh"), "those open a menu"
