"""The two forms of a diary: plain, and encrypted under a key that needs no passphrase, which is slow."""

import sqlite3
from pathlib import Path

import pytest

from afterneedle.store.keys import Key
from afterneedle.store.opening import connect

KEY = Key(bytes(range(32)), b"salt of the tests"[:16])
FORMS = {"plain": None, "encrypted": KEY}
PLAIN = pytest.mark.parametrize("key", [None], ids=["plain"])  # for tests of what a plain file shows


def behind_its_back(path: Path, key: Key | None) -> sqlite3.Connection:
    """The file as another program has it, without what ours sees to."""
    return connect(path, 0, key)


def as_code(key: Key | None) -> str:
    """What makes `key` in a program of its own."""
    made = "None" if key is None else f"Key({key.secret!r}, {key.salt!r})"
    return f"from afterneedle.store.keys import Key\nkey = {made}\n"
