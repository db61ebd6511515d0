from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QPushButton

from afterneedle.content.wording import place_label
from afterneedle.diary import Diary
from afterneedle.domain.records import Practitioner, Zap
from afterneedle.exchange.json_diary import dump, parse
from afterneedle.gui.pages.sessions import NEWEST, SessionsPage
from afterneedle.gui.widgets.dialogs.meanwhile import MeanwhileQuestion
from afterneedle.gui.widgets.entries.entry_dialog import EntryDialog
from support.builders import a_baseline, a_check_in, a_session, an_observation
from support.seen import button, lines, texts


@pytest.fixture
def page(show) -> SessionsPage:
    made = show(SessionsPage, 700, 900, active=True)
    made.refresh()
    return made


def press(qtbot, page: SessionsPage, name: str) -> None:
    buttons = [b for b in page.findChildren(QPushButton) if b.isVisible()]
    button = next(b for b in buttons if name in (b.accessibleName(), b.text()))
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_an_empty_diary_says_what_a_session_is_for(page):
    assert any("No session yet" in text for text in lines(page))


def test_a_new_session_is_typed_saved_and_listed(qtbot, page, diary):
    press(qtbot, page, "&New session")
    qtbot.keyClicks(page.form.moment.time, "10:00")
    qtbot.keyClicks(page.form.sites.search, "top shoulder right")
    qtbot.keyClick(page.form.sites.search, Qt.Key.Key_Return)
    qtbot.keyClicks(page.form.who.name, "Ann Lee")
    press(qtbot, page, "&Save session")
    assert [s.practitioner.name for s in diary.records().sessions] == ["Ann Lee"]
    assert page.form is None
    assert "Session 1 · Wednesday 4 March 2026, 10:00" in lines(page)
    assert "Top of shoulder, right" in lines(page)
    assert "Ann Lee" in lines(page)


def test_the_places_of_a_session_read_as_one_line(page, diary, clock):
    diary.record_session(a_session(diary.catalogue, sites=["trapezius_top.r", "blade.l"]), clock())
    page.refresh()
    assert "Top of shoulder, right; shoulder blade, left" in lines(page)


@pytest.mark.parametrize("id", ["trapezius_top.r", "trapezius_top.l", "chest.r", "fingers_thumb_side_back.l"])
def test_a_place_clicked_on_the_map_keeps_its_side_to_the_file_and_back(qtbot, page, diary, clock, id):
    press(qtbot, page, "&New session")
    qtbot.keyClicks(page.form.moment.time, "10:00")
    button = page.form.sites.map.buttons[diary.catalogue.places[id]]
    spot = next(p for p in every_pixel(button) if button.mask().contains(p))
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton, pos=spot)
    press(qtbot, page, "&Save session")
    assert [p.id for s in diary.records().sessions for p in s.sites] == [id]
    assert place_label(diary.catalogue.places[id]) in lines(page)
    read = parse(dump(diary.records(), diary.catalogue), diary.catalogue)
    assert [p.id for s in read.sessions for p in s.sites] == [id]


def every_pixel(widget):
    return (QPoint(x, y) for y in range(widget.height()) for x in range(widget.width()))


def test_who_needled_before_is_offered_in_a_new_session(qtbot, page, diary, clock):
    for n, name in enumerate(["Ann Lee", "Bo Example"]):
        session = a_session(diary.catalogue, id=f"s{n}", ended_at=f"2026-03-0{n + 1}T10:00:00+00:00")
        diary.record_session(replace(session, practitioner=Practitioner(name, "", f"0{n}")), clock())
    page.refresh()
    press(qtbot, page, "&New session")
    assert page.form.who.name.text() == "Bo Example"
    press(qtbot, page, "Ann Lee")
    assert (page.form.who.name.text(), page.form.who.phone.text()) == ("Ann Lee", "00")
    page.close_form()


def test_the_newest_session_is_on_top(page, diary, clock):
    diary.record_session(a_session(diary.catalogue, id="old", ended_at="2026-01-05T10:00:00+00:00"), clock())
    diary.record_session(a_session(diary.catalogue, id="new"), clock())
    page.refresh()
    heads = [t for t in lines(page) if "2026" in t]
    assert heads == ["Session 2 · Monday 2 March 2026, 10:00", "Session 1 · Monday 5 January 2026, 10:00"]


@pytest.fixture
def record_many(diary, clock):
    """Records as many sessions, one a day since 1 February."""

    def record(count: int) -> None:
        for day in range(1, count + 1):
            ended_at = f"2026-02-{day:02}T10:00:00+00:00"
            diary.record_session(a_session(diary.catalogue, id=f"s{day}", ended_at=ended_at), clock())

    return record


