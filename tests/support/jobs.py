"""Work for a process of its own, which must find it by name."""

import os
from pathlib import Path

from afterneedle.gui.apart.talk import Talk
from afterneedle.locking import Key, change_passphrase
from afterneedle.store import passphrase as store_passphrase


def doubles(talk: Talk, number: int) -> None:
    talk.tell(number * 2)
    talk.tell(talk.hear() * 2)
    talk.tell(os.getpid())


def waits(talk: Talk, *_given: object) -> None:
    talk.tell(os.getpid())
    talk.hear()


def breaks_down(_talk: Talk) -> None:
    os._exit(3)


def changes_and_dies(_talk: Talk, path: Path, old: Key | None, passphrase: str | None) -> None:
    change_passphrase(path, old, passphrase)
    os._exit(3)


def dies_before_the_backups(_talk: Talk, path: Path, old: Key | None, passphrase: str | None) -> None:
    store_passphrase._opened = lambda *_all: os._exit(3)
    change_passphrase(path, old, passphrase)


def makes_a_mistake(_talk: Talk, words: str) -> None:
    raise ValueError(words)
