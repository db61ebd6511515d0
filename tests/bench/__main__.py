"""Measures what the design puts a number on, and prints a table; nothing here can fail on a time.

./run bench [PART...]    all of it, or some of: start background flags save locked read report pages exchange
                         backups size
"""

import argparse
import tempfile
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from pathlib import Path

from afterneedle.content.catalogue import load_catalogue
from afterneedle.diary import Diary
from afterneedle.domain.catalogue import Catalogue
from bench.background_use import background_use
from bench.backup_times import backup_times, rescued_shares
from bench.exchange_times import exchange_times
from bench.flag_times import ONE_YEAR, TEN_YEARS, flag_times
from bench.installed_size import installed_size
from bench.lock_times import lock_times
from bench.long_diary import BEGIN, long_diary
from bench.page_times import page_times
from bench.report_times import report_times, saved
from bench.save_times import save_times
from bench.start_times import start_times
from bench.table import HEAD, print_row, title, told, usually

PROJECT = Path(__file__).parents[2]
AT_THE_END = BEGIN + timedelta(days=TEN_YEARS)


def start(catalogue: Catalogue, folder: Path) -> None:
    start_times(catalogue, PROJECT, folder)


def background(_catalogue: Catalogue, folder: Path) -> None:
    background_use(folder)


def flags(catalogue: Catalogue, _folder: Path) -> None:
    flag_times(catalogue)


def save(catalogue: Catalogue, folder: Path) -> None:
    save_times(catalogue, folder)


def locked(catalogue: Catalogue, folder: Path) -> None:
    path = folder / "locked" / "diary.db"
    saved(catalogue, path, ONE_YEAR, 1).close()
    lock_times(catalogue, path)


def read(catalogue: Catalogue, folder: Path) -> None:
    title("Reading 20,000 observations from the disk")
    diary = saved(catalogue, folder / "ten-years.db", TEN_YEARS, 1)
    told("read all records", usually(diary.records))
    told("read them and find all flags", usually(partial(diary.assessment, AT_THE_END)))
    diary.close()


def report(catalogue: Catalogue, folder: Path) -> None:
    report_times(catalogue, folder)


def pages(catalogue: Catalogue, folder: Path) -> None:
    path = folder / "pages.db"
    diary = saved(catalogue, path, TEN_YEARS, 1)
    diary.set_setting("first_start_done", "1")
    diary.close()
    page_times(path, AT_THE_END)


def exchange(catalogue: Catalogue, folder: Path) -> None:
    path = folder / "exchange.db"
    diary = Diary.create(path)
    diary.import_records(long_diary(catalogue, TEN_YEARS, 6, 9), None, BEGIN)
    diary.close()
    exchange_times(path, folder, AT_THE_END)


def backups(catalogue: Catalogue, folder: Path) -> None:
    for a_day in (1, 10):
        path = folder / f"backups-{a_day}" / "diary.db"
        diary = saved(catalogue, path, TEN_YEARS, a_day)
        title(
            f"Backups of {a_day * 20},000 observations, {path.stat().st_size / 1e6:.0f} MB; "
            "the peer is SQLite's own"
        )
        times = dict(backup_times(diary, AT_THE_END))
        alone = times.pop("the backup API alone")
        for what, took in times.items():
            told(what, took, "ms", alone)
        diary.close()
    path = folder / "rescues" / "diary.db"
    saved(catalogue, path, ONE_YEAR, 1).close()
    title("Check-ins that a rescue brings back from a diary of one year; beside the usual share, the worst")
    for harm, usual, worst, none in rescued_shares(path):
        told(f"{harm} ({none} files gave nothing)", usual * 100, "%", worst * 100)


def size(_catalogue: Catalogue, _folder: Path) -> None:
    installed_size(PROJECT)


Part = Callable[[Catalogue, Path], None]
PARTS: dict[str, Part] = {
    part.__name__: part
    for part in (start, background, flags, save, locked, read, report, pages, exchange, backups, size)
}


def main() -> None:
    words = argparse.ArgumentParser("./run bench")
    words.add_argument("parts", nargs="*", choices=[[], *PARTS], metavar="PART", help=", ".join(PARTS))
    wanted = words.parse_args().parts or PARTS
    catalogue = load_catalogue()
    print_row(*HEAD)
    for name in wanted:
        with tempfile.TemporaryDirectory(prefix=".bench-", dir=PROJECT) as folder:
            PARTS[name](catalogue, Path(folder))


if __name__ == "__main__":
    main()
