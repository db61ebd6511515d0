"""What is shown while a job changes the whole diary: what is done now, and nothing else can be."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from afterneedle import NAME
from afterneedle.content.language import _
from afterneedle.gui.apart.jobs import Refused, Step
from afterneedle.gui.apart.process import Apart
from afterneedle.gui.widgets.basics import announce, heading
from afterneedle.gui.widgets.fitted_dialog import FittedDialog
from afterneedle.gui.widgets.working import Working


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
        self._told: object = None
        self._is_begun = False
        self.working = Working()
        self.working.start(words)
        self._apart = Apart(self)
        self._apart.told.connect(self._take)
        self._apart.ended.connect(self._end)
        self.working.due.connect(self.fit)
        self.column.addWidget(heading(words))
        self.column.addWidget(self.working)
        self.column.addStretch()

    def start(self, job: Callable[..., None], *values: object) -> None:
        """Begin the job, which gets a Talk and these values; once for each."""
        self.open()
        self._apart.start(job, *values)
        self._is_begun = True

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        announce(self, self._words)

    def reject(self) -> None:
        """Escape changes nothing before the end; locking, which ends the job, closes this."""
        if self._is_begun and not self._apart.is_running:
            super().reject()

    def _take(self, told: object) -> None:
        if isinstance(told, Step):
            self.working.step(told.number, told.of, told.words)
        else:
            self._told = told

    def _end(self, worked: bool) -> None:
        self.accept()
        broken = Refused(_("The program made a mistake. Nothing that you saved is lost."))
        self.came.emit(self._told if worked else broken)
