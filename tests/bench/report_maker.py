"""Makes a report several times in a process of its own, so that its memory can be told from that of others.

python -m bench.report_maker DIARY NOW FIRST-DAY            a line for each figure, in milliseconds or MB
python -m bench.report_maker DIARY NOW FIRST-DAY preview    the same for its preview, as the window makes it
python -m bench.report_maker                                and for a page of one word by the typesetter alone
"""

import resource
import sys
from collections.abc import Callable
from datetime import date, datetime
from functools import cached_property
from itertools import cycle
from pathlib import Path
from time import process_time
from typing import TYPE_CHECKING

from bench.table import milliseconds, usually

if TYPE_CHECKING:
    import typst

    from afterneedle.domain.report import Report
    from afterneedle.gui.paper.setting_apart import SettingApart
    from afterneedle.paper.pages import Typesetter

WARM = 5
PREVIEW_PPI = 120


class Word:
    """A page of one word; the typesetter is made at first use, as the window does."""

    @cached_property
    def _compiler(self) -> "typst.Compiler":
        import typst

        return typst.Compiler()

    def make(self) -> object:
        return self._compiler.compile(input=b"word", format="pdf")


class Pages:
    """The report of a diary since its first day, each time for the other paper: nothing is set already."""

    def __init__(self, path: str, now: str, first: str) -> None:
        from afterneedle.diary import Diary
        from afterneedle.domain.report import Wanted
        from afterneedle.paper.pages import Paper

        self._diary = Diary.open(Path(path))
        self._now, self._wanted = datetime.fromisoformat(now), Wanted(date.fromisoformat(first))
        self._papers = cycle(Paper)

    def make(self) -> object:
        return self._typesetter.pdf(self._report(), next(self._papers))

    def _report(self) -> "Report":
        return self._diary.report(self._now, self._wanted)

    @cached_property
    def _typesetter(self) -> "Typesetter":
        from afterneedle.paper.pages import Typesetter

        return Typesetter()


class Preview(Pages):
    """Its pages as pictures, from the process that the window has for that."""

    def make(self) -> object:
        from afterneedle.paper.pages import manuscript

        report = self._report()
        self.apart.begin()
        return self.apart.pictures(manuscript(report, next(self._papers)), PREVIEW_PPI)

    @cached_property
    def apart(self) -> "SettingApart":
        from afterneedle.drawing.files import letters_application
        from afterneedle.gui.paper.setting_apart import SettingApart

        self._application = letters_application()
        return SettingApart()


def main(words: list[str]) -> None:
    if words[3:]:
        preview = Preview(*words[:3])
        said = {"first": milliseconds(preview.make), "warm": usually(preview.make, WARM)}
        preview.apart.end()
        said["memory of its process"] = _memory(resource.RUSAGE_CHILDREN)
        said["memory of the window’s"] = _memory(resource.RUSAGE_SELF)
    else:
        make: Callable[[], object] = Pages(*words).make if words else Word().make
        began = process_time()
        said = {"first": milliseconds(make), "the processor's time": (process_time() - began) * 1000}
        said["memory at most"] = _memory(resource.RUSAGE_SELF)
        said["warm"] = usually(make, WARM)
    sys.stdout.write("".join(f"{figure} {what}\n" for what, figure in said.items()))


def _memory(whose: int) -> float:
    return resource.getrusage(whose).ru_maxrss / 1000


if __name__ == "__main__":
    main(sys.argv[1:])
