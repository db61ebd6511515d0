"""Measures what the design puts a number on and prints a table; nothing here can fail on a time.

python tests/bench
"""

import sqlite3
import sys
import tempfile
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from functools import cached_property, partial
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import TYPE_CHECKING, Any

from backup_times import backup_times, rescued_shares
from file_times import file_times
from first_paint import Program, own_screen, starts
from long_diary import BEGIN, long_diary, ordinary_diary
from page_times import page_times
from standstill import standstills

from afterneedle.content.catalogue import load_catalogue
from afterneedle.content.rulebook import load_rulebook
from afterneedle.diary import Diary
from afterneedle.domain.assessment import assess
from afterneedle.domain.catalogue import Catalogue
from afterneedle.domain.records import CheckIn, Records
from afterneedle.store import rows

if TYPE_CHECKING:
    from afterneedle.paper.pages import Typesetter

PROJECT = Path(__file__).parents[2]
ONE_YEAR, TEN_YEARS = 365, 3650  # days
STARTS = 15
BARE = """
from PySide6.QtWidgets import QApplication, QWidget
app = QApplication([])
window = QWidget()
window.resize(1000, 760)
window.show()
app.exec()
"""
PLAIN = f"""
CREATE TABLE check_in (id INTEGER PRIMARY KEY, {", ".join(rows.CHECK_IN)});
CREATE TABLE observation (id INTEGER PRIMARY KEY, check_in_id INTEGER, {", ".join(rows.OBSERVATION)});
PRAGMA journal_mode = TRUNCATE;
PRAGMA foreign_keys = ON;
PRAGMA secure_delete = ON;
PRAGMA temp_store = MEMORY;
PRAGMA synchronous = FULL;
PRAGMA fullfsync = ON;
"""


def milliseconds(do: Callable[[], object]) -> float:
    start = perf_counter()
    do()
    return (perf_counter() - start) * 1000


def usually(do: Callable[[], object], times: int = 5) -> float:
    """The median of several runs."""
    return median(milliseconds(do) for _ in range(times))


def told(what: str, found: str, gate: str = "", goal: str = "") -> None:
    sys.stdout.write(f"{what:58} {found:>16} {gate:>10} {goal:>10}\n")
    sys.stdout.flush()


def flags(catalogue: Catalogue) -> None:
    """Ten times the diary should take ten times as long."""
    _all_flags(catalogue, "one year", _observed(catalogue, ONE_YEAR, 1, 5.5), ONE_YEAR)
    for a_day, gate, goal in ((1, "100 ms", "30 ms"), (10, "600 ms", "250 ms")):
        _all_flags(catalogue, "ten years", _observed(catalogue, TEN_YEARS, a_day, 5.5), TEN_YEARS, gate, goal)
    ordinary = ordinary_diary(catalogue, TEN_YEARS)
    _all_flags(catalogue, "ten ordinary years", ordinary, TEN_YEARS, "100 ms", "30 ms")


def _all_flags(
    catalogue: Catalogue, span: str, records: Records, days: int, gate: str = "", goal: str = ""
) -> None:
    find = partial(assess, records, catalogue, load_rulebook(catalogue), BEGIN + timedelta(days=days))
    count = sum(len(c.observations) for c in records.check_ins)
    told(f"all flags of {count:,} observations in {span}", f"{usually(find):.0f} ms", gate, goal)


def _observed(catalogue: Catalogue, days: int, a_day: int, each: float) -> Records:
    """Half the check-ins say one observation more than the other half."""
    fewer = long_diary(catalogue, days, a_day, int(each))
    more = long_diary(catalogue, days, a_day, int(each) + 1)
    pairs = zip(fewer.check_ins, more.check_ins, strict=True)
    mixed = tuple(pair[n % 2] for n, pair in enumerate(pairs))
    return Records(fewer.patient, fewer.sessions, mixed)


