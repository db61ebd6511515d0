"""Who forgot the passphrase gets in by the recovery code, chooses a new passphrase, and gets a new code."""

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QDialog

from afterneedle.diary import Diary
from afterneedle.gui.lock import forgotten
from afterneedle.gui.lock.forgotten import ForgottenDialog
from afterneedle.gui.passphrase.left_readable import LeftReadable
from afterneedle.gui.passphrase.new_passphrase import NewPassphraseDialog
from afterneedle.gui.passphrase.recovery_code import RecoveryCode
from afterneedle.locking import WrongPassphrase, change_passphrase, unlock, unlock_by_code
from afterneedle.store.errors import Full
from afterneedle.store.recovery import new_code, recovery_file

OLD, NEW = "four calm green words", "five other and newer words"

pytestmark = pytest.mark.usefixtures("quick_keys")


@pytest.fixture
def diary_and_code(hub):
    """Where an encrypted diary lies that nobody has open, and its code."""
    hub.let_go()
    return hub.diary.path, change_passphrase(hub.diary.path, None, OLD).code


@pytest.fixture
def path(diary_and_code):
    return diary_and_code[0]


@pytest.fixture
def code(diary_and_code):
    return diary_and_code[1]


@pytest.fixture
def dialog(qtbot, path, clock):
    made = ForgottenDialog(path, clock)
    qtbot.addWidget(made)
    made.open()
    return made


def shown(kind: type[QDialog]) -> QDialog | None:
    return next((w for w in QApplication.topLevelWidgets() if isinstance(w, kind) and w.isVisible()), None)


def when_shown(kind: type[QDialog], act) -> None:
    """Does something with a dialog of this kind as soon as it is there."""

    def look() -> None:
        found = shown(kind)
        if found is None:
            QTimer.singleShot(10, look)
        else:
            act(found)

    QTimer.singleShot(0, look)


def choose(passphrase: str):
    def act(dialog: NewPassphraseDialog) -> None:
        for field in (dialog.first, dialog.second):
            field.line.setText(passphrase)
        dialog.save.click()

    return act


def keep(dialog: RecoveryCode) -> None:
    dialog.on_paper.setChecked(True)
    dialog.done_button.click()


def give(dialog, code: str) -> None:
    dialog.line.setText(code)
    dialog.go_on.click()


def test_the_code_opens_it_with_a_new_passphrase_and_a_new_code(qtbot, dialog, path, code):
    codes = []

    def note(dialog: RecoveryCode) -> None:
        codes.append("-".join(group.text().replace(" ", "") for group in dialog.groups))
        keep(dialog)

    when_shown(NewPassphraseDialog, choose(NEW))
    when_shown(RecoveryCode, note)
    with qtbot.waitSignal(dialog.opened) as heard:
        give(dialog, code.lower().replace("-", " "))
    (key,) = heard.args
    assert key == unlock(path, NEW) == unlock_by_code(path, codes[0])
    Diary.open(path, key=key).close()
    with pytest.raises(WrongPassphrase):
        unlock(path, OLD)
    assert not dialog.isVisible()


def test_damaged_copies_that_stay_readable_are_named_before_it_opens(qtbot, dialog, path, code):
    spoilt = path.parent / "backups" / f"{path.stem}-damaged-2026-03-01T200000Z.db"
    spoilt.parent.mkdir(exist_ok=True)
    spoilt.write_bytes(b"SQLite format 3\0" + bytes(9000))
    named = []

    def close(dialog: LeftReadable) -> None:
        named.append(dialog.names.text())
        dialog.close_button.click()

    when_shown(NewPassphraseDialog, choose(NEW))
    when_shown(RecoveryCode, keep)
    when_shown(LeftReadable, close)
    with qtbot.waitSignal(dialog.opened):
        give(dialog, code)
    assert named == [spoilt.name]


def test_a_code_with_one_letter_wrong_is_said_and_changes_nothing(qtbot, dialog, path, code):
    before = path.read_bytes()
    give(dialog, code[:-1] + ("A" if code[-1] != "A" else "B"))
    qtbot.waitUntil(dialog.code.error.isVisible)
    assert dialog.code.error.text() == "One of its letters is not as printed."
    assert path.read_bytes() == before


def test_a_code_of_another_diary_is_said(qtbot, dialog, path, code):

    give(dialog, new_code())
    qtbot.waitUntil(dialog.code.error.isVisible)
    assert "Use the newest code" in dialog.code.error.text()


def test_a_recovery_file_that_is_lost_is_said(qtbot, dialog, path, code):
    recovery_file(path).unlink()
    give(dialog, code)
    qtbot.waitUntil(dialog.code.error.isVisible)
    assert "only the passphrase opens the diary" in dialog.code.error.text()


def test_without_a_new_passphrase_it_stays_locked_and_can_be_gone_on_with(qtbot, dialog, path, code):
    when_shown(NewPassphraseDialog, lambda dialog: dialog.reject())
    give(dialog, code)
    qtbot.waitUntil(lambda: not dialog.code.isVisible())
    qtbot.waitUntil(lambda: shown(NewPassphraseDialog) is None)
    assert dialog.isVisible()
    unlock(path, OLD)
    when_shown(NewPassphraseDialog, choose(NEW))
    when_shown(RecoveryCode, keep)
    with qtbot.waitSignal(dialog.opened):
        dialog.go_on.click()


def test_a_disk_that_takes_no_new_passphrase_keeps_nobody_out(qtbot, dialog, path, code, monkeypatch):
    def full(*_given):
        raise Full(path)

    monkeypatch.setattr(forgotten, "change_passphrase", full)
    when_shown(NewPassphraseDialog, choose(NEW))
    give(dialog, code)
    qtbot.waitUntil(dialog.open_anyway.isVisible)
    assert "disk is full" in dialog.said.text()
    with qtbot.waitSignal(dialog.opened) as heard:
        dialog.open_anyway.click()
    assert heard.args == [unlock(path, OLD)]


def test_it_cannot_be_left_while_the_diary_is_locked_anew(qtbot, dialog, path, code):
    dialog.line.setText(code)
    dialog.go_on.click()
    dialog.reject()
    assert dialog.isVisible()
    when_shown(NewPassphraseDialog, lambda dialog: dialog.reject())
    qtbot.waitUntil(lambda: not dialog.code.isVisible())
    qtbot.waitUntil(lambda: shown(NewPassphraseDialog) is None)
    dialog.reject()
    assert not dialog.isVisible()


def test_a_reader_can_name_everything(dialog, unnamed):
    assert unnamed(dialog) == []
