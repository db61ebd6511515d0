"""Whatever works apart from the window does for an encrypted diary what it does for a plain one."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from afterneedle.diary import Diary
from afterneedle.exchange.json_diary import dump
from afterneedle.gui.apart.process import Apart
from afterneedle.gui.exchange.exporting import Exporting
from afterneedle.gui.exchange.importing import Importing
from afterneedle.gui.keeping.backup_work import BackupWork
from afterneedle.gui.keeping.backups import Backups
from afterneedle.gui.keeping.erasing import Question, ask_to_erase
from afterneedle.gui.keeping.restoring import offer
from afterneedle.gui.passphrase.knowing import Knowing
from afterneedle.locking import Encrypted, change_passphrase
from afterneedle.transfer import Kind
from support.builders import a_check_in, a_session
from support.jobs import waits
from support.known import try_passphrase
from support.pressing import press

pytestmark = pytest.mark.usefixtures("passphrase")


@pytest.fixture
def parent(qtbot):
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def work(hub):
    parent = QObject()
    made = BackupWork(hub, parent)
    yield made
    made.wait()
    parent.deleteLater()


def record(hub, id: str = "s1", note: str = "private words") -> None:
    hub.diary.record_session(a_session(hub.catalogue, id=id, note=note), hub.now())


def test_a_backup_is_made_found_and_encrypted(qtbot, hub, work):
    record(hub)
    with qtbot.waitSignal(work.made) as heard:
        work.back_up()
    backup = heard.args[0].first
    assert backup.holds.sessions == 1
    assert b"private words" not in backup.path.read_bytes()
    with qtbot.waitSignal(work.found) as heard:
        work.look()
    assert heard.args == [(backup,)]
    assert Diary.look_at(backup.path) is None


def test_nothing_is_begun_while_the_diary_is_let_go(qtbot, hub, work):
    record(hub)
    key = hub.diary.key
    work.back_up()
    hub.let_go()  # waits for what was begun
    assert len(Diary.backups_of(hub.diary.path, key)) == 1
    work.back_up()
    work.wait()
    assert len(Diary.backups_of(hub.diary.path, key)) == 1
    hub.take_up(key)


def test_it_is_checked_after_the_start(qtbot, hub, work):
    record(hub)
    with qtbot.waitSignal(work.checked) as heard:
        work.check()
    assert heard.args == [""]


def test_it_is_exported_by_a_process_of_its_own(qtbot, hub, parent, tmp_path):
    record(hub)
    dialog = Exporting(hub, parent)
    dialog.kind.value = Kind.JSON
    file = tmp_path / "diary.json"
    dialog.write(file)
    qtbot.waitUntil(file.exists)
    qtbot.waitUntil(lambda: dialog._apart is None)
    assert [session["id"] for session in json.loads(file.read_text("utf-8"))["sessions"]] == ["s1"]
    dialog.reject()


def test_a_file_is_imported_and_one_undo_takes_it_back(qtbot, hub, parent, tmp_path):
    record(hub)
    records = hub.diary.records()
    theirs = replace(records, check_ins=(a_check_in(hub.catalogue, note="from the laptop"),))
    file = tmp_path / "laptop.json"
    file.write_text(dump(theirs, hub.catalogue), "utf-8")
    dialog = Importing(hub, file, parent)
    qtbot.waitUntil(dialog.import_button.isVisible)
    with qtbot.waitSignal(hub.done) as heard:
        press(qtbot, dialog.import_button)
    assert hub.diary.records() == theirs
    (backup,) = hub.diary.keeping.backups()  # made just before
    assert b"private words" not in backup.path.read_bytes()
    hub.do(lambda: hub.diary.undo(hub.now(), heard.args[1]))
    assert hub.diary.records() == records


def test_what_is_erased_is_gone_from_its_backups_too(qtbot, hub, parent, clock):
    for id in ("c1", "c2"):
        hub.diary.check_in(a_check_in(hub.catalogue, id=id), clock())
    hub.diary.remove_check_in("c1", clock())
    press(qtbot, ask_to_erase(hub, parent).yes)

    def asked() -> list[Question]:
        return [one for one in parent.findChildren(Question) if one.isVisible()]

    qtbot.waitUntil(lambda: len(asked()) == 1)
    (question,) = asked()
    assert question.text() == "1 entry is erased. 1 backup still holds it."
    clock.forward(1)
    with qtbot.waitSignal(hub.notice) as heard:
        press(qtbot, question.yes)
    assert heard.args == ["No backup that can be found holds it any more."]


def test_a_backup_is_restored(qtbot, hub, clock):
    record(hub)
    backup = hub.diary.keeping.back_up(clock()).first
    record(hub, "s2")
    card = Backups(hub)
    qtbot.addWidget(card)
    with qtbot.waitSignal(card.work.found):
        card.refresh()
    assert card.last.text() == "Last backup, checked: Wednesday 4 March 2026, 20:00."
    with qtbot.waitSignal(hub.notice):
        press(qtbot, card.choose_backup().restore_button)
    assert [session.id for session in hub.diary.sessions()] == ["s1"]
    assert backup.path.exists()
    card.work.wait()
    key = hub.diary.key
    hub.let_go()
    with pytest.raises(Encrypted):
        Diary.open(hub.diary.path)
    hub.take_up(key)


@pytest.fixture
def older(hub, clock, tmp_path, passphrase):
    """A backup under the first passphrase; since then there is another one, and a second session."""
    record(hub)
    backup = tmp_path / "from the stick.db"
    backup.write_bytes(hub.diary.keeping.back_up(clock()).first.path.read_bytes())
    record(hub, "s2")
    path, key = hub.diary.path, hub.diary.key
    hub.let_go()
    hub.take_up(change_passphrase(path, key, "another one of mine").key)
    return backup


def test_a_backup_under_an_older_passphrase_asks_for_it(qtbot, hub, older, passphrase):
    key = hub.diary.key
    card = Backups(hub)
    qtbot.addWidget(card)
    dialog = card.choose_backup()
    offer(dialog, older, hub.diary.key)
    assert not dialog.restore_button.isEnabled()
    press(qtbot, dialog.unlock_button)
    ask = dialog.findChild(Knowing)
    assert try_passphrase(ask, "a guess").startswith("This passphrase does not open")
    assert try_passphrase(ask, "") == "It must not be empty."
    try_passphrase(ask, passphrase)
    qtbot.waitUntil(lambda: not isValid(ask))
    assert dialog.list.chosen.holds.sessions == 1
    assert not dialog.unlock_button.isVisible()
    with qtbot.waitSignal(hub.notice):
        press(qtbot, dialog.restore_button)
    assert [session.id for session in hub.diary.sessions()] == ["s1"]
    assert hub.diary.key == key
    card.work.wait()
    hub.let_go()
    hub.take_up(key)  # the diary has kept its own passphrase


@pytest.mark.parametrize("content", [b"Dear diary", b"SQLite format 3\0" + bytes(9000)])
def test_a_file_that_is_no_locked_diary_asks_for_no_passphrase(qtbot, hub, tmp_path, content):
    file = tmp_path / "text.db"
    file.write_bytes(content)
    card = Backups(hub)
    qtbot.addWidget(card)
    dialog = card.choose_backup()
    offer(dialog, file, hub.diary.key)
    assert not dialog.restore_button.isEnabled()
    assert not dialog.unlock_button.isVisible()
    dialog.reject()


def test_a_backup_from_before_the_passphrase_is_restored_without_one(qtbot, hub, tmp_path, clock):
    record(hub)
    records = hub.diary.records()
    plain = Diary.create(tmp_path / "plain.db", hub.catalogue)
    plain.import_records(records, "theirs", clock())
    plain.close()
    record(hub, "s2")
    card = Backups(hub)
    qtbot.addWidget(card)
    dialog = card.choose_backup()
    offer(dialog, tmp_path / "plain.db", hub.diary.key)
    with qtbot.waitSignal(hub.notice):
        press(qtbot, dialog.restore_button)
    assert hub.diary.records() == records
    card.work.wait()
    assert b"private words" not in hub.diary.path.read_bytes()


def test_nobody_who_lists_processes_reads_the_key(qtbot, hub):
    owner = QObject()
    apart = Apart(owner)
    with qtbot.waitSignal(apart.told) as told:
        apart.start(waits, hub.diary.key)
    process = Path("/proc") / str(told.args[0])
    shown = (process / "cmdline").read_bytes() + (process / "environ").read_bytes()
    apart.cancel()
    key = hub.diary.key
    assert shown
    for secret in (key.secret, key.secret.hex().encode(), key.salt, key.salt.hex().encode()):
        assert secret not in shown