def first_paint(catalogue: Catalogue, folder: Path) -> None:
    """The window as a person starts it, beside a window of PySide6 with nothing in it."""
    python = [sys.executable, "-P"]
    window = [*python, "-m", "afterneedle"]
    now = datetime.now(UTC)
    year, decade = now - timedelta(days=ONE_YEAR), now - timedelta(days=TEN_YEARS)
    one_year = _home(ordinary_diary(catalogue, ONE_YEAR, year), folder / "one-year", now)
    ill_year = _home(long_diary(catalogue, ONE_YEAR, 1, 5, year), folder / "ill-year", now)
    ten_years = _home(long_diary(catalogue, TEN_YEARS, 1, 5, decade), folder / "ten-years", now)
    programs = {
        "bare PySide6 window": Program([*python, "-c", BARE]),
        "empty diary": Program(window, _home(Records(), folder / "empty", now)),
        "one year": Program(window, one_year),
        "one year of nine flags": Program(window, ill_year),
        "ten years of nine flags": Program(window, ten_years),
        "one year by ./run": Program([PROJECT / "run"], one_year),
    }
    with own_screen() as (screen, environment):
        found = starts(programs, screen, environment, STARTS)
    bare, *ours = found.items()
    for name, start in found.items():
        told(f"first paint, {name}", f"{start.first * 1000:.0f} ms")
    for name, start in ours:
        marks = ("1.8", "1.4") if name == "one year" else ()
        told(f"first paint : bare window, {name}", f"{start.first / bare[1].first:.2f}", *marks)
        told("  until the picture is settled", f"{start.settled / bare[1].settled:.2f}")
        told("  the processors' time", f"{start.cpu / bare[1].cpu:.2f}")


def _home(records: Records, home: Path, now: datetime) -> Path:
    """A data folder with this diary in it."""
    diary = Diary.create(home / "afterneedle" / "diary.db")
    diary.import_records(records, None, now)
    diary.set_setting("first_start_done", "1")
    diary.close()
    return home


def pages(catalogue: Catalogue, folder: Path) -> None:
    path = folder / "pages.db"
    diary = _saved(catalogue, path, TEN_YEARS)
    diary.set_setting("first_start_done", "1")
    diary.close()
    for opening in page_times(path, BEGIN + timedelta(days=TEN_YEARS)):
        told(f"open {opening.page} with ten years, first", f"{opening.first:.0f} ms")
        told(f"open {opening.page} with ten years, again", f"{opening.again:.0f} ms")


def saving(catalogue: Catalogue, folder: Path) -> None:
    check_ins = long_diary(catalogue, 200, 1, 5).check_ins
    plain = sqlite3.connect(folder / "plain.db", isolation_level=None)
    plain.executescript(PLAIN)
    diary = Diary.create(folder / "diary.db")
    ours: list[float] = []
    theirs: list[float] = []
    for check_in in check_ins:  # one after the other, so that both have the same disk
        theirs.append(milliseconds(partial(_insert, plain, check_in)))
        ours.append(milliseconds(partial(diary.check_in, check_in, check_in.entered_at)))
    plain.close()
    diary.close()
    told("save a check-in on disk", f"{median(ours):.2f} ms")
    told("the same rows by plain sqlite3", f"{median(theirs):.2f} ms")
    told("save a check-in : plain sqlite3", f"{median(ours) / median(theirs):.2f}", "2", "1.3")


def _insert(db: sqlite3.Connection, check_in: CheckIn) -> None:
    db.execute("BEGIN IMMEDIATE")
    row = _put(db, "check_in", rows.CHECK_IN, rows.check_in_row(check_in)).lastrowid
    for observation in rows.observation_rows(check_in):
        _put(db, "observation", ("check_in_id", *rows.OBSERVATION), (row, *observation))
    db.execute("COMMIT")


