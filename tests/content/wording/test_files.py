"""What the computer says about a file, as whoever named it reads it."""

import errno
import os

import pytest

from afterneedle.content.wording.files import file_trouble

FILE = "d.json"


@pytest.mark.parametrize(
    ("number", "sentence"),
    [
        (errno.ENOENT, "d.json is not there. Look at its name, then try again."),
        (errno.ENOTDIR, "d.json is not there. Look at its name, then try again."),
        (errno.EISDIR, "d.json is a folder. Choose a file."),
        (errno.EACCES, "This computer account may not read or write d.json. Choose another file or folder."),
        (errno.EROFS, "This computer account may not read or write d.json. Choose another file or folder."),
        (errno.ENOSPC, "The disk is full. d.json was not saved. Free some space, then try again."),
        (errno.EIO, "The disk could not read or write d.json. Check that it is connected, then try again."),
        (
            errno.EMFILE,
            "The disk could not read or write d.json. Check that it is connected, then try again.",
        ),
    ],
)
def test_it_says_what_to_do(number, sentence):
    assert file_trouble(OSError(number, os.strerror(number), FILE)) == sentence


def test_it_never_speaks_in_the_words_of_the_system():
    assert "inexistente" not in file_trouble(
        FileNotFoundError(errno.ENOENT, "Arquivo ou diretório inexistente", FILE)
    )
