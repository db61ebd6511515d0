"""Pages are set in a process of their own: typesetting holds on to a lot, which ends with the process.

What is set goes there and comes back through pipes; none of it is in a file or in an argument.
"""

from contextlib import suppress
from multiprocessing import get_context
from threading import Lock
from typing import Any

from afterneedle.gui.apart.talk import Talk, run
from afterneedle.paper.compositor import Compositor, Manuscript

FULL = 300_000  # characters set; each takes about 1 kB of memory


class Stopped(Exception):
    """The process ended before the pages were there: it was ended, or the machine has no room for it."""


class SettingApart:
    """One process at a time, kept for the next manuscript until much was set. For one thread alone.

    Only `stop` may be called from any.
    """

    def __init__(self) -> None:
        self._context = get_context("spawn")  # a copy of a process with a window would not live
        self._process: Any = None
        self._ending = Lock()
        self._set = 0

    def begin(self) -> None:
        """Start it, so that it is ready when the manuscript is. Raises Stopped."""
        if self._process is not None:
            return
        self._hears, their_tell = self._context.Pipe(duplex=False)
        their_hear, self._tells = self._context.Pipe(duplex=False)
        process = self._context.Process(target=run, args=(set_pages, (), their_tell, their_hear), daemon=True)
        try:
            process.start()
        except OSError:
            raise Stopped from None
        finally:
            their_tell.close()  # so that its end is noticed here, and ours there
            their_hear.close()
        self._process, self._set = process, 0

    def pdf(self, manuscript: Manuscript) -> bytes:
        """All pages as a PDF. Raises Stopped."""
        made: bytes = self._ask(manuscript, None)
        return made

    def pictures(self, manuscript: Manuscript, ppi: int) -> list[bytes]:
        """A PNG of each page. Raises Stopped."""
        made: list[bytes] = self._ask(manuscript, ppi)
        return made

    def end(self) -> None:
        """Let go of the process and of all that it holds; the next manuscript starts another."""
        if self._process is not None:
            with self._ending:
                self._process.kill()
                self._process.join()
                self._process = None
            self._hears.close()
            self._tells.close()

    def stop(self) -> None:
        """End it now, whatever it is at."""
        with self._ending:
            if self._process is not None:
                self._process.kill()

    def _ask(self, manuscript: Manuscript, ppi: int | None) -> Any:
        self.begin()
        try:
            self._tells.send((manuscript, ppi))
            made = self._hears.recv()
        except (EOFError, OSError):
            self.end()
            raise Stopped from None
        self._set += len(manuscript.words)
        if self._set > FULL:
            self.end()
        return made


def set_pages(talk: Talk) -> None:
    """The work of the process: sets each manuscript that it hears of, until nobody is there any more."""
    compositor = Compositor()
    compositor.warm_up()
    with suppress(EOFError, ConnectionError):
        while True:
            manuscript, ppi = talk.hear()
            talk.tell(compositor.pdf(manuscript) if ppi is None else compositor.pictures(manuscript, ppi))
