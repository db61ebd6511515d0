"""When the diary cannot be opened: go back to a backup, copy out what is left, or start a new one."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QDir
from PySide6.QtWidgets import QFileDialog, QPushButton

from afterneedle.content.language import _, ngettext
from afterneedle.content.wording.backups import rescue_lines
from afterneedle.content.wording.times import moment_label
from afterneedle.diary import Diary, StoreError
from afterneedle.gui.app import make_application, show_refusal
from afterneedle.gui.theme import Look
from afterneedle.gui.widgets.basics import FieldError, heading, plain_button, primary_button, text
from afterneedle.gui.widgets.fitted_dialog import FittedDialog
from afterneedle.gui.widgets.flow import FlowLayout
from afterneedle.gui.widgets.restore_dialog import Choice, RestoreDialog

LOST = {"missing", "empty", "damaged", "not_a_diary"}  # a backup may take its place
LEFT = {"damaged", "not_a_diary"}  # something may be left of it


def recover(path: Path, trouble: StoreError, now: datetime) -> Diary | None:
    """The diary after all, or None when the person left it at that. Where nothing ever was, a new one."""
    is_nowhere = trouble.kind == "missing" and not path.is_symlink()
    try:
        if is_nowhere and not Diary.backups_of(path):
            return Diary.create(path)
        if trouble.kind in LOST:
            Look(make_application())
            dialog = RecoveryDialog(path, trouble, now)
            dialog.exec()
            dialog.deleteLater()
            return dialog.diary
    except StoreError as another:
        trouble = another
    show_refusal(_(trouble.sentence).format(path=trouble.path))
    return None


class RecoveryDialog(FittedDialog):
    """Says what is wrong and what can be done. `diary`: what came of it; nothing is lost on the way."""

    def __init__(self, path: Path, trouble: StoreError, now: datetime) -> None:
        super().__init__()
        self.setWindowTitle("AfterNeedle")
        self._path, self._now = path, now
        self._rescued: Path | None = None
        self.diary: Diary | None = None
        self._backups = Diary.backups_of(path)
        self.said, self.error = text(_sentence(trouble, len(self._backups))), FieldError()
        self.restore_button = primary_button(_("&Restore a backup…"), self.choose_backup)
        self.rescue_button = plain_button(_("&Copy out what can be read"), self.rescue)
        self.use_button = primary_button(_("&Go on with the copy"), self._use_rescued)
        self.new_button = plain_button(_("&Start a new diary"), self._start_anew)
        self.close_button = plain_button(_("Close"), self.reject)
        self.use_button.hide()
        self.rescue_button.setVisible(trouble.kind in LEFT)
        self.new_button.setVisible(trouble.kind == "missing" and not path.is_symlink())
        buttons = FlowLayout()
        for button in self._buttons:
            buttons.addWidget(button)
        self.column.addWidget(heading(_("The diary cannot be opened")))
        self.column.addWidget(self.said)
        self.column.addWidget(self.error)
        self.column.addLayout(buttons)

    def choose_backup(self) -> None:
        """Show the backups, and take one from another place if the person has it."""
        dialog = RestoreDialog(None, self._now.tzinfo, self)
        choices = [
            Choice(one.path, moment_label(one.at.astimezone(self._now.tzinfo)), one.holds)
            for one in self._backups
        ]
        dialog.show_choices(choices)
        dialog.chosen.connect(self.restore)
        dialog.file_wanted.connect(lambda: self._ask_for_file(dialog))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def restore(self, file: Path) -> None:
        """Put a backup in the place of the diary; what is there is kept."""
        self._try(lambda: Diary.restore_over(self._path, file, self._now))

    def rescue(self) -> None:
        """Copy what can be read to a new file beside the diary, and say what is missing."""
        names = (self._path.with_name(f"{self._path.stem}-rescued-{n}.db") for n in range(1, 1000))
        target = next(name for name in names if not name.exists())
        self.error.clear()
        try:
            rescued = Diary.rescue(self._path, target)
        except StoreError as trouble:
            self.error.set(_(trouble.sentence).format(path=trouble.path))
            return
        if rescued.is_empty:
            self.error.set(
                _("Nothing in {path} could be read. It was left as it is.").format(path=self._path)
            )
            return
        self._rescued = target
        lines = (*rescue_lines(rescued), _("Copied to {path}.").format(path=target))
        self.said.setText("\n".join(lines))
        self.rescue_button.hide()
        self.use_button.show()
        self.use_button.setFocus()

    @property
    def _buttons(self) -> tuple[QPushButton, ...]:
        return self.use_button, self.restore_button, self.rescue_button, self.new_button, self.close_button

    def _use_rescued(self) -> None:
        if self._rescued is not None:
            self.restore(self._rescued)

    def _start_anew(self) -> None:
        self._try(lambda: Diary.create(self._path).close())

    def _try(self, verb: Callable[[], object]) -> None:
        self.error.clear()
        try:
            verb()
            self.diary = Diary.open(self._path)
        except StoreError as trouble:
            self.error.set(_(trouble.sentence).format(path=trouble.path))
        else:
            self.accept()

    def _ask_for_file(self, dialog: RestoreDialog) -> None:
        ask = QFileDialog(dialog, _("A copy of a diary"), QDir.homePath(), _("Diaries (*.db)"))
        ask.setFileMode(QFileDialog.FileMode.ExistingFile)
        ask.fileSelected.connect(
            lambda file: dialog.add_choice(Choice(Path(file), Path(file).name, Diary.look_at(Path(file))))
        )
        ask.finished.connect(ask.deleteLater)
        ask.open()


def _sentence(trouble: StoreError, backups: int) -> str:
    found = ngettext("{count} backup of it was found.", "{count} backups of it were found.", backups)
    none = _("No backup of it was found beside it.")
    said = _(trouble.sentence).format(path=trouble.path)
    return f"{said} {found.format(count=backups) if backups else none}"
