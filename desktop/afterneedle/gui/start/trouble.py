"""What to do when the diary cannot be opened: one sentence, and what helps. Nothing is ever replaced."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QDir, QStandardPaths
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFileDialog, QPushButton

from afterneedle.content.language import _
from afterneedle.diary import Diary, StoreError
from afterneedle.gui.hub import trouble_sentence
from afterneedle.gui.start.ways import Way
from afterneedle.gui.widgets.basics.button import plain_button, primary_button
from afterneedle.gui.widgets.basics.flow import FlowLayout
from afterneedle.gui.widgets.basics.words import announce, heading, text
from afterneedle.gui.widgets.dialogs.fitted_dialog import FittedDialog

AGAIN, CHOOSE, NEW = "again", "choose", "new"
HELPS: Mapping[str, tuple[str, ...]] = {
    "missing": (CHOOSE, NEW),
    "empty": (CHOOSE, NEW),
    "not_a_file": (CHOOSE, NEW),
    "not_a_diary": (CHOOSE, NEW),
    "newer": (CHOOSE,),
    "damaged": (CHOOSE, NEW),
    "read_only": (AGAIN, CHOOSE, NEW),
    "locked": (AGAIN, CHOOSE),
    "full": (AGAIN, CHOOSE),
    "io": (AGAIN, CHOOSE),
    "no_permission": (AGAIN, CHOOSE, NEW),
    "exists": (CHOOSE, NEW),
    "old_sqlite": (),
    "encrypted": (AGAIN, CHOOSE),
    "wrong_passphrase": (AGAIN, CHOOSE),
    "wrong_code": (AGAIN, CHOOSE),
    "no_recovery": (AGAIN, CHOOSE),
    "no_cipher": (CHOOSE, NEW),
}


@dataclass(frozen=True)
class Offer:
    """Something that helps. `begin` asks what it has to ask, then tells the dialog the way on by `go`."""

    label: str
    begin: "Callable[[TroubleDialog], object]"


def usual_offers(trouble: StoreError, way: Way) -> list[Offer]:
    """What helps with this trouble, which came on this way; the best comes first."""
    offers = {
        AGAIN: Offer(_("&Try again"), lambda dialog: dialog.go(way)),
        CHOOSE: Offer(_("C&hoose another file…"), choose_file),
        NEW: Offer(_("Start a &new diary…"), _choose_place),
    }
    return [offers[name] for name in HELPS.get(trouble.kind, (AGAIN, CHOOSE))]


class WayDialog(FittedDialog):
    """A dialog from which ways lead on. `way`: the one that was taken, None when it was closed."""

    LETTERS = 60

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.setWindowTitle("AfterNeedle")
        self.folder = folder
        self.way: Way | None = None

    def go(self, way: Way) -> None:
        """Go on in this way."""
        self.way = way
        self.accept()


class TroubleDialog(WayDialog):
    """Says what is wrong."""

    def __init__(self, trouble: StoreError, offers: Sequence[Offer]) -> None:
        super().__init__(trouble.path.parent)
        self.buttons = [self._button(offer, first=not n) for n, offer in enumerate(offers)]
        self.buttons.append(plain_button(_("&Close"), self.reject))
        self.column.addWidget(heading(_("The diary cannot be opened")))
        self.sentence = text(trouble_sentence(trouble))
        self.column.addWidget(self.sentence)
        line = FlowLayout(spacing=10)
        for button in self.buttons:
            line.addWidget(button)
            button.setAutoDefault(True)  # Enter presses the one that has the focus
        self.column.addLayout(line)
        self.column.addStretch()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.buttons[0].setFocus()

    def say(self, sentence: str) -> None:
        """Say what came of something that did not help."""
        self.sentence.setText(sentence)
        announce(self, sentence)

    def _button(self, offer: Offer, *, first: bool) -> QPushButton:
        make = primary_button if first else plain_button
        return make(offer.label, lambda: offer.begin(self))


def choose_file(dialog: WayDialog) -> None:
    """Ask for another diary."""
    files = QFileDialog(dialog, _("Choose your diary"), str(dialog.folder), _kinds_of_files())
    files.setFileMode(QFileDialog.FileMode.ExistingFile)
    files.fileSelected.connect(lambda name: dialog.go(Way(Path(name), Diary.open)))
    files.finished.connect(files.deleteLater)
    files.open()


def _choose_place(dialog: TroubleDialog) -> None:
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    files = QFileDialog(dialog, _("Start a new diary"), folder or QDir.homePath(), _kinds_of_files())
    files.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    files.setOption(QFileDialog.Option.DontConfirmOverwrite)  # a file that is there is never replaced
    files.setDefaultSuffix("db")
    files.selectFile("diary.db")
    files.fileSelected.connect(lambda name: dialog.go(Way(Path(name), Diary.create)))
    files.finished.connect(files.deleteLater)
    files.open()


def _kinds_of_files() -> str:
    return _("Diaries (*.db)") + ";;" + _("All files (*)")
