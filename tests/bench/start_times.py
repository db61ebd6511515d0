"""How long a start takes, seen from outside, beside a window of PySide6 with nothing in it."""

import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

from afterneedle.diary import Diary
from afterneedle.domain.catalogue import Catalogue
from afterneedle.domain.records import Records
from bench.first_paint import Program, own_screen, starts
from bench.flag_times import ONE_YEAR, TEN_YEARS
from bench.long_diary import long_diary, ordinary_diary
from bench.table import title, told

STARTS = 15
BARE = """
from PySide6.QtWidgets import QApplication, QWidget
app = QApplication([])
window = QWidget()
window.resize(1000, 760)
window.show()
app.exec()
"""


def start_times(catalogue: Catalogue, project: Path, folder: Path) -> None:
    """The window as a person starts it; medians, the programs take turns."""
    title(f"A start, median of {STARTS}; the peer is a bare PySide6 window")
    python = [sys.executable, "-P"]
    window = [*python, "-m", "afterneedle"]
    now = datetime.now(UTC)
    year, decade = now - timedelta(days=ONE_YEAR), now - timedelta(days=TEN_YEARS)
    one_year = _home(ordinary_diary(catalogue, ONE_YEAR, year), folder / "one-year", now)
    ill_year = _home(long_diary(catalogue, ONE_YEAR, 1, 5, year), folder / "ill-year", now)
    ten_years = _home(long_diary(catalogue, TEN_YEARS, 1, 5, decade), folder / "ten-years", now)
    programs = {
        "bare": Program([*python, "-c", BARE]),
        "an empty diary": Program(window, _home(Records(), folder / "empty", now)),
        "one year": Program(window, one_year),
        "one year of nine flags": Program(window, ill_year),
        "ten years of nine flags": Program(window, ten_years),
        "one year by ./run": Program([project / "run"], one_year),
    }
    with own_screen() as (screen, environment):
        found = starts(programs, screen, environment, STARTS)
    bare = found.pop("bare")
    for name, start in found.items():
        marks = ("1.8", "1.4") if name == "one year" else ("", "")
        told(f"first paint, {name}", start.first * 1000, "ms", bare.first * 1000, *marks)
        told("  until the picture is settled", start.settled * 1000, "ms", bare.settled * 1000)
        told("  the processors' time", start.cpu * 1000, "ms", bare.cpu * 1000)


def _home(records: Records, home: Path, now: datetime) -> Path:
    """A data folder with this diary in it."""
    diary = Diary.create(home / "afterneedle" / "diary.db")
    diary.import_records(records, None, now)
    diary.set_setting("first_start_done", "1")
    diary.close()
    return home
