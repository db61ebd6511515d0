"""Does one deed after the other in a diary and says the number of each that is saved.

python -m ordeal.writer PATH SEED FIRST COUNT [NAME DEED...]    COUNT -1: until it is killed
"""

import os
import sys
from collections.abc import Callable
from itertools import count, islice
from pathlib import Path
from typing import TypeVar

from afterneedle.diary import Diary, StoreError
from ordeal.deeds import Actor

T = TypeVar("T")
GAVE_UP = 3


def main(path: Path, seed: int, first: int, many: int, name: str = "a", *deeds: str) -> None:
    actor = Actor(seed, name, deeds)
    diary = patiently(lambda: Diary.open(path) if path.exists() else Diary.create(path))
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
    path, *numbers = sys.argv[1:5]
    main(Path(path), *map(int, numbers), *sys.argv[5:])
