"""Undo in the bar takes back what the bar speaks of, and nothing else."""

import pytest
from PySide6.QtWidgets import QFileDialog

from afterneedle.diary import Diary
from afterneedle.gui.notice_bar import NoticeBar
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


@pytest.fixture
def full(diary):
    """No byte more goes into the file."""
    diary.set_setting("first_start_done", "1")
    pages = diary._store._db.execute("PRAGMA page_count").fetchone()[0]
    diary._store._db.execute(f"PRAGMA max_page_count = {pages}")


def test_what_the_disk_refused_can_be_saved_in_a_copy(qtbot, bar, hub, diary, clock, full, tmp_path):
    long = a_check_in(diary.catalogue, note="x" * 20_000)
    assert not hub.do(lambda: diary.check_in(long, clock()), elsewhere=True)
    assert "The disk is full." in bar.sentence.text()
    assert bar.elsewhere.isVisibleTo(bar)
    bar.elsewhere.click()
    (dialog,) = bar.findChildren(QFileDialog)
    assert dialog.selectedFiles()[0].endswith("diary-copy-2026-03-04.db")
    dialog.fileSelected.emit(str(tmp_path / "copy.db"))
    dialog.reject()
    assert bar.sentence.text() == (
        f"Saved in a copy: {tmp_path / 'copy.db'}. "
        "Your diary itself does not have it. Save it there later, too."
    )
    assert not bar.elsewhere.isVisibleTo(bar)
    assert diary.records().check_ins == ()
    copy = Diary.open(tmp_path / "copy.db")
    assert [c.note for c in copy.records().check_ins] == [long.note]
    assert copy.setting("first_start_done") == "1"
    copy.close()
    diary.set_setting("text_size", "150")  # the diary itself is still the one that is open
    assert diary.setting("text_size") == "150"


def test_a_copy_that_cannot_be_made_is_said_and_offered_again(bar, hub, diary, clock, full, tmp_path):
    long = a_check_in(diary.catalogue, note="x" * 20_000)
    hub.do(lambda: diary.check_in(long, clock()), elsewhere=True)
    (tmp_path / "there.db").write_text("mine")
    bar.save_in_copy(str(tmp_path / "there.db"))
    assert "There is already a file at" in bar.sentence.text()
    assert bar.elsewhere.isVisibleTo(bar)
    bar.save_in_copy(str(tmp_path / "copy.db"))
    assert bar.sentence.text().startswith("Saved in a copy:")
    assert (tmp_path / "there.db").read_text() == "mine"


def test_what_no_other_place_would_take_either_offers_no_copy(bar, hub, diary, clock):
    hub.do(lambda: diary.undo(clock(), 99), elsewhere=True)
    assert bar.sentence.text()
    assert not bar.elsewhere.isVisibleTo(bar)


def test_what_nobody_wrote_offers_no_copy(bar, hub, diary, full):
    assert not hub.do(lambda: diary.set_setting("draft", "x" * 20_000))
    assert not bar.elsewhere.isVisibleTo(bar)
