"""What can be wrong with a diary file, each with one sentence that the patient can act on.

`sentence` is an English message id with {path}; whoever shows it translates it.
"""

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from afterneedle.domain.impossible import Impossible


class StoreError(Exception):
    """The diary could not be opened, read or saved."""

    kind = "store"
    sentence = "The diary {path} could not be read or saved. Nothing was changed. Try again."

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self.path = path

    def __str__(self) -> str:
        return self.sentence.format(path=self.path)


class Missing(StoreError):
    """There is nothing at the path, or a link that leads nowhere."""

    kind = "missing"
    sentence = "There is no diary at {path}. Choose another file, or start a new diary."


class Empty(StoreError):
    """A file of no bytes; SQLite would take it for a new database."""

    kind = "empty"
    sentence = "The file {path} is empty. If your diary was in it, put a saved copy in its place."


class NotAFile(StoreError):
    """A folder, a pipe or a device."""

    kind = "not_a_file"
    sentence = "{path} is not a file. Choose the file of your diary."


class NotADiary(StoreError):
    """A file of another program."""

    kind = "not_a_diary"
    sentence = "{path} is not an AfterNeedle diary. It was left as it is. Choose another file."


class Encrypted(StoreError):
    """A file that may be an encrypted diary, opened with no key or with another one."""

    kind = "encrypted"
    sentence = "{path} is locked with a passphrase. Type the passphrase to open it."


class WrongPassphrase(StoreError):
    """No page of the file is of the key that the passphrase makes."""

    kind = "wrong_passphrase"
    sentence = (
        "This passphrase does not open {path}. Nothing was changed. Look at capital letters and at the "
        "language of your keyboard, then try again."
    )


class WrongCode(StoreError):
    """The recovery code is well formed, and not the one of this diary; or the file for it is damaged."""

    kind = "wrong_code"
    sentence = (
        "This recovery code does not open {path}. Use the newest code that you printed. If it is the newest, "
        "the recovery file is damaged, and only the passphrase opens the diary."
    )


class NoRecovery(StoreError):
    """There is no file for which a recovery code could be used."""

    kind = "no_recovery"
    sentence = (
        "The recovery file beside {path} is not there. Without it, only the passphrase opens the diary."
    )


class Unlocked(StoreError):
    """A plain diary, opened with a key: somebody took its passphrase away meanwhile."""

    kind = "unlocked"
    sentence = "{path} is not locked with a passphrase any more. Nothing was changed. Open it again."


class Replaced(StoreError):
    """Another file has the name of the one that is open: its passphrase was changed, or a copy put there."""

    kind = "replaced"
    sentence = (
        "Another program has given {path} another passphrase, or has put a copy there. Nothing was saved. "
        "Close this window and open your diary again."
    )


class Gone(StoreError):
    """Nothing has the name any more of the file that is open."""

    kind = "gone"
    sentence = (
        "{path} is not there any more. Nothing was saved. Was it moved or deleted, or its disk taken away? "
        "Bring it back, then try again."
    )


class NoCipher(StoreError):
    """SQLCipher is not installed here."""

    kind = "no_cipher"
    sentence = (
        "{path} is locked with a passphrase, and this AfterNeedle cannot open such a diary: the part named "
        "sqlcipher3 is not installed. Open it with an AfterNeedle that has this part."
    )


class Newer(StoreError):
    """A schema, symptom or place that only a newer version knows."""

    kind = "newer"
    sentence = "{path} was saved by a newer AfterNeedle. Update AfterNeedle, then open it again."


class Damaged(StoreError):
    """The bytes or the rows contradict themselves."""

    kind = "damaged"
    sentence = "{path} is damaged. Keep the file, and restore a backup of it."


class ReadOnly(StoreError):
    """The file, its folder or its disk cannot be written."""

    kind = "read_only"
    sentence = "{path} can be read but not changed. Copy it to a folder of your own and open the copy."


class Locked(StoreError):
    """Another program holds the lock for longer than we waited."""

    kind = "locked"
    sentence = "Another program is using {path}. Wait a moment or close that program, then try again."


class Full(StoreError):
    """No space left."""

    kind = "full"
    sentence = "The disk is full. {path} was not changed. Free some space, then try again."


