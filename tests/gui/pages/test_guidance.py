"""Guidance in the window: to find, to read, to tick and to print."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import QPoint, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QFileDialog, QLabel

from afterneedle.content.guidance import load_guidance
from afterneedle.diary import StoreError
from afterneedle.gui.pages.guidance import GuidancePage
from afterneedle.gui.theme import Look
from afterneedle.gui.widgets.basics.choices import Tick
from afterneedle.gui.widgets.guidance.topics import AROUND
from afterneedle.paper.pages import Paper

NONE, ALT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.AltModifier
TEXTS_ITEMS = load_guidance()["next-time"].body.count("\n- ")


@pytest.fixture
def page(qtbot, hub) -> GuidancePage:
    made = GuidancePage(hub)
    qtbot.addWidget(made)
    made.resize(700, 600)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    made.refresh()
    return made


def listed(page: GuidancePage) -> list[str]:
    return [page.topics.list.item(n).text() for n in range(page.topics.list.count())]


def test_the_topics_are_listed_in_reading_order(page, diary):
    topics = [t.title for t in diary.guidance.values() if t.topic]
    assert listed(page) == [*topics, "How the app decides"]


def test_enter_on_a_topic_opens_it(qtbot, page):
    first = page.topics.list.item(0)
    page.topics.list.setCurrentItem(first)
    qtbot.keyClick(page.topics.list, Qt.Key.Key_Return)
    assert page.title.text() == first.text()
    assert page.reader.isVisible()


def test_the_search_looks_in_all_texts_and_in_their_words(qtbot, page, diary):
    qtbot.keyClicks(page.topics.search, "BLOOD thinner")
    everything = {t.title: f"{t.title} {t.body}".casefold() for t in diary.guidance.values()}
    wanted = {title for title, words in everything.items() if "blood" in words and "thinner" in words}
    assert set(listed(page)) == {*wanted, "How the app decides"}
    assert any(not t.topic for t in diary.guidance.values() if t.title in listed(page))


def test_a_search_without_result_says_so(qtbot, page):
    qtbot.keyClicks(page.topics.search, "xyzzy")
    assert listed(page) == []
    assert "Nothing found" in page.topics.count.text()


def test_every_text_can_be_shown_with_its_sources(page, diary):
    for id, text in diary.guidance.items():
        page.show_item(id)
        shown = page.reader.toPlainText()
        assert page.title.text() == text.title
        assert "Sources" in shown
        for tag in text.sources:
            assert diary.sources[tag].text in shown


@pytest.mark.parametrize("width", [1000, 480, 700])
def test_nothing_of_a_text_is_cut_off_wherever_one_comes_from(qtbot, page, width):
    page.resize(width, 600)
    for id in ("nerve-signs", "next-time", "how-the-app-decides", "nerve-signs"):
        page.show_item(id)
        qtbot.waitUntil(lambda: is_whole(page))


def is_whole(page: GuidancePage) -> bool:
    """Whether all around the text is as tall as the text is, and the page can be scrolled to its end."""
    reader, card = page.reader, page.reader.parentWidget()
    lines = reader.document().size().height()
    ends = reader.viewport().mapTo(page.widget(), QPoint(0, round(lines))).y()
    return (
        reader.viewport().height() >= lines
        and card.geometry().bottom() > reader.geometry().bottom()
        and (ends <= page.widget().height() == page.verticalScrollBar().maximum() + page.viewport().height())
    )


def test_an_unknown_text_changes_nothing(page):
    page.show_item("no-such-text")
    assert page.title.text() == "Guidance"


def test_the_way_back_leads_to_the_topics(qtbot, page):
    page.show_item("nerve-signs")
    qtbot.mouseClick(page.all_topics, Qt.MouseButton.LeftButton)
    assert page.topics.isVisible()
    assert not page.reader.isVisible()


def test_every_stop_has_one_name(page, unnamed):
    assert unnamed(page) == []
    page.show_item("nerve-signs")
    assert unnamed(page) == []


def test_the_last_topic_shows_how_the_app_decides(qtbot, page, diary):
    last = page.topics.list.item(page.topics.list.count() - 1)
    page.topics.list.setCurrentItem(last)
    qtbot.keyClick(page.topics.list, Qt.Key.Key_Return)
    shown = page.reader.toPlainText()
    assert page.title.text() == "How the app decides"
    assert f"Rulebook version {diary.rulebook.version}" in shown
    for row in (*diary.rulebook.rules, *diary.rulebook.modifiers):
        assert f"\n{row.id}\n" in shown
        assert row.why in shown
        for tag in row.sources:
            assert diary.sources[tag].text in shown


def test_how_the_app_decides_can_be_opened_at_a_rule(qtbot, page):
    page.show_item("how-the-app-decides#S04")
    heading = page.reader.place_of("S04")
    qtbot.waitUntil(lambda: abs(page.reader.mapTo(page.viewport(), heading.topLeft()).y()) < 40)
    page.show_item("how-the-app-decides#no such rule")
    assert page.verticalScrollBar().value() == 0


def test_how_the_app_decides_is_not_made_before_it_is_wanted(qtbot, page, monkeypatch):
    made = []
    monkeypatch.setattr(
        "afterneedle.gui.pages.guidance.decisions_markdown", lambda *_: made.append("page") or "## Rules"
    )
    page.show_item("nerve-signs")
    assert made == []
    page.show_item("how-the-app-decides")
    page.show_item("how-the-app-decides")
    assert made == ["page"]


def test_a_rule_is_found_by_its_number(qtbot, page):
    qtbot.keyClicks(page.topics.search, "N09b")
    assert listed(page) == ["How the app decides"]


def click_link(qtbot, page: GuidancePage, address: str) -> None:
    reader = page.reader
    qtbot.waitUntil(lambda: is_whole(page))
    places = (QPoint(x, y) for y in range(0, reader.height(), 6) for x in range(0, reader.width(), 6))
    place = next(place for place in places if reader.anchorAt(place) == address)
    qtbot.mouseClick(reader.viewport(), Qt.MouseButton.LeftButton, pos=place)


def test_a_link_opens_the_text_it_names(qtbot, page, diary):
    page.show_item("dry-needling")
    click_link(qtbot, page, "guidance:zap-and-twitch")
    assert page.title.text() == diary.guidance["zap-and-twitch"].title
    assert "A twitch is a muscle that jumps" in page.reader.toPlainText()


def test_a_source_opens_in_the_browser_and_the_text_stays(qtbot, page, diary, monkeypatch):
    opened: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)
    page.show_item("dry-needling")
    click_link(qtbot, page, diary.sources["BRADY14"].address)
    assert [link.toString() for link in opened] == [diary.sources["BRADY14"].address]
    assert page.title.text() == diary.guidance["dry-needling"].title


def tab_to_reader(qtbot, page: GuidancePage) -> None:
    for _press in range(12):
        if page.reader.hasFocus():
            return
        qtbot.keyClick(page.window().focusWidget(), Qt.Key.Key_Tab)
    raise AssertionError("the text is not reached by Tab")


def test_what_was_found_stands_under_the_title_and_is_said_with_it(qtbot, page):
    qtbot.keyClicks(page.topics.search, "HIV")
    item = page.topics.list.item(0)
    assert item.text() == "Needle left in, or not clean"
    assert "protect from HIV" in item.data(AROUND)
    assert "protect from HIV" in item.data(Qt.ItemDataRole.AccessibleTextRole)


def test_a_row_is_as_high_as_its_words_need_and_the_list_as_high_as_its_rows(qtbot, page):
    qtbot.keyClicks(page.topics.search, "blood")
    rows = page.topics.list
    wide = rows.height()
    assert rows.verticalScrollBar().maximum() == 0
    page.resize(360, 600)
    assert rows.height() > wide
    assert rows.verticalScrollBar().maximum() == 0


@pytest.mark.parametrize("keys", [(Qt.Key.Key_Escape, NONE), (Qt.Key.Key_Left, ALT)], ids=["Esc", "Alt+Left"])
def test_a_key_goes_back_to_the_topics_and_the_search_keeps_its_words(qtbot, page, keys):
    qtbot.keyClicks(page.topics.search, "blood")
    page.topics.list.setFocus()
    qtbot.keyClick(page.topics.list, Qt.Key.Key_Down)
    chosen = page.topics.list.currentItem().text()
    qtbot.keyClick(page.topics.list, Qt.Key.Key_Return)
    assert page.title.text() == chosen
    tab_to_reader(qtbot, page)
    qtbot.keyClick(page.reader, *keys)
    assert page.topics.isVisible()
    assert page.topics.search.text() == "blood"
    assert page.topics.list.hasFocus()
    assert page.topics.list.currentItem().text() == chosen


def test_back_from_a_linked_text_leads_to_the_line_one_came_from(qtbot, page):
    page.resize(700, 300)
    page.show_item("dry-needling")
    qtbot.waitUntil(lambda: page.verticalScrollBar().maximum() > 100)
    page.verticalScrollBar().setValue(90)
    page.reader.text_wanted.emit("soreness")
    assert page.title.text() == "Sore muscles"
    qtbot.keyClick(page.back, Qt.Key.Key_Escape)
    assert page.title.text() == "What dry needling is"
    qtbot.waitUntil(lambda: page.verticalScrollBar().value() == 90)


def test_back_from_a_text_that_another_page_asked_for_leads_to_that_page(qtbot, page):
    page.opened_from = "today"
    page.show_item("dry-needling")
    page.reader.text_wanted.emit("soreness")
    page.go_back()
    with qtbot.waitSignal(page.go) as asked:
        qtbot.keyClick(page.back, Qt.Key.Key_Escape)
    assert asked.args == ["today", None]


def test_on_the_topics_there_is_nowhere_to_go_back_to(qtbot, page):
    with qtbot.assertNotEmitted(page.go):
        qtbot.keyClick(page.topics.search, Qt.Key.Key_Escape)
    assert page.topics.isVisible()


def test_the_emergency_number_stands_above_a_text_that_asks_to_call_it(page, diary):
    page.show_item("fever")
    assert "Your emergency number" not in visible_words(page)
    diary.set_setting("emergency_number", "112")
    page.show_item("fever")
    assert "Your emergency number: 112" in visible_words(page)
    page.show_item("next-time")
    assert "Your emergency number" not in visible_words(page)


def visible_words(page: GuidancePage) -> str:
    return "\n".join(label.text() for label in page.findChildren(QLabel) if label.isVisibleTo(page))


@pytest.mark.parametrize("percent", [100, 200])
def test_a_line_holds_no_more_than_75_letters(qapp, qtbot, page, percent):
    look = Look(qapp, dark=False)  # names its font, which a drawing of an earlier test may have replaced
    look.set_text_size(percent)
    page.resize(1400, 900)
    page.show_item("recovery")
    letters = [len(line) for line in shown_lines(page)]
    assert max(letters) <= 80  # thin letters
    full = [n for n in letters if n > 55]
    assert sum(full) / len(full) <= 75 if full else percent == 200
    look.deleteLater()


def shown_lines(page: GuidancePage) -> Iterator[str]:
    block = page.reader.document().begin()
    while block.isValid():
        laid = block.layout()
        for n in range(laid.lineCount()):
            line = laid.lineAt(n)
            yield block.text()[line.textStart() : line.textStart() + line.textLength()]
        block = block.next()


def test_keys_that_scroll_move_the_page_also_from_within_the_text(qtbot, page):
    page.resize(700, 300)
    page.show_item("recovery")
    qtbot.waitUntil(lambda: page.verticalScrollBar().maximum() > 100)
    page.reader.setFocus()
    qtbot.keyClick(page.reader, Qt.Key.Key_PageDown)
    assert page.verticalScrollBar().value() > 100


def test_tab_through_the_links_of_a_long_text_keeps_them_in_view(qtbot, page):
    page.resize(700, 300)
    page.show_item("nerve-signs")
    qtbot.waitUntil(lambda: is_whole(page))
    page.reader.setFocus()
    for _press in range(8):
        qtbot.keyClick(page.reader, Qt.Key.Key_Tab)
        link = page.reader.mapTo(page.viewport(), page.reader.cursorRect().center())
        assert 0 <= link.y() <= page.viewport().height()
    assert page.verticalScrollBar().value() > 300


def ticks(page: GuidancePage) -> list[Tick]:
    return page.checklist.findChildren(Tick)


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


def test_a_text_is_saved_as_a_pdf_of_the_chosen_paper(qtbot, page, tmp_path):
    page.show_item("fever")
    page.outlets.paper.value = Paper.LETTER
    path = tmp_path / "mine.pdf"
    with qtbot.waitSignal(page.outlets.press.saved):
        page.outlets.save(str(path))
    (sheet,) = PdfReader(path).pages
    assert "Fever or shivers" in sheet.extract_text()
    assert sheet.mediabox.width == 612
    assert page.outlets.status.text() == f"Saved as {path}"
    page.show_item("drop")
    assert not page.outlets.status.isVisible()


def test_a_saved_checklist_holds_the_ticks(qtbot, page, tmp_path):
    page.show_item("next-time")
    ticks(page)[0].setChecked(True)
    assert page._leaflet().ticked == {ticks(page)[0].text()}


def test_what_is_read_can_be_printed(qtbot, page, tmp_path):
    page.show_item("fever")
    path = tmp_path / "printed.pdf"
    printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
    printer.setOutputFileName(str(path))
    with qtbot.waitSignal(page.outlets.press.printed) as heard:
        page.outlets.print(printer)
    assert heard.args == [""]
    assert len(PdfReader(path).pages) == 1
    assert page.outlets.status.text() == "Sent to the printer."


def test_the_name_of_the_file_says_nothing_of_what_was_read(qtbot, page):
    page.show_item("nerve-signs")
    page.outlets.save_button.click()
    dialog = page.findChild(QFileDialog)
    assert Path(dialog.selectedFiles()[0]).name == "guidance-2026-03-04.pdf"
    dialog.reject()


def test_a_pdf_that_cannot_be_written_is_said(qtbot, page, hub, tmp_path):
    page.show_item("fever")
    with qtbot.waitSignal(hub.notice) as heard:
        page.outlets.save(str(tmp_path / "no such folder" / "mine.pdf"))
    assert heard.args[0].startswith("The PDF was not saved: ")


def test_ticks_are_read_and_kept_after_the_diary_was_locked_and_opened_again(page, hub):
    page.show_item("next-time")
    hub.let_go()
    hub.take_up(None)
    page.refresh()
    page.checklist.lists[0].ticks[0].click()
    assert json.loads(hub.diary.setting("checklist_ticks")) == [page.checklist.lists[0].ticks[0].text()]
