"""File ▸ Export…: asks what and where, has it written apart from the window, and says where it lies."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QDir, QStandardPaths, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from afterneedle.content.language import _
from afterneedle.gui.apart.jobs import Refused, Step
from afterneedle.gui.apart.process import Apart
from afterneedle.gui.exchange.jobs import Exported, take_out
from afterneedle.gui.hub import Hub
from afterneedle.gui.keeping.erasing import Question
from afterneedle.gui.widgets.exchange.export_dialog import NAMES, ExportDialog
from afterneedle.transfer import Export, Kind, files_of


class Exporting(ExportDialog):
    """The dialog over one diary."""

    def __init__(self, hub: Hub, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._hub = hub
        self._apart: Apart | None = None
        self._saved_file = Path()
        self.days.offer(hub.diary.sessions(), hub.diary.answers(), hub.now())
        today = hub.now().date()
        self.days.show_days(today, today)
        self.wanted.connect(self.ask_where)
        self.stopped.connect(self._stop)
        self.folder_wanted.connect(self._open_folder)
        self.finished.connect(self._stop)

    @property
    def file_name(self) -> str:
        """The name that is offered; it says nothing about anyone."""
        kind: Kind = self.kind.value
        name = "check-ins-to-come" if kind is Kind.CALENDAR else "diary"
        return f"{name}-{self._hub.now():%Y-%m-%d}{kind.value}"

    def ask_where(self) -> None:
        """Ask for the file; the system asks before it takes the place of one."""
        kind: Kind = self.kind.value
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        pattern = f"{NAMES[kind]} (*{kind.value})"
        dialog = QFileDialog(self, _("Export"), folder or QDir.homePath(), pattern)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(kind.value[1:])
        dialog.selectFile(self.file_name)
        dialog.fileSelected.connect(lambda name: self.save(Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def save(self, file: Path) -> None:
        """Write it there; asks about the tables that would take a place beside it."""
        taken = [other for other in files_of(self.kind.value, file)[1:] if other.exists()]
        if not taken:
            self.write(file)
            return
        names = "\n".join(other.name for other in taken)
        question = Question(
            self,
            _("These files are there already. Replace them?"),
            names,
            _("&Replace"),
            _("&Keep"),
        )
        question.yes.clicked.connect(partial(self.write, file))
        question.open()

    def write(self, file: Path, _checked: bool = False) -> None:
        """Write it there, in place of what is there."""
        hub = self._hub
        export = Export(
            self.kind.value,
            file,
            self.days.asked,
            frozenset(self.left_out.values),
            self.dates.value,
            self.marked.value,
        )
        self.set_busy(busy=True)
        self._apart = apart = Apart(self)
        apart.told.connect(self._take)
        apart.ended.connect(self._ended)
        apart.start(take_out, hub.diary.path, hub.diary.key, export, hub.now(), hub.zone)

    def _take(self, told: object) -> None:
        match told:
            case Step(number, of, words):
                self.working.step(number, of, words)
            case Refused(sentence):
                self.set_busy(busy=False)
                self.error.set(sentence)
            case Exported(files):
                self.set_busy(busy=False)
                self._saved_file = files[0]
                self.say_saved(str(files[0]), len(files) - 1)

    def _ended(self, worked: bool) -> None:
        self._apart = None
        if not worked:
            self.set_busy(busy=False)
            self.error.set(_("It could not be saved: the program made a mistake."))

    def _stop(self) -> None:
        if self._apart is not None:
            self._apart.cancel()
            self._apart = None
            self.set_busy(busy=False)

    def _open_folder(self) -> None:
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._saved_file.parent))):
            self.error.set(_("No program here opens folders."))