class IOFail(StoreError):
    """The disk refused to read or write; SQLite says the same of an account that has used up its share."""

    kind = "io"
    sentence = (
        "The disk could not read or write {path}. Check that it is connected and that you have room on it, "
        "then try again."
    )


class NoPermission(StoreError):
    """This account may not open the file."""

    kind = "no_permission"
    sentence = "This computer account may not open {path}. Choose another file or folder."


class Changed(StoreError):
    """What should be undone or redone is no longer as it was left."""

    kind = "changed"
    sentence = "This can no longer be undone, because {path} was changed since."


class Meanwhile(StoreError):
    """What is to be saved is an edit of something that is no longer as it was when the edit began."""

    kind = "meanwhile"
    sentence = "Another window has changed this in {path} meanwhile. Nothing was saved. Try again."


class Exists(StoreError):
    """A new diary would take the place of something."""

    kind = "exists"
    sentence = "There is already a file at {path}. It was left as it is. Choose another name."


class NoFolder(StoreError):
    """A folder that a person named is not there."""

    kind = "no_folder"
    sentence = "The folder {path} is not there. Connect the disk that it is on, or choose another folder."


class NotCopied(StoreError):
    """A copy is not what it was copied from."""

    kind = "not_copied"
    sentence = "A copy in {path} did not pass its check and was removed. Nothing else was changed. Try again."


class OldSqlite(StoreError):
    """The SQLite of this Python does not know STRICT tables."""

    kind = "old_sqlite"
    sentence = "{path} needs SQLite 3.37 or newer. Install a newer Python, then try again."


_BY_CODE: dict[int, type[StoreError]] = {
    sqlite3.SQLITE_ERROR: Damaged,  # our own statements are right, so what they found is not
    sqlite3.SQLITE_PERM: NoPermission,
    sqlite3.SQLITE_BUSY: Locked,
    sqlite3.SQLITE_LOCKED: Locked,
    sqlite3.SQLITE_READONLY: ReadOnly,
    sqlite3.SQLITE_IOERR: IOFail,
    sqlite3.SQLITE_CORRUPT: Damaged,
    sqlite3.SQLITE_FULL: Full,
    sqlite3.SQLITE_CANTOPEN: NoPermission,
    sqlite3.SQLITE_PROTOCOL: Locked,
    sqlite3.SQLITE_TOOBIG: Damaged,
    sqlite3.SQLITE_MISMATCH: Damaged,
    sqlite3.SQLITE_AUTH: NoPermission,
    sqlite3.SQLITE_FORMAT: Damaged,
    sqlite3.SQLITE_NOTADB: NotADiary,
}

_BY_ERRNO: dict[int | None, type[StoreError]] = {
    errno.ENOENT: Missing,
    errno.ENOTDIR: Missing,
    errno.ELOOP: Missing,
    errno.ENAMETOOLONG: Missing,
    errno.EEXIST: Exists,
    errno.EISDIR: NotAFile,
    errno.EACCES: NoPermission,
    errno.EPERM: NoPermission,
    errno.EROFS: ReadOnly,
    errno.ENOSPC: Full,
    errno.EDQUOT: Full,
    errno.EIO: IOFail,
}


def of_sqlite(error: sqlite3.Error, path: Path) -> StoreError:
    """The trouble a SQLite error stands for, by its numeric code, never by its text."""
    code = getattr(error, "sqlite_errorcode", None)
    if code is None:
        # Python raises this one itself, for text that is not UTF-8.
        return Damaged(path) if isinstance(error, sqlite3.OperationalError) else StoreError(path)
    return _BY_CODE.get(code & 0xFF, StoreError)(path)


def of_system(error: OSError, path: Path) -> StoreError:
    """The trouble an error of the operating system stands for."""
    return _BY_ERRNO.get(error.errno, IOFail)(path)


@contextmanager
def plainly(path: Path) -> Iterator[None]:
    """Turns errors of SQLite into StoreErrors; without their cause, whose text may quote the diary."""
    try:
        yield
    except sqlite3.Error as error:
        raise of_sqlite(error, path) from None
    except UnicodeDecodeError:
        raise Damaged(path) from None
    except UnicodeEncodeError:
        raise Impossible("text", "a character in it cannot be saved") from None
