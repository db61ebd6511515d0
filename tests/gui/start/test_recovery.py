"""A diary that cannot be opened: every way on loses nothing, and none of them is taken by itself."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from afterneedle.__main__ import open_or_make
from afterneedle.diary import Diary, StoreError
from afterneedle.gui.apart.at_work import AtWork
from afterneedle.gui.start.recovery import RescuedDialog, recovery_offers, what_to_do
from afterneedle.gui.start.trouble import TroubleDialog
from afterneedle.gui.start.ways import Way
from afterneedle.gui.widgets.keeping.restore_dialog import RestoreDialog
from afterneedle.store import errors
from support.builders import a_session


@pytest.fixture
def path(diary, clock) -> Path:
    """A diary with two sessions and a backup of the first."""
    diary.record_session(a_session(diary.catalogue, id="s1"), clock())
    diary.keeping.back_up(clock())
    diary.record_session(a_session(diary.catalogue, id="s2"), clock())
    return diary.path


def trouble_with(path: Path) -> StoreError:
    with pytest.raises(StoreError) as caught:
        Diary.open(path)
    return caught.value


def opened(path: Path, now, *steps: Callable[[TroubleDialog], object]) -> Diary | None:
    """What comes of it when the dialog is shown and these things are done."""

    def act() -> None:
        (dialog,) = (
            w for w in QApplication.topLevelWidgets() if isinstance(w, TroubleDialog) and w.isVisible()
        )
        for step in steps:
            step(dialog)
            while any(work.isVisible() for work in dialog.findChildren(AtWork)):
                QTest.qWait(20)
        if dialog.isVisible():
            dialog.reject()

    QTimer.singleShot(0, act)
    way = what_to_do(trouble_with(path), Way(path, open_or_make), now)
    return way.open() if way else None


def press(label: str) -> Callable[[TroubleDialog], None]:
    def act(dialog: TroubleDialog) -> None:
        (button,) = (b for b in dialog.buttons if b.text().replace("&", "") == label)
        button.click()

    return act


RESCUE = press("Copy out what can be read")


def sessions(diary: Diary | None) -> set[str]:
    assert diary is not None
    try:
        return {session.id for session in diary.sessions()}
    finally:
        diary.close()


def cut_off(path: Path) -> bytes:
    content = path.read_bytes()
    path.write_bytes(content[:-4096])
    return path.read_bytes()


def restore_newest(dialog: TroubleDialog) -> None:
    press("Restore a backup…")(dialog)
    (chooser,) = dialog.findChildren(RestoreDialog)
    assert chooser.list.chosen.holds.sessions == 1
    chooser.restore_button.click()


def test_where_nothing_ever_was_a_new_diary_is_made(tmp_path):
    assert sessions(open_or_make(tmp_path / "new" / "diary.db")) == set()


def test_a_diary_that_is_gone_is_not_silently_begun_anew_when_there_is_a_backup(qapp, path, diary, clock):
    diary.close()
    path.unlink()
    with pytest.raises(errors.Missing):
        open_or_make(path)
    said = []
    assert opened(path, clock(), lambda dialog: said.append(dialog.sentence.text())) is None
    assert said[0].endswith("1 backup of it was found.")
    assert not path.exists()


def test_a_diary_that_is_gone_comes_back_from_its_backup(qapp, path, diary, clock):
    diary.close()
    path.unlink()
    assert sessions(opened(path, clock(), restore_newest)) == {"s1"}


def test_a_damaged_diary_is_kept_when_its_backup_takes_its_place(qapp, path, diary, clock):
    diary.close()
    damaged = cut_off(path)
    assert sessions(opened(path, clock(), restore_newest)) == {"s1"}
    (kept,) = path.parent.glob("backups/*damaged*")
    assert kept.read_bytes() == damaged


def test_what_is_left_of_a_damaged_diary_is_copied_out_and_told_before_it_is_used(qapp, path, diary, clock):
    diary.close()
    damaged = cut_off(path)
    said = []

    def read_and_go_on(dialog: TroubleDialog) -> None:
        (told,) = dialog.findChildren(RescuedDialog)
        said.extend([told.said.text(), told.more.text()])
        assert path.read_bytes() == damaged
        told.use.click()

    copied = opened(path, clock(), RESCUE, read_and_go_on)
    assert "Sessions: 2 copied" in said[0]
    assert f"Copied to {path.with_name('diary-rescued-1.db')}." in said[1]
    assert "A backup may hold more." in said[1]
    assert sessions(copied) == {"s1", "s2"}


def test_closing_the_dialog_leaves_everything_as_it_is(qapp, path, diary, clock):
    diary.close()
    damaged = cut_off(path)
    assert opened(path, clock()) is None
    assert path.read_bytes() == damaged
    assert len(list(path.parent.iterdir())) == 2


def test_a_file_that_is_no_diary_is_never_replaced(qapp, path, diary, clock):
    diary.close()
    path.write_text("Dear diary, " * 1000)
    said = []
    for way in (restore_newest, RESCUE):
        assert opened(path, clock(), way, lambda dialog: said.append(dialog.sentence.text())) is None
    assert len(said) == 2
    assert all("is not an AfterNeedle diary" in sentence for sentence in said)
    assert path.read_text().startswith("Dear diary")


def test_where_nothing_is_left_that_is_said(qapp, path, diary, clock):
    diary.close()
    path.write_bytes(bytes(8192))
    said = []
    assert opened(path, clock(), RESCUE, lambda dialog: said.append(dialog.sentence.text())) is None
    assert said == [f"Nothing in {path} could be read. It was left as it is."]
    assert path.read_bytes() == bytes(8192)


@pytest.mark.parametrize("kind", [errors.Locked, errors.Newer, errors.Full, errors.ReadOnly])
def test_what_only_needs_time_or_an_update_offers_no_backup(path, clock, kind):
    assert recovery_offers(kind(path), Way(path, open_or_make), clock()) == []


def test_every_part_of_the_dialogs_can_be_heard(qtbot, path, diary, clock, unnamed):
    diary.close()
    cut_off(path)
    trouble = trouble_with(path)
    dialog = TroubleDialog(trouble, recovery_offers(trouble, Way(path, open_or_make), clock()))
    qtbot.addWidget(dialog)
    dialog.show()
    assert unnamed(dialog) == []
    RESCUE(dialog)
    qtbot.waitUntil(lambda: bool(dialog.findChildren(RescuedDialog)))
    (told,) = dialog.findChildren(RescuedDialog)
    assert unnamed(told) == []
    told.reject()
