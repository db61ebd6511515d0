"""The part of the settings that is about backups: the card, the dialog, and the diary behind them."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QDir, Qt
from PySide6.QtWidgets import QFileDialog

from afterneedle.content.language import _
from afterneedle.content.wording.times import moment_label
from afterneedle.gui.apart.at_work import AtWork
from afterneedle.gui.apart.jobs import Refused, stopped
from afterneedle.gui.hub import Hub
from afterneedle.gui.keeping.backup_work import BackupWork
from afterneedle.gui.keeping.jobs import Restored, restore
from afterneedle.gui.keeping.restoring import ask_for_file, ask_for_passphrase, choice_of
from afterneedle.gui.widgets.keeping.backup_card import BackupCard
from afterneedle.gui.widgets.keeping.diary_place import breakable
from afterneedle.gui.widgets.keeping.restore_dialog import Choice, RestoreDialog

if TYPE_CHECKING:
    from afterneedle.diary import BackedUp, Backup
    from afterneedle.locking import Key


class Backups(BackupCard):
    """The card over one diary. Backups are made and looked through in the background."""

    def __init__(self, hub: Hub) -> None:
        super().__init__()
        self._hub = hub
        self._found: tuple[Backup, ...] = ()
        self.work = BackupWork(hub, self)
        self.work.found.connect(self._show)
        self.work.made.connect(self._made)
        self.work.failed.connect(self._failed)
        self.back_up_wanted.connect(self.back_up)
        self.restore_wanted.connect(self.choose_backup)
        self.folder_wanted.connect(self.ask_for_folder)
        self.folder_dropped.connect(partial(self.set_folder, ""))

    def refresh(self) -> None:
        """Read the diary and its folders anew."""
        self.show_folder(str(self._hub.diary.keeping.second_folder or ""))
        self.work.look()

    def back_up(self) -> None:
        """Make a backup now."""
        self.set_busy(busy=True)
        self.say("")
        self.work.back_up()

    def ask_for_folder(self) -> None:
        """Ask for the second folder."""
        dialog = QFileDialog(self, _("A second folder for backups"), QDir.homePath())
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(self.set_folder)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def set_folder(self, path: str) -> None:
        """Use this folder too from now on, and at once; '' for none."""
        self.folder_error.clear()
        if path and self._hub.diary.keeping.is_first_folder(Path(path)):
            self.folder_error.set(_("Every backup is in this folder already. Choose one on another disk."))
            return
        if self._hub.do(partial(self._hub.diary.keeping.set_second_folder, Path(path) if path else None)):
            self.refresh()
            if path:
                self.back_up()

    def choose_backup(self) -> RestoreDialog:
        """Show what there is to go back to."""
        hub = self._hub
        dialog = RestoreDialog(hub.diary.keeping.holdings(), hub.zone, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.show_choices([self._choice(one) for one in self._found])
        dialog.chosen.connect(lambda choice: self.restore(choice.path, choice.key))
        dialog.locked.connect(partial(ask_for_passphrase, dialog))
        dialog.file_wanted.connect(lambda: ask_for_file(dialog, hub.diary.key))
        dialog.open()
        return dialog

    def restore(self, path: Path, key: "Key | None" = None) -> None:
        """Make the diary what that backup holds, and say how to go back. `key`: its own, if not ours."""
        work = AtWork(_("Going back to the backup…"), self)
        work.came.connect(self._restored)
        work.open()
        self.work.once_idle(partial(self._begin, work, path, key))

    def _begin(self, work: AtWork, path: Path, key: "Key | None") -> None:
        """A backup that was being made is there now."""
        diary = self._hub.diary
        if self._hub.is_at_hand:
            work.start(restore, diary.path, diary.key, path, key, self._hub.now())
        else:  # it was locked meanwhile
            work.call_off(stopped())

    def _restored(self, what: Restored | Refused) -> None:
        if isinstance(what, Refused):
            self._hub.notice.emit(what.sentence)
            return
        self._hub.changed.emit()
        if what.kept is not None:
            said = _("Restored. To go back, restore the backup that was made just now: {name}")
            self._hub.notice.emit(said.format(name=what.kept.name))
        self.refresh()

    def _choice(self, backup: "Backup") -> Choice:
        name = moment_label(backup.at.astimezone(self._hub.zone))
        return choice_of(backup.path, name, backup.holds, self._hub.diary.key)

    def _show(self, found: "tuple[Backup, ...]") -> None:
        self._found = found
        last = next((one for one in found if one.holds), None)
        when = last and moment_label(last.at.astimezone(self._hub.zone))
        said = _("Last backup, checked: {moment}.").format(moment=when)
        self.show_last(said if last else _("There is no backup yet."))

    def _made(self, made: "BackedUp") -> None:
        self.set_busy(busy=False)
        trouble = made.trouble
        failed = "" if trouble is None else _(trouble.sentence).format(path=breakable(str(trouble.path)))
        self.say(_("Backed up and checked."), failed)
        self.work.look()

    def _failed(self, sentence: str) -> None:
        self.set_busy(busy=False)
        self.say("", sentence)
