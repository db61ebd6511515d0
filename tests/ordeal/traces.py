"""What a program asked the system for, as strace tells it: only calls that worked are kept."""

import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ordeal.diaries import TESTS

CALLS = (
    *("openat", "pwrite64", "write", "ftruncate", "fsync", "fdatasync"),
    *("link", "linkat", "unlink", "unlinkat", "rename", "renameat", "renameat2"),
)
_LINE = re.compile(r"(?:\d+ +)?(?P<name>\w+)\((?P<words>.*)\) += (?P<answer>\d+)(?:<(?P<path>[^>]*)>)?")
_WORD = re.compile(r'"(?P<text>[^"]*)"(?P<cut>\.\.\.)?|(?P<fd>-?\w+)<(?P<path>[^>]*)>|(?P<plain>[^ ,"]+)')


@dataclass(frozen=True)
class Call:
    """`words`: texts as bytes, descriptors as the paths behind them; `path`: what it opened."""

    name: str
    words: tuple[bytes | Path | str, ...]
    path: Path | None = None


def trace(command: list[str], log: Path) -> Iterator[Call]:
    """Run a program among the tests to its end, and tell what it did to files, in order."""
    strace = ["strace", "-f", "-y", "-xx", "-s", "1000000", "-e", f"trace={','.join(CALLS)}", "-o", str(log)]
    subprocess.run([*strace, *command], cwd=TESTS, check=True, capture_output=True)
    yield from calls(log)


def calls(log: Path) -> Iterator[Call]:
    """The calls in a log that strace wrote."""
    with log.open(encoding="ascii") as lines:
        for line in lines:
            if found := _LINE.match(line):
                yield Call(found["name"], tuple(_words(found["words"])), _path(found["path"]))


def _words(text: str) -> Iterator[bytes | Path | str]:
    for word in _WORD.finditer(text):
        if word["text"] is not None:
            if word["cut"]:
                raise ValueError(text[:200])
            yield _bytes(word["text"])
        elif word["fd"] is not None:
            yield _path(word["path"]) or word["fd"]
        else:
            yield word["plain"]


def _bytes(text: str) -> bytes:
    return bytes.fromhex(text.replace("\\x", ""))


def _path(text: str | None) -> Path | None:
    return Path(_bytes(text).decode()) if text and text.startswith("\\x") else None
