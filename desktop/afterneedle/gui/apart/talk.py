"""What a process of our own runs, and how it talks with the window. It knows no Qt, and so begins quickly."""

import sys
from collections.abc import Callable
from multiprocessing.connection import Connection
from traceback import print_tb
from typing import Any


class Talk:
    """The end of two pipes at which the work is done."""

    def __init__(self, tells: Connection, hears: Connection) -> None:
        self._tells, self._hears = tells, hears

    def tell(self, what: object) -> None:
        """Hand something to the window."""
        self._tells.send(what)

    def hear(self) -> Any:
        """Wait for what the window says; EOFError when there is no window any more."""
        return self._hears.recv()


def run(work: Callable[..., None], values: tuple[object, ...], tells: Connection, hears: Connection) -> None:
    """The whole life of the process. A mistake of ours is told without its words: they may be a patient's."""
    try:
        work(Talk(tells, hears), *values)
    except KeyboardInterrupt:  # the terminal tells the window too
        sys.exit(1)
    except Exception as error:  # noqa: BLE001 it ends all the same
        print_tb(error.__traceback__)
        sys.stderr.write(f"{type(error).__name__}\n")
        sys.exit(1)
