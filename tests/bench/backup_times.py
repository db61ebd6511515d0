"""How long backups take, and how much a rescue brings back."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from statistics import median
from time import perf_counter

from afterneedle.diary import Diary, StoreError
from afterneedle.store.keys import Key
from afterneedle.store.opening import connect

PAGE = 4096
HARMED = 40  # files for each kind of harm


def backup_times(diary: Diary, now: datetime) -> Iterator[tuple[str, float]]:
    """What was done, and the milliseconds it took."""
    copy = sqlite3.connect(diary.path.with_name("plain.db"))
    source = sqlite3.connect(diary.path)
    yield "the backup API alone", _milliseconds(lambda: source.backup(copy))
    copy.close()
    source.close()
    yield "back up and check", _milliseconds(lambda: diary.keeping.back_up(now))
    tomorrow = now + timedelta(days=1)  # before that it does not look at what was saved
    yield "see a day later that nothing changed", _milliseconds(lambda: _see_no_need(diary, tomorrow))
    file = diary.keeping.backups()[0].path
    yield "restore (with a backup of the present)", _milliseconds(lambda: diary.keeping.restore(file, now))
    rescued = diary.path.with_name("rescued.db")
    yield "rescue, nothing lost", _milliseconds(lambda: Diary.rescue(diary.path, rescued))


def _see_no_need(diary: Diary, now: datetime) -> None:
    if diary.keeping.back_up_if_due(now) is not None:
        raise AssertionError("a backup was made, and that was measured")


def rescued_shares(
    path: Path, key: Key | None = None, times: int = HARMED
) -> Iterator[tuple[str, float, float, int]]:
    """Each harm; the share of check-ins that comes back, usually and at worst; files with none."""
    whole, dice = path.read_bytes(), Random(4)
    harmed, new = path.with_name("harmed.db"), path.with_name("new.db")
    count = _check_ins(path, key)
    for name, harm in HARMS.items():
        shares = []
        for _ in range(times):
            content = bytearray(whole)
            harm(content, dice)
            harmed.write_bytes(content)
            new.unlink(missing_ok=True)
            with suppress(StoreError):
                Diary.rescue(harmed, new, key)
            shares.append(_check_ins(new, key) / count if new.exists() else 0.0)
        yield name, median(shares), min(shares), sum(not share for share in shares)


def _check_ins(path: Path, key: Key | None) -> int:
    db = connect(path, 0, key)
    try:
        return int(db.execute("SELECT count(*) FROM check_in").fetchone()[0])
    finally:
        db.close()


def _milliseconds(do: Callable[[], object]) -> float:
    start = perf_counter()
    do()
    return (perf_counter() - start) * 1000


def _flip_a_bit(content: bytearray, dice: Random) -> None:
    content[dice.randrange(len(content))] ^= 1 << dice.randrange(8)


def _zero_a_sector(content: bytearray, dice: Random) -> None:
    at = dice.randrange(len(content) // 512) * 512
    content[at : at + 512] = bytes(512)


def _scramble_a_page(content: bytearray, dice: Random) -> None:
    at = dice.randrange(len(content) // PAGE) * PAGE
    content[at : at + PAGE] = dice.randbytes(PAGE)


def _scramble_five_pages(content: bytearray, dice: Random) -> None:
    for _ in range(5):
        _scramble_a_page(content, dice)


def _cut_off(content: bytearray, dice: Random) -> None:
    del content[dice.randrange(PAGE, len(content)) :]


HARMS: dict[str, Callable[[bytearray, Random], None]] = {
    "a bit": _flip_a_bit,
    "a sector of zeros": _zero_a_sector,
    "a page of noise": _scramble_a_page,
    "five pages of noise": _scramble_five_pages,
    "cut off anywhere": _cut_off,
}
