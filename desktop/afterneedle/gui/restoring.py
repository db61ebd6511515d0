"""What a dialog offers to restore: files with what they hold, also those under another passphrase."""

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QDir, Qt
from PySide6.QtWidgets import QFileDialog

from afterneedle.content.language import _
from afterneedle.content.wording import impossible_sentence
from afterneedle.diary import Diary
from afterneedle.domain.impossible import Impossible
from afterneedle.gui.hub import trouble_sentence
from afterneedle.gui.waiting import waiting
from afterneedle.gui.widgets.known_passphrase import KnownPassphrase
from afterneedle.gui.widgets.restore_dialog import Choice, RestoreDialog
from afterneedle.locking import Key, StoreError, looks_locked, unlock

if TYPE_CHECKING:
    from afterneedle.domain.backups import Holdings


def choice_of(path: Path, name: str, holds: "Holdings | None", key: Key | None) -> Choice:
    """A file that was looked at with this key."""
    return Choice(path, name, holds, is_locked=holds is None and looks_locked(path, key))


def ask_for_file(dialog: RestoreDialog, key: Key | None) -> None:
    """Have the dialog offer a file from elsewhere, too."""
    ask = QFileDialog(dialog, _("A copy of a diary"), QDir.homePath(), _("Diaries (*.db)"))
    ask.setFileMode(QFileDialog.FileMode.ExistingFile)
    ask.fileSelected.connect(lambda path: offer(dialog, Path(path), key))
    ask.finished.connect(ask.deleteLater)
    ask.open()


def ask_for_passphrase(dialog: RestoreDialog, choice: Choice) -> None:
    """Have the dialog say what is in a locked one."""
    why = _("{name} has another passphrase than your diary: an older one, perhaps. Type that one.")
    ask = KnownPassphrase(_("The passphrase of the backup"), why.format(name=choice.name), dialog)
    ask.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    ask.given.connect(partial(_unlock, dialog, choice, ask))
    ask.open()


def offer(dialog: RestoreDialog, path: Path, key: Key | None) -> None:
    """Have the dialog offer this file, too."""
    dialog.add_choice(choice_of(path, path.name, Diary.look_at(path, key), key))


def _unlock(dialog: RestoreDialog, choice: Choice, ask: KnownPassphrase, typed: str) -> None:
    try:
        with waiting():
            key = unlock(choice.path, typed)
    except Impossible as problem:
        ask.refuse(impossible_sentence(problem))
    except StoreError as trouble:
        ask.refuse(trouble_sentence(trouble))
    else:
        ask.accept()
        dialog.add_choice(replace(choice, holds=Diary.look_at(choice.path, key), key=key))
