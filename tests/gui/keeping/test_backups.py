"""The card in the settings: when the last backup was made, a second folder, and going back to one."""

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QFileDialog

from afterneedle.gui.apart import process
from afterneedle.gui.apart.at_work import AtWork
from afterneedle.gui.apart.jobs import Step
from afterneedle.gui.apart.process import Apart
from afterneedle.gui.keeping.backups import Backups
from afterneedle.gui.keeping.restoring import offer
from support.builders import a_session
from support.jobs import breaks_down, waits
from support.pressing import press


@pytest.fixture
def card(qtbot, hub):
    made = Backups(hub)
    qtbot.addWidget(made)
    made.show()
    yield made
    made.work.wait()


@pytest.fixture
def backup(diary, clock):
    """One backup with one session, and a second session since."""
    diary.record_session(a_session(diary.catalogue, id="s1"), clock())
    made = diary.keeping.back_up(clock()).first
    diary.record_session(a_session(diary.catalogue, id="s2"), clock())
    return made


def refreshed(qtbot, card: Backups) -> Backups:
    with qtbot.waitSignal(card.work.found):
        card.refresh()
    return card


def test_without_a_backup_it_says_so(qtbot, card):
    assert refreshed(qtbot, card).last.text() == "There is no backup yet."


def test_the_last_backup_is_the_last_that_can_be_read(qtbot, card, diary, backup, clock):
    clock.forward(30)
    diary.keeping.back_up(clock()).first.path.write_bytes(b"spoilt")
    assert refreshed(qtbot, card).last.text() == "Last backup, checked: Wednesday 4 March 2026, 20:00."


def test_a_backup_can_be_made_now_and_is_confirmed(qtbot, card, diary, clock):
    diary.record_session(a_session(diary.catalogue), clock())
    with qtbot.waitSignal(card.work.found):
        press(qtbot, card.back_up_button)
        assert not card.back_up_button.isEnabled()
    assert card.status.text() == "Backed up and checked."
    assert card.last.text() == "Last backup, checked: Wednesday 4 March 2026, 20:00."
    assert card.back_up_button.isEnabled()
    assert len(diary.keeping.backups()) == 1


def test_what_takes_longer_than_a_second_says_that_it_is_at_work(qtbot, card):
    card.set_busy(busy=True)
    assert card.status.text() == ""
    card._slow.timeout.emit()
    assert card.status.text() == "Making a backup and checking it…"
    card.set_busy(busy=False)
    assert not card._slow.isActive()


def test_a_second_folder_is_used_at_once_and_can_be_dropped(qtbot, card, diary, clock, tmp_path):
    diary.record_session(a_session(diary.catalogue), clock())
    refreshed(qtbot, card)
    assert "on the same disk" in card.folder.text()
    assert not card.drop_button.isVisible()
    stick = tmp_path / "stick"
    stick.mkdir()
    with qtbot.waitSignals([card.work.made, card.work.found]):
        card.set_folder(str(stick))
    card.work.wait()
    assert len(list(stick.iterdir())) == 1
    assert card.folder.text().replace("\u200b", "") == f"Each backup is also put in:\n{stick}"
    press(qtbot, card.drop_button)
    assert "on the same disk" in card.folder.text()
    assert diary.keeping.second_folder is None


def test_the_folder_of_the_backups_is_no_second_one_and_that_is_said(qtbot, card, diary, backup, tmp_path):
    link = tmp_path / "link"
    link.symlink_to(backup.path.parent)
    for folder in (backup.path.parent, link):
        card.set_folder(str(folder))
        said = card.folder_error.text()
        assert said == "Every backup is in this folder already. Choose one on another disk."
        assert card.folder_error.isVisible()
        assert diary.keeping.second_folder is None
    stick = tmp_path / "stick"
    stick.mkdir()
    with qtbot.waitSignals([card.work.made, card.work.found]):
        card.set_folder(str(stick))
    assert not card.folder_error.isVisible()


def test_a_missing_stick_is_said_beside_the_backup_that_was_made(qtbot, card, diary, clock, tmp_path):
    diary.record_session(a_session(diary.catalogue), clock())
    diary.keeping.set_second_folder(tmp_path / "stick")
    with qtbot.waitSignal(card.work.made):
        card.back_up()
    assert card.status.text() == "Backed up and checked."
    assert "Connect the disk" in card.trouble.text()
    assert card.trouble.property("kind") == "error"
    (tmp_path / "stick").mkdir()
    with qtbot.waitSignal(card.work.made):
        card.back_up()
    assert not card.trouble.isVisible()


def test_the_folder_is_asked_for_with_the_systems_dialog(qtbot, card):
    press(qtbot, card.choose_button)
    (dialog,) = card.findChildren(QFileDialog)
    assert dialog.fileMode() is QFileDialog.FileMode.Directory
    dialog.reject()


