"""What a dialog offers to restore: files with what they hold, also those under another passphrase."""

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QDir, Qt
from PySide6.QtWidgets import QFileDialog

from afterneedle.content.language import _
from afterneedle.diary import Diary
from afterneedle.gui.passphrase.knowing import Knowing
from afterneedle.gui.widgets.keeping.restore_dialog import Choice, RestoreDialog
from afterneedle.locking import Key, looks_locked, unlock

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
    ask = Knowing(
        _("The passphrase of the backup"), why.format(name=choice.name), partial(_opened, choice), dialog
    )
    ask.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    ask.known.connect(dialog.add_choice)
    ask.open()


def offer(dialog: RestoreDialog, path: Path, key: Key | None) -> None:
    """Have the dialog offer this file, too."""
    dialog.add_choice(choice_of(path, path.name, Diary.look_at(path, key), key))


def _opened(choice: Choice, passphrase: str) -> Choice:
    """The same with what is in it."""
    key = unlock(choice.path, passphrase)
    return replace(choice, holds=Diary.look_at(choice.path, key), key=key)
