"""From the card in the settings to a locked diary, to another passphrase, and back."""

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QDialog, QLabel, QWidget

from afterneedle.diary import Diary
from afterneedle.gui.passphrase import card as module
from afterneedle.gui.passphrase.card import Passphrase
from afterneedle.gui.passphrase.converting import Converting
from afterneedle.gui.passphrase.knowing import Knowing
from afterneedle.gui.passphrase.left_readable import LeftReadable
from afterneedle.gui.passphrase.new_passphrase import NewPassphraseDialog
from afterneedle.gui.passphrase.recovery_code import RecoveryCode
from afterneedle.gui.widgets.passphrase.explain_passphrase import ExplainPassphrase
from afterneedle.locking import CODE_KEPT, WrongCode, fits, unlock, unlock_by_code
from afterneedle.store.recovery import recovery_file
from support.builders import a_session
from support.known import keys_in_memory, try_passphrase
from support.pressing import press

GOOD = "correct horse battery staple"


@pytest.fixture
def card(qtbot, hub):
    made = Passphrase(hub)
    hub.changed.connect(made.refresh)
    qtbot.addWidget(made)
    made.show()
    made.refresh()
    return made


def shown(card: QWidget, kind: type) -> QDialog:
    (dialog,) = [one for one in card.findChildren(kind) if one.isVisible()]
    return dialog


def choose(qtbot, card: Passphrase, passphrase: str) -> Converting:
    """Type a new passphrase twice, and stand before the last word."""
    dialog = shown(card, NewPassphraseDialog)
    for field in (dialog.first, dialog.second):
        qtbot.keyClicks(field.line, passphrase)
    press(qtbot, dialog.save)
    return shown(card, Converting)


def convert(qtbot, dialog: Converting) -> None:
    with qtbot.waitSignal(dialog.converted):
        press(qtbot, dialog.begin_button)


def keep_code(qtbot, card: Passphrase) -> str:
    dialog = shown(card, RecoveryCode)
    code = "-".join(group.text().replace(" ", "") for group in dialog.groups)
    qtbot.keyClicks(dialog.line, code[-9:])
    press(qtbot, dialog.done_button)
    return code


def know(card: Passphrase, passphrase: str) -> str:
    return try_passphrase(shown(card, Knowing), passphrase)


def dialogs(card: Passphrase) -> list[str]:
    return [type(one).__name__ for one in card.findChildren(QDialog) if one.isVisible()]


def test_setting_one_leads_from_the_explanation_to_a_code_that_opens_the_diary(qtbot, card, hub, clock):
    hub.diary.record_session(a_session(hub.catalogue, note="private words"), clock())
    backup = hub.diary.keeping.back_up(clock()).first.path
    records, path = hub.diary.records(), hub.diary.path
    press(qtbot, card.set_button)
    press(qtbot, shown(card, ExplainPassphrase).set_button)
    last = choose(qtbot, card, GOOD)
    assert hub.diary.key is None  # nothing was done yet
    with qtbot.waitSignal(hub.notice) as heard:
        convert(qtbot, last)
        assert card.warning.text().startswith("You have not said that you keep the recovery code.")
        code = keep_code(qtbot, card)
    assert heard.args == ["Your diary and its backups are locked with the passphrase."]
    assert dialogs(card) == []
    assert hub.diary.records() == records
    assert card.state.text() == "Your diary and its backups are locked with a passphrase."
    assert not card.warning.isVisible()
    key = hub.diary.key
    hub.let_go()
    assert unlock(path, GOOD) == unlock_by_code(path, code) == key
    assert b"private words" not in path.read_bytes() + backup.read_bytes()
    hub.take_up(key)


def test_nothing_is_changed_before_the_last_word(qtbot, card, hub):
    press(qtbot, card.set_button)
    explain = shown(card, ExplainPassphrase)
    press(qtbot, explain.not_now)
    press(qtbot, card.set_button)
    press(qtbot, shown(card, ExplainPassphrase).set_button)
    last = choose(qtbot, card, GOOD)
    qtbot.keyClick(last, Qt.Key.Key_Escape)
    assert dialogs(card) == []
    assert hub.diary.key is None
    assert not recovery_file(hub.diary.path).exists()


def test_before_anything_is_done_it_is_said_what_losing_both_means(qtbot, card):
    press(qtbot, card.set_button)
    press(qtbot, shown(card, ExplainPassphrase).set_button)
    last = choose(qtbot, card, GOOD)
    said = [label.text() for label in last.findChildren(QLabel)]
    assert "If you lose both the passphrase and the recovery code, the diary is lost." in said
    last.reject()


def test_another_one_is_set_only_by_who_knows_the_present_one(qtbot, card, hub, passphrase):
    before = hub.diary.key
    press(qtbot, card.change_button)
    assert know(card, "a guess").startswith("This passphrase does not open")
    assert know(card, "") == "It must not be empty."
    know(card, passphrase)
    convert(qtbot, choose(qtbot, card, GOOD))
    code = keep_code(qtbot, card)
    key, path = hub.diary.key, hub.diary.path
    assert key != before
    assert fits(key, GOOD)
    hub.let_go()
    assert unlock_by_code(path, code) == key
    hub.take_up(key)


