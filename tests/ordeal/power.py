"""The power fails while the program saves.

The real program runs under strace, so its writes are known one by one. A failure may come after any of them.
What was synced before is there afterwards; of the rest each 512-byte sector, cut and name is there or not, by
chance. An image of that disk is then opened, and must hold all that was said to be saved.
"""

import os
import shutil
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from afterneedle.store.keys import Key
from ordeal.diaries import Content, Lost, sound, states, writer
from ordeal.traces import Call, trace

SECTOR = 512
SAVED = "all that was saved"


@dataclass(frozen=True)
class Step:
    """Something that happened to the disk. `file` is a number that a file keeps when its name changes.

    kind: "write", "cut", "sync" of a file; "name", "unname", "sync names"; "said" by the program.
    """

    kind: str
    file: int = 0
    name: str = ""
    at: int = 0  # offset of a write, size of a cut
    data: bytes = b""


@dataclass(frozen=True)
class Recording:
    """One run of the program: what happened to the disk, and what was to be saved by each "said"."""

    name: str
    steps: Sequence[Step]
    states: Sequence[Content]
    key: Key | None = None


def record(folder: Path, deeds: int, seed: int, key: Key | None = None) -> Recording:
    """Run the program for so many deeds."""
    path = folder / "home" / "diary.db"
    path.parent.mkdir(parents=True)
    calls = trace(writer(path, key, seed, 0, deeds), folder / "strace.log")
    steps = tuple(Disk(path.parent).steps(calls))
    return Recording(path.name, steps, states(folder / "in-peace.db", deeds, seed), key)


def lose_power(run: Recording, folder: Path, times: int, seed: int) -> Counter[str]:
    """Let the power fail so many times; says what was there afterwards, Lost says what was not."""
    chance, found = Random(seed), Counter[str]()
    for n in range(times):
        steps = run.steps[: chance.randint(0, len(run.steps))]
        said = sum(step.kind == "said" for step in steps)
        left = after_a_failure(steps, chance)
        found[_judge(folder / f"after-{n}" / run.name, run, left, said)] += 1
    return found


class Disk:
    """Turns calls into steps, for what lies in one folder."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._files, self._made = folder, dict[str, int](), 0

    def steps(self, calls: Iterable[Call]) -> Iterator[Step]:
        """The steps of these calls; those that are about other folders are left out."""
        for call in calls:
            match call.name, call.words:
                case "write", (Path(), bytes(line), *_) if line == b"here\n" or line.strip().isdigit():
                    yield Step("said")
                case "openat", (Path(), bytes(name), str(flags), *_) if "O_CREAT" in flags:
                    yield from self._named(_path(name))
                case (("fsync" | "fdatasync"), (Path() as path,)) if path == self._folder:
                    yield Step("sync names")
                case "unlink", (bytes(name),) if self._has(old := _path(name)):
                    yield Step("unname", self._files.pop(old.name), old.name)
                case "link", (bytes(name), bytes(new)) if self._has(old := _path(name)):
                    self._files[_path(new).name] = self._files[old.name]
                    yield Step("name", self._files[old.name], _path(new).name)
                case name, (Path() as path, *words) if self._has(path) and path.name in self._files:
                    yield self._inside(name, self._files[path.name], words)

    def _inside(self, call: str, file: int, words: Sequence[object]) -> Step:
        match call, words:
            case "pwrite64", (bytes(data), str(_), str(at)):
                return Step("write", file, at=int(at), data=data)
            case "ftruncate", (str(size),):
                return Step("cut", file, at=int(size))
            case (("fsync" | "fdatasync"), ()):
                return Step("sync", file)
        raise NotImplementedError(call, words)

    def _has(self, path: Path) -> bool:
        return path.parent == self._folder

    def _named(self, path: Path) -> Iterator[Step]:
        if self._has(path) and path.name not in self._files:
            self._made += 1
            self._files[path.name] = self._made
            yield Step("name", self._made, path.name)


def after_a_failure(steps: Sequence[Step], chance: Random) -> dict[str, bytes]:
    """What lies in the folder when the power fails after these steps."""
    files, names = defaultdict[int, bytearray](bytearray), dict[str, int]()
    for step, safe in zip(steps, _are_safe(steps), strict=True):
        match step.kind:
            case "write":
                for at in range(0, len(step.data), SECTOR):
                    if safe or chance.random() < 0.5:
                        _write(files[step.file], step.at + at, step.data[at : at + SECTOR])
            case "cut" if safe or chance.random() < 0.5:
                del files[step.file][step.at :]
            case "name" if safe or chance.random() < 0.5:
                names[step.name] = step.file
            case "unname" if safe or chance.random() < 0.5:
                names.pop(step.name, None)
    return {name: bytes(files[file]) for name, file in names.items()}


def _are_safe(steps: Sequence[Step]) -> list[bool]:
    """Of each step, whether a later one made sure of it."""
    safe, synced, names_synced = [], set[int](), False
    for step in reversed(steps):
        safe.append(names_synced if "name" in step.kind else step.file in synced)
        if step.kind == "sync":
            synced.add(step.file)
        names_synced |= step.kind == "sync names"
    return safe[::-1]


def _write(file: bytearray, at: int, data: bytes) -> None:
    file.extend(bytes(max(0, at - len(file))))
    file[at : at + len(data)] = data


def _path(name: bytes) -> Path:
    return Path(os.fsdecode(name))


def _judge(path: Path, run: Recording, files: dict[str, bytes], said: int) -> str:
    """What is left of a diary whose first so many states were said to be saved."""
    path.parent.mkdir()
    for name, data in files.items():
        path.with_name(name).write_bytes(data)
    if not path.exists():
        if said:
            raise Lost(f"{path}: the whole diary")
        return "no diary yet, and none was said to be there"
    found = sound(path, run.key)
    if found in run.states[max(0, said - 1) : said + 1]:
        shutil.rmtree(path.parent)
        return SAVED if said and found == run.states[said - 1] else f"{SAVED}, and what was just being saved"
    raise Lost(f"{path}: not what was saved, by deed {said}")
