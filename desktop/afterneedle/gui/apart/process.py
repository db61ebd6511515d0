"""Work in a process of its own: however long it takes the window never waits, and it can be ended at once."""

from collections.abc import Callable
from multiprocessing import get_context
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal

from afterneedle.gui.apart.talk import run

LOOK_AGAIN = 30  # milliseconds; what was told is taken up that soon


class Apart(QObject):
    """Runs one function of ours, which gets a Talk and then the given values.

    `told`: what it told; `ended`: it came to its end, or broke down when that is False.
    """

    told = Signal(object)
    ended = Signal(bool)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        context = get_context("spawn")  # a copy of a process with a window would not live
        self._hears, self._their_tell = context.Pipe(duplex=False)
        self._their_hear, self._tells = context.Pipe(duplex=False)
        self._new = context.Process
        self._process: Any = None
        self._is_silent = False  # it has told all, and is about to end
        self._look = QTimer(self)
        self._look.setInterval(LOOK_AGAIN)
        self._look.timeout.connect(self._take)
        if (app := QCoreApplication.instance()) is not None:
            app.aboutToQuit.connect(self.cancel)

    @property
    def is_running(self) -> bool:
        """Whether it is at work, or waits for an answer."""
        return self._process is not None

    def start(self, work: Callable[..., None], *values: object) -> None:
        """Begin; once for each Apart."""
        pipes = (self._their_tell, self._their_hear, self._hears, self._tells)
        self._process = self._new(target=run, args=(work, values, *pipes[:2]), daemon=True)
        self._process.start()
        for theirs in pipes[:2]:
            theirs.close()  # so that its end is noticed here, and ours there
        self._look.start()

    def say(self, what: object) -> None:
        """Answer the work that waits for it."""
        self._tells.send(what)

    def cancel(self) -> None:
        """End it now, wherever it is. What is saved in one go is there whole or not at all."""
        if self._process is not None:
            self._process.kill()
            self._finish()

    def _take(self) -> None:
        try:
            while not self._is_silent and self._hears.poll():
                self.told.emit(self._hears.recv())
        except EOFError:
            self._is_silent = True
        except OSError:  # it was cancelled by what it told
            return
        if self._is_silent and self._process is not None and self._process.exitcode is not None:
            done = self._process.exitcode == 0
            self._finish()
            self.ended.emit(done)

    def _finish(self) -> None:
        self._look.stop()
        self._process.join()
        self._process.close()
        self._process = None
        self._hears.close()
        self._tells.close()
