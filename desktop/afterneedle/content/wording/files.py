"""What the computer says about a file that somebody named, in a sentence to act on."""

import errno
from pathlib import Path

from afterneedle.content.language import _


def file_trouble(trouble: OSError) -> str:
    """Why a file could not be read or written; in our words: the system has its own, in its own language."""
    return _sentence(trouble.errno).format(path=trouble.filename)


def other_kind_sentence(path: Path, ending: str) -> str:
    """What is there is no such file as is to be written: perhaps the diary itself."""
    said = _("{path} is another kind of file. It was left as it is. Choose a name that ends in {ending}.")
    return said.format(path=path, ending=ending)


def _sentence(number: int | None) -> str:
    match number:
        case errno.ENOENT | errno.ENOTDIR:
            return _("{path} is not there. Look at its name, then try again.")
        case errno.EISDIR:
            return _("{path} is a folder. Choose a file.")
        case errno.EACCES | errno.EPERM | errno.EROFS:
            return _("This computer account may not read or write {path}. Choose another file or folder.")
        case errno.ENOSPC | errno.EDQUOT:
            return _("The disk is full. {path} was not saved. Free some space, then try again.")
        case _unknown:
            return _("The disk could not read or write {path}. Check that it is connected, then try again.")
