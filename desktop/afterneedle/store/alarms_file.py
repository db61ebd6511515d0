"""The file beside an encrypted diary that says when it asks, for processes that have no key.

Nothing else is in it (domain/alarms.py). A file that makes no sense counts as none: then nothing rings.
"""

import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from afterneedle.domain.alarms import Alarms
from afterneedle.domain.plans import plan_from, plan_texts
from afterneedle.domain.shown import shown_from, shown_text
from afterneedle.file_lock import FileLock
from afterneedle.folder_sync import sync_folder
from afterneedle.store.backup import new_part
from afterneedle.store.errors import Locked, of_system

FORMAT = "afterneedle-reminders"
KNOWN = ("rings", "repeats", "quiet", "later")  # of the plan; the moments say the rest
LONGEST = 64 * 1024  # bytes; ours has a tenth of it
PATIENCE = 2.0  # seconds; to change the file takes milliseconds


def alarms_file(diary: Path) -> Path:
    """Where it is, by whichever name the diary is called."""
    return Path(f"{os.path.realpath(diary)}.reminders")


def read_alarms(diary: Path) -> Alarms | None:
    """What it says; None when there is none that makes sense."""
    try:
        with alarms_file(diary).open("rb") as file:
            content = file.read(LONGEST)
        return _alarms(json.loads(content))
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None


def change_alarms(diary: Path, change: Callable[[Alarms | None], Alarms | None]) -> None:
    """Writes what `change` makes of it, or removes it for None, with nobody else at it. Raises StoreError."""
    file = alarms_file(diary)
    try:
        with _alone(diary):
            before = read_alarms(diary)
            after = change(before)
            if after is None:
                file.unlink(missing_ok=True)
            elif after != before:
                _write(file, after)
    except OSError as error:
        raise of_system(error, file) from None


def drop_alarms(diary: Path) -> None:
    """Removes it: the diary can be read again, and says itself when it asks."""
    if os.path.lexists(alarms_file(diary)):
        change_alarms(diary, lambda _: None)


@contextmanager
def _alone(diary: Path) -> Iterator[None]:
    lock = FileLock(Path(f"{alarms_file(diary)}.writing"))
    if not lock.take(PATIENCE):
        raise Locked(alarms_file(diary))
    try:
        yield
    finally:
        lock.release()


def _write(file: Path, alarms: Alarms) -> None:
    part = new_part(file.parent)  # its mode is 0600
    try:
        with part.open("w", encoding="utf-8") as opened:
            json.dump(_content(alarms), opened, indent=1)
            opened.flush()
            os.fsync(opened.fileno())
        part.replace(file)
        sync_folder(file.parent)
    finally:
        part.unlink(missing_ok=True)


def _content(alarms: Alarms) -> dict[str, Any]:
    plan = plan_texts(alarms.plan)
    return {
        "format": FORMAT,
        "version": 1,
        "plan": {name: plan[name] for name in KNOWN},
        "asked": [wall.isoformat() for wall in alarms.asked],
        "last": alarms.last and alarms.last.isoformat(),
        "ends": alarms.ends and alarms.ends.isoformat(),
        "shown": shown_text(alarms.shown),
        "put_off": alarms.put_off and alarms.put_off.isoformat(),
    }


def _alarms(content: Any) -> Alarms:
    if (content["format"], content["version"]) != (FORMAT, 1):
        raise ValueError(content["format"])
    plan = content["plan"]
    return Alarms(
        plan_from({name: plan[name] for name in KNOWN}),
        tuple(_wall(text) for text in content["asked"]),
        content["last"] and _wall(content["last"]),
        content["ends"] and _instant(content["ends"]),
        shown_from(content["shown"]),
        content["put_off"] and _instant(content["put_off"]),
    )


def _wall(text: str) -> datetime:
    wall = datetime.fromisoformat(text)
    if wall.tzinfo is not None:
        raise ValueError(text)
    return wall


def _instant(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError(text)
    return moment
