"""The time from opening a page until all of it is painted, on a window that no screen shows."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from statistics import median
from time import perf_counter

from afterneedle.diary import Diary

AGAIN = 3  # times


@dataclass(frozen=True)
class Opening:
    """Milliseconds in which one page was there: when it was opened first, and later."""

    page: str
    first: float
    again: float


def page_times(path: Path, now: datetime) -> Iterator[Opening]:
    """Every page of the window in turn. What a page makes in the background is not waited for."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from afterneedle.gui.app import make_window
    from afterneedle.gui.application import make_application
    from afterneedle.gui.main_window import PAGES

    make_application()
    diary = Diary.open(path)
    window = make_window(diary, lambda: now)
    window.start()
    window.show()
    _work_off()

    def opened(name: str) -> float:
        begin = perf_counter()
        window.open(name)
        _work_off()
        return (perf_counter() - begin) * 1000

    for name in PAGES:
        elsewhere = "settings" if name == "today" else "today"
        opened(elsewhere)
        first, again = opened(name), []
        for _ in range(AGAIN):
            opened(elsewhere)
            again.append(opened(name))
        yield Opening(name, first, median(again))
        if (press := getattr(window.pages[name], "press", None)) is not None:
            press.wait()  # or it would slow the next page
    window.close()
    diary.close()


def _work_off() -> None:
    """Layouts ask for other layouts, and both for paint: a few rounds until there is nothing left to do."""
    from PySide6.QtCore import QCoreApplication, QEvent

    for _round in range(4):
        QCoreApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
