"""Shows what was typed before the program ended without saving it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from afterneedle.content.language import _
from afterneedle.gui.hub import Hub
from afterneedle.gui.widgets.basics.button import plain_button, primary_button
from afterneedle.gui.widgets.basics.clipboard import copy_text
from afterneedle.gui.widgets.basics.field import Field
from afterneedle.gui.widgets.basics.flow import FlowLayout
from afterneedle.gui.widgets.basics.words import heading, text
from afterneedle.gui.widgets.dialogs.fitted_dialog import FittedDialog

LINES = 8


class KeptText(FittedDialog):
    """It stays in the diary, and is shown at each start, until the person throws it away."""

    def __init__(self, hub: Hub, typed: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("What you had typed"))
        self._hub = hub
        self.words = QPlainTextEdit(typed)
        self.words.setReadOnly(True)
        self.words.setTabChangesFocus(True)
        self.words.setMinimumHeight(self.words.fontMetrics().lineSpacing() * LINES)
        self.copy = primary_button(_("&Copy it"), self._copy)
        self.throw = plain_button(_("&Throw it away"), self._throw)
        self.later = plain_button(_("&Keep it until the next start"), self.reject)
        buttons = FlowLayout(spacing=10)
        for button in (self.copy, self.throw, self.later):
            buttons.addWidget(button)
        self.column.addWidget(heading(self.windowTitle()))
        self.column.addWidget(
            text(_("The program ended before this was saved. Copy what you still need to its place."))
        )
        self.column.addWidget(Field(_("Not &saved"), self.words))
        self.column.addLayout(buttons)
        self.words.setFocus()

    def _copy(self) -> None:
        copy_text(self, self.words.toPlainText())

    def _throw(self) -> None:
        if self._hub.do(self._hub.diary.drop_typed):
            self.accept()
