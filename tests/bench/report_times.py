"""How long the report takes, and how much memory, beside a page of one word by the same typesetter."""

import subprocess
import sys
from datetime import timedelta
from pathlib import Path

from afterneedle.diary import Diary
from afterneedle.domain.catalogue import Catalogue
from bench.flag_times import observed
from bench.long_diary import BEGIN
from bench.table import title, told

DAYS = (17, 730)
GATES = {  # by days and figure: gate, goal
    (17, "first"): ("400 ms", "250 ms"),
    (17, "warm"): ("120 ms", "60 ms"),
    (730, "first"): ("2,000 ms", "1,000 ms"),
    (730, "memory at most"): ("400 MB", ""),
}


def report_times(catalogue: Catalogue, folder: Path) -> None:
    """Each in a process of its own."""
    title("The report as PDF; the peer is a page of one word by typst alone")
    word = _made()
    for days in DAYS:
        path = folder / f"report-{days}.db"
        saved(catalogue, path, days, 1).close()
        words = str(path), (BEGIN + timedelta(days=days)).isoformat(), BEGIN.date().isoformat()
        for what, figure in _made(*words).items():
            gates = GATES.get((days, what), ("", ""))
            told(f"report of {days} days, {what}", figure, _unit(what), word[what], *gates)
        for what, figure in _made(*words, "preview").items():
            told(f"  its preview, {what}", figure, _unit(what))


def _unit(what: str) -> str:
    return "MB" if "memory" in what else "ms"


def saved(catalogue: Catalogue, path: Path, days: int, a_day: int) -> Diary:
    """A diary on the disk."""
    diary = Diary.create(path)
    diary.import_records(observed(catalogue, days, a_day, 5.5), None, BEGIN)
    return diary


def _made(*words: str) -> dict[str, float]:
    line = [sys.executable, "-m", "bench.report_maker", *words]
    done = subprocess.run(line, check=True, capture_output=True, text=True, cwd=Path(__file__).parents[1])
    return {
        what: float(figure) for figure, what in (row.split(maxsplit=1) for row in done.stdout.splitlines())
    }
