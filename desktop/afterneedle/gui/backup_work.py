"""Makes and looks through backups away from the window's thread, on a connection of its own."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Signal

from afterneedle.content.language import _
from afterneedle.diary import Diary, StoreError
from afterneedle.gui.errands import Errands

T = TypeVar("T")


class BackupWork(QObject):
    """Does one thing after the other for the diary at `path`."""

    found = Signal(object)  # a tuple of Backup, newest first
    made = Signal(object)  # a BackedUp, or None when none was due
    checked = Signal(str)  # what is wrong with the diary itself; "" when nothing is
    failed = Signal(str)  # a sentence

    def __init__(self, path: Path, now: Callable[[], datetime], parent: QObject) -> None:
        super().__init__(parent)
        self._path, self._now = path, now
        self._errands = Errands(self)

    def look(self) -> None:
        """Find every backup and what is in it."""
        self._start(lambda diary: diary.keeping.backups(), self.found.emit)

    def back_up(self) -> None:
        """Make one, and one in the second folder."""
        now = self._now()
        self._start(lambda diary: diary.keeping.back_up(now), self.made.emit)

    def back_up_if_due(self) -> None:
        """Make one if something was saved and the last one is a day old."""
        now = self._now()
        self._start(lambda diary: diary.keeping.back_up_if_due(now), self.made.emit)

    def check(self) -> None:
        """Read all of the diary and say whether it is sound."""
        self._start(lambda diary: diary.verify(), lambda _: self.checked.emit(""), self.checked.emit)

    def wait(self) -> None:
        """Until everything asked for is done."""
        self._errands.wait()

    def _start(
        self,
        verb: Callable[[Diary], T],
        done: Callable[[T], object],
        failed: Callable[[str], object] | None = None,
    ) -> None:
        def work() -> tuple[Callable[[Any], object], object]:
            try:
                return done, _on_diary(self._path, verb)
            except StoreError as trouble:
                return failed or self.failed.emit, _(trouble.sentence).format(path=trouble.path)

        self._errands.run(work, lambda told: told[0](told[1]))


def _on_diary(path: Path, verb: Callable[[Diary], T]) -> T:
    diary = Diary.open(path)
    try:
        return verb(diary)
    finally:
        diary.close()
