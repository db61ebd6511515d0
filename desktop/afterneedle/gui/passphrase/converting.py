"""Changes the passphrase of the window's diary, apart from the window, and says how far it is."""

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QWidget

from afterneedle.content.language import _
from afterneedle.gui.apart.jobs import Refused
from afterneedle.gui.apart.watched import Watched
from afterneedle.gui.hub import Hub, trouble_sentence
from afterneedle.gui.passphrase.job import change
from afterneedle.gui.widgets.basics.button import plain_button, primary_button
from afterneedle.gui.widgets.basics.field import FieldError
from afterneedle.gui.widgets.basics.layout import row
from afterneedle.gui.widgets.basics.words import heading, text
from afterneedle.gui.widgets.basics.working import Working
from afterneedle.gui.widgets.dialogs.fitted_dialog import FittedDialog
from afterneedle.locking import CODE_KEPT, Changed, Key, StoreError, end_removal, key_now, new_recovery_code

FAILED = 1  # exit status


@dataclass(frozen=True)
class Words:
    """What is said before anything is done, and on the two buttons."""

    heading: str
    lines: tuple[str, ...]
    begin: str
    cancel: str
    meanwhile: str


class Converting(FittedDialog):
    """`converted` carries a Changed. What fails is said, and the diary is as it was.

    Meanwhile the window has let go of its diary, and the dialog cannot be closed.
    """

    converted = Signal(object)

    def __init__(self, hub: Hub, passphrase: str | None, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(words.heading)
        self._hub, self._passphrase, self._words = hub, passphrase, words
        self._old: Key | None = None
        self._told: object = None
        self.apart: Watched | None = None
        self.error = FieldError()
        self.working = Working()
        self.working.due.connect(self.fit)
        self.begin_button = primary_button(words.begin, self.begin)
        self.cancel_button = plain_button(words.cancel, self.reject)
        self.again_button = primary_button(_("&Try again"), self._take_up)
        self.end_button = plain_button(_("Close AfterNeedle"), lambda: QCoreApplication.exit(FAILED))
        self._lay_out()

    @property
    def is_busy(self) -> bool:
        """Whether the diary is let go."""
        return not self._hub.is_at_hand

    def reject(self) -> None:
        if not self.is_busy:
            super().reject()

    def begin(self) -> None:
        """Do it now."""
        diary = self._hub.diary
        self.error.clear()
        self._old, self._told = diary.key, None
        self._hub.let_go()
        for button in (self.begin_button, self.cancel_button):
            button.setEnabled(False)
        self.working.start(self._words.meanwhile)
        self.apart = Watched(self.working, self)
        self.apart.came.connect(self._ended)
        self.apart.start(change, diary.path, self._old, self._passphrase)

    def _ended(self, told: object) -> None:
        self._told = told
        self._take_up()

    def _take_up(self) -> None:
        """Open the diary again, under the passphrase that it has now."""
        try:
            changed = self._told if isinstance(self._told, Changed) else self._outcome()
            self._hub.take_up(changed.key if changed else self._old)
        except StoreError as trouble:
            self._say(trouble_sentence(trouble))
            self._offer_again(is_needed=True)
            return
        self._offer_again(is_needed=False)
        told, self._told, self._old = self._told, None, None  # a key is kept only as long as it is needed
        if changed is None:
            mistake = _("The program made a mistake. Your diary is as it was.")
            self._say(told.sentence if isinstance(told, Refused) else mistake)
            return
        if changed.key is not None:
            self._hub.do(lambda: self._hub.diary.set_setting(CODE_KEPT, ""))
        self.accept()
        self.converted.emit(changed)

    def _outcome(self) -> Changed | None:
        """What came of work that did not tell: it may have been stopped just after it was done."""
        path = self._hub.diary.path
        key = key_now(path, self._old, self._passphrase)
        if key == self._old:
            return None
        if key is None and self._old is not None:
            return end_removal(path, self._old)
        return Changed(key, new_recovery_code(path, key) if key else None, (), None)

    def _say(self, sentence: str) -> None:
        self.error.set(sentence)
        self.fit()

    def _offer_again(self, *, is_needed: bool) -> None:
        for button in (self.again_button, self.end_button):
            button.setVisible(is_needed)
        for button in (self.begin_button, self.cancel_button):
            button.setHidden(is_needed)
            button.setEnabled(True)

    def _lay_out(self) -> None:
        column = self.column
        column.addWidget(heading(self._words.heading))
        for line in self._words.lines:
            column.addWidget(text(line))
        column.addWidget(self.working)
        column.addWidget(self.error)
        column.addStretch()
        buttons = (self.begin_button, self.end_button, self.again_button, self.cancel_button)
        column.addLayout(row(*buttons))
        for button in (self.again_button, self.end_button):
            button.hide()
