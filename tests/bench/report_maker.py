"""Makes a report several times in a process of its own, so that its memory can be told from that of others.

python -m bench.report_maker DIARY NOW FIRST-DAY    a line for each figure: milliseconds, and memory in MB
python -m bench.report_maker                        the same for a page of one word by the typesetter alone
"""

import resource
import sys
from collections.abc import Callable
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from bench.table import milliseconds, usually

if TYPE_CHECKING:
    import typst

    from afterneedle.paper.pages import Typesetter

WARM = 5


class Word:
    """A page of one word; the typesetter is made at first use, as the window does."""

    @cached_property
    def _compiler(self) -> "typst.Compiler":
        import typst

        return typst.Compiler()

    def make(self) -> object:
        return self._compiler.compile(input=b"word", format="pdf")


class Pages:
    """The report of a diary since its first day."""

    def __init__(self, path: str, now: str, first: str) -> None:
        from afterneedle.diary import Diary
        from afterneedle.domain.report import Wanted

        self._diary = Diary.open(Path(path))
        self._now, self._wanted = datetime.fromisoformat(now), Wanted(date.fromisoformat(first))

    @cached_property
    def _typesetter(self) -> "Typesetter":
        from afterneedle.paper.pages import Typesetter

        return Typesetter()

    def make(self) -> object:
        from afterneedle.paper.pages import Paper

        return self._typesetter.pdf(self._diary.report(self._now, self._wanted), Paper.A4)


def main(words: list[str]) -> None:
    make: Callable[[], object] = Pages(*words).make if words else Word().make
    said = {"first": milliseconds(make), "memory at most": _memory(), "warm": usually(make, WARM)}
    said[f"memory after {WARM} more"] = _memory()
    sys.stdout.write("".join(f"{figure} {what}\n" for what, figure in said.items()))


def _memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000


if __name__ == "__main__":
    main(sys.argv[1:])
