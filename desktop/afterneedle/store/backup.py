"""Backups: whole, checked copies of a diary, made by SQLite itself, in a folder of their own.

A copy gets its name only after it was opened and checked, so what bears such a name was whole once.
"""

import os
import re
import sqlite3
import tempfile
from collections.abc import Callable, Collection, Iterable
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

from afterneedle.domain.backups import DAY, Holdings, superfluous
from afterneedle.store.errors import Damaged, Exists, NoFolder, NotCopied, of_system, plainly
from afterneedle.store.file_system import make_folder, name_file
from afterneedle.store.keys import Key, is_plain
from afterneedle.store.opening import PATIENCE, connect
from afterneedle.store.schema import AUDITED

FOLDER = "backups"
IDENTITY = "diary_id"  # the setting that tells one diary's backups from another's
PART_PREFIX, PART_SUFFIX = ".afterneedle-", ".part"
_NAME = re.compile(r"(?P<stem>.+)-(?P<at>\d{4}-\d\d-\d\dT\d{6})Z(?:-(?P<number>\d+))?\.db")
_AT = "%Y-%m-%dT%H%M%S"

UNREADABLE = (sqlite3.Error, OSError, ValueError, OverflowError)  # what damage makes of reading a file
Check = Callable[[sqlite3.Connection], None]  # raises Damaged


@dataclass(frozen=True)
class Backup:
    """One backup: its file, when it was made, what it holds (None: it cannot be read), of which diary."""

    path: Path
    at: datetime
    holds: Holdings | None
    diary: str | None = None


def backup_folder(diary: Path) -> Path:
    """The folder of its backups, beside the file itself."""
    return Path(os.path.realpath(diary)).parent / FOLDER


def is_backup_folder(folder: Path, diary: Path) -> bool:
    """Whether a folder is that one, by whichever name or link."""
    own = backup_folder(diary)
    try:
        return folder.samefile(own)
    except OSError:  # one of them is not there
        return os.path.realpath(folder) == os.path.realpath(own)
    except ValueError:  # no name that a folder can have
        return False


def backup_stem(diary: Path) -> str:
    """What the names of its backups begin with, by whichever name it is called."""
    return Path(os.path.realpath(diary)).stem


def make_backup_folder(diary: Path) -> Path:
    """That folder, made for this account only when it is not there."""
    folder = backup_folder(diary)
    try:
        make_folder(folder)
    except OSError as error:
        raise of_system(error, folder) from None
    return folder


def backups_in(folder: Path, diary: Path, key: Key | None = None) -> list[Backup]:
    """The backups there under the name of this diary, newest first; none when the folder is not there."""
    named = [(match, entry) for entry in entries(folder) if (match := _NAME.fullmatch(entry.name))]
    stem = backup_stem(diary)
    mine = [(match, entry) for match, entry in named if match["stem"] == stem]
    mine.sort(key=lambda one: (one[0]["at"], int(one[0]["number"] or 0)), reverse=True)
    found = []
    for match, entry in mine:
        with suppress(ValueError):  # digits that are no date
            found.append(_read(entry, key, datetime.strptime(match["at"], _AT).replace(tzinfo=UTC)))
    return found


def make_backup(
    db: sqlite3.Connection, diary: Path, folder: Path, at: datetime, check: Check, key: Key | None
) -> Backup:
    """Copies the open diary into `folder`, checks the copy and names it by date and time."""
    sweep(folder, at)
    with plainly(diary):
        part = checked_copy(db, folder, check, key)
    try:
        stem = f"{backup_stem(diary)}-{at.astimezone(UTC).strftime(_AT)}Z"
        return _read(_give_name(part, folder, stem), key, at.astimezone(UTC).replace(microsecond=0))
    except OSError as error:
        raise of_system(error, folder) from None
    finally:
        part.unlink(missing_ok=True)


def checked_copy(db: sqlite3.Connection, folder: Path, check: Check, key: Key | None) -> Path:
    """A copy under the same key, with a name that nobody takes for a backup.

    Raises NotCopied when it is not as the diary is.
    Raises Damaged, naming the diary, when the diary itself does not pass the check.
    """
    part = new_part(folder)
    try:
        with closing(connect(part, 0, key)) as copy:
            found = _fill(copy, db)
            try:
                check(copy)
                if found != counts(copy):
                    raise Damaged(part)
            except (Damaged, sqlite3.DatabaseError):
                check(db)
                raise NotCopied(folder) from None
        with part.open("rb+") as file:
            os.fsync(file.fileno())
    except OSError as error:
        part.unlink(missing_ok=True)
        raise of_system(error, folder) from None
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    return part


