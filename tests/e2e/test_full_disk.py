"""A disk that is full or broken, as the real program meets it in a shell: strace has its calls fail."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from afterneedle.diary import Diary
from support.days import MONDAY, check_in

STORY = {
    "format": "afterneedle-diary",
    "version": 1,
    "sessions": [{"id": "s1", "ended_at": "2026-03-02T10:00:00+00:00", "sites": ["trapezius_top.r"]}],
}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A diary with a check-in in it."""
    path = tmp_path / "d.db"
    diary = Diary.create(path)
    diary.check_in(check_in(diary.catalogue), MONDAY)
    diary.close()
    return path


@pytest.mark.parametrize(
    ("call", "error", "says"),
    [
        ("pwrite64", "ENOSPC", "The disk is full."),
        ("pwrite64", "EIO", "can be read but not changed"),
        ("fdatasync", "EIO", "The disk could not read or write"),
        ("pwrite64", "ENOSPC:when=8+", "The disk is full."),
        ("fdatasync", "EIO:when=3+", "The disk could not read or write"),
    ],
)
def test_an_import_that_the_disk_refuses_is_one_sentence_and_works_once_the_disk_does(
    path: Path, tmp_path: Path, call: str, error: str, says: str
) -> None:
    story = tmp_path / "story.json"
    story.write_text(json.dumps(STORY), "utf-8")
    command = [sys.executable, "-P", "-m", "afterneedle", "--diary", str(path), "import", str(story)]
    refuse = ["strace", "-f", "-o", "/dev/null", "-P", str(path), "-P", f"{path}-journal"]
    inject = ["-e", f"trace={call}", "-e", f"inject={call}:error={error}"]
    failed = subprocess.run([*refuse, *inject, *command], capture_output=True, text=True, check=False)
    assert (failed.returncode, failed.stdout) == (1, "")
    assert says in failed.stderr
    assert len(failed.stderr.splitlines()) == 1
    assert ids(path) == ["c1"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.startswith("Imported. Sessions: 1")
    assert ids(path) == ["c1", "s1"]


def ids(path: Path) -> list[str]:
    diary = Diary.open(path)
    diary.verify()
    records = diary.records()
    diary.close()
    return [entry.id for entry in (*records.check_ins, *records.sessions)]
