"""A diary is damaged at random: the program says so in one sentence, or reads what was saved.

It never changes what it finds.
"""

import io
import sqlite3
from collections import Counter
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from random import Random

from afterneedle.__main__ import main
from afterneedle.diary import Diary, StoreError
from afterneedle.store.keys import Key
from ordeal.deeds import Actor
from ordeal.diaries import Content, Lost, content

SECTOR, PAGE = 512, 4096
UNTOUCHED = "nothing, and all of it is as it was saved"
FITTING = {"damaged", "not_a_diary", "newer", "empty"}  # a flipped version number looks like a newer one


def bit(whole: bytes, chance: Random) -> bytes:
    """One bit is flipped."""
    at = chance.randrange(len(whole))
    return whole[:at] + bytes([whole[at] ^ 1 << chance.randrange(8)]) + whole[at + 1 :]


def sector(whole: bytes, chance: Random) -> bytes:
    """512 bytes are zero."""
    at = chance.randrange(len(whole) // SECTOR) * SECTOR
    return whole[:at] + bytes(SECTOR) + whole[at + SECTOR :]


def page(whole: bytes, chance: Random) -> bytes:
    """4096 bytes are noise."""
    at = chance.randrange(len(whole) // PAGE) * PAGE
    return whole[:at] + chance.randbytes(PAGE) + whole[at + PAGE :]


def cut(whole: bytes, chance: Random) -> bytes:
    """The end is missing."""
    return whole[: chance.randrange(len(whole))]


KINDS: dict[str, Callable[[bytes, Random], bytes]] = {"bit": bit, "sector": sector, "page": page, "cut": cut}


def damage(
    folder: Path, times: int, deeds: int, seed: int, key: Key | None = None
) -> dict[str, Counter[str]]:
    """Damage a diary of so many deeds so many times in each way; says what the program said of it."""
    made, path, chance = folder / "made" / "diary.db", folder / "damaged" / "diary.db", Random(seed)
    made.parent.mkdir()
    path.parent.mkdir()
    diary, actor = Diary.create(made, key=key), Actor(seed)
    for number in range(deeds):
        actor.do(diary, number)
    diary.close()
    whole, rows = made.read_bytes(), content(made, key)
    told: dict[str, Counter[str]] = {kind: Counter() for kind in KINDS}
    for kind, spoil in KINDS.items():
        for _ in range(times):
            told[kind][_judge(path, key, spoil(whole, chance), rows)] += 1
    return told


def _judge(path: Path, key: Key | None, damaged: bytes, rows: Content) -> str:
    path.write_bytes(damaged)
    said = _said(path, key)
    if path.read_bytes() != damaged:
        raise Lost(f"{path} was changed by opening it")
    if len(list(path.parent.iterdir())) > 1:
        raise Lost(f"{path}: something was left beside it")
    if said != "nothing":
        return said
    if _rows(path, key) != rows:
        raise Lost(f"{path}: nothing was noticed, and it is not what was saved")
    return UNTOUCHED


def _said(path: Path, key: Key | None) -> str:
    """What the program says when it opens and verifies this; of a plain one, the shell must say the same."""
    kind = "nothing"
    try:
        diary = Diary.open(path, key=key)
        try:
            diary.verify()
        finally:
            diary.close()
    except StoreError as trouble:
        kind = trouble.kind
    if key is not None:
        if kind not in (*FITTING, "nothing"):
            raise Lost(f"{path}: {kind}")
        return kind
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        status = main(["--diary", str(path), "verify"])
    sentences = err.getvalue().splitlines()
    if kind == "nothing":
        if (status, sentences) != (0, []):
            raise Lost(f"{path}: the shell says {sentences}")
    elif kind not in FITTING or status != 1 or len(sentences) != 1 or str(path) not in sentences[0]:
        raise Lost(f"{path}: {kind}, and the shell says {sentences} with {status}")
    return kind


def _rows(path: Path, key: Key | None) -> Content | None:
    try:
        return content(path, key)
    except (sqlite3.Error, UnicodeDecodeError):
        return None