def test_a_backup_is_restored_and_what_was_there_can_be_had_back(qtbot, card, hub, diary, backup):
    refreshed(qtbot, card)
    dialog = card.choose_backup()
    assert [cell.text() for cell in dialog.cells.values()][:2] == ["2", "1"]
    with qtbot.waitSignal(hub.changed), qtbot.waitSignal(hub.notice) as heard:
        press(qtbot, dialog.restore_button)
    assert [s.id for s in diary.sessions()] == ["s1"]
    kept = backup.path.with_name("diary-2026-03-04T200000Z-2.db")
    assert heard.args == [f"Restored. To go back, restore the backup that was made just now: {kept.name}"]
    with qtbot.waitSignal(hub.notice):
        card.restore(kept)
    assert {s.id for s in diary.sessions()} == {"s1", "s2"}


def test_while_it_restores_the_window_is_alive_and_nothing_else_can_be_done(qtbot, card, hub, diary, backup):
    turns = []
    clockwork = QTimer(interval=1)
    clockwork.timeout.connect(lambda: turns.append(True))
    clockwork.start()
    with qtbot.waitSignal(hub.notice):
        card.restore(backup.path)
        work = card.findChild(AtWork)
        assert QApplication.activeModalWidget() is work
        qtbot.keyClick(work, Qt.Key.Key_Escape)
        work.close()
        assert work.isVisible()
    clockwork.stop()
    assert turns
    assert QApplication.activeModalWidget() is None


def test_what_takes_longer_than_a_second_shows_how_far_it_is(qtbot, card, backup):
    work = AtWork("Going back…", card)
    work.open()
    assert not work.working.isVisible()
    work.working._slow.timeout.emit()
    assert work.working.isVisible()
    work._apart.told.emit(Step(1, 3, "Keeping your diary as it is now…"))
    assert (work.working.bar.value(), work.working.bar.maximum()) == (1, 3)
    assert work.working.said.text() == "Keeping your diary as it is now…"
    work._end(None)


def test_a_process_that_breaks_down_is_said_and_loses_nothing(qtbot, card, hub, diary):
    work = AtWork("Going back…", card)
    work.came.connect(card._restored)
    with qtbot.waitSignal(hub.notice) as heard:
        work.start(breaks_down)
    assert heard.args == ["The program made a mistake. Nothing that you saved is lost."]
    assert not card.findChildren(AtWork) or not work.isVisible()


def test_a_file_from_elsewhere_is_shown_beside_the_diary_before_it_is_restored(
    qtbot, card, hub, diary, backup, tmp_path
):
    copy = tmp_path / "from elsewhere.db"
    copy.write_bytes(backup.path.read_bytes())
    dialog = card.choose_backup()
    assert not dialog.restore_button.isEnabled()
    press(qtbot, dialog.file_button)
    (ask,) = dialog.findChildren(QFileDialog)
    ask.fileSelected.emit(str(copy))
    ask.reject()
    assert dialog.list.chosen.name == "from elsewhere.db"
    with qtbot.waitSignal(hub.notice):
        press(qtbot, dialog.restore_button)
    assert [s.id for s in diary.sessions()] == ["s1"]


def test_a_file_that_is_no_diary_cannot_be_restored(qtbot, hub, card, backup, tmp_path):
    (tmp_path / "text.db").write_text("Dear diary")
    dialog = card.choose_backup()
    offer(dialog, tmp_path / "text.db", hub.diary.key)
    assert not dialog.restore_button.isEnabled()
    dialog.reject()


def test_a_backup_that_is_refused_changes_nothing(qtbot, card, hub, diary, backup):
    backup.path.write_bytes(b"spoilt" * 1000)
    with qtbot.waitSignal(hub.notice) as heard:
        card.restore(backup.path)
    assert "is not an AfterNeedle diary" in heard.args[0]
    assert len(diary.sessions()) == 2


def test_a_machine_without_room_for_another_process_says_so_and_loses_nothing(
    qtbot, card, hub, diary, backup, monkeypatch
):
    def no_more(*_all: object) -> None:
        raise BlockingIOError

    monkeypatch.setattr(process, "spawn", no_more)
    with qtbot.waitSignal(hub.notice) as heard:
        card.restore(backup.path)
    assert heard.args == ["The computer has no room for this now. Close other programs, then try again."]
    assert QApplication.activeModalWidget() is None
    assert len(diary.sessions()) == 2


def test_a_diary_that_is_locked_before_it_goes_back_stays_as_it_is(qtbot, card, hub, diary, backup):
    card.restore(backup.path)  # once a backup that is being made is there
    with qtbot.waitSignal(hub.notice) as heard:
        hub.let_go()
    assert heard.args == ["Locking the diary has stopped what was being done. Start that again."]
    assert QApplication.activeModalWidget() is None
    hub.take_up(None)
    assert len(hub.diary.sessions()) == 2


def test_what_is_ended_by_locking_closes_and_says_nothing_more(qtbot, card, hub):
    work = AtWork("Going back…", card)
    came = []
    work.came.connect(came.append)
    work.start(waits)
    (apart,) = work.findChildren(Apart)
    apart.cancel()
    work.reject()
    assert not work.isVisible()
    assert came == []
