import pytest
from PySide6.QtCore import QPoint, Qt, QUrl
from PySide6.QtGui import QDesktopServices

from afterneedle.gui.pages.guidance import GuidancePage


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
    return [page.topics.item(n).text() for n in range(page.topics.count())]


def test_the_topics_are_listed_in_reading_order(page, diary):
    topics = [t.title for t in diary.guidance.values() if t.topic]
    assert listed(page) == [*topics, "How the app decides"]


def test_enter_on_a_topic_opens_it(qtbot, page):
    first = page.topics.item(0)
    page.topics.setCurrentItem(first)
    qtbot.keyClick(page.topics, Qt.Key.Key_Return)
    assert page.title.text() == first.text()
    assert page.reader.isVisible()


def test_the_search_looks_in_all_texts_and_in_their_words(qtbot, page, diary):
    qtbot.keyClicks(page.search, "BLOOD thinner")
    everything = {t.title: f"{t.title} {t.body}".casefold() for t in diary.guidance.values()}
    wanted = [title for title, words in everything.items() if "blood" in words and "thinner" in words]
    assert listed(page) == [*wanted, "How the app decides"]
    assert any(not t.topic for t in diary.guidance.values() if t.title in listed(page))


def test_a_search_without_result_says_so(qtbot, page):
    qtbot.keyClicks(page.search, "xyzzy")
    assert listed(page) == []
    assert "Nothing found" in page.found.text()


def test_every_text_can_be_shown_with_its_sources(page, diary):
    for id, text in diary.guidance.items():
        page.show_item(id)
        shown = page.reader.toPlainText()
        assert page.title.text() == text.title
        assert "Sources" in shown
        for tag in text.sources:
            assert diary.sources[tag].text in shown


def test_the_text_is_as_tall_as_it_needs_and_no_line_is_too_long(page):
    page.show_item("nerve-signs")
    assert page.reader.height() >= page.reader.document().size().height()
    assert page.reader.width() <= 720


def test_an_unknown_text_changes_nothing(page):
    page.show_item("no-such-text")
    assert page.title.text() == "Guidance"


def test_the_way_back_leads_to_the_topics(qtbot, page):
    page.show_item("nerve-signs")
    qtbot.mouseClick(page.back, Qt.MouseButton.LeftButton)
    assert page.topics.isVisible()
    assert not page.reader.isVisible()


def test_every_stop_has_one_name(page, unnamed):
    assert unnamed(page) == []
    page.show_item("nerve-signs")
    assert unnamed(page) == []


def test_the_last_topic_shows_how_the_app_decides(qtbot, page, diary):
    last = page.topics.item(page.topics.count() - 1)
    page.topics.setCurrentItem(last)
    qtbot.keyClick(page.topics, Qt.Key.Key_Return)
    shown = page.reader.toPlainText()
    assert page.title.text() == "How the app decides"
    assert f"Rulebook version {diary.rulebook.version}" in shown
    for row in (*diary.rulebook.rules, *diary.rulebook.modifiers):
        assert f"\n{row.id}\n" in shown
        assert row.why in shown
        for tag in row.sources:
            assert diary.sources[tag].text in shown


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
    qtbot.keyClicks(page.search, "N09b")
    assert listed(page) == ["How the app decides"]


def click_link(qtbot, page: GuidancePage, address: str) -> None:
    reader = page.reader
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