def _put(db: sqlite3.Connection, table: str, names: Iterable[str], row: tuple[Any, ...]) -> sqlite3.Cursor:
    places = ", ".join("?" * len(row))
    return db.execute(f"INSERT INTO {table}({', '.join(names)}) VALUES ({places})", row)


def reading(catalogue: Catalogue, folder: Path) -> None:
    diary = _saved(catalogue, folder / "ten-years.db", TEN_YEARS)
    now = BEGIN + timedelta(days=TEN_YEARS)
    told("read all records of ten years from disk", f"{usually(diary.records):.0f} ms")
    told("read them and find all flags", f"{usually(partial(diary.assessment, now)):.0f} ms")
    diary.close()


def reports(catalogue: Catalogue, folder: Path) -> None:
    for days, first, warm in (
        (17, ("400 ms", "250 ms"), ("120 ms", "60 ms")),
        (730, ("", ""), ("2 s", "1 s")),
    ):
        diary = _saved(catalogue, folder / f"report-{days}.db", days)
        make = partial(_Pages().of, diary, BEGIN + timedelta(days=days))
        told(f"report of {days} days, first", f"{milliseconds(make):.0f} ms", *first)
        told(f"report of {days} days, warm", f"{usually(make, 3):.0f} ms", *warm)
        diary.close()


def files(catalogue: Catalogue, folder: Path) -> None:
    path = folder / "long.db"
    diary = Diary.create(path)
    diary.import_records(long_diary(catalogue, TEN_YEARS, 6, 9), None, BEGIN)
    diary.close()
    for passage in file_times(path, folder):
        found = f"{passage.seconds:.1f} s, {passage.megabytes:.0f} MB"
        told(f"{passage.command}, 197,100 observations", found)
    for still in standstills(path, folder / "new.db", folder / "by-window.json", BEGIN):
        found = f"{still.longest:.0f} ms of {still.seconds:.1f} s"
        told(f"longest work in the window's thread, {still.step}", found)


class _Pages:
    """A typesetter, made at first use as the window does."""

    @cached_property
    def _typesetter(self) -> "Typesetter":
        from afterneedle.paper.pages import Typesetter

        return Typesetter()

    def of(self, diary: Diary, now: datetime) -> bytes:
        from afterneedle.paper.pages import Paper

        return self._typesetter.pdf(diary.report(now, BEGIN.date()), Paper.A4)


def _saved(catalogue: Catalogue, path: Path, days: int) -> Diary:
    diary = Diary.create(path)
    diary.import_records(_observed(catalogue, days, 1, 5.5), None, BEGIN)
    return diary


def backups(catalogue: Catalogue, folder: Path) -> None:
    for a_day in (1, 10):
        path = folder / f"backups-{a_day}" / "diary.db"
        diary = Diary.create(path)
        diary.import_records(_observed(catalogue, TEN_YEARS, a_day, 5.5), None, BEGIN)
        size = f"{a_day * 20},000 observations, {path.stat().st_size / 1e6:.1f} MB"
        for what, took in backup_times(diary, BEGIN + timedelta(days=TEN_YEARS)):
            told(f"{size}: {what}", f"{took:.0f} ms")
        diary.close()
    path = folder / "rescues" / "diary.db"
    _saved(catalogue, path, ONE_YEAR).close()
    for harm, usual, worst, none in rescued_shares(path):
        told(f"check-ins rescued from a year with {harm}", f"{usual:.0%} ({worst:.0%}, {none} files)")


def main() -> None:
    catalogue = load_catalogue()
    told("what", "here", "gate", "goal")
    with tempfile.TemporaryDirectory(prefix=".bench-", dir=PROJECT) as folder:
        first_paint(catalogue, Path(folder))
        flags(catalogue)
        saving(catalogue, Path(folder))
        reading(catalogue, Path(folder))
        reports(catalogue, Path(folder))
        pages(catalogue, Path(folder))
        files(catalogue, Path(folder))
        backups(catalogue, Path(folder))


if __name__ == "__main__":
    main()
