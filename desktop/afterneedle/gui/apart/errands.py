"""Runs what would take too long in the window's thread in one of its own, and brings back what came of it."""

from collections import deque
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from queue import SimpleQueue
from typing import Any, TypeVar

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal, Slot

T = TypeVar("T")


class _Bell(QObject):
    """Says in the window's thread that something came. Outlives whoever asked: their window may close."""

    rang = Signal()


class Errands(QObject):
    """Runs one after the other. When its parent is gone the work goes on, and nobody is told.

    No object of the window goes to the other thread, which may be the last to let it go, nor any of Python's
    through Qt from there: programs crashed so.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.worker = ThreadPoolExecutor(1)
        app = QCoreApplication.instance()
        self._asked: deque[Callable[[Any], object]] = deque()
        self._came: SimpleQueue[tuple[Any, Exception | None]] = SimpleQueue()
        self._bell = _Bell(app)
        self._bell.rang.connect(self._take, Qt.ConnectionType.QueuedConnection)
        if app is not None:
            app.aboutToQuit.connect(self.wait)

    def run(self, work: Callable[[], T], done: Callable[[T], object]) -> None:
        """Do this there; `done` is told here. A mistake of ours is raised here."""
        self._asked.append(done)
        came, bell = self._came, self._bell

        def whole() -> None:
            try:
                came.put((work(), None))
            except Exception as error:  # noqa: BLE001 raised again in the window's thread
                came.put((None, error))
            with suppress(RuntimeError):  # the program ends
                bell.rang.emit()

        self.worker.submit(whole)

    def wait(self) -> None:
        """Until everything asked for is done."""
        self.worker.submit(bool).result()

    @Slot()
    def _take(self) -> None:
        done, (result, error) = self._asked.popleft(), self._came.get()
        if error is not None:
            raise error
        done(result)
