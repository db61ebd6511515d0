"""A process of our own: how it begins, and talks with the window. It knows no Qt, and so begins quickly."""

import sys
from collections.abc import Callable
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from traceback import print_tb
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING and sys.platform == "win32":
    from multiprocessing.connection import PipeConnection

    End = PipeConnection[Any, Any]
else:
    End = Connection


class Talk:
    """The end of two pipes at which the work is done."""

    def __init__(self, tells: End, hears: End) -> None:
        self._tells, self._hears = tells, hears

    def tell(self, what: object) -> None:
        """Hand something to the window."""
        self._tells.send(what)

    def hear(self) -> Any:
        """Wait for what the window says; EOFError when there is no window any more."""
        return self._hears.recv()


def run(work: Callable[..., None], values: tuple[object, ...], tells: End, hears: End) -> None:
    """The whole life of the process. A mistake of ours is told without its words: they may be a patient's."""
    try:
        work(Talk(tells, hears), *values)
    except KeyboardInterrupt:  # the terminal tells the window too
        sys.exit(1)
    except Exception as error:  # noqa: BLE001 it ends all the same
        print_tb(error.__traceback__)
        sys.stderr.write(f"{type(error).__name__}\n")
        sys.exit(1)


class Spawned(NamedTuple):
    """The process, and the window's end of the two pipes."""

    process: SpawnProcess
    hears: End
    tells: End


def spawn(work: Callable[..., None], *values: object) -> Spawned:
    """Start a process for this work, which gets a Talk and then the values.

    Raises OSError where the machine starts none.
    """
    context = get_context("spawn")  # a copy of a process with a window would not live
    hears, their_tell = context.Pipe(duplex=False)
    their_hear, tells = context.Pipe(duplex=False)
    process = context.Process(target=run, args=(work, values, their_tell, their_hear), daemon=True)
    try:
        process.start()
    except OSError:
        hears.close()
        tells.close()
        raise
    finally:
        their_tell.close()  # so that its end is noticed here, and ours there
        their_hear.close()
    return Spawned(process, hears, tells)
