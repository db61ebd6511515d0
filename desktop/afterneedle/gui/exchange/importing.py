"""File ▸ Import…: has a file read apart from the window, shows what it would do, and does it when told to."""

from pathlib import Path

from PySide6.QtCore import QDir, QStandardPaths, Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from afterneedle.content.language import _, ngettext
from afterneedle.content.wording.exchange import counts_line
from afterneedle.gui.apart.jobs import Refused, Step
from afterneedle.gui.apart.process import Apart
from afterneedle.gui.exchange.jobs import Counts, Imported, Preview, bring_in
from afterneedle.gui.hub import Hub
from afterneedle.gui.widgets.exchange.import_dialog import ImportDialog


class Importing(ImportDialog):
    """The dialog over one file. It shows itself once there is something to see."""

    def __init__(self, hub: Hub, file: Path, parent: QWidget | None = None) -> None:
        super().__init__(file.name, parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._hub = hub
        self.apart = Apart(self)
        self.apart.told.connect(self._take)
        self.apart.ended.connect(self._ended)
        self.wanted.connect(self._import)
        self.working.due.connect(self.open)
        self.finished.connect(self.apart.cancel)
        self.set_busy(busy=True)
        self.apart.start(bring_in, hub.diary.path, hub.diary.key, file, hub.now())

    def _import(self) -> None:
        self.set_busy(busy=True)
        self.apart.say(dict(self.differences.kept))

    def _take(self, told: object) -> None:
        match told:
            case Step(number, of, words):
                self.working.step(number, of, words)
            case Preview():
                self._show(told)
            case Refused(sentence, lines, more):
                self._refuse(sentence)
                self.show_lines(lines, more)
                self.show_now()
            case Imported():
                self.accept()
                self._hub.changed.emit()
                self._hub.done.emit(imported_sentence(told), told.change)

    def _show(self, preview: Preview) -> None:
        self.set_busy(busy=False)
        self.show_lines(preview.unread, preview.more_unread)
        said, counts = preview_sentence(preview), preview_counts(preview)
        self.show_choices(said, counts, preview.differences, empty=preview.is_empty)
        self.show_now()

    def _refuse(self, sentence: str) -> None:
        self.set_busy(busy=False)
        self.show_refusal(sentence)
        self.show_now()

    def _ended(self, worked: bool) -> None:
        if not worked:
            self._refuse(_("The program made a mistake. Your diary is as it was."))


def ask_for_import(hub: Hub, parent: QWidget) -> None:
    """Ask for a file and import it."""
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    pattern = _("Diaries (*.json *.csv)")
    dialog = QFileDialog(parent, _("Import"), folder or QDir.homePath(), pattern)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.fileSelected.connect(lambda name: Importing(hub, Path(name), parent))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()


def preview_sentence(preview: Preview) -> str:
    """What must be known before anything is chosen."""
    said = []
    if preview.again:
        said.append(_("Your diary was changed meanwhile. Look at this again."))
    if preview.unread:
        said.append(_("Some rows cannot be read. They are named below and would be left out."))
    if preview.is_empty:
        said.append(_("There is nothing new in this file."))
    else:
        if preview.new_about:
            said.append(_("It says something about you that your diary does not. That is added."))
        said.append(_("Nothing is changed until you press Import. One undo takes all of it back."))
    return " ".join(said)


def preview_counts(preview: Preview) -> str:
    """How much is new, the same and different, a line for each."""
    about = len(preview.differences) - preview.different.total
    said = ngettext("{count} thing about you", "{count} things about you", about).format(count=about)
    different = counts_line(*_row(preview.different), *([said] if about else []))
    return "\n".join(
        (
            _("New: {what}").format(what=counts_line(*_row(preview.new))),
            _("The same: {what}").format(what=counts_line(*_row(preview.same))),
            _("Different: {what}").format(what=different),
        )
    )


def imported_sentence(imported: Imported) -> str:
    """What was done."""
    new = counts_line(*_row(imported.new))
    return _("Imported. New: {new}. Changed: {changed}.").format(new=new, changed=imported.changed)


def _row(counts: Counts) -> tuple[int, int, int]:
    return counts.sessions, counts.check_ins, counts.answers
