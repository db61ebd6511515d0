"""Makes and looks through backups away from the window's thread, on a connection of its own."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, Signal

from afterneedle.content.language import _
from afterneedle.diary import Diary, StoreError
from afterneedle.gui.apart.errands import Errands
from afterneedle.gui.hub import Hub

if TYPE_CHECKING:
    from afterneedle.locking import Key

T = TypeVar("T")


class BackupWork(QObject):
    """Does one thing after the other for the diary of the window; nothing while that is let go."""

    found = Signal(object)  # a tuple of Backup, newest first
    made = Signal(object)  # a BackedUp, or None when none was due
    checked = Signal(str)  # what is wrong with the diary itself; "" when nothing is
    failed = Signal(str)  # a sentence

    def __init__(self, hub: Hub, parent: QObject) -> None:
        super().__init__(parent)
        self._hub = hub
        self._errands = Errands(self)
        hub.leaving.connect(self.wait)

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

    def once_idle(self, do: Callable[[], object]) -> None:
        """Do this in the window's thread once everything asked for is done."""
        self._errands.run(lambda: None, lambda _nothing: do())

    def wait(self) -> None:
        """Until everything asked for is done."""
        self._errands.wait()

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

        self._errands.run(work, lambda told: told[0](told[1]))


def _on_diary(path: Path, key: "Key | None", verb: Callable[[Diary], T]) -> T:
    diary = Diary.open(path, key=key)
    try:
        return verb(diary)
    finally:
        diary.close()
