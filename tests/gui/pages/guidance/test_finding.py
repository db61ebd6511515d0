"""Guidance is found: by topic, by search, by the number of a rule."""

from PySide6.QtCore import Qt

from afterneedle.gui.pages.guidance import GuidancePage
from afterneedle.gui.widgets.guidance.topics import AROUND


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


def test_an_unknown_text_changes_nothing(page):
    page.show_item("no-such-text")
    assert page.title.text() == "Guidance"


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
