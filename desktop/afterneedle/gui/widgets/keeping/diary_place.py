"""Where the diary lies, and the ways there."""

import re
from pathlib import Path

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QLabel, QWidget

from afterneedle.content.language import _
from afterneedle.gui.widgets.basics.button import plain_button
from afterneedle.gui.widgets.basics.clipboard import copy_text
from afterneedle.gui.widgets.basics.flow import FlowLayout
from afterneedle.gui.widgets.basics.layout import column_in
from afterneedle.gui.widgets.basics.words import text

SEPARATOR = re.compile(r"([/\\])")
MAY_BREAK = "\u200b"  # shows nothing; a line may end there


def breakable(path: str) -> str:
    """A path to be shown, whose lines may end behind each of its folders."""
    return SEPARATOR.sub(rf"\1{MAY_BREAK}", path)


class DiaryPlace(QWidget):
    """Names the file of the diary, opens its folder, copies its path. `failed` carries a sentence.

    `elsewhere`: a warning that its folder goes to other computers; "" when it does not.
    """

    failed = Signal(str)

    def __init__(self, path: Path, elsewhere: str = "") -> None:
        super().__init__()
        self.path = path.absolute()
        self.name: QLabel = text(breakable(str(self.path)))
        self.open_button = plain_button(_("&Open folder"), self._open)
        self.copy_button = plain_button(_("&Copy path"), self._copy)
        column = column_in(self, 10)
        column.addWidget(text(_("It is one file on this computer:")))
        column.addWidget(self.name)
        buttons = FlowLayout()
        buttons.addWidget(self.open_button)
        buttons.addWidget(self.copy_button)
        column.addLayout(buttons)
        self.warning: QLabel = text(elsewhere)
        self.warning.setVisible(bool(elsewhere))
        column.addWidget(self.warning)

    def _open(self) -> None:
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.path.parent))):
            self.failed.emit(_("No program here opens folders. Copy the path instead."))

    def _copy(self) -> None:
        copy_text(self, str(self.path), _("Path copied"))