def test_removing_it_says_that_all_becomes_readable_and_leaves_no_way_of_the_code(
    qtbot, card, hub, clock, passphrase
):
    hub.diary.record_session(a_session(hub.catalogue), clock())
    backup = hub.diary.keeping.back_up(clock()).first.path
    records = hub.diary.records()
    press(qtbot, card.remove_button)
    know(card, passphrase)
    last = shown(card, Converting)
    assert "all its backups become readable" in " ".join(label.text() for label in last.findChildren(QLabel))
    with qtbot.waitSignal(hub.notice) as heard:
        convert(qtbot, last)
    assert heard.args == ["The passphrase is removed. Whoever can use your account here can read the diary."]
    assert dialogs(card) == []
    assert hub.diary.key is None
    assert hub.diary.records() == records
    assert Diary.look_at(backup).sessions == 1
    assert not recovery_file(hub.diary.path).exists()
    assert card.set_button.isVisible()


def test_a_new_code_takes_the_place_of_the_old_one(qtbot, card, hub):
    press(qtbot, card.set_button)
    press(qtbot, shown(card, ExplainPassphrase).set_button)
    convert(qtbot, choose(qtbot, card, GOOD))
    old = keep_code(qtbot, card)
    press(qtbot, card.code_button)
    know(card, GOOD)
    assert hub.diary.setting(CODE_KEPT) == ""
    new = keep_code(qtbot, card)
    assert hub.diary.setting(CODE_KEPT) == "1"
    key, path = hub.diary.key, hub.diary.path
    hub.let_go()
    assert unlock_by_code(path, new) == key
    with pytest.raises(WrongCode):
        unlock_by_code(path, old)
    hub.take_up(key)


def test_while_its_code_is_shown_no_key_is_kept_but_the_diarys_own(qtbot, card, hub):
    press(qtbot, card.set_button)
    press(qtbot, shown(card, ExplainPassphrase).set_button)
    convert(qtbot, choose(qtbot, card, GOOD))
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    salt = hub.diary.key.salt
    assert keys_in_memory(salt) == [hub.diary.key]
    hub.let_go()
    assert keys_in_memory(salt) == []
    hub.take_up(unlock(hub.diary.path, GOOD))
    keep_code(qtbot, card)


def test_a_new_code_that_is_being_made_cannot_be_missed(qtbot, card, hub, passphrase):
    press(qtbot, card.code_button)
    ask = shown(card, Knowing)
    qtbot.keyClicks(ask.field.line, passphrase)
    press(qtbot, ask.go_on)
    qtbot.keyClick(ask, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: dialogs(card) == ["RecoveryCode"])
    code, key, path = keep_code(qtbot, card), hub.diary.key, hub.diary.path
    hub.let_go()
    assert unlock_by_code(path, code) == key
    hub.take_up(key)


def test_a_code_that_was_not_confirmed_is_asked_after(qtbot, card, hub, passphrase):
    hub.do(lambda: hub.diary.set_setting(CODE_KEPT, ""))
    assert "Get a new one" in card.warning.text()
    hub.do(lambda: hub.diary.set_setting(CODE_KEPT, "1"))
    assert card.warning.text() == ""


def test_what_could_not_be_reached_is_said_afterwards(qtbot, card, hub, clock, tmp_path):
    hub.diary.record_session(a_session(hub.catalogue, note="private words"), clock())
    spoilt = hub.diary.keeping.back_up(clock()).first.path
    content = bytearray(spoilt.read_bytes())
    content[4096:8192] = bytes(4096)
    spoilt.write_bytes(content)
    hub.diary.keeping.set_second_folder(tmp_path / "stick")
    press(qtbot, card.set_button)
    press(qtbot, shown(card, ExplainPassphrase).set_button)
    convert(qtbot, choose(qtbot, card, GOOD))
    keep_code(qtbot, card)
    left = shown(card, LeftReadable)
    assert left.names.text() == spoilt.name
    assert left.unseen.text().startswith(f"The folder {tmp_path / 'stick'} is not connected.")
    left.accept()


@pytest.mark.parametrize(("stored", "chosen"), [(None, "10"), ("0", "0"), ("30", "30"), ("7", "10")])
def test_when_it_locks_itself_is_shown(card, hub, passphrase, stored, chosen):
    if stored is not None:
        hub.do(lambda: hub.diary.set_setting("lock_after", stored))
    assert card.lock_after.value == chosen


def test_when_it_locks_itself_is_saved_at_once(qtbot, card, hub, passphrase):
    with qtbot.waitSignal(hub.notice) as heard:
        press(qtbot, card.lock_after.buttons[1])
    assert heard.args == ["Saved."]
    assert hub.diary.setting("lock_after") == "5"


def test_where_the_part_that_encrypts_is_missing_it_says_so_and_what_to_do(qtbot, card, monkeypatch):
    monkeypatch.setattr(module, "can_lock", lambda: False)
    card.refresh()
    assert not card.set_button.isVisible()
    assert "sqlcipher3 is not installed" in card.warning.text()
