"""Asks the diary whether to remind, shows that on the screen, and takes it away when it is answered."""

from collections.abc import Callable
from contextlib import closing, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, Qt, QTimer, Signal

from afterneedle.diary import StoreError
from afterneedle.domain.alarms import Alarms
from afterneedle.domain.notices import in_an_hour, notice
from afterneedle.domain.plans import Plan
from afterneedle.domain.reminders import Schedule
from afterneedle.reminding.notifier import Notifier, Press
from afterneedle.reminding.showing import Outcome, show_due
from afterneedle.reminding.source import Source, known_beside, open_source
from afterneedle.reminding.zone import system_zone

TICK = 30_000  # milliseconds; a longer timer would stand still while the computer sleeps
REST = timedelta(minutes=10)
SETTLED = 200  # milliseconds after the diary was written
Stamp = tuple[int, int, int]


class Asker(QObject):
    """Looks at the clock twice a minute, and at the diary when it changed or something falls due.

    The diary is open only while it is read: somebody may put another file in its place. What goes wrong
    with it is for the window to say; here the next look tries again.
    """

    wanted = Signal(str)  # the check-in is; with what the desktop gives to whom may come to the front
    planned = Signal(Plan)  # the plan that was just read

    def __init__(
        self,
        path: Path,
        clock: Callable[[], datetime],
        find: Callable[[], Notifier | None],
        source: Callable[[Path], Source] = open_source,
    ) -> None:
        """`source`: opens what reminders rest on, as it is at that moment."""
        super().__init__()
        self._path, self._clock, self._find, self._source = path, clock, find, source
        self._notifier: Notifier | None = None
        self._asks: Schedule | Alarms | None = None
        self._stamp: tuple[Stamp | None, ...] | None = None
        self._is_shown = False
        self._rests_until: datetime | None = None
        self._timer = QTimer(self, interval=TICK, timerType=Qt.TimerType.VeryCoarseTimer)
        self._soon = QTimer(self, interval=SETTLED, singleShot=True)
        self._watcher = QFileSystemWatcher(self)
        self._timer.timeout.connect(self.look)
        self._soon.timeout.connect(self.look)
        self._watcher.fileChanged.connect(self._soon.start)

    def start(self) -> None:
        """Look now, and from now on."""
        self._timer.start()
        self.look()

    def look(self) -> None:
        """Show what is to be shown at this moment, or take away what was answered."""
        now = self._clock().astimezone(UTC)
        self._read_if_changed(now)
        if self._asks is None:
            return
        zone = system_zone()
        if notice(self._asks, zone, now) is not None:
            self._show(now)
        elif self._is_shown and self._asks.due(zone, now) is None:
            self._withdraw()

    def stop(self) -> None:
        """Show nothing any more, whatever the diary says from now on."""
        self._timer.stop()
        self._soon.stop()
        self._watcher.blockSignals(True)
        self._asks = None  # whoever hears of a plan may stop the look that read it
        self._withdraw()
        self._let_go()

    def _read_if_changed(self, now: datetime) -> None:
        files = (self._path, known_beside(self._path))
        stamp = tuple(map(_stamp, files))
        if stamp != self._stamp or self._asks is None:
            self._stamp = stamp
            self._with_source(lambda source: self._take(source.asks(now)[0]))
        there = {str(file) for file, found in zip(files, stamp, strict=True) if found is not None}
        if unwatched := there - set(self._watcher.files()):
            self._watcher.addPaths(sorted(unwatched))

    def _take(self, asks: Schedule | Alarms) -> None:
        self._asks = asks
        self.planned.emit(asks.plan)

    def _show(self, now: datetime) -> None:
        """Show it, or leave a desktop that cannot alone for a while: to ask it may take a second."""
        if self._rests_until is not None and now < self._rests_until <= now + REST:  # else the clock jumped
            return
        self._notifier = self._notifier or self._connected()
        if self._notifier is not None:
            self._with_source(lambda source: self._show_once(source, now))
        self._rests_until = now + REST if self._notifier is None else None

    def _show_once(self, source: Source, now: datetime) -> None:
        outcome, self._asks = show_due(source, lambda: self._notifier, system_zone(), now)
        if outcome is not Outcome.NOTHING:
            self._is_shown = outcome is Outcome.SHOWN
        if outcome is Outcome.REFUSED:
            self._let_go()

    def _connected(self) -> Notifier | None:
        notifier = self._find()
        if notifier is not None:
            notifier.pressed.connect(self._pressed)
        return notifier

    def _pressed(self, press: Press, token: str) -> None:
        self._is_shown = False
        if press is Press.CHECK_IN:
            self.wanted.emit(token)
            return
        moment = in_an_hour(self._clock())
        self._with_source(lambda source: source.put_off(moment))

    def _withdraw(self) -> None:
        if self._is_shown and self._notifier is not None:
            self._notifier.withdraw()
        self._is_shown = False

    def _let_go(self) -> None:
        if self._notifier is not None:
            self._notifier.close()
        self._notifier = None

    def _with_source(self, do: Callable[[Source], None]) -> None:
        """Do something with the diary, if it can be had; if not, the next look tries again."""
        try:
            with closing(self._source(self._path)) as source:
                do(source)
        except StoreError:
            self._stamp = None


def _stamp(path: Path) -> Stamp | None:
    with suppress(OSError):
        found = path.stat()
        return found.st_ino, found.st_size, found.st_mtime_ns
    return None
