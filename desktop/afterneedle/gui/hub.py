"""Where the pages and the diary meet: runs its verbs, tells what went wrong, says that something changed."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from PySide6.QtCore import QObject, Signal

from afterneedle.content.language import _
from afterneedle.content.wording import impossible_sentence
from afterneedle.diary import Diary, StoreError
from afterneedle.domain.catalogue import Catalogue
from afterneedle.domain.impossible import Impossible
from afterneedle.reminding.zone import system_zone

if TYPE_CHECKING:
    from afterneedle.locking import Key

HOUR = 3600  # seconds, in which what pages say of the time stays true
OF_THE_PLACE = {"full", "io", "read_only", "no_permission", "locked"}  # elsewhere it may work


def trouble_sentence(error: StoreError) -> str:
    """What is wrong and what to do, in the person's language."""
    return _(error.sentence).format(path=error.path)


class Hub(QObject):
    """The diary as the window sees it. After `changed`, whoever shows something reads it anew."""

    changed = Signal()
    leaving = Signal()  # before the diary is let go: whoever is at work on it finishes
    notice = Signal(str)  # a sentence about something that did not work
    unsaved = Signal(object)  # after `notice`: the verb that the file of the diary refused
    done = Signal(str, object)  # a sentence about something that did, and the number of the change to undo

    def __init__(self, diary: Diary, clock: Callable[[], datetime]) -> None:
        super().__init__()
        self.diary = diary
        self.is_at_hand = True  # the diary can be read and saved
        self._clock = clock
        self._seen: tuple[int, int] | None = None  # the data version and the hour at the last look

    @property
    def catalogue(self) -> Catalogue:
        """What can be recorded."""
        return self.diary.catalogue

    @property
    def zone(self) -> ZoneInfo:
        """The system's time zone, asked anew."""
        return system_zone()

    def now(self) -> datetime:
        """The present moment on the local clock."""
        return self._clock().astimezone(UTC).astimezone(self.zone)

    def do(self, verb: Callable[[], object], done: str = "", *, elsewhere: bool = False) -> bool:
        """Run a verb of the diary and say `done`; False when it failed, which `notice` explains.

        `elsewhere`: what somebody wrote; if the file refuses it, it can be saved in a copy of the diary.
        """
        try:
            verb()
        except StoreError as error:
            self.notice.emit(trouble_sentence(error))
            if elsewhere and error.kind in OF_THE_PLACE:
                self.unsaved.emit(verb)
            return False
        except Impossible as error:
            self.notice.emit(impossible_sentence(error))
            return False
        self.changed.emit()
        if done:
            self.done.emit(done, self.diary.made)
        return True

    def let_go(self) -> None:
        """Close the diary: until it is taken up again nothing can be read or saved."""
        if not self.is_at_hand:
            return
        self.leaving.emit()
        self.is_at_hand = False
        self.diary.close()

    def take_up(self, key: "Key | None") -> None:
        """Open the diary that was let go, and have everybody read it anew. Raises StoreError."""
        self.diary = Diary.open(self.diary.path, self.diary.catalogue, key)  # pages hold on to its symptoms
        self.is_at_hand = True
        self._seen = None
        self.changed.emit()

    def look_again(self) -> None:
        """Say `changed` if another program has saved since the last look, or the hour is another one."""
        if not self.is_at_hand:
            return
        try:
            seen = self.diary.data_version(), int(self.now().timestamp()) // HOUR
        except StoreError:  # it is saving just now; the next look will tell
            return
        before, self._seen = self._seen, seen
        if before not in (None, seen):
            self.changed.emit()

    def save_in_copy(self, path: Path, verb: Callable[[], object]) -> None:
        """Run a verb that was refused on a copy of the diary, which is made at `path`."""
        try:
            self.diary.save_in_copy(path, verb)
        except StoreError as error:
            self.notice.emit(trouble_sentence(error))
            self.unsaved.emit(verb)
        else:
            said = _("Saved in a copy: {path}. Your diary itself does not have it. Save it there later, too.")
            self.notice.emit(said.format(path=path))
