"""Runs what would take too long in the window's thread in one of its own, and brings back what came of it."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import Any, TypeVar

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal

T = TypeVar("T")


class _Results(QObject):
    """Outlives whoever asked: their window may close while the work goes on."""

    came = Signal(object, object)  # whom to tell, and what


class Errands(QObject):
    """Runs one after the other. When its parent is gone the work goes on, and nobody is told."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.worker = ThreadPoolExecutor(1)
        app = QCoreApplication.instance()
        self._results = _Results(app)
        self._results.came.connect(self._take, Qt.ConnectionType.QueuedConnection)
        if app is not None:
            app.aboutToQuit.connect(self.wait)

    def run(self, work: Callable[[], T], done: Callable[[T], object]) -> None:
        """Do this there; `done` is told here. A mistake of ours is raised here."""
        results = self._results

        def whole() -> None:
            told: Callable[[Any], object]
            what: object
            try:
                told, what = done, work()
            except Exception as error:  # noqa: BLE001 raised again in the window's thread
                told, what = _raise, error
            with suppress(RuntimeError):  # the program ends
                results.came.emit(told, what)

        self.worker.submit(whole)

    def wait(self) -> None:
        """Until everything asked for is done."""
        self.worker.submit(bool).result()

    def _take(self, done: Callable[[T], object], result: T) -> None:
        done(result)


def _raise(error: Exception) -> None:
    raise error