def new_part(folder: Path, prefix: str = PART_PREFIX) -> Path:
    """An empty file in a folder that is there, for its owner only, for what has no name yet."""
    if not folder.is_dir():
        raise NoFolder(folder)
    try:
        handle, name = tempfile.mkstemp(PART_SUFFIX, prefix, folder)  # its mode is 0600
    except OSError as error:
        raise of_system(error, folder) from None
    os.close(handle)
    return Path(name)


def prune(backups: Iterable[Backup], made: Backup) -> None:
    """Removes what need not be kept now that a new backup is `made`: never that one, nor another diary's.

    What cannot be read stays: nobody knows whose it is.
    """
    of_diary = [one for one in backups if made.diary is not None and one.diary == made.diary]
    gone = superfluous(one.at for one in of_diary)
    for one in of_diary:
        if one.at in gone and one.path != made.path:
            remove(one)


def remove(backup: Backup) -> None:
    """Deletes the file of a backup."""
    try:
        backup.path.unlink(missing_ok=True)
    except OSError as error:
        raise of_system(error, backup.path) from None


def sweep(folder: Path, at: datetime) -> None:
    """Removes what a program that was killed left unfinished, once nobody can be at work on it."""
    for entry in entries(folder):
        if entry.name.startswith(PART_PREFIX) and entry.name.endswith(
            (PART_SUFFIX, f"{PART_SUFFIX}-journal")
        ):
            with suppress(OSError):
                if at - datetime.fromtimestamp(entry.stat().st_mtime, UTC) > DAY:
                    entry.unlink()


def holdings(db: sqlite3.Connection) -> Holdings:
    """How much is in it."""
    sessions, check_ins = (
        db.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in ("session", "check_in")
    )
    newest = db.execute(
        "SELECT felt, felt_offset FROM check_in UNION ALL SELECT ended, ended_offset FROM session "
        "ORDER BY 1 DESC LIMIT 1"
    ).fetchone()
    at = newest and datetime.fromtimestamp(newest[0], timezone(timedelta(seconds=newest[1])))
    return Holdings(sessions, check_ins, at)


def fingerprint(db: sqlite3.Connection, without: Collection[str] = ()) -> object:
    """Something that differs when anything but some settings was saved between two looks."""
    # Not the number of the last change alone: after going back, other changes get the same numbers again.
    sums = [
        db.execute(f"SELECT count(*), sum(seal) FROM {table}").fetchone() for table in (*AUDITED, "change")
    ]
    settings = db.execute("SELECT name, value FROM setting").fetchall()
    return sums, {name: value for name, value in settings if name not in without}


def fingerprint_of(backup: Backup, key: Key | None, without: Collection[str] = ()) -> object:
    """That of the diary in a backup; None when it cannot be read."""
    try:
        with closing(read_only(backup.path, key)) as db:
            return fingerprint(db, without)
    except UNREADABLE:
        return None


def read_only(path: Path, key: Key | None) -> sqlite3.Connection:
    """A connection that cannot change the file, nor anything beside it. The key is for an encrypted file."""
    return connect(path, PATIENCE, None if key is None or is_plain(path) else key, "ro")


def entries(folder: Path) -> list[Path]:
    """What is in a folder; nothing when it is not there."""
    try:
        return list(folder.iterdir())
    except (OSError, ValueError):  # a name that no folder can have
        return []


def _read(path: Path, key: Key | None, at: datetime) -> Backup:
    try:
        with closing(read_only(path, key)) as db:
            diary = db.execute("SELECT value FROM setting WHERE name = ?", (IDENTITY,)).fetchone()
            return Backup(path, at, holdings(db), diary and diary[0])
    except UNREADABLE:
        return Backup(path, at, None)


def _fill(copy: sqlite3.Connection, db: sqlite3.Connection) -> dict[str, int]:
    """Copies all pages of one moment, and counts the rows of that same moment.

    The diary is locked against saving only while its pages are read: the copy is synced afterwards.
    """
    copy.execute("PRAGMA synchronous = OFF")
    copy.execute("PRAGMA journal_mode = OFF")
    db.execute("BEGIN")
    try:
        found = counts(db)
        db.backup(copy)
    finally:
        if db.in_transaction:
            db.execute("ROLLBACK")
    copy.execute("PRAGMA journal_mode = DELETE")  # one file, whatever the diary's own mode
    return found


def counts(db: sqlite3.Connection) -> dict[str, int]:
    """How many rows each table has."""
    tables = db.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    return {name: db.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for (name,) in tables}


def _give_name(part: Path, folder: Path, stem: str) -> Path:
    """Never the name of another: two backups of one second are numbered, the newer one higher."""
    taken = [_NAME.fullmatch(entry.name) for entry in entries(folder) if entry.name.startswith(stem)]
    number = max((int(match["number"] or 1) for match in taken if match), default=0) + 1
    while True:
        path = folder / (f"{stem}.db" if number == 1 else f"{stem}-{number}.db")
        try:
            name_file(part, path)
        except (FileExistsError, Exists):
            number += 1
        else:
            return path
