"""The checklist for the next session: its ticks are kept, cleared and put back."""

import json

from PySide6.QtCore import Qt

from afterneedle.content.guidance import load_guidance
from afterneedle.diary import StoreError
from afterneedle.gui.pages.guidance import GuidancePage
from support.guidance_page import ticks

TEXTS_ITEMS = load_guidance()["next-time"].body.count("\n- ")


def test_a_tick_of_the_checklist_is_remembered(qtbot, page, hub):
    page.show_item("next-time")
    ticks(page)[6].setFocus()
    qtbot.keyClick(ticks(page)[6], Qt.Key.Key_Space)
    assert ticks(page)[6].text() == "All my medicines, most of all blood thinners."
    page.show_item("fever")
    page.show_item("next-time")
    assert [t.isChecked() for t in ticks(page)] == [n == 6 for n in range(len(ticks(page)))]
    again = GuidancePage(hub)
    qtbot.addWidget(again)
    again.show_item("next-time")
    assert again.checklist.ticked == {"All my medicines, most of all blood thinners."}


def test_tab_goes_through_the_checklist_as_it_stands_then_to_the_sources(qtbot, page):
    page.show_item("next-time")
    ticks(page)[0].setChecked(True)
    for tick in (*ticks(page), page.checklist.clear_button, page.reader):
        qtbot.keyClick(page.window().focusWidget(), Qt.Key.Key_Tab)
        assert tick.hasFocus()


def test_every_item_of_the_checklist_is_a_box_in_a_group_with_the_name_of_its_part(page, unnamed):
    page.show_item("next-time")
    assert unnamed(page) == []
    groups = {t.text(): t.parent().parent().accessibleName() for t in ticks(page)}
    assert len(groups) == TEXTS_ITEMS
    assert groups["I lie down."] == "In the session"
    assert "Sources" in page.reader.toPlainText()
    assert "I lie down." not in page.reader.toPlainText()


def test_all_ticks_are_cleared_at_once_and_can_be_put_back(qtbot, page, diary):
    page.show_item("next-time")
    assert not page.checklist.clear_button.isEnabled()
    for n in (0, 3):
        ticks(page)[n].setChecked(True)
    before = page.checklist.ticked
    assert page.checklist.count.text() == f"2 of {TEXTS_ITEMS} ticked"
    page.checklist.clear_button.click()
    assert page.checklist.ticked == frozenset()
    assert json.loads(diary.setting("checklist_ticks")) == []
    page.checklist.clear_button.click()
    assert page.checklist.ticked == before
    page.checklist.clear_button.click()
    ticks(page)[1].setChecked(True)
    page.checklist.clear_button.click()
    assert page.checklist.ticked == frozenset()


def test_a_tick_that_cannot_be_kept_is_not_shown_as_kept(qtbot, page, hub, diary, monkeypatch):
    page.show_item("next-time")

    def fails(name: str, value: str) -> None:
        raise StoreError(diary.path)

    monkeypatch.setattr(diary, "set_setting", fails)
    with qtbot.waitSignal(hub.notice) as heard:
        ticks(page)[0].setChecked(True)
    assert "could not be read or saved" in heard.args[0]
    assert page.checklist.ticked == frozenset()


def test_ticks_are_read_and_kept_after_the_diary_was_locked_and_opened_again(page, hub):
    page.show_item("next-time")
    hub.let_go()
    hub.take_up(None)
    page.refresh()
    page.checklist.lists[0].ticks[0].click()
    assert json.loads(hub.diary.setting("checklist_ticks")) == [page.checklist.lists[0].ticks[0].text()]
