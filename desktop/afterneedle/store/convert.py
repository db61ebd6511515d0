"""Copies a file under another key, and puts the copy in its place without leaving the plain one behind.

A file gets its new form by one rename: killed at any moment, it is there under one of the two.
"""

import os
import shutil
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from afterneedle.folder_sync import sync_folder
from afterneedle.store.backup import PART_PREFIX, counts, new_part
from afterneedle.store.errors import Damaged, NotCopied, plainly
from afterneedle.store.keys import Key
from afterneedle.store.opening import PATIENCE, cipher, connect
from afterneedle.store.soundness import pages_fit
from afterneedle.store.uris import uri_of

OPENED = f"{PART_PREFIX}opened-"  # how a plain copy of an encrypted file is named until it has its place
CHUNK = 1 << 20


def convert_file(file: Path, old: Key | None, new: Key | None) -> None:
    """A whole file that nobody has open, of any of our schemas. Raises StoreError and OSError."""
    with plainly(file), closing(cipher(file).connect(file, old, PATIENCE)) as db:
        if not pages_fit(db):
            raise Damaged(file)
        with removed(exported(db, file.parent, new)) as part:
            swap(db, part, file)


def exported(db: sqlite3.Connection, folder: Path, key: Key | None) -> Path:
    """A whole copy under another key of what is open through SQLCipher; raises NotCopied."""
    part = new_part(folder, OPENED if key is None else PART_PREFIX)
    try:
        _export(db, part, key)
        with closing(connect(part, 0, key)) as copy:
            if not pages_fit(copy) or counts(copy) != counts(db):
                raise NotCopied(folder)
        with part.open("rb+") as file:
            os.fsync(file.fileno())
    except BaseException:
        remove(part)
        raise
    return part


@contextmanager
def removed(part: Path) -> Iterator[Path]:
    """A part that is gone at the end, if it has no other name by then."""
    try:
        yield part
    finally:
        if part.exists():
            remove(part)


def swap(db: sqlite3.Connection, part: Path, file: Path) -> None:
    """Gives the part the place of a file, which `db` has open, and blanks what was there.

    Another program may have that open still, and finds it empty: it can read nothing of it any more, and
    save nothing where nobody would look for it. Raises OSError, and then the file is as it was.
    """
    if sys.platform == "win32":  # nothing can take the place of what anybody has open
        db.close()
    with file.open("rb+") as old:
        keep_owner(part, file)
        if sys.platform == "win32":
            old.close()
        part.replace(file)
        with suppress(OSError):  # the file has its new form, whatever becomes of the old one
            sync_folder(file.parent)
            if not old.closed:
                _blank(old)


def keep_owner(part: Path, file: Path) -> None:
    """Gives the part to whoever has the file; raises PermissionError where only an administrator can."""
    if sys.platform != "win32":
        owner = file.stat()
        if part.stat().st_uid != owner.st_uid:
            os.chown(part, owner.st_uid, owner.st_gid)


def remove(part: Path) -> None:
    """Nothing of it is left; but a file that has another name as well keeps what is in it."""
    if part.stat().st_nlink == 1:
        with part.open("rb+") as file:
            _blank(file)
    part.unlink()


def remove_opened(folder: Path) -> None:
    """Removes plain copies of an encrypted file that a program left when it was killed."""
    remove_parts(folder, OPENED)


def remove_parts(folder: Path, prefix: str = PART_PREFIX) -> None:
    """Removes all that programs left unfinished here when they were killed, how new it may be."""
    for left in folder.glob(f"{prefix}*"):
        with suppress(OSError):
            if left.is_symlink():  # none of ours: what it leads to is not ours to overwrite
                left.unlink()
            elif left.is_dir():
                for file in left.rglob("*"):
                    if file.is_file() and not file.is_symlink():
                        remove(file)
                shutil.rmtree(left)
            else:
                remove(left)


def _export(db: sqlite3.Connection, part: Path, key: Key | None) -> None:
    names = ("application_id", "user_version")  # are not copied with the rest
    numbers = {name: db.execute(f"PRAGMA {name}").fetchone()[0] for name in names}
    other = (f"{uri_of(part)}?mode=rw", "" if key is None else key.to_make)
    db.execute("ATTACH ? AS other KEY ?", other)
    try:
        db.execute("PRAGMA other.synchronous = OFF")  # it is synced when all of it is there
        db.execute("PRAGMA other.journal_mode = OFF").fetchall()
        db.execute("BEGIN")
        db.execute("SELECT sqlcipher_export('other')").fetchall()
        for name, number in numbers.items():
            db.execute(f"PRAGMA other.{name} = {number}")
        db.execute("COMMIT")
    finally:
        if db.in_transaction:
            db.execute("ROLLBACK")
        db.execute("DETACH other")  # Windows removes no file that is open


def _blank(file: BinaryIO) -> None:
    """Overwrites all of it; what a disk keeps of it elsewhere, nobody can reach from here."""
    length = file.seek(0, os.SEEK_END)
    file.seek(0)
    file.writelines(bytes(min(CHUNK, length - start)) for start in range(0, length, CHUNK))
    file.flush()
    os.fsync(file.fileno())
    file.truncate(0)
