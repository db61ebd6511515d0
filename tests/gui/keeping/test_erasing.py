"""Erasing for good is asked twice, does nothing by default, and says what backups still hold."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from afterneedle.gui.keeping.erasing import Question, ask_to_erase
from support.builders import a_check_in
from support.pressing import press


@pytest.fixture
def page(qtbot):
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def deleted(diary, clock):
    diary.check_in(a_check_in(diary.catalogue, id="c1", note="private"), clock())
    diary.remove_check_in("c1", clock())


def asked(qtbot, page) -> Question:
    """The question that comes once the work before it is done."""

    def shown() -> list[Question]:
        return [one for one in page.findChildren(Question) if one.isVisible()]

    qtbot.waitUntil(lambda: len(shown()) == 1)
    return shown()[0]


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Escape])
def test_enter_and_escape_keep_everything(qtbot, hub, page, diary, deleted, key):
    question = ask_to_erase(hub, page)
    assert question.text() == "Erase 1 deleted entry for good?"
    qtbot.keyClick(question, key)
    assert len(diary.deleted()) == 1


def test_what_is_erased_is_gone_and_a_backup_that_held_it_can_go_too(qtbot, hub, page, diary, clock, deleted):
    diary.check_in(a_check_in(diary.catalogue, id="c2"), clock())
    press(qtbot, ask_to_erase(hub, page).yes)
    question = asked(qtbot, page)
    assert diary.deleted() == ()
    assert question.text() == "1 entry is erased. 1 backup still holds it."
    clock.forward(1)
    with qtbot.waitSignal(hub.notice) as heard:
        press(qtbot, question.yes)
    assert heard.args == ["No backup that can be found holds it any more."]
    (left,) = diary.keeping.backups()
    assert b"private" not in left.path.read_bytes()
    assert left.holds == diary.keeping.holdings()


def test_backups_are_kept_by_default(qtbot, hub, page, diary, clock, deleted):
    diary.check_in(a_check_in(diary.catalogue, id="c2"), clock())
    press(qtbot, ask_to_erase(hub, page).yes)
    qtbot.keyClick(asked(qtbot, page), Qt.Key.Key_Return)
    assert len(diary.keeping.backups()) == 1


def test_a_second_folder_that_cannot_be_looked_at_is_named(qtbot, hub, page, diary, clock, deleted, tmp_path):
    diary.check_in(a_check_in(diary.catalogue, id="c2"), clock())
    diary.keeping.set_second_folder(tmp_path / "stick")
    press(qtbot, ask_to_erase(hub, page).yes)
    unseen = f"The folder {tmp_path / 'stick'} is not there: its backups may hold it."
    assert unseen in asked(qtbot, page).text()
    with qtbot.waitSignal(hub.notice) as heard:
        press(qtbot, asked(qtbot, page).yes)
    assert unseen in heard.args[0]
