"""A backup in the place of a diary that does not open, or is not there."""

import os
from datetime import datetime
from pathlib import Path

from afterneedle.domain.catalogue import Catalogue
from afterneedle.file_lock import without_window
from afterneedle.store.errors import Damaged, Empty, Locked, Missing, NotADiary, Replaced
from afterneedle.store.keeping import checker
from afterneedle.store.keys import Key
from afterneedle.store.restore import prepared, put_aside, put_in_place
from afterneedle.store.sqlite import Store

LOST = (Missing, Empty, Damaged, NotADiary)  # of a diary: a backup may take its place


def restore_missing(
    path: Path,
    file: Path,
    now: datetime,
    catalogue: Catalogue,
    key: Key | None = None,
    its_key: Key | None = None,
) -> Path | None:
    """A backup in the place of a diary that cannot be opened or is not there; where that one is kept.

    `key`: of the diary, which keeps it; when it has none, it gets that of the backup, `its_key`.
    Raises Locked while a window has it, Replaced when somebody else has restored it meanwhile.
    """
    with (
        prepared(file, its_key, path, key or its_key, checker(file, catalogue), {}) as part,
        without_window(path) as is_free,
    ):
        if not is_free:
            raise Locked(path)
        if not _is_lost(path, key):
            raise Replaced(path)
        kept = put_aside(path, now, key)
        put_in_place(part, Path(os.path.realpath(path)))
    return kept


def _is_lost(path: Path, key: Key | None) -> bool:
    """Whether a diary does not open, or is not there."""
    try:
        Store.open(path, key).close()
    except LOST:
        return True
    return False
