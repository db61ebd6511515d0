"""A diary gets a passphrase, another one, or none, and the program is killed at it, at any moment.

All that was saved must be there, in the diary and in its backups; an encrypted diary leaves nothing plain.
"""

import shutil
import sys
import time
from collections import Counter
from pathlib import Path
from random import Random

from afterneedle.content.catalogue import load_catalogue
from afterneedle.diary import Diary
from afterneedle.store.keeping import checker
from afterneedle.store.keys import Key, is_plain
from afterneedle.store.passphrase import change_key
from afterneedle.store.recovery import new_code
from ordeal.deeds import Actor
from ordeal.diaries import LATER, Lost, content, key_from, sound, spelled, started
from support.days import check_in

DEEDS = 30
SECRET = "a very private sentence"
ONE, OTHER = Key(b"1" * 32, b"salt of the one!"), Key(b"2" * 32, b"salt of another!")
WAYS = {"encrypting": (None, ONE), "re-keying": (ONE, OTHER), "decrypting": (ONE, None)}


def change(folder: Path, times: int, seed: int) -> Counter[str]:
    """Have each way be killed so many times; says what the diary was then, Lost says what was lost."""
    chance, found = Random(seed), Counter[str]()
    for way, (old, new) in WAYS.items():
        whole = folder / way
        _live(whole / "diary.db", old, seed)
        held = content(whole / "diary.db", old)
        took = _took(shutil.copytree(whole, folder / f"{way}-in-peace"), old, new)
        for n in range(times):
            home = shutil.copytree(whole, folder / f"{way}-{n}")
            _kill(home, old, new, chance.uniform(0, took * 1.1))
            key = _judge(home, old, new)
            if sound(home / "diary.db", key) != held:
                raise Lost(f"{home}: not what was saved")
            found[f"killed while {way}: {'the new form' if key == new else 'the old form'}"] += 1
            shutil.rmtree(home)
    return found


def main(path: Path, old: Key | None, new: Key | None) -> None:
    """The one change; says when it begins and when it is done."""
    check = checker(path, load_catalogue())
    code = new_code()
    sys.stdout.write("here\n")
    sys.stdout.flush()
    change_key(path, old, new, code, check, [path.parent / "backups"])


def _live(path: Path, key: Key | None, seed: int) -> None:
    path.parent.mkdir()
    diary, actor = Diary.create(path, key=key), Actor(seed)
    for number in range(DEEDS):
        actor.do(diary, number)
    diary.check_in(check_in(diary.catalogue, "secret", note=SECRET), LATER)
    for _ in range(2):
        diary.keeping.back_up(LATER)
    diary.close()


def _line(home: Path, old: Key | None, new: Key | None) -> list[str]:
    words = (str(home / "diary.db"), spelled(old), spelled(new))
    return [sys.executable, "-m", "ordeal.changes", *words]


def _took(home: Path, old: Key | None, new: Key | None) -> float:
    """Seconds, when nobody disturbs it."""
    process = started(_line(home, old, new))
    assert process.stdout
    process.stdout.readline()
    begun = time.monotonic()
    process.communicate()
    return time.monotonic() - begun


def _kill(home: Path, old: Key | None, new: Key | None, after: float) -> None:
    process = started(_line(home, old, new))
    assert process.stdout
    process.stdout.readline()
    time.sleep(after)
    process.kill()
    process.communicate()


def _judge(home: Path, old: Key | None, new: Key | None) -> Key | None:
    """The key of what is left, in which nothing is missing and, once it was opened, nothing is plain."""
    path = home / "diary.db"
    key = _key_of(path, old, new)
    sound(path, key)
    backups = sorted((home / "backups").glob("*.db"))
    if len(backups) < 2:
        raise Lost(f"{home}: a backup")
    for backup in backups:
        sound(backup, _key_of(backup, old, new))
    for file in home.rglob("*") if key is not None else ():
        if file.is_file() and SECRET.encode() in file.read_bytes():
            raise Lost(f"{file} can be read by anybody")
    return key


def _key_of(path: Path, *keys: Key | None) -> Key | None:
    for key in keys:
        if is_plain(path) if key is None else key.opens(path):
            return key
    raise Lost(f"{path}: it has neither of its keys")


if __name__ == "__main__":
    main(Path(sys.argv[1]), *map(key_from, sys.argv[2:4]))
