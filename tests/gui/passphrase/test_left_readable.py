"""Damaged copies that no passphrase protects are named, and deleted only when that is asked for twice."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from afterneedle.content.wording.passphrase import unseen_sentence
from afterneedle.gui.keeping.erasing import Question
from afterneedle.gui.passphrase.left_readable import LeftReadable
from afterneedle.locking import Changed, Key
from support.pressing import press

STICK = Path("/media/stick")
NOT_SEEN = unseen_sentence(STICK, was_locked=True, is_locked=True)

pytestmark = pytest.mark.usefixtures("quick_keys")


@pytest.fixture
def files(tmp_path):
    made = [tmp_path / f"diary-2026-03-0{n}T200000Z.db" for n in (1, 2)]
    for file in made:
        file.write_bytes(b"SQLite format 3\0 private words")
    return made


def open_dialog(qtbot, plain, unseen: Path | None = None) -> LeftReadable:
    changed = Changed(Key(bytes(32), bytes(16)), None, plain, unseen)
    made = LeftReadable(changed, was_locked=True, is_locked=True)
    qtbot.addWidget(made)
    made.show()
    return made


def test_they_are_named_and_stay_when_nothing_is_pressed(qtbot, files):
    dialog = open_dialog(qtbot, files)
    assert dialog.said.text().startswith("2 damaged copies of your diary could not be locked.")
    assert dialog.names.text() == "\n".join(file.name for file in files)
    assert not dialog.unseen.isVisible()
    press(qtbot, dialog.close_button)
    assert all(file.exists() for file in files)


def test_enter_keeps_them(qtbot, files):
    dialog = open_dialog(qtbot, files)
    press(qtbot, dialog.delete_button)
    question = dialog.findChild(Question)
    qtbot.keyClick(question, Qt.Key.Key_Return)
    assert all(file.exists() for file in files)


def test_they_are_deleted_once_that_is_confirmed(qtbot, files):
    dialog = open_dialog(qtbot, files, STICK)
    press(qtbot, dialog.delete_button)
    press(qtbot, dialog.findChild(Question).yes)
    assert not any(file.exists() for file in files)
    assert dialog.unseen.text() == f"2 files are deleted.\n{NOT_SEEN}"
    assert not dialog.delete_button.isVisible()


def test_what_could_not_be_deleted_is_named_still(qtbot, files):
    files[1].unlink()
    files[1].mkdir()
    dialog = open_dialog(qtbot, files)
    press(qtbot, dialog.delete_button)
    press(qtbot, dialog.findChild(Question).yes)
    assert not files[0].exists()
    assert dialog.names.text() == files[1].name
    assert dialog.error.text() == "These files could not be deleted. Delete them yourself."


def test_a_folder_that_was_not_there_stands_alone(qtbot):
    dialog = open_dialog(qtbot, (), STICK)
    assert dialog.unseen.isVisible()
    assert not dialog.said.isVisible()
    assert not dialog.delete_button.isVisible()
