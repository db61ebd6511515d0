"""Going back while other programs save, restore or start, and when the program is killed at it."""

import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from afterneedle.diary import Diary
from afterneedle.domain.catalogue import Catalogue
from afterneedle.file_lock import window_lock
from afterneedle.store import errors, lost
from afterneedle.store.keeping import Keeping
from afterneedle.store.keys import Key
from afterneedle.store.sqlite import Store
from support.backed_up import NEW, OLD, held, save
from support.forms import as_code, behind_its_back


def test_a_program_that_has_the_diary_open_goes_on_with_the_restored_one(
    backup: Path, restore: Callable[[Path], Path], catalogue: Catalogue, path: Path, key: Key | None
) -> None:
    other = Store.open(path, key)
    assert len(other.records(catalogue).check_ins) == 2
    seen, file = other.data_version(), path.stat().st_ino
    restore(backup)
    assert other.data_version() != seen
    assert {c.id for c in other.records(catalogue).check_ins} == {OLD}
    save(other, catalogue, "later")
    other.close()
    assert held(path, catalogue, key) == {OLD, "later"}
    assert path.stat().st_ino == file


def test_another_process_that_saves_meanwhile_loses_nothing_that_it_was_told_is_saved(
    backup: Path, restore: Callable[[Path], Path], catalogue: Catalogue, path: Path, key: Key | None
) -> None:
    script = f"""
import sys
from pathlib import Path
sys.path.insert(0, {str(Path(__file__).parents[2])!r})
from support.days import MONDAY, check_in
from afterneedle.content.catalogue import load_catalogue
from afterneedle.store.sqlite import Store
catalogue, store = load_catalogue(), Store.open(Path(sys.argv[1]), key, patience=60)
for n in range(60):
    with store.change("check_in", MONDAY):
        store.put_check_in(check_in(catalogue, f"p{{n}}"))
    print(f"p{{n}}", flush=True)
store.close()
"""
    with subprocess.Popen(
        [sys.executable, "-c", as_code(key) + script, path], stdout=subprocess.PIPE, text=True
    ) as writer:
        assert writer.stdout
        first = [writer.stdout.readline().strip() for _ in range(3)]
        kept = restore(backup)
        rest = writer.communicate()[0].split()
        assert writer.returncode == 0
    before, after = held(kept, catalogue, key), held(path, catalogue, key)
    assert set(first) <= before
    assert {*first, *rest} == (before | after) - {OLD, NEW}
    assert not before & after - {OLD}


@pytest.mark.parametrize("lock", ["BEGIN IMMEDIATE", "BEGIN; SELECT * FROM session"])
def test_while_another_program_is_at_it_nothing_is_restored_and_later_it_works(
    backup: Path, catalogue: Catalogue, path: Path, now: datetime, lock: str, key: Key | None
) -> None:
    hasty = Store.open(path, key, patience=0)
    other = behind_its_back(path, key)
    for statement in lock.split("; "):
        other.execute(statement).fetchall()
    with pytest.raises(errors.Locked):
        Keeping(hasty, catalogue).restore(backup, now)
    other.execute("ROLLBACK")
    other.close()
    assert len(hasty.records(catalogue).check_ins) == 2
    Keeping(hasty, catalogue).restore(backup, now)
    assert [c.id for c in hasty.records(catalogue).check_ins] == [OLD]
    hasty.close()


RESTORER = """
import os, signal, sys
from datetime import UTC, datetime
from pathlib import Path
from afterneedle.content.catalogue import load_catalogue
from afterneedle.store import keeping, restore
from afterneedle.store.sqlite import Store
store = Store.open(Path(sys.argv[1]), key)
die = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
match sys.argv[3]:
    case "while it is prepared":
        restore.protect = die
    case "before the present is kept":
        keeping.Keeping._back_up_beside = die
    case "before the first page":
        keeping.overwrite = die
    case "half-way":
        store._db.execute("PRAGMA cache_size = 1")
        restore.PAGES = 1
        class Dying:
            def __init__(self, source): self.source = source
            def backup(self, db, progress, **options):
                def stop(status, left, pages):
                    progress(status, left, pages)
                    if left == pages // 2: die()
                self.source.backup(db, progress=stop, **options)
            def close(self): self.source.close()
        read_only = restore.read_only
        def dying(path, key):
            source = read_only(path, key)
            return Dying(source) if path.suffix == ".part" else source
        restore.read_only = dying
    case "after the last page":
        keeping.overwrite = lambda *all: (restore.overwrite(*all), die())
keeping.Keeping(store, load_catalogue()).restore(Path(sys.argv[2]), datetime(2026, 3, 6, tzinfo=UTC))
"""


@pytest.mark.parametrize(
    ("moment", "holds"),
    [
        ("while it is prepared", {OLD, NEW}),
        ("before the present is kept", {OLD, NEW}),
        ("before the first page", {OLD, NEW}),
        ("half-way", {OLD, NEW}),
        ("after the last page", {OLD}),
    ],
)
def test_killed_at_any_moment_the_diary_is_the_old_one_or_the_restored_one(
    backup: Path,
    store: Store,
    catalogue: Catalogue,
    path: Path,
    moment: str,
    holds: set[str],
    key: Key | None,
) -> None:
    for n in range(20):  # enough pages to be half-way
        save(store, catalogue, NEW, note=f"{n}" * 9000)
    store.close()
    size = path.stat().st_size
    killed = subprocess.run(
        [sys.executable, "-c", as_code(key) + RESTORER, path, backup, moment], check=False
    )
    assert killed.returncode == -signal.SIGKILL
    if moment == "half-way":
        assert path.with_name("diary.db-journal").stat().st_size > 0
        assert path.stat().st_size == size
    assert held(path, catalogue, key) == holds
    assert [p.name for p in path.parent.iterdir() if p.is_file()] == ["diary.db"]


@pytest.mark.parametrize("loss", ["gone", "first page"])
def test_of_two_windows_that_restore_at_once_the_second_moves_nothing_away(
    backup: Path,
    store: Store,
    catalogue: Catalogue,
    path: Path,
    now: datetime,
    loss: str,
    key: Key | None,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    store.close()
    if loss == "gone":
        path.unlink()
    else:
        path.write_bytes(b"\xff" * 4096 + path.read_bytes()[4096:])
    prepare = lost.prepared

    @contextmanager
    def slowly(*given: Any) -> Iterator[Path]:
        with prepare(*given) as part:
            monkeypatch.undo()
            Diary.restore_over(path, backup, now, key)
            other = Store.open(path, key)
            save(other, catalogue, "saved by the other")
            other.close()
            yield part

    monkeypatch.setattr(lost, "prepared", slowly)
    with pytest.raises(errors.Replaced):
        Diary.restore_over(path, backup, now, key)
    assert held(path, catalogue, key) == {OLD, "saved by the other"}


def test_a_diary_that_a_window_has_just_opened_is_not_moved_away_from_it(
    backup: Path, store: Store, path: Path, now: datetime, key: Key | None
) -> None:
    store.close()
    path.unlink()
    window = window_lock(path)
    assert window.take()
    with pytest.raises(errors.Locked):
        Diary.restore_over(path, backup, now, key)
    assert not path.exists()
    window.release()
    assert Diary.restore_over(path, backup, now, key) is None
