"""Work in a process of its own: however long it takes the window never waits, and it can be ended at once.

A thread would not do: while it makes a million objects, or throws them away, Python lets no other thread run,
and the window would stand still for half a second at a time.
"""

from collections.abc import Callable
from contextlib import suppress

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal

from afterneedle.content.language import _
from afterneedle.gui.apart.jobs import Refused
from afterneedle.gui.apart.talk import Spawned, spawn

LOOK_AGAIN = 30  # milliseconds; what was told is taken up that soon


class Apart(QObject):
    """Runs one function of ours, which gets a Talk and then the given values.

    `told`: what it told; `ended`: it came to its end, or broke down when that is False.
    """

    told = Signal(object)
    ended = Signal(bool)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._spawned: Spawned | None = None
        self._is_silent = False  # it has told all, and is about to end
        self._look = QTimer(self)
        self._look.setInterval(LOOK_AGAIN)
        self._look.timeout.connect(self._take)
        if (app := QCoreApplication.instance()) is not None:
            app.aboutToQuit.connect(self.cancel)

    @property
    def is_running(self) -> bool:
        """Whether it is at work, or waits for an answer."""
        return self._spawned is not None

    def start(self, work: Callable[..., None], *values: object) -> None:
        """Begin; once for each Apart. Where the machine starts no process, that is `told`: Refused."""
        try:
            self._spawned = spawn(work, *values)
        except OSError:
            QTimer.singleShot(0, self, self._refuse)
        else:
            self._look.start()

    def say(self, what: object) -> None:
        """Answer the work, if it is there to wait for it."""
        if self._spawned is not None:
            with suppress(OSError):  # it has broken down, which is told in a moment
                self._spawned.tells.send(what)

    def cancel(self) -> None:
        """End it now, wherever it is. What is saved in one go is there whole or not at all."""
        if self._spawned is not None:
            self._spawned.process.kill()
            self._finish(self._spawned)

    def _take(self) -> None:
        if self._spawned is None:
            return
        process, hears, _tells = self._spawned
        try:
            while not self._is_silent and hears.poll():
                self.told.emit(hears.recv())
        except EOFError:
            self._is_silent = True
        except OSError:  # it was cancelled by what it told
            return
        if self._is_silent and process.exitcode is not None:
            done = process.exitcode == 0
            self._finish(self._spawned)
            self.ended.emit(done)

    def _refuse(self) -> None:
        self.told.emit(
            Refused(_("The computer has no room for this now. Close other programs, then try again."))
        )
        self.ended.emit(True)

    def _finish(self, spawned: Spawned) -> None:
        self._look.stop()
        self._spawned = None
        spawned.process.join()
        spawned.process.close()
        spawned.hears.close()
        spawned.tells.close()
