"""The reminders while no window is open: asks, opens the window when that is wanted, stops in the tray."""

import os
import sys
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, QProcess, QProcessEnvironment, QTimer
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication, QMenu, QSystemTrayIcon

from afterneedle import NAME
from afterneedle.content.language import _
from afterneedle.content.wording.files import file_trouble
from afterneedle.domain.plans import Plan, Rings
from afterneedle.file_lock import FileLock
from afterneedle.reminding.asker import Asker
from afterneedle.reminding.finding import find_notifier
from afterneedle.reminding.notifier import Notifier

DONE, FAILED = 0, 1
LOOK = 0.5  # seconds; who only looks whether this runs (`is_running`) has the lock for much less
TO_FRONT = "XDG_ACTIVATION_TOKEN"  # where a desktop looks for the right to come to the front


def lock_of(diary: Path) -> FileLock:
    """The lock that the one background process of a diary holds."""
    return FileLock(Path(f"{os.path.realpath(diary)}.reminders.lock"))


def is_running(diary: Path) -> bool:
    """Whether reminders of this diary come with the window closed, now."""
    lock = lock_of(diary)
    try:
        if not lock.take():
            return True
        lock.release()
    except OSError:  # no folder to put a lock into, and so no process that could
        pass
    return False


def run_background(
    app: QApplication, diary: Path, clock: Callable[[], datetime], program: Sequence[str]
) -> int:
    """Remind until the patient turns it off; end at once where another process of this diary does it.

    `program`: the command line that starts the window. Returns an exit status: 0, or 1 where the folder
    of the diary cannot be written.
    """
    lock = lock_of(diary)
    try:
        if not lock.take(LOOK):
            return DONE
    except OSError as trouble:
        sys.stderr.write(f"{file_trouble(trouble)}\n")
        return FAILED
    app.setQuitOnLastWindowClosed(False)
    background = Background(diary, clock, program, app.windowIcon())
    QTimer.singleShot(0, background.asker, background.asker.start)
    try:
        return app.exec()
    finally:
        background.deleteLater()
        lock.release()


class Background(QObject):
    """Runs until the patient turns it off in Settings or stops it in the tray."""

    def __init__(
        self, path: Path, clock: Callable[[], datetime], program: Sequence[str], icon: QIcon
    ) -> None:
        super().__init__()
        self._program = [*program, "--diary", str(path.absolute())]
        self.tray: QSystemTrayIcon | None = None
        if QSystemTrayIcon.isSystemTrayAvailable():
            self.tray = self._make_tray(icon)
        self.asker = Asker(path, clock, self._find)
        self.asker.setParent(self)
        self.asker.wanted.connect(lambda token: self.open_window("check-in", token))
        self.asker.planned.connect(self._stop_if_unwanted)

    def open_window(self, page: str, token: str = "") -> None:
        """Open the window at a page, or bring the one that is open to the front."""
        process = QProcess()
        process.setProgram(self._program[0])
        process.setArguments([*self._program[1:], "--open", page])
        environment = QProcessEnvironment.systemEnvironment()
        environment.remove(TO_FRONT)
        if token:
            environment.insert(TO_FRONT, token)
        process.setProcessEnvironment(environment)
        process.startDetached()

    def stop(self) -> None:
        """End this process; the reminders come back with the next login."""
        self.asker.stop()
        QCoreApplication.quit()

    def _find(self) -> Notifier | None:
        return find_notifier(self.tray)

    def _stop_if_unwanted(self, plan: Plan) -> None:
        if plan.rings is not Rings.ALWAYS:
            self.stop()

    def _make_tray(self, icon: QIcon) -> QSystemTrayIcon:
        tray, menu = QSystemTrayIcon(icon, self), QMenu()
        menu.addAction(_("Check in"), lambda: self.open_window("check-in"))
        menu.addAction(_("Open AfterNeedle"), lambda: self.open_window("today"))
        menu.addSeparator()
        menu.addAction(_("Stop reminders until the next login"), self.stop)
        tray.setContextMenu(menu)
        tray.destroyed.connect(menu.deleteLater)  # it has no parent of its own kind
        tray.setToolTip(NAME)
        tray.activated.connect(self._tray_clicked)
        tray.show()
        return tray

    def _tray_clicked(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason is QSystemTrayIcon.ActivationReason.Trigger:
            self.open_window("today")
