"""The windows that are looked at: over a sample diary, and at the first start."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from afterneedle.diary import Diary
from afterneedle.exchange.demo import demo_records
from afterneedle.gui.app import make_window
from afterneedle.gui.application import make_application
from afterneedle.gui.main_window import MainWindow
from afterneedle.gui.touring.looks import Look
from afterneedle.gui.touring.steps import work_off

EVENING = datetime.fromisoformat("2026-11-23T20:30:00+00:00")


@contextmanager
def sample_window(path: Path, look: Look) -> Iterator[MainWindow]:
    """The window on the sample diary, made at `path`."""
    diary = Diary.create(path)
    diary.import_records(demo_records(diary.catalogue, EVENING.date()), "theirs", EVENING)
    diary.set_setting("emergency_number", "112")
    diary.set_setting("first_start_done", "1")
    diary.set_setting("text_size", look.text_size)
    with shown_window(diary, lambda: EVENING, look) as window:
        yield window
    diary.close()


@contextmanager
def first_window(path: Path, look: Look) -> Iterator[MainWindow]:
    """The window at its first start, with a new diary at `path`."""
    diary = Diary.create(path)
    diary.set_setting("text_size", look.text_size)
    with shown_window(diary, lambda: EVENING, look) as window:
        yield window
    diary.close()


@contextmanager
def shown_window(diary: Diary, clock: Callable[[], datetime], look: Look) -> Iterator[MainWindow]:
    """The window on a diary."""
    app = make_application()
    font = app.font()
    window = make_window(diary, clock, dark=look.dark)
    window.resize(look.size)
    window.start()
    window.show()
    yield window
    window.close()
    window.deleteLater()
    work_off()
    app.setFont(font)
