"""What 200,000 observations take to go out and come in again, in time and in memory, as a patient does it."""

import os
import subprocess
import sys
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from time import perf_counter

from bench.standstill import standstills
from bench.table import title, told

PROGRAM = (sys.executable, "-P", "-m", "afterneedle")
PLAIN_JSON = "import json, sys; w = json.load(open(sys.argv[1])); json.dump(w, open(sys.argv[2], 'w'))"
PLAIN_CSV = """
import csv, sys
rows = list(csv.reader(open(sys.argv[1], encoding="utf-8-sig", newline="")))
csv.writer(open(sys.argv[2], "w", newline="")).writerows(rows)
"""


@dataclass(frozen=True)
class Used:
    """What a program took from its start to its end."""

    seconds: float
    memory: float  # MB, at most


def exchange_times(path: Path, folder: Path, now: datetime) -> None:
    """`path`: a diary of 200,000 observations, as of `now`."""
    title("Out and in, 197,100 observations; the peer reads such a file by json or csv alone and writes it")
    fhir = _run(*PROGRAM, "--diary", path, "export", folder / "diary.fhir.json")
    for ending, plain in (("json", PLAIN_JSON), ("csv", PLAIN_CSV)):
        file, new = folder / f"diary.{ending}", folder / f"new-{ending}.db"
        out = _run(*PROGRAM, "--diary", path, "export", file)
        peer = _run(sys.executable, "-c", plain, _largest(file), folder / f"plain.{ending}")
        size = sum(part.stat().st_size for part in _parts(file)) / 1e6
        back = _run(*PROGRAM, "--diary", new, "import", file)
        for way, used in (("export", out), ("import", back)):
            told(f"{way} of .{ending}, {size:.0f} MB", used.seconds, "s", peer.seconds)
            told("  its memory at most", used.memory, "MB", peer.memory)
    told("export of .fhir.json", fhir.seconds, "s")
    told("  its memory at most", fhir.memory, "MB")
    for still in standstills(path, folder / "still.db", folder / "still.json", now):
        told(f"{still.step} in the window: its longest standstill", still.longest, "ms")
        told("  from begin to end", still.seconds, "s")


def _parts(file: Path) -> list[Path]:
    return [*file.parent.glob(f"{file.stem}*{file.suffix}")]


def _largest(file: Path) -> Path:
    return max(_parts(file), key=lambda part: part.stat().st_size)


def _run(*line: str | Path) -> Used:
    begin = perf_counter()
    running = subprocess.Popen(line, stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(running.pid, 0)
    running.returncode = os.waitstatus_to_exitcode(status)
    if running.returncode:
        raise subprocess.CalledProcessError(running.returncode, line)
    return Used(perf_counter() - begin, used.ru_maxrss / 1000)
