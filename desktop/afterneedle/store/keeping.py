"""Keeps an open diary safe: its backups in one or two folders, restoring one of them, erasing for good."""

import sqlite3
from collections.abc import Callable, Collection
from contextlib import ExitStack, closing, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import uuid4

from afterneedle.domain.backups import Holdings, is_due
from afterneedle.domain.catalogue import Catalogue
from afterneedle.store.backup import (
    IDENTITY,
    UNREADABLE,
    Backup,
    Check,
    backup_folder,
    backups_in,
    checked_copy,
    fingerprint,
    fingerprint_of,
    holdings,
    is_backup_folder,
    make_backup,
    make_backup_folder,
    prune,
    read_only,
    remove,
    sweep,
)
from afterneedle.store.erasing import forget, knows_any
from afterneedle.store.errors import (
    Damaged,
    ReadOnly,
    StoreError,
)
from afterneedle.store.keys import Key
from afterneedle.store.opening import PATIENCE, close_file, open_file
from afterneedle.store.restore import (
    alone,
    keep_damaged,
    overwrite,
    prepared,
    put_in_place,
    put_over,
)
from afterneedle.store.sqlite import Store

Step = Callable[[], None]  # told that the next step of a long work begins
SECOND_FOLDER = "backup_folder"  # the setting that names the person's own folder for backups


@dataclass(frozen=True)
class BackedUp:
    """A new backup, the one in the second folder, or why there is none."""

    first: Backup
    second: Backup | None = None
    trouble: StoreError | None = None


@dataclass(frozen=True)
class Erased:
    """The ids of the entries that are erased, and the backups that hold them still.

    `unseen`: the second folder, when it could not be looked at.
    """

    ids: frozenset[str]
    held_by: tuple[Backup, ...] = ()
    unseen: Path | None = None


