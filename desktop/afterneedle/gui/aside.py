"""One thing done in a thread, while the window goes on."""

from collections.abc import Callable
from contextlib import suppress
from threading import Thread
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal

T = TypeVar("T")
E = TypeVar("E", bound=Exception)


class _Errand(QObject):
    """Outlives whoever asked: their window may close while the work goes on."""

    came = Signal(object)

    def __init__(self, work: Callable[[], Callable[[], object]]) -> None:
        super().__init__(QCoreApplication.instance())
        self._work = work
        self._thread = Thread(target=self._run, daemon=True)
        self.came.connect(self._take, Qt.ConnectionType.QueuedConnection)
        self._thread.start()

    def _run(self) -> None:
        try:
            told = self._work()
        except Exception as error:  # noqa: BLE001 raised again in the window's thread
            told = _raiser(error)
        with suppress(RuntimeError):  # the program ends
            self.came.emit(told)

    def _take(self, told: Callable[[], object]) -> None:
        self.deleteLater()
        self._thread.join()
        told()


def aside(
    verb: Callable[[], T], done: Callable[[T], object], failed: Callable[[E], object], *kinds: type[E]
) -> None:
    """Runs `verb` in a thread, then here `done` with what it gave, or `failed` with an error of `kinds`."""

    def work() -> Callable[[], object]:
        try:
            result = verb()
        except kinds as error:
            return _teller(failed, error)
        return _teller(done, result)

    _Errand(work)


def _teller(tell: Callable[[T], object], what: T) -> Callable[[], object]:
    return lambda: tell(what)


def _raiser(error: Exception) -> Callable[[], object]:
    def fail() -> None:
        raise error

    return fail
