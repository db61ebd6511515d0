"""About the program: what it is, which version, where the diary lies, and on whose work it rests."""

import platform

from PySide6 import __version__ as pyside_version
from PySide6.QtCore import QLocale, Qt, Signal, qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QWidget

from afterneedle import __version__
from afterneedle.content.language import _
from afterneedle.content.licences import Licence, licences
from afterneedle.content.wording import date_label
from afterneedle.diary import ENGINE, Diary
from afterneedle.gui.widgets.basics.button import link_button, plain_button
from afterneedle.gui.widgets.basics.clipboard import copy_text
from afterneedle.gui.widgets.basics.layout import row
from afterneedle.gui.widgets.basics.words import heading, muted, text
from afterneedle.gui.widgets.dialogs.reading_dialog import ReadingDialog
from afterneedle.locking import engine

INTENDED_USE = _(
    "Intended use: a diary that adults keep in the days after dry needling and take to whoever treats them; "
    "it informs and does not diagnose."
)
LICENCE = Qt.ItemDataRole.UserRole


class AboutDialog(ReadingDialog):
    """`read_wanted`: the guidance text of this id."""

    read_wanted = Signal(str)

    def __init__(self, diary: Diary, parent: QWidget) -> None:
        super().__init__(_("About AfterNeedle"), parent)
        self._diary = diary
        for line in about_lines(diary):
            self.column.addWidget(text(line))
        self.column.addLayout(row(link_button(_("What this app is, and is not"), self._read)))
        self.column.addWidget(heading(_("Where your diary lies")))
        self.path = QLineEdit(str(diary.path))  # however long it is, it can be read to its end and copied
        self.path.setReadOnly(True)
        self.path.setCursorPosition(0)
        self.path.setAccessibleName(_("Where your diary lies"))
        self.column.addWidget(self.path)
        self.column.addWidget(heading(_("What it is made with")))
        self.column.addWidget(
            muted(_("AfterNeedle has the MIT licence. Open a line to read the licence of a part."))
        )
        self.parts = self._parts()
        self.column.addWidget(self.parts)
        self.copy_button = plain_button(_("C&opy details for a bug report"), self._copy)
        self.add_button(self.copy_button)

    def _parts(self) -> QListWidget:
        parts = QListWidget()
        parts.setAccessibleName(_("What it is made with"))
        parts.setWordWrap(True)
        parts.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for licence in licences():
            name = licence.name or _("licence not named")
            said = _("{package} {version}: {licence}")
            item = QListWidgetItem(
                said.format(package=licence.package, version=licence.version, licence=name)
            )
            item.setData(LICENCE, licence)
            parts.addItem(item)
        parts.setMinimumHeight(parts.sizeHintForRow(0) * min(parts.count(), 8) + 16)
        parts.itemActivated.connect(self._show_licence)
        parts.itemClicked.connect(self._show_licence)
        return parts

    def _show_licence(self, item: QListWidgetItem) -> None:
        licence: Licence = item.data(LICENCE)
        dialog = ReadingDialog(licence.package, self)
        none = _("This package brings no text of its licence. Its name is: {name}")
        dialog.column.addWidget(text(licence.text or none.format(name=licence.name)))
        dialog.column.addStretch()
        dialog.open()

    def _read(self) -> None:
        self.accept()
        self.read_wanted.emit("what-this-app-is")

    def _copy(self) -> None:
        copy_text(self, details(self._diary))


def about_lines(diary: Diary) -> list[str]:
    """Versions, and what the program is for and what not."""
    rules = diary.rulebook
    return [
        _("Version {version}. Rulebook {rules} of {date}.").format(
            version=__version__, rules=rules.version, date=date_label(rules.date)
        ),
        INTENDED_USE,
        _(
            "By fixed rules it shows what stands out, and says what to do and by when. "
            "It does not say what causes a symptom, and it does not replace a doctor. "
            "No clinician has signed its rules yet."
        ),
        _("Everything stays on this computer. The app sends nothing to anyone."),
    ]


def details(diary: Diary) -> str:
    """What helps to find a mistake of the program, and nothing about the patient: no path, name or entry."""
    rules, size = diary.rulebook, diary.setting("text_size") or "100"
    engines = ", ".join(filter(None, (ENGINE, engine())))
    return "\n".join(
        [
            f"AfterNeedle {__version__}, rulebook {rules.version} ({rules.date.isoformat()})",
            f"Python {platform.python_version()}, Qt {qVersion()}, PySide6 {pyside_version}, {engines}",
            f"{platform.system()} {platform.release()} ({platform.machine()})",
            f"{QGuiApplication.platformName()}, {QLocale.system().name()}, text {size} %",
        ]
    )
