"""Pictures of the window: one of every page, to look at and to check. Needs no screen."""

import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from itertools import chain
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QSize
from PySide6.QtWidgets import QDialog, QWidget

from afterneedle.diary import Diary
from afterneedle.exchange.demo import demo_records
from afterneedle.gui.app import make_application, make_window
from afterneedle.gui.main_window import PAGES, MainWindow
from afterneedle.gui.pages.check_in import CheckInPage
from afterneedle.gui.pages.report import ReportPage
from afterneedle.gui.pages.today import TodayPage

USUAL, NARROW = QSize(1000, 760), QSize(480, 400)
TALLEST = 4200  # a longer page is cut there
EVENING = datetime.fromisoformat("2026-11-23T20:30:00+00:00")
TICKED = "rf_chest"


@dataclass(frozen=True)
class Look:
    """How the window is to look. `whole`: as high as its page, to see all of it."""

    name: str
    dark: bool = False
    text_size: str = "100"
    size: QSize = USUAL
    whole: bool = True


LOOKS = (
    Look("light"),
    Look("dark", dark=True),
    Look("200", text_size="200"),
    Look("480x400", size=NARROW, whole=False),
)


def page_pictures(path: Path, folder: Path, clock: Callable[[], datetime]) -> list[Path]:
    """One picture of each page on the diary at `path`, whole, in the light look."""
    diary = Diary.open(path)
    with _window(diary, clock, Look("")) as window:
        made = [_save(picture, folder / f"{name}.png") for name, picture in _pages(window, Look(""))]
    diary.close()
    return made


def every_look(folder: Path) -> list[Path]:
    """Every page of the sample diary in light, dark, with text twice as large, and in a small window."""
    made = []
    for look in LOOKS:
        with tempfile.TemporaryDirectory() as place:
            made += _sample_pictures(Path(place) / "sample.db", look, folder / look.name)
            made.append(_first_start(Path(place) / "new.db", look, folder / look.name))
    return made


def main(arguments: list[str]) -> int:
    """Make the pictures in the folder that is named."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    if len(arguments) != 1:
        sys.stderr.write("Name one folder for the pictures.\n")
        return 2
    for path in every_look(Path(arguments[0])):
        sys.stdout.write(f"{path}\n")
    return 0


def _sample_pictures(path: Path, look: Look, folder: Path) -> list[Path]:
    diary = Diary.create(path)
    diary.import_records(demo_records(diary.catalogue, EVENING.date()), "theirs", EVENING)
    diary.set_setting("emergency_number", "112")
    diary.set_setting("first_start_done", "1")
    diary.set_setting("text_size", look.text_size)
    with _window(diary, lambda: EVENING, look) as window:
        pictures = chain(_pages(window, look), _special(window, look))
        made = [_save(picture, folder / f"{name}.png") for name, picture in pictures]
    diary.close()
    return made


def _first_start(path: Path, look: Look, folder: Path) -> Path:
    diary = Diary.create(path)
    diary.set_setting("text_size", look.text_size)
    with _window(diary, lambda: EVENING, look) as window:
        made = _save(_settled(window, look), folder / "first_start.png")
    diary.close()
    return made


@contextmanager
def _window(diary: Diary, clock: Callable[[], datetime], look: Look) -> Iterator[MainWindow]:
    app = make_application()
    font = app.font()
    window = make_window(diary, clock, dark=look.dark)
    window.resize(look.size)
    window.start()
    window.show()
    yield window
    window.close()
    window.deleteLater()
    _work_off()
    app.setFont(font)


def _pages(window: MainWindow, look: Look) -> Iterator[tuple[str, QWidget]]:
    """Each page in turn, as it is opened by hand."""
    for name in PAGES:
        window.resize(look.size)
        window.open(name)
        page = window.pages[name]
        if isinstance(page, ReportPage):
            page.press.wait()
        yield name, _settled(window, look)


def _special(window: MainWindow, look: Look) -> Iterator[tuple[str, QWidget]]:
    """What has to be done first to be seen: an emergency sign, the questions about a sign, the dialogs."""
    window.resize(look.size)
    window.open("check_in")
    page = window.pages["check_in"]
    if not isinstance(page, CheckInPage):
        raise TypeError(page)
    ticks = {t.symptom.id: t.tick for t in (*page.parts.emergency.group.ticks, *page.parts.signs.ticks)}
    ticks[TICKED].setChecked(True)
    yield "check_in_emergency", _settled(window, look)
    ticks[TICKED].setChecked(False)
    ticks["tingling"].setChecked(True)
    page.ensureWidgetVisible(ticks["tingling"])
    yield "check_in_tingling", _settled(window, look)
    ticks["tingling"].setChecked(False)
    page.ask_all_clear()
    _work_off()
    for dialog in page.findChildren(QDialog):
        yield "all_clear", dialog
        dialog.reject()
    window.open("today")
    today = window.pages["today"]
    if not isinstance(today, TodayPage):
        raise TypeError(today)
    today.cards[0].answer_wanted.emit(today.cards[0])
    for dialog in today.findChildren(QDialog):
        yield "answer", dialog
        dialog.reject()


def _settled(window: MainWindow, look: Look) -> MainWindow:
    """The window once everything is in its place."""
    _work_off()
    if look.whole and window.page is not None:
        hidden = window.page.verticalScrollBar().maximum()
        window.resize(window.width(), min(TALLEST, window.height() + hidden))
        _work_off()
    return window


def _work_off() -> None:
    for _round in range(4):
        QCoreApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def _save(window: QWidget, path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    window.grab().save(str(path))
    return path


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
