"""What the program reads before its first page is on the screen."""

import os
import subprocess
import sys
from pathlib import Path

from afterneedle.diary import Diary

SHOW_TODAY = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from afterneedle.diary import Diary
diary = Diary.open(Path(sys.argv[1]))
from afterneedle.gui.app import make_application, make_window
app = make_application()
window = make_window(diary, lambda: datetime(2026, 3, 4, 20, tzinfo=UTC))
window.start()
window.show()
window.grab()
print("\\n".join(sys.modules))
"""
QT_LATER = ("PySide6.QtNetwork", "PySide6.QtPrintSupport")
LATER = ("sqlite_utils", "typst", "click", "dateutil", "asyncio", *QT_LATER)


def test_nothing_heavy_is_read_before_the_first_page_is_painted(tmp_path: Path) -> None:
    path = tmp_path / "d.db"
    diary = Diary.create(path)
    diary.set_setting("first_start_done", "1")
    diary.close()
    line = [sys.executable, "-P", "-c", SHOW_TODAY, str(path)]
    done = subprocess.run(line, env=os.environ, capture_output=True, text=True, timeout=60, check=True)
    read = set(done.stdout.split())
    assert "afterneedle.gui.pages.today" in read
    assert not read.intersection(LATER)
    assert not any(name.startswith(("afterneedle.paper", "afterneedle.drawing")) for name in read)
