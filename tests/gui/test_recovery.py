"""A diary that cannot be opened: every way on loses nothing, and none of them is taken by itself."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QMessageBox

from afterneedle.diary import Diary, StoreError
from afterneedle.gui.recovery import RecoveryDialog, recover
from afterneedle.gui.widgets.restore_dialog import RestoreDialog
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


def opened(path: Path, now, *steps: Callable[[RecoveryDialog], object]) -> Diary | None:
    """What comes of it when the dialog is shown and these things are done."""

    def act() -> None:
        (dialog,) = (w for w in QApplication.topLevelWidgets() if isinstance(w, RecoveryDialog))
        for step in steps:
            step(dialog)
        if dialog.isVisible():
            dialog.reject()

    QTimer.singleShot(0, act)
    return recover(path, trouble_with(path), now)


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


def restore_newest(dialog: RecoveryDialog) -> None:
    dialog.restore_button.click()
    (chooser,) = dialog.findChildren(RestoreDialog)
    assert chooser.list.chosen.holds.sessions == 1
    chooser.restore_button.click()


def test_where_nothing_ever_was_a_new_diary_is_made(qapp, tmp_path, clock):
    path = tmp_path / "new" / "diary.db"
    made = recover(path, trouble_with(path), clock())
    assert sessions(made) == set()


def test_a_diary_that_is_gone_is_not_silently_begun_anew_when_there_is_a_backup(qapp, path, diary, clock):
    diary.close()
    path.unlink()
    said = []
    assert opened(path, clock(), lambda dialog: said.append(dialog.said.text())) is None
    assert said[0].endswith("1 backup of it was found.")
    assert not path.exists()


def test_a_diary_that_is_gone_comes_back_from_its_backup(qapp, path, diary, clock):
    diary.close()
    path.unlink()
    assert sessions(opened(path, clock(), restore_newest)) == {"s1"}


def test_a_new_diary_is_started_when_the_person_says_so(qapp, path, diary, clock):
    diary.close()
    path.unlink()
    assert sessions(opened(path, clock(), lambda dialog: dialog.new_button.click())) == set()
    assert len(Diary.backups_of(path)) == 1


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
    copied = opened(
        path,
        clock(),
        lambda dialog: dialog.rescue_button.click(),
        lambda dialog: said.append(dialog.said.text()),
        lambda dialog: said.append(path.read_bytes() == damaged),
        lambda dialog: dialog.use_button.click(),
    )
    assert "Sessions: 2 copied" in said[0]
    assert str(path.with_name("diary-rescued-1.db")) in said[0]
    assert said[1]
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
    assert opened(path, clock(), restore_newest, lambda dialog: said.append(dialog.error.text())) is None
    assert "is not an AfterNeedle diary" in said[0]
    assert path.read_text().startswith("Dear diary")
    assert (
        opened(path, clock(), lambda d: d.rescue_button.click(), lambda d: said.append(d.error.text()))
        is None
    )
    assert "is not an AfterNeedle diary" in said[1]


def test_what_only_needs_time_or_an_update_is_one_sentence(qapp, path, diary, clock):
    diary._store._db.execute("PRAGMA user_version = 99")
    diary.close()
    heard = []

    def look() -> None:
        (box,) = (w for w in QApplication.topLevelWidgets() if isinstance(w, QMessageBox) and w.isVisible())
        heard.append(box.text())
        box.reject()

    QTimer.singleShot(0, look)
    assert recover(path, trouble_with(path), clock()) is None
    assert "newer AfterNeedle" in heard[0]


def test_every_part_of_the_dialog_can_be_heard_and_reached(qtbot, path, diary, clock, unnamed):
    diary.close()
    cut_off(path)
    dialog = RecoveryDialog(path, trouble_with(path), clock())
    qtbot.addWidget(dialog)
    dialog.show()
    assert unnamed(dialog) == []
    shown = {button.text() for button in dialog._buttons if button.isVisible()}
    assert shown == {"&Restore a backup…", "&Copy out what can be read", "Close"}
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