class Keeping:
    """What keeps one open diary safe. Every verb may raise StoreError."""

    def __init__(self, store: Store, catalogue: Catalogue, passing: Collection[str] = ()) -> None:
        """`passing`: settings that come and go by themselves; on their account nothing is backed up."""
        self._store, self._catalogue, self._passing = store, catalogue, passing
        self._check = checker(store.path, catalogue)
        self._key = store.key

    def holdings(self) -> Holdings:
        """How many sessions and check-ins there are, and the newest moment."""
        with self._store.whole_file() as db:
            return holdings(db)

    def identity(self) -> str:
        """What tells this diary from every other one, and stays: made at first need, kept in the diary.

        Where that cannot be saved, it is the time when the diary was begun.
        """
        with suppress(StoreError):
            self._identify()
        return self._store.setting(IDENTITY) or str(self._store.first_change_at())

    def back_up(self, now: datetime) -> BackedUp:
        """A checked backup beside the diary and one in the second folder; old ones go only after that."""
        first = self._back_up_beside(now)
        if (folder := self.second_folder) is None:
            return BackedUp(first)
        try:
            return BackedUp(first, self._copy_of(first, folder))
        except StoreError as trouble:
            return BackedUp(first, trouble=trouble)

    def back_up_if_due(self, now: datetime) -> BackedUp | None:
        """A backup when the last one is a day old and something was saved since; None when none is needed."""
        due = is_due([one.at for one in self._beside() if one.holds], now)
        return self.back_up(now) if due and not self._is_backed_up() else None

    def back_up_before(self, now: datetime) -> None:
        """Before something that changes much: a backup, unless the last one holds all that is there."""
        if not self._is_backed_up():
            self.back_up(now)

    def back_up_to(self, folder: Path, now: datetime) -> Backup:
        """One checked copy in a folder that is there; nothing in it is ever removed."""
        self._identify()
        with self._store.whole_file() as db:
            return make_backup(db, self._store.path, folder, now, self._check, self._key)

    def backups(self) -> tuple[Backup, ...]:
        """Those beside the diary and those in the second folder, newest first; each was checked once."""
        folder = self.second_folder
        found = self._beside() + (backups_in(folder, self._store.path, self._key) if folder else [])
        return tuple(sorted(found, key=lambda one: one.at, reverse=True))

    @property
    def second_folder(self) -> Path | None:
        """The person's own folder for backups, if they chose one; that beside the diary is no second one.

        Only names are compared: a disk in the network that is out of reach may take long to say so.
        """
        named = self._store.setting(SECOND_FOLDER)
        return Path(named) if named and Path(named) != backup_folder(self._store.path) else None

    def is_first_folder(self, folder: Path) -> bool:
        """Whether that is where every backup is already."""
        return is_backup_folder(folder, self._store.path)

    def set_second_folder(self, folder: Path | None) -> None:
        """Backs up to this folder too from now on; None, or the first folder: to no second one."""
        is_second = folder is not None and not self.is_first_folder(folder)
        self._store.set_setting(SECOND_FOLDER, str(folder) if is_second else "")

    def restore(self, file: Path, now: datetime, key: Key | None = None, step: Step = lambda: None) -> Path:
        """Makes the diary what that file holds; says where the present one is kept, to go back to.

        `key`: that of the file, if it is another one than the diary's. The diary keeps its own.
        `step` is called when the file is checked, and when the present diary is kept.
        Another program that has the file open goes on with the restored diary; it saves nothing in between.
        """
        store = self._store
        if store.is_read_only:
            raise ReadOnly(store.path)
        own = {name: value for name in (IDENTITY, SECOND_FOLDER) if (value := store.setting(name))}
        store.made = None
        with (
            prepared(file, key, store.path, self._key, checker(file, self._catalogue), own) as part,
            store.whole_file() as db,
            ExitStack() as held,
        ):
            held.enter_context(alone(db))
            step()
            try:
                kept = self._back_up_beside(now).path
            except Damaged:
                kept = keep_damaged(db, store.path, now, self._key)
                if self._key is not None:  # SQLCipher writes nothing over a page that it cannot read
                    put_over(db, part, store.path)
                    held.pop_all()
                    store.reopen()
                    return kept
            step()
            overwrite(db, part, store.path, self._key)
        return kept

    def erase_deleted(self, now: datetime, step: Step = lambda: None) -> Erased:
        """Erases deleted entries and their history for good, and says which backups hold them still.

        A backup from just before is one of these. `step` is called when that is made, and after erasing.
        """
        store = self._store
        if store.is_read_only:
            raise ReadOnly(store.path)
        self.back_up_before(now)
        step()
        with store.whole_file() as db, alone(db):
            db.execute("BEGIN IMMEDIATE")
            ids = forget(db, now)
            db.execute("COMMIT")
            with suppress(sqlite3.Error):  # no room for it: what is erased was overwritten all the same
                db.execute("VACUUM")
        store.made = None
        step()
        return self._erased(ids)

    def erase_from_backups(self, erased: Erased, now: datetime, step: Step = lambda: None) -> Erased:
        """Removes the backups that hold these entries still, once a new one without them was checked.

        `step` is called when that is made.
        """
        made = self.back_up(now)
        step()
        for one in self._erased(erased.ids).held_by:
            if made.trouble is None or one.path.parent == made.first.path.parent:
                remove(one)
        return self._erased(erased.ids)

    def copy_elsewhere(self, path: Path) -> None:
        """A checked copy under a name of the person's choice, which must be free."""
        with self._store.whole_file() as db:
            part = checked_copy(db, path.parent, self._check, self._key)
        try:
            put_in_place(part, path)
        finally:
            part.unlink(missing_ok=True)

    def _beside(self) -> list[Backup]:
        return backups_in(backup_folder(self._store.path), self._store.path, self._key)

    def _erased(self, ids: frozenset[str]) -> Erased:
        folder = self.second_folder
        unseen = folder if folder is not None and not folder.is_dir() else None
        held = (one for one in self.backups() if ids and knows_any(one.path, self._key, ids))
        return Erased(ids, tuple(held), unseen)

    def _is_backed_up(self) -> bool:
        """Whether the last backup holds all that is there; an empty diary needs none."""
        with self._store.whole_file() as db:
            if holdings(db).is_empty:
                return True
            present = fingerprint(db, self._passing)
        last = next((one for one in self._beside() if one.holds), None)
        return last is not None and fingerprint_of(last, self._key, self._passing) == present

    def _back_up_beside(self, now: datetime) -> Backup:
        self._identify()
        path = self._store.path
        with self._store.whole_file() as db:
            made = make_backup(db, path, make_backup_folder(path), now, self._check, self._key)
        sweep(made.path.parent.parent, now)  # where the file itself lies
        self._tidy(self._beside(), made)
        return made

    def _copy_of(self, backup: Backup, folder: Path) -> Backup:
        """The same backup in another folder, checked there."""
        db, _ = open_file(backup.path, read_only=True, patience=PATIENCE, key=self._key)
        try:
            copy = make_backup(db, self._store.path, folder, backup.at, self._check, self._key)
        finally:
            close_file(db)
        self._tidy(backups_in(folder, self._store.path, self._key), copy)
        return copy

    def _tidy(self, there: list[Backup], made: Backup) -> None:
        """What need not be kept goes; what was out of reach when the diary got its passphrase gets it too."""
        prune(there, made)
        if self._key is not None:
            from afterneedle.store.passphrase import convert_backups

            mine = (one for one in there if one.diary == made.diary)
            convert_backups(mine, self._key, self._key)

    def _identify(self) -> None:
        """Sees to it that this diary, and its backups, can be told from another's of the same name."""
        if self._store.setting(IDENTITY) is None and not self._store.is_read_only:
            self._store.swap_setting(IDENTITY, None, uuid4().hex)  # of two programs, one names it


def look_at(file: Path, key: Key | None = None) -> Holdings | None:
    """How much is in any file; None when it is no diary that can be read with this key."""
    try:
        with closing(read_only(file, key)) as db:
            return holdings(db)
    except UNREADABLE:
        return None


def checker(path: Path, catalogue: Catalogue) -> Check:
    """Raises Damaged, naming `path`, when what an open file holds is not sound."""

    def check(db: sqlite3.Connection) -> None:
        Store(db, path, is_read_only=True, key=None).verify(catalogue)

    return check
