"""Work for a process of its own, which must find it by name."""

import os

from afterneedle.gui.talk import Talk


def doubles(talk: Talk, number: int) -> None:
    talk.tell(number * 2)
    talk.tell(talk.hear() * 2)
    talk.tell(os.getpid())


def waits(talk: Talk, *_given: object) -> None:
    talk.tell(os.getpid())
    talk.hear()


def breaks_down(_talk: Talk) -> None:
    os._exit(3)
