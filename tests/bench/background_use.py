"""What the process that reminds takes while the window is closed: memory, and how often it wakes up."""

import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from afterneedle.diary import Diary
from afterneedle.domain.plans import Plan, Rings
from bench.table import title, told
from support.builders import a_session
from support.notification_service import NotificationService
from support.screen import Screen

LONDON = ZoneInfo("Europe/London")  # the zone of the screen
CALM, WATCHED = 10, 120  # seconds
BARE = """
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
app = QApplication([])
clock = QTimer(interval=30_000)
clock.timeout.connect(list)
clock.start()
app.exec()
"""


def background_use(folder: Path) -> None:
    """Beside a QApplication that has a timer of the same pace and nothing else."""
    title("The background process, a reminder shown; the peer is a QApplication with a timer alone")
    home = folder / "background"
    home.mkdir()
    screen = Screen(home)
    service = NotificationService(screen.bus)
    try:
        _due_diary(home / "data" / "afterneedle" / "diary.db")
        ours = screen.program("--background")
        bare = screen.start(sys.executable, "-P", "-c", BARE)
        service.wait_for_note()
        time.sleep(CALM)
        before = [_wakes(one.pid) for one in (ours, bare)]
        time.sleep(WATCHED)
        woken, bare_woken = (_wakes(one.pid) - was for one, was in zip((ours, bare), before, strict=True))
        memory, bare_memory = _memory(ours.pid), _memory(bare.pid)
        told("memory (its share of what is shared)", memory, "MB", bare_memory, "60 MB", "45 MB")
        a_minute = 60 / WATCHED
        told("wake-ups a minute, of all its threads", woken * a_minute, "", bare_woken * a_minute, "2")
    finally:
        service.close()
        screen.close()


def _due_diary(path: Path) -> None:
    now = datetime.now(UTC)
    diary = Diary.create(path)
    ended = (now - timedelta(hours=3)).isoformat()
    diary.record_session(a_session(diary.catalogue, ended_at=ended, zone="UTC"), now)
    hour = (now.astimezone(LONDON) - timedelta(minutes=1)).time().replace(second=0, microsecond=0)
    diary.save_reminder_plan(Plan(Rings.ALWAYS, hour, quiet=None, repeats=False, since=now))
    diary.close()


def _memory(pid: int) -> float:
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    [pss] = [line.split()[1] for line in lines if line.startswith("Pss:")]
    return int(pss) / 1000


def _wakes(pid: int) -> int:
    """How often any of its threads has gone to sleep by itself."""
    states = [(thread / "status").read_text() for thread in Path(f"/proc/{pid}/task").iterdir()]
    lines = [line for state in states for line in state.splitlines()]
    return sum(int(line.split()[1]) for line in lines if line.startswith("voluntary_ctxt_switches"))
