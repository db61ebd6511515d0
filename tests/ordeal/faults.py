"""The disk is full, or refuses: strace has one of the program's calls fail, once or from then on.

What the program then says must fit, what it said was saved must be there, and the same save works afterwards.
"""

import shutil
import subprocess
from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

from afterneedle.diary import Diary
from afterneedle.exchange.json_diary import dump
from afterneedle.store.keys import Key
from ordeal.deeds import Actor
from ordeal.diaries import TESTS, Lost, sound, writer
from ordeal.writer import GAVE_UP

COUNT = 12
DEEDS = (
    "add",
    "add session",
    "edit",
    "delete",
    "import",
    "draft",
)  # an undo that is tried twice takes two back


@dataclass(frozen=True)
class Fault:
    """A call that fails, with which error, and what the diary then says of itself."""

    call: str
    error: str
    kind: str


FAULTS = (
    Fault("pwrite64", "ENOSPC", "full"),
    Fault("pwrite64", "EIO", "io"),
    Fault("pwrite64", "EDQUOT", "io"),
    Fault("fsync,fdatasync", "EIO", "io"),  # SQLCipher and SQLite
    Fault("ftruncate", "EIO", "io"),
)


def fail(folder: Path, times: int, seed: int, key: Key | None = None) -> Counter[str]:
    """Have each kind of fault happen so many times; says what the program said, Lost says what was lost."""
    new = folder / "new.db"
    Diary.create(new, key=key).close()
    expected = _in_peace(folder / "in-peace.db", seed)
    chance, said = Random(seed), Counter[str]()
    for fault in FAULTS:
        last = _count(new, key, folder / "counted.db", fault.call, seed)
        for n in range(times):
            path = folder / f"{fault.call}-{fault.error}-{n}.db"
            shutil.copyfile(new, path)
            when = f"{chance.randint(1, last)}{'+' if chance.random() < 0.5 else ''}"
            lines, code = _run(path, key, seed, fault.call, f"error={fault.error}:when={when}")
            said[f"{fault.error}: {_judge(path, key, fault, lines, code, expected)}"] += 1
    return said


def _run(path: Path, key: Key | None, seed: int, call: str, fault: str = "") -> tuple[list[str], int]:
    """The words of a writer to whom this happens, and how it ended."""
    strace = ["strace", "-f", "-o", f"{path}.log", "-P", str(path), "-P", f"{path}-journal"]
    inject = ["-e", f"trace={call}", *(["-e", f"inject={call}:{fault}"] if fault else [])]
    command = [*strace, *inject, *writer(path, key, seed, 0, COUNT, "a", *DEEDS)]
    done = subprocess.run(command, cwd=TESTS, capture_output=True, text=True, check=False)
    if done.stderr:
        raise Lost(f"{path}: {done.stderr}")
    return done.stdout.split(), done.returncode


def _count(new: Path, key: Key | None, path: Path, call: str, seed: int) -> int:
    """How often a writer makes this call when nothing fails."""
    shutil.copyfile(new, path)
    _run(path, key, seed, call)
    told = Path(f"{path}.log").read_text(encoding="utf-8")
    return sum(told.count(f" {one}(") for one in call.split(","))


def _judge(
    path: Path, key: Key | None, fault: Fault, lines: list[str], code: int, expected: list[str]
) -> str:
    troubles = {line for line in lines if not line.isdigit()} - {"here"}
    saved = sum(line.isdigit() for line in lines)
    fits = troubles <= {fault.kind, "read_only"} and code == (0 if saved == COUNT else GAVE_UP)
    if not fits:
        raise Lost(f"{path}: it said {lines} and ended with {code}")
    sound(path, key)
    unknown = "sync" in fault.call  # nobody knows what a disk did that cannot sync
    found = _told(path, key)
    if found != expected[saved] and not (unknown and code and found == expected[saved + 1]):
        raise Lost(f"{path}: not what was saved, by deed {saved}")
    kinds = " and ".join(sorted(troubles)) or "nothing, as nothing needed it"
    return f"said {kinds}; {'the next try worked' if code == 0 else 'it stayed so'}"


def _in_peace(path: Path, seed: int) -> list[str]:
    """What a diary tells when it is new, and after each deed, when nothing fails."""
    diary, actor = Diary.create(path), Actor(seed, deeds=DEEDS)
    told = [_told(path, None)]
    for number in range(COUNT):
        actor.do(diary, number)
        told.append(_told(path, None))
    diary.close()
    return told


def _told(path: Path, key: Key | None) -> str:
    """All that a person has entered; what is entered once more, after a failure, counts as edited."""
    diary = Diary.open(path, key=key)
    try:
        records = diary.records()
        sessions = tuple(replace(one, edited_at=None) for one in records.sessions)
        check_ins = tuple(replace(one, edited_at=None) for one in records.check_ins)
        entered = replace(records, sessions=sessions, check_ins=check_ins)
        return f"{dump(entered, diary.catalogue)} {diary.draft()}"
    finally:
        diary.close()
