"""What a diary file holds, to the last row, and whether it is sound."""

import shutil
import subprocess
import sys
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

from afterneedle.diary import Diary, StoreError
from afterneedle.domain.records import Records
from afterneedle.store.keys import Key
from afterneedle.store.opening import PATIENCE, connect
from ordeal.deeds import Actor
from support.days import MONDAY

Content = dict[str, list[tuple[object, ...]]]  # rows by table
TESTS = Path(__file__).parents[1]
LATER = MONDAY + timedelta(days=3650)


class Lost(Exception):
    """Something that was saved is not there, or what is there is not what was saved."""


def writer(path: Path, key: Key | None, seed: int, first: int, many: int, *more: str) -> list[str]:
    """The command line of a writer."""
    numbers = (str(seed), str(first), str(many))
    return [sys.executable, "-m", "ordeal.writer", str(path), spelled(key), *numbers, *more]


def spelled(key: Key | None) -> str:
    """For a command line."""
    return "plain" if key is None else f"{key.secret.hex()}-{key.salt.hex()}"


def key_from(word: str) -> Key | None:
    """What `spelled` made a word of."""
    return None if word == "plain" else Key(*map(bytes.fromhex, word.split("-")))


def started(command: list[str]) -> subprocess.Popen[bytes]:
    """A program among the tests; what it says can be read."""
    return subprocess.Popen(command, cwd=TESTS, stdout=subprocess.PIPE)


def content(path: Path, key: Key | None) -> Content:
    """Every row of every table, the history too; but for the name that backups give each diary by chance."""
    with closing(connect(path, PATIENCE, key, "ro")) as db:
        tables = [name for (name,) in db.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
        rows = {t: db.execute(f"SELECT * FROM {t} ORDER BY 1").fetchall() for t in tables if t[0] != "_"}
    rows["setting"] = [row for row in rows["setting"] if row[0] != "diary_id"]
    return rows


def sound(path: Path, key: Key | None) -> Content:
    """What the diary holds once the program itself has opened and verified it; else Lost."""
    try:
        diary = Diary.open(path, key=key)
        try:
            diary.verify()
        finally:
            diary.close()
    except StoreError as trouble:
        raise Lost(str(trouble)) from None
    return content(path, key)


def states(path: Path, deeds: int, seed: int) -> list[Content]:
    """What a diary that nobody disturbs holds when it is new, and after each deed."""
    diary, actor = Diary.create(path), Actor(seed)
    try:
        found = [content(path, None)]
        for number in range(deeds):
            actor.do(diary, number)
            found.append(content(path, None))
    finally:
        diary.close()
    return found


def walk_back(path: Path, key: Key | None, scratch: Path, at: datetime = LATER) -> int:
    """Undo all of it, in a copy: the history leads back to the empty diary. Says how many steps it took."""
    shutil.copyfile(path, scratch)
    diary = Diary.open(scratch, key=key)
    steps = 0
    try:
        while diary.undoable() is not None:
            diary.undo(at)
            steps += 1
        if diary.records() != Records():
            raise Lost(f"{path}: {steps} changes undone, and something is left")
        diary.verify()
    finally:
        diary.close()
    scratch.unlink()
    return steps
