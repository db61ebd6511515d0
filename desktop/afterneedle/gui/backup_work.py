"""Makes and looks through backups away from the window's thread, on a connection of its own."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal

from afterneedle.content.language import _
from afterneedle.diary import Diary, StoreError
from afterneedle.gui.hub import Hub

if TYPE_CHECKING:
    from afterneedle.locking import Key

T = TypeVar("T")


class _Results(QObject):
    """Outlives whoever asked: their window may close while the work goes on."""

    came = Signal(object, object)  # whom to tell, and what


class BackupWork(QObject):
    """Does one thing after the other for the diary of the window; nothing while that is let go."""

    found = Signal(object)  # a tuple of Backup, newest first
    made = Signal(object)  # a BackedUp, or None when none was due
    checked = Signal(str)  # what is wrong with the diary itself; "" when nothing is
    failed = Signal(str)  # a sentence

    def __init__(self, hub: Hub, parent: QObject) -> None:
        super().__init__(parent)
        self._hub = hub
        self._thread = ThreadPoolExecutor(1)
        app = QCoreApplication.instance()
        self._results = _Results(app)
        self._results.came.connect(self._take, Qt.ConnectionType.QueuedConnection)
        hub.leaving.connect(self.wait)
        if app is not None:
            app.aboutToQuit.connect(self.wait)

    def look(self) -> None:
        """Find every backup and what is in it."""
        self._start(lambda diary: diary.keeping.backups(), self.found.emit)

    def back_up(self) -> None:
        """Make one, and one in the second folder."""
        now = self._hub.now()
        self._start(lambda diary: diary.keeping.back_up(now), self.made.emit)

    def back_up_if_due(self) -> None:
        """Make one if something was saved and the last one is a day old."""
        now = self._hub.now()
        self._start(lambda diary: diary.keeping.back_up_if_due(now), self.made.emit)

    def check(self) -> None:
        """Read all of the diary and say whether it is sound."""
        self._start(lambda diary: diary.verify(), lambda _: self.checked.emit(""), self.checked.emit)

    def wait(self) -> None:
        """Until everything asked for is done."""
        self._thread.submit(bool).result()

    def _start(
        self,
        verb: Callable[[Diary], T],
        done: Callable[[T], object],
        failed: Callable[[str], object] | None = None,
    ) -> None:
        if not self._hub.is_at_hand:
            return
        path, key = self._hub.diary.path, self._hub.diary.key

        def work() -> tuple[Callable[[Any], object], object]:
            try:
                return done, _on_diary(path, key, verb)
            except StoreError as trouble:
                return failed or self.failed.emit, _(trouble.sentence).format(path=trouble.path)

        def run() -> None:
            told: Callable[[Any], object]
            try:
                told, what = work()
            except Exception as error:  # noqa: BLE001 raised again in the window's thread
                told, what = _raise, error
            with suppress(RuntimeError):  # the program ends
                results.came.emit(told, what)

        results = self._results
        self._thread.submit(run)

    def _take(self, done: Callable[[T], object], result: T) -> None:
        done(result)


def _on_diary(path: Path, key: "Key | None", verb: Callable[[Diary], T]) -> T:
    diary = Diary.open(path, key=key)
    try:
        return verb(diary)
    finally:
        diary.close()


def _raise(error: Exception) -> None:
    raise error
