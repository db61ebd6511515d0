"""One process has the lock, until it ends in whatever way."""

import os
import signal
import subprocess
import sys
from itertools import count
from pathlib import Path

import pytest

from afterneedle import file_lock
from afterneedle.file_lock import FileLock

HOLD = """
import sys
from pathlib import Path
from afterneedle.file_lock import FileLock
lock = FileLock(Path(sys.argv[1]))
print(lock.take(), flush=True)
sys.stdin.read()
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "diary.db.lock"


@pytest.fixture
def other(path: Path):
    """Another process that has the lock."""
    line = [sys.executable, "-P", "-c", HOLD, str(path)]
    with subprocess.Popen(line, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout.readline() == "True\n"
        yield process
        process.kill()


def test_what_one_has_another_cannot_take(path):
    first, second = FileLock(path), FileLock(path)
    assert first.take()
    assert not second.take()
    assert (first.is_held, second.is_held) == (True, False)
    second.release()
    assert not second.take()
    first.release()
    assert second.take()


def test_who_waits_gets_it_as_soon_as_it_is_free(path, monkeypatch):
    first, second = FileLock(path), FileLock(path)
    first.take()
    monkeypatch.setattr(file_lock, "sleep", lambda _: first.release())
    assert second.take(patience=60)


def test_who_has_waited_long_enough_is_told(path, monkeypatch):
    first, second, clock = FileLock(path), FileLock(path), count()
    first.take()
    monkeypatch.setattr(file_lock, "monotonic", lambda: next(clock))
    monkeypatch.setattr(file_lock, "sleep", lambda _: None)
    assert not second.take(patience=3)
    assert next(clock) == 4


def test_who_has_it_can_take_it_again(path):
    lock = FileLock(path)
    assert lock.take()
    assert lock.take()
    lock.release()


def test_nothing_is_left_of_it(path):
    lock = FileLock(path)
    lock.take()
    assert path.stat().st_size == 0
    lock.release()
    assert not path.exists()


@pytest.mark.parametrize("ended_by", [signal.SIGKILL, signal.SIGTERM])
def test_a_process_that_is_killed_has_it_no_longer(path, other, ended_by):
    lock = FileLock(path)
    assert not lock.take()
    other.send_signal(ended_by)
    other.wait(20)
    assert path.exists()
    assert lock.take()


def test_a_process_that_stands_still_has_it(path, other):
    other.send_signal(signal.SIGSTOP)
    assert not FileLock(path).take()
    other.send_signal(signal.SIGCONT)


def test_a_file_that_was_removed_meanwhile_locks_nobody_out(path, monkeypatch):
    """Its last holder removes it just when the next one has opened it."""
    last, following, opened = FileLock(path), FileLock(path), os.open
    last.take()

    def opened_too_early(*words: object) -> int:
        handle = opened(*words)
        last.release()
        return handle

    monkeypatch.setattr(os, "open", opened_too_early)
    assert following.take()
    monkeypatch.undo()
    assert path.exists()
    assert not FileLock(path).take()


def test_where_no_file_can_be_it_says_so(path):
    path.mkdir()
    with pytest.raises(OSError, match="directory"):
        FileLock(path).take()
