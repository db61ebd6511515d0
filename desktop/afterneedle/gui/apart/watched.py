"""Work apart of which is shown how far it is, and of which only the end counts."""

from PySide6.QtCore import QObject, Signal

from afterneedle.gui.apart.jobs import Step
from afterneedle.gui.apart.process import Apart
from afterneedle.gui.widgets.basics.working import Working


class Watched(Apart):
    """Its Steps go to `working`. `came`: what it told last besides them; None when it broke down before."""

    came = Signal(object)

    def __init__(self, working: Working, parent: QObject) -> None:
        super().__init__(parent)
        self._working = working
        self._told: object = None
        self.told.connect(self._note)
        self.ended.connect(self._end)

    def _note(self, told: object) -> None:
        if isinstance(told, Step):
            self._working.step(told.number, told.of, told.words)
        else:
            self._told = told

    def _end(self, _worked: bool) -> None:
        self._working.end()
        told, self._told = self._told, None
        self.came.emit(told)
