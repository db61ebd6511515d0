"""A seal on every row: it shows a flipped bit that SQLite itself takes for another value.

It is for damage, not for deceit: whoever can write the file can also seal it.
"""

import json
from collections.abc import Iterable
from typing import Any
from zlib import crc32


def seal(values: Iterable[Any]) -> int:
    """A sum over the values of a row; yes and no are what SQLite makes of them."""
    plain = [int(value) if isinstance(value, bool) else value for value in values]
    return crc32(json.dumps(plain).encode())


def sealed(values: Iterable[Any]) -> tuple[Any, ...]:
    """The values of a row, in the order of its columns, and their seal."""
    row = tuple(values)
    return *row, seal(row)
