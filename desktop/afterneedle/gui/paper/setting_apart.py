"""Pages are set in a process of their own: typesetting holds on to a lot, which ends with the process.

What is set goes there and comes back through pipes; none of it is in a file or in an argument.
"""

from contextlib import suppress
from threading import Lock
from typing import Any

from afterneedle.gui.apart.talk import Spawned, Talk, spawn
from afterneedle.paper.compositor import Compositor, Manuscript

FULL = 300_000  # characters set; each takes about 1 kB of memory


class Stopped(Exception):
    """The process ended before the pages were there: it was ended, or the machine has no room for it."""


class SettingApart:
    """One process at a time, kept for the next manuscript until much was set. For one thread alone.

    Only `stop` may be called from any.
    """

    def __init__(self) -> None:
        self._apart: Spawned | None = None
        self._ending = Lock()
        self._set = 0

    def begin(self) -> None:
        """Start it, so that it is ready when the manuscript is. Raises Stopped."""
        self._begun()

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
        if (apart := self._apart) is not None:
            with self._ending:
                apart.process.kill()
                apart.process.join()
                self._apart = None
            apart.hears.close()
            apart.tells.close()

    def stop(self) -> None:
        """End it now, whatever it is at."""
        with self._ending:
            if self._apart is not None:
                self._apart.process.kill()

    def _begun(self) -> Spawned:
        if self._apart is None:
            try:
                self._apart, self._set = spawn(set_pages), 0
            except OSError:
                raise Stopped from None
        return self._apart

    def _ask(self, manuscript: Manuscript, ppi: int | None) -> Any:
        apart = self._begun()
        try:
            apart.tells.send((manuscript, ppi))
            made = apart.hears.recv()
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
