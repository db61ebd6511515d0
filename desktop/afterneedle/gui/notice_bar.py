"""The bar above the page: what was done, with Undo, or what did not work."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QFrame, QHBoxLayout

from afterneedle.content.language import _
from afterneedle.gui.hub import Hub
from afterneedle.gui.undoing import undo
from afterneedle.gui.widgets.basics.button import plain_button
from afterneedle.gui.widgets.basics.words import announce, text


class NoticeBar(QFrame):
    """One sentence at a time, said aloud; it stays until it is closed or the next one comes."""

    def __init__(self, hub: Hub) -> None:
        super().__init__()
        self.setProperty("kind", "notice")
        self.sentence = text("")
        self._hub = hub
        self._change: int | None = None
        self.undo = plain_button(_("Undo"), self._undo)
        self.elsewhere = plain_button(_("Save in a copy…"), self._ask_for_copy)
        self._refused: Callable[[], object] | None = None
        self.close_button = plain_button(_("Close"), self.hide)
        self.close_button.setAccessibleName(_("Close this message"))
        line = QHBoxLayout(self)
        line.setContentsMargins(16, 6, 10, 6)
        line.addWidget(self.sentence, 1)
        line.addWidget(self.undo)
        line.addWidget(self.elsewhere)
        line.addWidget(self.close_button)
        hub.notice.connect(partial(self.show_sentence, change=None))
        hub.done.connect(self.show_sentence)
        hub.unsaved.connect(self._offer_copy)
        hub.leaving.connect(self._forget_refused)
        self.hide()

    def show_sentence(self, sentence: str, change: int | None) -> None:
        """Show and say the sentence, with the way back from this change if there is one."""
        self._change = change
        self.sentence.setText(sentence)
        self.undo.setVisible(self._change is not None)
        self.elsewhere.hide()
        self.show()
        announce(self, sentence)

    def save_in_copy(self, path: str) -> None:
        """Save what was refused in a copy of the diary there."""
        if self._refused is not None:
            self._hub.save_in_copy(Path(path), self._refused)

    def _offer_copy(self, verb: Callable[[], object]) -> None:
        self._refused = verb
        self.elsewhere.show()

    def _forget_refused(self) -> None:
        """It is about a diary that is closed; its form is still there to be saved."""
        self._refused = None
        self.elsewhere.hide()

    def _ask_for_copy(self) -> None:
        from PySide6.QtCore import QDir
        from PySide6.QtWidgets import QFileDialog

        dialog = QFileDialog(self, _("A copy of the diary"), QDir.homePath(), _("Diaries (*.db)"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("db")
        dialog.selectFile(f"diary-copy-{self._hub.now():%Y-%m-%d}.db")
        dialog.fileSelected.connect(self.save_in_copy)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _undo(self) -> None:
        """Take back what the sentence says, and never what somebody else has done since."""
        self.hide()
        undo(self._hub, self, self._change, self._tell_undone)

    def _tell_undone(self, worked: bool) -> None:
        if worked:
            announce(self, _("Undone."))
