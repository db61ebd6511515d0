"""An encrypted diary that is damaged or gone: its backups bring it back, whichever passphrase they have."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from afterneedle.diary import Diary, StoreError
from afterneedle.gui.apart.at_work import AtWork
from afterneedle.gui.passphrase.knowing import Knowing
from afterneedle.gui.start.recovery import RescuedDialog, what_to_do
from afterneedle.gui.start.trouble import TroubleDialog
from afterneedle.gui.start.ways import Way
from afterneedle.gui.widgets.keeping.restore_dialog import RestoreDialog
from afterneedle.locking import Key, change_passphrase, unlock
from support.builders import a_session
from support.known import try_passphrase

OLDER, NEWER = "four calm green words", "five other and newer words"
Step = Callable[[TroubleDialog], object]

pytestmark = pytest.mark.usefixtures("quick_keys")


@pytest.fixture
def path(diary, clock) -> Path:
    """A diary with two sessions and a backup of the first, under a passphrase, open nowhere."""
    diary.record_session(a_session(diary.catalogue, id="s1"), clock())
    diary.keeping.back_up(clock())
    diary.record_session(a_session(diary.catalogue, id="s2"), clock())
    diary.close()
    change_passphrase(diary.path, None, OLDER)
    return diary.path


@pytest.fixture
def key(path) -> Key:
    return unlock(path, OLDER)


def cut_off(path: Path) -> bytes:
    path.write_bytes(path.read_bytes()[:-4096])
    return path.read_bytes()


def opened(path: Path, key: Key | None, now, *steps: Step) -> Diary:
    """What comes of it when the diary cannot be opened with this key and these things are done."""
    found = found_way(path, key, now, *steps)
    assert found.said == ""
    return found.open()


def found_way(path: Path, key: Key | None, now, *steps: Step) -> Way:

    def act() -> None:
        (dialog,) = (
            w for w in QApplication.topLevelWidgets() if isinstance(w, TroubleDialog) and w.isVisible()
        )
        try:
            for step in steps:
                step(dialog)
                while any(work.isVisible() for work in dialog.findChildren(AtWork)):
                    QTest.qWait(20)
        finally:
            if dialog.isVisible():
                dialog.reject()

    way = Way(path, partial(Diary.open, key=key), key)
    with pytest.raises(StoreError) as caught:
        way.open()
    QTimer.singleShot(0, act)
    found = what_to_do(caught.value, way, now)
    assert found is not None
    return found


def press(dialog: TroubleDialog, label: str) -> None:
    (button,) = (b for b in dialog.buttons if b.text().replace("&", "") == label)
    button.click()


def rescue(dialog: TroubleDialog) -> None:
    press(dialog, "Copy out what can be read")


def use_the_copy(dialog: TroubleDialog) -> None:
    (told,) = dialog.findChildren(RescuedDialog)
    assert "Sessions: 2 copied" in told.said.text()
    told.use.click()


def choose_backup(dialog: TroubleDialog) -> RestoreDialog:
    press(dialog, "Restore a backup…")
    (chooser,) = dialog.findChildren(RestoreDialog)
    return chooser


def restore_newest(dialog: TroubleDialog) -> None:
    chooser = choose_backup(dialog)
    assert chooser.list.chosen.holds.sessions == 1
    chooser.restore_button.click()


def restore_with(passphrase: str) -> Step:
    def act(dialog: TroubleDialog) -> None:
        chooser = choose_backup(dialog)
        assert not chooser.restore_button.isEnabled()
        chooser.unlock_button.click()
        (ask,) = chooser.findChildren(Knowing)
        assert "does not open" in try_passphrase(ask, "another one")
        try_passphrase(ask, passphrase)
        assert chooser.list.chosen.holds.sessions == 1
        chooser.restore_button.click()

    return act


def sessions(diary: Diary) -> set[str]:
    try:
        return {session.id for session in diary.sessions()}
    finally:
        diary.close()


@pytest.mark.usefixtures("qapp")
def test_a_damaged_one_is_kept_when_its_backup_takes_its_place(path, key, clock):
    damaged = cut_off(path)
    assert sessions(opened(path, key, clock(), restore_newest)) == {"s1"}
    (kept,) = path.parent.glob("backups/*damaged*")
    assert kept.read_bytes() == damaged
    assert unlock(path, OLDER) == key


@pytest.mark.usefixtures("qapp")
def test_one_that_is_gone_comes_back_for_who_knows_its_passphrase(path, clock):
    path.unlink()
    found = found_way(path, None, clock(), restore_with(OLDER))
    assert "Then your newest recovery code does not open it." in found.said
    restored = found.open()
    assert restored.key == unlock(path, OLDER)
    assert sessions(restored) == {"s1"}


@pytest.mark.usefixtures("qapp")
def test_a_backup_under_an_older_passphrase_asks_for_that_one(path, key, clock):
    (backup,) = (path.parent / "backups").glob("*.db")
    older = backup.read_bytes()
    newer = change_passphrase(path, key, NEWER).key
    backup.write_bytes(older)  # it was on a stick that was not there
    cut_off(path)
    restored = opened(path, newer, clock(), restore_with(OLDER))
    assert sessions(restored) == {"s1"}


@pytest.mark.usefixtures("qapp")
def test_what_is_left_of_a_damaged_one_is_copied_out_under_its_key(path, key, clock):
    cut_off(path)
    copied = opened(path, key, clock(), rescue, use_the_copy)
    assert copied.key == key
    assert sessions(copied) == {"s1", "s2"}
    assert b"SQLite format" not in path.with_name("diary-rescued-1.db").read_bytes()