def test_of_many_sessions_the_newest_are_shown_and_the_older_on_request(page, record_many):
    record_many(NEWEST + 2)
    page.refresh()
    page.show()
    assert "Session 3 ·" in texts(page)
    assert "Session 2 ·" not in texts(page)
    button(page, "Show 2 older sessions").click()
    assert "Session 2 ·" in texts(page)
    assert "Session 1 ·" in texts(page)
    assert button(page, "Show 2 older sessions") is None
    assert page.focusWidget().accessibleName() == "Edit the session of Mon 2 February, 10:00"


@pytest.mark.parametrize(("count", "is_offered"), [(NEWEST, False), (NEWEST + 1, True)])
def test_older_sessions_are_offered_when_some_are_left_out(page, record_many, count, is_offered):
    record_many(count)
    page.refresh()
    assert (button(page, "Show 1 older session") is not None) == is_offered


def test_an_edited_session_keeps_its_id_and_says_that_it_was_edited(qtbot, page, diary, clock):
    diary.record_session(a_session(diary.catalogue, ended_about=True), clock())
    page.refresh()
    assert "Session 1 · About Monday 2 March 2026, 10:00" in lines(page)
    press(qtbot, page, "Edit the session of Mon 2 March, 10:00")
    page.form.note.setPlainText("dizzy")
    press(qtbot, page, "&Save session")
    (session,) = diary.records().sessions
    assert (session.id, session.note, session.edited_at) == ("s1", "dizzy", clock())
    assert "Edited: Wed 4 March, 20:00" in lines(page)


def test_an_edit_of_what_another_window_changed_meanwhile_asks_first(qtbot, page, diary, clock):
    diary.record_session(a_session(diary.catalogue), clock())
    page.show_item("s1")
    other = Diary.open(diary.path)
    other.record_session(a_session(diary.catalogue, note="theirs"), clock())
    other.close()
    page.form.note.setPlainText("mine")
    press(qtbot, page, "&Save session")
    page.findChild(MeanwhileQuestion).keep.click()
    assert diary.records().sessions[0].note == "theirs"
    assert page.form.note.toPlainText() == "mine"
    press(qtbot, page, "&Save session")
    page.findChildren(MeanwhileQuestion)[-1].save.click()
    assert diary.records().sessions[0].note == "mine"
    assert page.form is None


def test_saving_an_unchanged_session_is_no_edit(qtbot, page, diary, clock):
    diary.record_session(a_session(diary.catalogue), clock())
    page.show_item("s1")
    press(qtbot, page, "&Save session")
    assert page.form is None
    assert diary.records().sessions[0].edited_at is None


def test_a_deleted_session_is_gone_until_it_is_undone(qtbot, page, hub, diary, clock):
    diary.record_session(a_session(diary.catalogue), clock())
    page.refresh()
    with qtbot.waitSignal(hub.done) as heard:
        press(qtbot, page, "Delete the session of Mon 2 March, 10:00")
    assert heard.args[0] == "Session deleted."
    assert diary.records().sessions == ()
    hub.do(lambda: diary.undo(clock()))
    assert "Session 1 · Monday 2 March 2026, 10:00" in lines(page)


def test_an_open_form_survives_changes_elsewhere(qtbot, page, hub, diary, clock):
    page.show_item("new")
    qtbot.keyClicks(page.form.who.name, "half typed")
    hub.do(lambda: diary.record_session(a_session(diary.catalogue), clock()))
    page.show_item("s1")
    assert page.form.who.name.text() == "half typed"
    assert page.is_dirty


def test_a_form_that_cannot_be_saved_stays_open(qtbot, page, diary, clock):
    page.show_item("new")
    press(qtbot, page, "&Save session")
    assert page.form is not None
    assert diary.records().sessions == ()


def test_markup_in_a_note_is_shown_as_typed(page, diary, clock):
    diary.record_session(a_session(diary.catalogue, note="<b>bold</b> & so"), clock())
    page.refresh()
    label = next(la for la in page.findChildren(QLabel) if la.text().startswith("<b>"))
    assert label.textFormat() is Qt.TextFormat.PlainText


def test_every_stop_has_one_name(page, diary, clock, unnamed):
    diary.record_session(a_session(diary.catalogue), clock())
    page.refresh()
    assert unnamed(page) == []
    page.show_item("new")
    assert unnamed(page) == []


