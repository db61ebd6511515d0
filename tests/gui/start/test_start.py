"""What the program reads before its first page is on the screen."""

import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from afterneedle.diary import Diary
from support.builders import a_check_in, a_session, an_observation

NOW = datetime(2026, 3, 4, 20, tzinfo=UTC)
START = """
import os, sys
from datetime import datetime
from pathlib import Path
from afterneedle.__main__ import make_clock, open_window
from afterneedle.gui.start.imports import import_qt
import_qt()
from PySide6.QtCore import QEvent, QObject
from afterneedle.gui import application

class Watch(QObject):
    def eventFilter(self, widget, event):
        if event.type() is QEvent.Type.Paint and widget.isWidgetType() and widget.isWindow():
            print("\\n".join(sys.modules), flush=True)
            os._exit(0)
        return False

def watched():
    made = make_application()
    made.installEventFilter(Watch(made))
    return made

make_application, application.make_application = application.make_application, watched
open_window(Path(sys.argv[1]), make_clock(datetime.fromisoformat(sys.argv[2])))
"""
SLOW = {
    *("argparse", "asyncio", "click", "dateutil", "email", "http", "importlib.metadata"),
    *("importlib.resources", "locale", "logging"),
    *("jeepney", "socket", "sqlite_utils", "tomllib", "typst", "tzlocal", "uuid"),
    *("PySide6.QtDBus", "PySide6.QtNetwork", "PySide6.QtPdf", "PySide6.QtPrintSupport"),
}
OURS_FOR_LATER = (
    "cli",
    "content.guidance",
    "domain.report",
    "drawing",
    "exchange",
    "gui.check_in",
    "gui.exchange",
    "gui.keeping",
    "gui.lock",
    "gui.paper",
    "gui.passphrase",
    "gui.widgets.passphrase.passphrase_field",
    "locking",
    "paper",
    "store.cipher",
    "store.keys",
)
FIRST = {
    "afterneedle.gui.pages": {"afterneedle.gui.pages", "afterneedle.gui.pages.today"},
    "afterneedle.reminding": {"afterneedle.reminding", "afterneedle.reminding.zone"},
}


@pytest.fixture
def modules(tmp_path: Path, diary: Diary, catalogue) -> set[str]:
    """What is loaded when Today is painted, with a flag on it, at any start but the first."""
    diary.set_setting("first_start_done", "1")
    ended = NOW - timedelta(days=2)
    diary.record_session(a_session(catalogue, ended_at=ended.isoformat()), NOW)
    tingling = an_observation(catalogue, "tingling", "palm.r", 2)
    diary.check_in(a_check_in(catalogue, felt_at=NOW.isoformat(), says=[tingling]), NOW)
    assert diary.assessment(NOW).flags
    line = [sys.executable, "-P", "-c", START, str(diary.path), NOW.isoformat()]
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    for _ in range(2):  # the first start parses what the next one finds ready
        done = subprocess.run(line, env=environment, capture_output=True, text=True, check=True)
    return set(done.stdout.split())


def test_nothing_slow_is_read_before_today_is_painted(modules):
    assert "afterneedle.gui.widgets.flags.flag_card" in modules
    assert sorted(modules & SLOW) == []


def test_nothing_of_other_pages_is_read_before_today_is_painted(modules):
    later = tuple(f"afterneedle.{name}" for name in OURS_FOR_LATER)
    assert not {name for name in modules if name.startswith(later)}
    for package, first in FIRST.items():
        assert {name for name in modules if name.startswith(package)} == first
