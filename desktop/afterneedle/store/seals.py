"""A seal on every row: it shows a flipped bit that SQLite itself takes for another value.

It is for damage, not for deceit: whoever can write the file can also seal it.
"""

import json
from collections.abc import Iterable, Mapping
from typing import Any
from zlib import crc32

UNSEALED = {"id", "is_open", "seal"}  # given by SQLite, changed when a change ends, and the seal itself


def seal(values: Iterable[Any]) -> int:
    """A sum over the values of a row; yes and no are what SQLite makes of them."""
    plain = [int(value) if isinstance(value, bool) else value for value in values]
    return crc32(json.dumps(plain, default=repr).encode())  # repr: bytes, which only damage brings here


def sealed(values: Iterable[Any]) -> tuple[Any, ...]:
    """The values of a row, in the order of its columns, and their seal."""
    row = tuple(values)
    return *row, seal(row)


def seal_of(row: Mapping[str, Any]) -> int:
    """The seal of a row, by column."""
    return seal(value for name, value in row.items() if name not in UNSEALED)
