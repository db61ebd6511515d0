"""Time and memory in which a long diary leaves as a file of each kind, and comes in again."""

import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

PROGRAM = (sys.executable, "-P", "-m", "afterneedle")


@dataclass(frozen=True)
class Passage:
    """One command in a program of its own: what it did, in what time, in how many megabytes at most."""

    command: str
    seconds: float
    megabytes: float


def file_times(diary: Path, folder: Path) -> Iterator[Passage]:
    """Every kind out, and those that we read in again."""
    for ending in ("json", "csv", "fhir.json"):
        yield _passage(diary, "export", folder / f"long.{ending}")
    for ending in ("json", "csv"):
        yield _passage(folder / f"from-{ending}.db", "import", folder / f"long.{ending}")


def _passage(diary: Path, command: str, file: Path) -> Passage:
    start = perf_counter()
    process = subprocess.Popen([*PROGRAM, "--diary", diary, command, file], stdout=subprocess.DEVNULL)
    _pid, status, used = os.wait4(process.pid, 0)
    seconds = perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, process.args)
    return Passage(f"{command} {file.name}", seconds, used.ru_maxrss / 1024)
