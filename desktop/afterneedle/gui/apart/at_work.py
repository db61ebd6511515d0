"""What is shown while a job changes the whole diary: what is done now, and nothing else can be."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from afterneedle import NAME
from afterneedle.content.language import _
from afterneedle.gui.apart.jobs import Refused
from afterneedle.gui.apart.watched import Watched
from afterneedle.gui.widgets.basics.words import announce, heading
from afterneedle.gui.widgets.basics.working import Working
from afterneedle.gui.widgets.dialogs.fitted_dialog import FittedDialog


class AtWork(FittedDialog):
    """The job runs apart from the window, which stays alive behind this; nothing closes it before the end.

    `came`: what the job told last, or Refused. After a second a bar shows how far it is.
    """

    came = Signal(object)

    def __init__(self, words: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(NAME)
        self.setWindowFlag(Qt.WindowType.WindowCloseButtonHint, on=False)
        self._words = words
        self._is_begun = False
        self.working = Working()
        self.working.start(words)
        self._apart = Watched(self.working, self)
        self._apart.came.connect(self._end)
        self.working.due.connect(self.fit)
        self.column.addWidget(heading(words))
        self.column.addWidget(self.working)
        self.column.addStretch()

    def start(self, job: Callable[..., None], *values: object) -> None:
        """Begin the job, which gets a Talk and these values; once for each."""
        self.open()
        self._is_begun = True
        self._apart.start(job, *values)

    def call_off(self, why: Refused) -> None:
        """Close without having begun."""
        self.accept()
        self.came.emit(why)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        announce(self, self._words)

    def reject(self) -> None:
        """Escape changes nothing before the end; locking, which ends the job, closes this."""
        if self._is_begun and not self._apart.is_running:
            super().reject()

    def _end(self, told: object) -> None:
        self.accept()
        broken = Refused(_("The program made a mistake. Nothing that you saved is lost."))
        self.came.emit(broken if told is None else told)