def test_a_card_says_what_a_practitioner_would_ask(page, diary, clock):
    places = diary.catalogue.places
    zap = Zap(felt=True, stopped_at_once=False, place=places["palm.r"])
    before = [a_baseline(diary.catalogue, "tingling", "palm.r", 1)]
    diary.record_session(a_session(diary.catalogue, zap=zap, twitch=True, baseline=before), clock())
    page.refresh()
    zap_line = next(line for line in lines(page) if "zap" in line)
    assert "It did not stop at once. It ran to: palm, right." in zap_line
    assert "There before: tingling, palm, right: 1 of 3, I notice it, I can do everything" in lines(page)
    assert "A muscle twitch was felt." in lines(page)


def test_a_phone_number_is_copied_with_one_press(qtbot, page, diary, clock):
    diary.record_session(a_session(diary.catalogue), clock())
    page.refresh()
    press(qtbot, page, "Copy the phone number, session of Mon 2 March, 10:00")
    assert QGuiApplication.clipboard().text() == "+44 1632 960 001"


@pytest.mark.parametrize(
    ("symptom", "place", "told"), [("tingling", "palm.r", True), ("bruise", "palm.r", False)]
)
def test_what_must_be_told_before_any_new_needling_stands_on_top(page, diary, clock, symptom, place, told):
    catalogue = diary.catalogue
    diary.record_session(a_session(catalogue), clock())
    diary.check_in(a_check_in(catalogue, says=[an_observation(catalogue, symptom, place, 1)]), clock())
    page.refresh()
    assert ("Tell them before any new needling" in lines(page)) is told
    assert ("Tingling: palm, right" in lines(page)) is told
    page.show_item("new")
    assert "Tell them before any new needling" not in lines(page)
    page.close_form()
    assert ("Tell them before any new needling" in lines(page)) is told


def test_the_checklist_for_the_next_session_is_one_press_away(qtbot, page):
    with qtbot.waitSignal(page.go) as went:
        press(qtbot, page, "Checklist before the next session")
    assert went.args == ["guidance", "next-time"]


def test_an_edited_session_tells_what_changed(qtbot, page, diary, clock):
    diary.record_session(a_session(diary.catalogue, note="first"), clock())
    diary.record_session(a_session(diary.catalogue, note="second"), clock())
    page.refresh()
    press(qtbot, page, "What changed in the session of Mon 2 March, 10:00")
    dialog = page.findChild(EntryDialog)
    said = [label.text() for label in dialog.findChildren(QLabel)]
    assert said[-2:] == ["Before: Note: first", "After: Note: second"]
    dialog.edit_button.click()
    assert page.form is not None


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_a_right_click_offers_the_same_and_copies_the_text(page, diary, clock):
    diary.record_session(a_session(diary.catalogue), clock())
    page.refresh()
    label = next(la for la in page.findChildren(QLabel) if la.text().startswith("K. Osei"))
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, QPoint(5, 5), label.mapToGlobal(QPoint(5, 5)))
    QApplication.sendEvent(label, event)
    menu = next(m for m in page.findChildren(QMenu) if m.isVisible())
    acts = {action.text(): action for action in menu.actions() if action.text()}
    assert list(acts) == ["&Edit", "&Copy text", "&Delete"]
    acts["&Copy text"].trigger()
    assert (
        QGuiApplication.clipboard().text().startswith("Monday 2 March 2026, 10:00 · Session\n1 place needled")
    )
    acts["&Delete"].trigger()
    menu.close()
    assert diary.records().sessions == ()


def named(page: SessionsPage, name: str) -> QPushButton:
    return next(b for b in page.findChildren(QPushButton) if b.isVisible() and name in b.accessibleName())


def test_a_change_elsewhere_leaves_the_focus_at_its_session(page, diary, clock, hub):
    for day in (1, 2):
        session = a_session(diary.catalogue, id=f"s{day}", ended_at=f"2026-03-0{day}T10:00:00+00:00")
        diary.record_session(session, clock())
    hub.changed.emit()
    named(page, "Edit the session of Sun 1 March").setFocus()
    diary.remove_session("s2", clock())
    hub.changed.emit()
    assert page.focusWidget() is named(page, "Edit the session of Sun 1 March")
    diary.remove_session("s1", clock())
    hub.changed.emit()
    assert page.focusWidget() is page.new


def test_the_search_for_the_next_place_stays_in_sight_when_one_is_added(qtbot, window):
    window.resize(700, 500)
    window.open("sessions", "new")
    search = window.pages["sessions"].form.sites.search
    QApplication.processEvents()
    window.pages["sessions"].ensureWidgetVisible(search, 0, 0)
    for word in ("calf right", "heel left", "toes left"):
        qtbot.keyClicks(search, word)
        qtbot.keyClick(search, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: search.visibleRegion().boundingRect().height() == search.height())
    assert search.hasFocus()
