"""A writer is killed at random, again and again; what it said was saved must be there, whole."""

import signal
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from afterneedle.diary import Diary
from afterneedle.store.keys import Key
from ordeal.deeds import Actor
from ordeal.diaries import Content, Lost, content, sound, started, walk_back, writer

A_DIARY = 25  # kills, then a new one is begun
A_SAVE = 0.004  # seconds; a kill comes at any moment of one
START = 0.5  # seconds until a writer has made its diary


@dataclass
class Endured:
    """What a writer went through."""

    kills: int = 0
    acknowledged: int = 0
    in_flight: int = 0  # saved, and killed before it could be said
    too_early: int = 0  # killed before there was a diary
    journals: int = 0  # left behind by a save that was cut off
    undone: int = 0  # changes walked back to the empty diary
    deeds: Counter[str] = field(default_factory=Counter)


def endure(folder: Path, kills: int, seed: int, key: Key | None = None) -> Endured:
    """Kill a writer so many times; Lost says what it lost."""
    chance, endured, victim = Random(seed), Endured(), None
    for kill in range(kills):
        if kill % A_DIARY == 0:
            victim = Victim(folder / f"{kill}", seed + kill, endured, key)
        assert victim
        victim.live_and_die(chance)
        if kill % A_DIARY == A_DIARY - 1 or kill == kills - 1:
            victim.walk_back()
    return endured


class Victim:
    """A diary whose writer is killed, and beside it one that has the same deeds done in peace."""

    def __init__(self, folder: Path, seed: int, endured: Endured, key: Key | None = None) -> None:
        folder.mkdir()
        self._key = key
        self._path, self._in_peace = folder / "diary.db", folder / "in-peace.db"
        self._actor, self._endured = Actor(seed), endured
        self._done = 0  # deeds
        Diary.create(self._in_peace).close()

    def live_and_die(self, chance: Random) -> None:
        """One life of the writer, and the look at what it left."""
        self._endured.kills += 1
        said = self._said_before_death(chance)
        if not self._path.exists():
            if said:
                raise Lost(f"{self._path}: the whole diary, after it was said to be there")
            self._endured.too_early += 1
            return
        journal = self._path.with_name(f"{self._path.name}-journal")
        self._endured.journals += journal.exists() and journal.stat().st_size > 0
        self._endured.acknowledged += len(said) - 1 if said else 0
        self.compare(sound(self._path, self._key), said)

    def walk_back(self) -> None:
        """The history of what is there leads back to the beginning."""
        if self._path.exists():
            self._endured.undone += walk_back(self._path, self._key, self._path.with_name("scratch.db"))

    def _said_before_death(self, chance: Random) -> list[str]:
        """What the writer said until it was killed, at a moment that nobody chose."""
        process = started(writer(self._path, self._key, self._actor.seed, self._done, -1))
        assert process.stdout
        said = []
        if chance.random() < 0.1:
            time.sleep(chance.uniform(0, START))
        else:
            said = [process.stdout.readline() for _ in range(1 + int(chance.expovariate(1 / 15)))]
            time.sleep(chance.uniform(0, A_SAVE))
        process.kill()
        said += process.stdout.readlines()
        process.stdout.close()
        if process.wait() != -signal.SIGKILL:
            raise Lost(f"{self._path}: the writer ended by itself")
        return [line.decode().strip() for line in said if line.endswith(b"\n")]

    def compare(self, found: Content, said: list[str]) -> None:
        """What was found is what was said to be saved, or that and the one deed after it."""
        acknowledged = int(said[-1]) + 1 if len(said) > 1 else self._done
        peace = Diary.open(self._in_peace)
        try:
            while self._done < acknowledged:
                self._do_in_peace(peace)
            if found != content(self._in_peace, None):
                self._do_in_peace(peace)
                self._endured.in_flight += 1
            if found != content(self._in_peace, None):
                raise Lost(f"{self._path}: not what was saved, by deed {acknowledged}")
        finally:
            peace.close()

    def _do_in_peace(self, peace: Diary) -> None:
        self._endured.deeds[self._actor.do(peace, self._done)] += 1
        self._done += 1
