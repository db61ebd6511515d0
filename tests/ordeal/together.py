"""Two writers at once in one diary, both killed in the end: neither loses what the other has saved."""

import time
from pathlib import Path
from random import Random
from subprocess import Popen

from afterneedle.diary import Diary
from afterneedle.domain.records import Patient, Records
from afterneedle.exchange.json_diary import dump
from afterneedle.store.keys import Key
from ordeal.deeds import Actor
from ordeal.diaries import Lost, sound, started, writer
from ordeal.kills import A_SAVE

LEAST = 20  # deeds of each


def endure_together(folder: Path, rounds: int, seed: int, key: Key | None = None) -> int:
    """So many diaries with two writers each; says how many changes were saved. Lost says what was lost."""
    chance = Random(seed)
    return sum(_round(folder / f"together-{n}", seed + n, chance, key) for n in range(rounds))


def _round(folder: Path, seed: int, chance: Random, key: Key | None) -> int:
    folder.mkdir()
    path = folder / "diary.db"
    Diary.create(path, key=key).close()
    actors = [Actor(seed, name, ("add", "edit")) for name in "ab"]
    writers = [started(writer(path, key, seed, 0, -1, actor.name, *actor.deeds)) for actor in actors]
    said = [_first_words(process) for process in writers]
    for process, lines in zip(writers, said, strict=True):
        time.sleep(chance.uniform(0, A_SAVE))
        process.kill()
        assert process.stdout
        lines.extend(process.stdout.readlines())
        process.stdout.close()
        process.wait()
    sound(path, key)
    for actor, lines in zip(actors, said, strict=True):
        _compare(path, key, actor, len([line for line in lines if line.endswith(b"\n")]) - 1)
    return sum(len(lines) - 1 for lines in said)


def _first_words(process: Popen[bytes]) -> list[bytes]:
    assert process.stdout
    return [process.stdout.readline() for _ in range(LEAST + 1)]


def _compare(path: Path, key: Key | None, actor: Actor, acknowledged: int) -> None:
    """Each actor's check-ins are those of a diary of its own, after what it said or one deed more."""
    found, peace = _of(path, key, actor.name), path.with_name(f"{actor.name}.db")
    diary = Diary.create(peace)
    try:
        for number in range(acknowledged):
            actor.do(diary, number)
        if found != _own(diary, actor.name):
            actor.do(diary, acknowledged)
        if found != _own(diary, actor.name):
            raise Lost(f"{path}: not what {actor.name} saved, by deed {acknowledged}")
    finally:
        diary.close()


def _of(path: Path, key: Key | None, name: str) -> str:
    diary = Diary.open(path, key=key)
    try:
        return _own(diary, name)
    finally:
        diary.close()


def _own(diary: Diary, name: str) -> str:
    """What this actor wrote."""
    own = tuple(c for c in diary.records().check_ins if c.id.startswith(name))
    return dump(Records(Patient(), (), own, ()), diary.catalogue)
