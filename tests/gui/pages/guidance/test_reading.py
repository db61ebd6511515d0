"""A text of the guidance that is read: whole, in short lines, with links, and with a way back."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QLabel

from afterneedle.gui.pages.guidance import GuidancePage
from afterneedle.gui.theme import Look

NONE, ALT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.AltModifier


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


def test_the_way_back_leads_to_the_topics(qtbot, page):
    page.show_item("nerve-signs")
    qtbot.mouseClick(page.all_topics, Qt.MouseButton.LeftButton)
    assert page.topics.isVisible()
    assert not page.reader.isVisible()


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
