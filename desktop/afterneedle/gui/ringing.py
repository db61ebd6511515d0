"""Keeps what shows reminders in step with what the patient chose."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QObject, QProcess, Signal
from PySide6.QtWidgets import QApplication, QSystemTrayIcon

from afterneedle.content.language import _
from afterneedle.domain.plans import Rings
from afterneedle.gui.hub import Hub
from afterneedle.reminding.asker import Asker
from afterneedle.reminding.autostart import Autostart
from afterneedle.reminding.background import is_running
from afterneedle.reminding.command import own_command
from afterneedle.reminding.errors import AutostartError
from afterneedle.reminding.finding import find_notifier
from afterneedle.reminding.notifier import Notifier
from afterneedle.reminding.source import LockedDiary, Source, UnlockedDiary, open_source


class Ringing(QObject):
    """While the window is open its process shows the reminders, or sees that the background process does.

    `run` starts a program that goes on without us, and says whether it could.
    `wanted`: a reminder was pressed here.
    """

    wanted = Signal(str)

    def __init__(self, hub: Hub, autostart: Autostart, run: Callable[[Sequence[str]], bool]) -> None:
        super().__init__(hub)
        self._hub, self._autostart, self._run = hub, autostart, run
        self._tray = QSystemTrayIcon(QApplication.windowIcon(), self)  # seen where nothing better reminds
        self._rings: Rings | None = None
        self._asker: Asker | None = None

    def start(self) -> None:
        """Begin with what was chosen before, and follow what is chosen from now on.

        Whether it starts at login is left as it is: the patient may have switched that off elsewhere. But
        it is told anew where the program lies, which may have moved.
        """
        self._take_up(self._hub.diary.reminder_plan().rings)
        if self._rings is Rings.ALWAYS and self._autostart.is_enabled():
            with suppress(AutostartError):
                self._autostart.enable(self._background())
        self._hub.changed.connect(self._follow)

    def _follow(self) -> None:
        before, now = self._rings, self._hub.diary.reminder_plan().rings
        if now is before:
            return
        self._take_up(now)
        try:
            if now is Rings.ALWAYS:
                self._autostart.enable(self._background())
            elif before is Rings.ALWAYS:
                self._autostart.disable()
        except AutostartError as trouble:
            self._hub.notice.emit(_(trouble.sentence).format(place=trouble.place))

    def _take_up(self, rings: Rings | None) -> None:
        self._rings = rings
        if rings is Rings.ALWAYS and not is_running(self._hub.diary.path):
            self._run(self._background())
        if self._asker is not None:
            self._asker.stop()
            self._asker.deleteLater()
            self._asker = None
        if rings is Rings.WINDOW:
            self._asker = Asker(self._hub.diary.path, self._hub.now, self._find, self._source)
            self._asker.setParent(self)
            self._asker.wanted.connect(self.wanted)
            self._asker.start()

    def _source(self, path: Path) -> Source:
        """Two libraries must not have one file: while it is not at hand, it may be getting its passphrase."""
        if not self._hub.is_at_hand:
            return LockedDiary(path)
        return open_source(path) if self._hub.diary.key is None else UnlockedDiary(self._hub.diary)

    def _find(self) -> Notifier | None:
        return find_notifier(self._tray, self)

    def _background(self) -> list[str]:
        return own_command("--diary", str(self._hub.diary.path.absolute()), "--background")


def run_detached(line: Sequence[str]) -> bool:
    """Start a program that goes on when this one ends, and say whether it could be started."""
    program, *words = line
    started, _process = QProcess.startDetached(program, words)
    return started
