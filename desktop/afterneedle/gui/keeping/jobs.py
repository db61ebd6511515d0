"""Going back, copying out, erasing, taking an import back: what is done in a process of its own."""

from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from afterneedle.content.language import _
from afterneedle.content.wording.backups import rescue_lines
from afterneedle.diary import Diary
from afterneedle.gui.apart.jobs import Refused, Step, or_refused, tells
from afterneedle.gui.apart.talk import Talk

if TYPE_CHECKING:
    from afterneedle.diary import Erased
    from afterneedle.locking import Key

RESTORING = _("Checking the backup…"), _("Keeping your diary as it is now…"), _("Restoring…")
ERASING = _("Making a backup…"), _("Erasing…"), _("Looking through the backups…")
REMOVING = _("Making a backup and checking it…"), _("Removing the backups…")


@dataclass(frozen=True)
class Restored:
    """Where the diary as it was is kept; None when there was none."""

    kept: Path | None


@dataclass(frozen=True)
class CopiedOut:
    """What of a damaged diary is in the copy, line by line."""

    lines: tuple[str, ...]


def restore(
    talk: Talk, path: Path, key: "Key | None", file: Path, its_key: "Key | None", now: datetime
) -> None:
    """Makes a diary that is open what a file holds, all of it or nothing; tells Restored or Refused.

    `key`: of the diary; `its_key`: of the file, if it has another.
    """

    def work() -> Restored:
        step = tells(talk, RESTORING)
        with closing(Diary.open(path, key=key)) as diary:
            return Restored(diary.keeping.restore(file, now, its_key, step))

    talk.tell(or_refused(work))


def bring_back(
    talk: Talk, path: Path, key: "Key | None", file: Path, its_key: "Key | None", now: datetime
) -> None:
    """The same for a diary that does not open or is gone."""

    def work() -> Restored:
        talk.tell(Step(0, 1, RESTORING[-1]))
        return Restored(Diary.restore_over(path, file, now, key, its_key))

    talk.tell(or_refused(work))


def copy_out(talk: Talk, path: Path, key: "Key | None", target: Path) -> None:
    """Copies what is left of a damaged diary to a new file, and tells of it: CopiedOut or Refused."""

    def work() -> CopiedOut | Refused:
        talk.tell(Step(0, 1, _("Copying what can be read…")))
        rescued = Diary.rescue(path, target, key)
        if rescued.is_empty:
            return Refused(_("Nothing in {path} could be read. It was left as it is.").format(path=path))
        return CopiedOut(tuple(rescue_lines(rescued)))

    talk.tell(or_refused(work))


def erase_deleted(talk: Talk, path: Path, key: "Key | None", now: datetime) -> None:
    """Erases what is deleted for good, and tells of it: Erased or Refused."""

    def work() -> "Erased":
        step = tells(talk, ERASING)
        with closing(Diary.open(path, key=key)) as diary:
            return diary.keeping.erase_deleted(now, step)

    talk.tell(or_refused(work))


def erase_from_backups(talk: Talk, path: Path, key: "Key | None", erased: "Erased", now: datetime) -> None:
    """Removes the backups that hold it still, and tells what is left: Erased or Refused."""

    def work() -> "Erased":
        step = tells(talk, REMOVING)
        with closing(Diary.open(path, key=key)) as diary:
            return diary.keeping.erase_from_backups(erased, now, step)

    talk.tell(or_refused(work))


def revert(talk: Talk, path: Path, key: "Key | None", change: int | None, now: datetime, again: bool) -> None:
    """Takes this change back, or does it `again`, and tells of what kind it was, or Refused."""

    def work() -> str:
        with closing(Diary.open(path, key=key)) as diary:
            return (diary.redo if again else diary.undo)(now, change)

    talk.tell(or_refused(work))
