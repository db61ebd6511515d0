import pytest
from PySide6.QtCore import Qt

from afterneedle.gui.pages.timeline import SHOWN_AT_FIRST, TimelinePage
from support.builders import a_check_in, a_red_flag, a_session


@pytest.fixture
def page(qtbot, hub):
    made = TimelinePage(hub)
    hub.changed.connect(made.refresh)
    qtbot.addWidget(made)
    made.resize(700, 700)
    made.show()
    return made


@pytest.fixture
def entries(diary, clock):
    catalogue = diary.catalogue
    diary.record_session(a_session(catalogue), clock())
    diary.check_in(a_check_in(catalogue, present=[a_red_flag(catalogue)]), clock())
    late = a_check_in(
        catalogue,
        id="c2",
        felt_at="2026-03-02T20:00:00+00:00",
        entered_at="2026-03-04T08:00:00+00:00",
        edited_at="2026-03-04T09:00:00+00:00",
    )
    diary.check_in(late, clock())


def lines(page: TimelinePage) -> list[str]:
    return [page.list.item(n).text() for n in range(page.list.count())]


def test_everything_stands_newest_first(page, entries):
    page.refresh()
    heads = [line.split("\n")[0] for line in lines(page)]
    assert heads[0].startswith("Tuesday 3 March 2026, 20:00 · Check-in")
    assert heads[1].startswith("Monday 2 March 2026, 20:00 · Check-in")
    assert heads[2].startswith("Monday 2 March 2026, 10:00 · Session")


def test_a_flagged_entry_says_so_in_words_and_by_its_sign(page, entries):
    page.refresh()
    assert "flagged: Emergency" in lines(page)[0]
    drawn = [page.list.item(n).icon().pixmap(20, 20).toImage() for n in range(3)]
    assert drawn[0] != drawn[1]
    assert "flagged" not in lines(page)[1]


def test_late_and_edited_entries_are_marked(page, entries):
    page.refresh()
    assert "Entered later: Wed 4 March, 08:00" in lines(page)[1]
    assert "Edited: Wed 4 March, 09:00" in lines(page)[1]


@pytest.mark.parametrize(("row", "goes"), [(0, ["check_in", "c1"]), (2, ["sessions", "s1"])])
def test_enter_opens_an_entry(qtbot, page, entries, row, goes):
    page.refresh()
    page.list.setCurrentRow(row)
    with qtbot.waitSignal(page.go) as went:
        qtbot.keyClick(page.list, Qt.Key.Key_Return)
    assert went.args == goes


@pytest.mark.parametrize(("row", "left"), [(0, ["c2", "s1"]), (2, ["c2", "c1"])])
def test_an_entry_is_deleted_and_brought_back(qtbot, page, entries, diary, hub, row, left):
    page.refresh()
    page.list.setCurrentRow(row)
    with qtbot.waitSignal(hub.done):
        page.delete_button.click()
    records = diary.records()
    assert [r.id for r in (*records.check_ins, *records.sessions)] == left
    hub.undo()
    records = diary.records()
    assert len(records.check_ins) + len(records.sessions) == 3
    assert len(lines(page)) == 3


def test_nothing_can_be_opened_while_nothing_is_chosen(page, entries):
    page.refresh()
    assert not page.open_button.isEnabled()
    assert not page.delete_button.isEnabled()


def test_an_empty_diary_says_so(page):
    page.refresh()
    assert page.empty.isVisibleTo(page)
    assert not page.list.isVisibleTo(page)


def test_older_entries_come_when_they_are_asked_for(page, diary, clock):
    with_hours = [f"2026-01-{day:02}T{hour:02}:00:00+00:00" for day in range(1, 32) for hour in (8, 14, 20)]
    for n, moment in enumerate(with_hours):
        diary.check_in(a_check_in(diary.catalogue, id=f"c{n}", felt_at=moment), clock())
    page.refresh()
    assert len(lines(page)) == SHOWN_AT_FIRST
    page.older.click()
    assert len(lines(page)) == len(with_hours)
    assert not page.older.isVisibleTo(page)


def test_a_screen_reader_can_name_every_stop_once(page, entries, unnamed):
    page.refresh()
    page.list.setCurrentRow(0)
    assert unnamed(page) == []
