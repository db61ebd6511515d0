"""Undo in the bar takes back what the bar speaks of, and nothing else."""

import pytest

from afterneedle.diary import Diary
from afterneedle.gui.widgets.notice_bar import NoticeBar
from support.builders import a_check_in, a_session


@pytest.fixture
def bar(qtbot, hub) -> NoticeBar:
    made = NoticeBar(hub)
    qtbot.addWidget(made)
    return made


def save_session(hub, diary, clock) -> None:
    hub.do(lambda: diary.record_session(a_session(diary.catalogue), clock()), "Session saved.")


def test_it_takes_back_what_it_speaks_of(bar, hub, diary, clock):
    save_session(hub, diary, clock)
    assert bar.undo.isVisibleTo(bar)
    bar.undo.click()
    assert diary.records().sessions == ()
    assert not bar.isVisible()


def test_it_never_takes_back_what_another_program_saved_since(bar, hub, diary, clock):
    save_session(hub, diary, clock)
    other = Diary.open(diary.path)
    other.check_in(a_check_in(diary.catalogue), clock())
    other.close()
    bar.undo.click()
    assert len(diary.records().check_ins) == 1
    assert len(diary.records().sessions) == 1
    assert bar.isVisible()
    assert "can no longer be undone" in bar.sentence.text()
    assert not bar.undo.isVisibleTo(bar)


def test_it_knows_its_change_also_when_another_program_saves_before_it_speaks(bar, hub, diary, clock):
    def save_and_be_overtaken() -> None:
        diary.record_session(a_session(diary.catalogue), clock())
        other = Diary.open(diary.path)
        other.check_in(a_check_in(diary.catalogue), clock())
        other.close()

    hub.do(save_and_be_overtaken, "Session saved.")
    bar.undo.click()
    assert len(diary.records().check_ins) == 1


def test_what_changed_nothing_offers_no_undo(bar, hub, diary, clock):
    hub.do(lambda: diary.restore("never there", clock()), "Check-in restored.")
    assert bar.sentence.text() == "Check-in restored."
    assert not bar.undo.isVisibleTo(bar)
