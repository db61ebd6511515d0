"""Does one deed after the other in a diary and says the number of each that is saved.

python -m ordeal.writer PATH KEY SEED FIRST COUNT [NAME DEED...]

KEY: as `spelled` says it. COUNT: -1 until it is killed.
"""

import os
import sys
from collections.abc import Callable
from itertools import count, islice
from pathlib import Path
from typing import TypeVar

from afterneedle.diary import Diary, StoreError
from afterneedle.store.keys import Key
from ordeal.deeds import Actor
from ordeal.diaries import key_from

T = TypeVar("T")
GAVE_UP = 3


def main(path: Path, key: Key | None, seed: int, first: int, many: int, name: str = "a", *deeds: str) -> None:
    actor = Actor(seed, name, deeds)
    diary = patiently(lambda: Diary.open(path, key=key) if path.exists() else Diary.create(path, key=key))
    said("here")
    for number in count(first) if many < 0 else islice(count(first), many):
        patiently(actor.plan(diary, number)[1])
        said(str(number))
    diary.close()


def patiently(deed: Callable[[], T]) -> T:
    """Do what may fail; do it once more, as a person does; then give up. Says each trouble."""
    for _ in range(2):
        try:
            return deed()
        except StoreError as trouble:
            said(trouble.kind)
    sys.exit(GAVE_UP)


def said(line: str) -> None:
    """One line, written at once: whoever reads it may kill us before the next."""
    os.write(1, f"{line}\n".encode())


if __name__ == "__main__":
    path, word, *numbers = sys.argv[1:6]
    main(Path(path), key_from(word), *map(int, numbers), *sys.argv[6:])
