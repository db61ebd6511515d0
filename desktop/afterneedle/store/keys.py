"""What opens an encrypted diary: a key, made of a passphrase and the file's salt as SQLCipher 4 makes it.

So the file and the passphrase are all that one needs, also in other programs. All files of one diary have one
salt: the key that opens it opens its backups.
"""

import hmac
import os
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import count, islice
from pathlib import Path

from afterneedle.domain.impossible import Impossible
from afterneedle.store.schema import MAGIC

PAGE = 4096  # bytes
SALT, SEAL = 16, 64  # bytes: at the start of a file, at the end of each page
ROUNDS = 256_000
_SEALING = 0x3A  # what turns the salt into that of the pages' seals
_RANDOM = 200  # different bytes in a page that is encrypted; of 256, about all are there
_LOOKS = 8  # pages that are looked at


@dataclass(frozen=True)
class Key:
    """32 secret bytes, and the salt of 16 bytes that begins each file which they open."""

    secret: bytes = field(repr=False)
    salt: bytes

    @classmethod
    def of(cls, passphrase: str, salt: bytes) -> "Key":
        """That of a passphrase; takes a tenth of a second or two. Raises Impossible for what can be none."""
        return cls(_derived(plain(passphrase), salt, ROUNDS), salt)

    @classmethod
    def new(cls, passphrase: str) -> "Key":
        """One for a diary that gets this passphrase."""
        return cls.of(passphrase, os.urandom(SALT))

    @property
    def to_open(self) -> str:
        """For SQLCipher, which takes the salt of the file that it opens."""
        return f"x'{self.secret.hex()}'"

    @property
    def to_make(self) -> str:
        """For SQLCipher, of a file that is new."""
        return f"x'{self.secret.hex()}{self.salt.hex()}'"

    @cached_property
    def _sealing(self) -> bytes:
        return _derived(self.secret, bytes(byte ^ _SEALING for byte in self.salt), 2)

    def sealed(self, page: bytes, number: int) -> bool:
        """Whether it was this key that made a page; the first has number 1."""
        told = page[SALT if number == 1 else 0 : -SEAL] + number.to_bytes(4, "little")
        return hmac.compare_digest(hmac.digest(self._sealing, told, "sha512"), page[-SEAL:])

    def opens(self, path: Path) -> bool:
        """Whether any page is of this key; the others may be damaged."""
        return any(self.sealed(page, number) for number, page in _pages(path))


def plain(passphrase: str) -> bytes:
    """A passphrase as bytes, the same however the keyboard composes its letters."""
    if not passphrase:
        raise Impossible("passphrase", "it must not be empty")
    try:
        told = unicodedata.normalize("NFKC", passphrase).encode()
    except UnicodeEncodeError:
        told = b"\0"
    if b"\0" in told:  # nobody can type it into another program
        raise Impossible("passphrase", "a character in it cannot be used")
    return told


def _derived(secret: bytes, salt: bytes, rounds: int) -> bytes:
    from hashlib import pbkdf2_hmac  # a Python without OpenSSL has none, and no diary that needs it

    return pbkdf2_hmac("sha512", secret, salt, rounds, 32)


def salt_of(path: Path) -> bytes:
    """The salt that a file begins with. Only where this process has not opened it with SQLite."""
    with path.open("rb") as file:
        return file.read(SALT)


def _pages(path: Path) -> Iterator[tuple[int, bytes]]:
    """Number and content. Reading and closing the file would drop the locks that SQLite has on it."""
    with path.open("rb") as file:
        for number in count(1):
            if len(page := file.read(PAGE)) < PAGE:
                return
            yield number, page


def is_plain(path: Path) -> bool:
    """Whether it is a file of SQLite that needs no key."""
    with path.open("rb") as file:
        return file.read(len(MAGIC)) == MAGIC


def looks_encrypted(path: Path) -> bool:
    """Whether a file can be an encrypted diary: nothing in it tells, which is the point of it."""
    pages = [page for _, page in islice(_pages(path), _LOOKS)]
    random = [page for page in pages if len(set(page)) >= _RANDOM]
    return len(random) * 2 > len(pages) and not is_plain(path)
