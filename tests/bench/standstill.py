"""The longest piece of work in the window's thread while a long diary goes out, comes in and goes back."""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from time import perf_counter, sleep, thread_time

from afterneedle.diary import Diary

BEAT = 0.002  # seconds between two looks at what there is to do


@dataclass(frozen=True)
class Standstill:
    """Milliseconds of the longest piece of work between two looks at the keyboard; seconds of it all.

    Work is counted in the processor's time: on a busy machine a thread waits for others, too.
    """

    step: str
    longest: float
    seconds: float


def standstills(diary: Path, new: Path, file: Path, now: datetime) -> Iterator[Standstill]:
    """`diary` goes out to `file`, which comes into `new`, is taken back, and had back from a backup.

    The pages behind are not read anew.
    """
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from PySide6.QtWidgets import QWidget

    from afterneedle.gui.application import make_application
    from afterneedle.gui.exchange.exporting import Exporting
    from afterneedle.gui.exchange.importing import Importing
    from afterneedle.gui.hub import Hub
    from afterneedle.gui.keeping.backups import Backups
    from afterneedle.gui.undoing import undo

    make_application()
    owner = QWidget()
    owner.show()
    old, fresh = Diary.open(diary), Diary.create(new)
    out = Exporting(Hub(old, lambda: now), owner)
    out.open()
    yield _while("export", lambda: out.save(file), lambda: bool(out.said.text() + out.error.text()))
    out.reject()
    coming: list[Importing] = []
    hub = Hub(fresh, lambda: now)
    yield _while(
        "look at it",
        lambda: coming.append(Importing(hub, file, owner)),
        lambda: bool(coming and coming[0].said.text() + coming[0].error.text()),
    )
    done: list[str] = []
    hub.done.connect(lambda sentence, _change: done.append(sentence))
    yield _while("import it", coming[0].import_button.click, lambda: bool(done))
    backup = fresh.keeping.back_up(now).first.path
    (change,) = filter(None, [fresh.undoable()])
    undone: list[bool] = []
    yield _while("take it back", lambda: undo(hub, owner, change.id, undone.append), lambda: bool(undone))
    card, heard = Backups(hub), list[str]()
    hub.notice.connect(heard.append)
    yield _while("go back to a backup", lambda: card.restore(backup), lambda: bool(heard))
    card.work.wait()
    for diary_ in (old, fresh):
        diary_.close()
    owner.close()


def _while(step: str, begin: Callable[[], object], is_over: Callable[[], bool]) -> Standstill:
    from PySide6.QtCore import QCoreApplication

    longest, start = 0.0, perf_counter()
    begin()
    while not is_over():
        before = thread_time()
        QCoreApplication.processEvents()
        longest = max(longest, thread_time() - before)
        sleep(BEAT)
    return Standstill(step, longest * 1000, perf_counter() - start)
