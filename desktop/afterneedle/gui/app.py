"""Starts the window, and has a dialog for our own mistakes."""

import gc
import os
import re
import sys
from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMessageBox

from afterneedle import NAME
from afterneedle.content.language import _
from afterneedle.diary import Diary, StoreError
from afterneedle.gui.application import make_application
from afterneedle.gui.hub import Hub, trouble_sentence
from afterneedle.gui.main_window import MainWindow
from afterneedle.gui.start.first_paint import once_painted
from afterneedle.gui.start.single import Call, SingleWindow
from afterneedle.gui.theme import Look
from afterneedle.gui.typed_text import typed_text
from afterneedle.gui.widgets.basics.clipboard import put_on_clipboard

REFUSED = 1


def run_window(
    diary: Diary,
    clock: Callable[[], datetime],
    open_page: str | None = None,
    draft: Path | None = None,
    single: SingleWindow | None = None,
    said: str = "",
) -> int:
    """Show the window until it is closed; later starts reach it through `single`.

    `draft`: where typed text goes if the program makes a mistake; `said`: a sentence to begin with.
    Raises StoreError when it cannot be shown.
    """
    app = make_application()
    window = make_window(diary, clock)
    sys.excepthook = LastResort(app, draft, window.hub)
    try:
        window.start(open_page)
        window.show()
        if said:
            window.hub.notice.emit(said)
        if single is not None:
            single.called.connect(partial(answer_call, window))
            single.listen_once_painted(window)
        once_painted(window, partial(ring, window))
        once_painted(window, partial(back_up_by_itself, window))
        once_painted(window, partial(lock_by_itself, window))
        once_painted(window, partial(offer_kept, window))
        gc.freeze()  # all that the start made stays, and need not be looked through
        return app.exec()
    finally:
        window.hub.let_go()
        window.deleteLater()


def ring(window: MainWindow) -> None:
    """Have reminders come as the patient chose, from now on, also while the diary is locked."""
    from afterneedle.gui.alarm_keeper import AlarmKeeper
    from afterneedle.gui.ringing import Ringing, run_detached
    from afterneedle.reminding.autostart import find_autostart

    AlarmKeeper(window.hub).start()
    ringing = Ringing(window.hub, find_autostart(), run_detached)
    ringing.wanted.connect(lambda token: answer_call(window, Call("check-in", token)))
    ringing.start()


def back_up_by_itself(window: MainWindow) -> None:
    """Have the diary checked now and backed up from now on."""
    from afterneedle.gui.keeping.automatic_backups import AutomaticBackups

    AutomaticBackups(window.hub, window)


def lock_by_itself(window: MainWindow) -> None:
    """Have an encrypted diary locked when the person leaves it; a plain one from when it is encrypted on."""
    hub = window.hub

    def follow() -> None:
        if hub.diary.key is not None:
            hub.changed.disconnect(follow)
            from afterneedle.gui.lock.by_itself import LockByItself

            LockByItself(window)

    hub.changed.connect(follow)
    follow()


def offer_kept(window: MainWindow) -> None:
    """Show what was typed before the program ended without saving it."""
    if (text := window.hub.diary.typed()) is not None:
        from afterneedle.gui.start.kept_text import KeptText

        KeptText(window.hub, text, window).open()


def answer_call(window: MainWindow, call: Call) -> None:
    """Show the page that a later start asks for, in front of all others, as far as the desktop lets us."""
    window.call(call.open)
    if call.token:
        os.environ["XDG_ACTIVATION_TOKEN"] = call.token  # Wayland looks there when a window is to be active
    window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
    window.show()
    front = QApplication.activeModalWidget() or window
    front.raise_()
    front.activateWindow()


def show_refusal(sentence: str) -> int:
    """Say in a dialog why there will be no window, and give the exit status for it."""
    app = make_application()
    Look(app)
    box = QMessageBox(QMessageBox.Icon.Warning, NAME, sentence)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.exec()
    return REFUSED


def make_window(diary: Diary, clock: Callable[[], datetime], *, dark: bool | None = None) -> MainWindow:
    """The window over a diary, in the look of the system, or light or dark for pictures."""
    app = make_application()
    hub = Hub(diary, clock)
    look = Look(app, dark)

    def resize_text() -> None:
        look.set_text_size(text_size(hub.diary.setting("text_size")))

    resize_text()
    window = MainWindow(hub)
    hub.setParent(window)
    look.setParent(window)
    hub.changed.connect(resize_text)
    return window


def text_size(setting: str | None) -> int:
    """The size in percent that a diary asks for, as far as it can be read."""
    return min(max(int(setting), 50), 300) if setting and re.fullmatch(r"\d{1,4}", setting, re.ASCII) else 100


class LastResort:
    """What happens on a mistake of ours: the typed text is kept, and a calm sentence says so."""

    def __init__(self, app: QApplication, draft: Path | None, hub: Hub | None = None) -> None:
        """`draft`: the file for the text of a plain diary; an encrypted one keeps it itself."""
        self._app, self._draft, self._hub = app, draft, hub
        self._shown = False

    def __call__(self, kind: type[BaseException], error: BaseException, _where: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            self._app.quit()
            return
        if self._shown:
            return
        self._shown = True
        typed = typed_text(self._app.topLevelWidgets())
        kept = self._keep(typed) if typed else _("Close the program and start it again.")
        box = QMessageBox()
        box.setIcon(QMessageBox.Icon.Warning)
        box.setWindowTitle(NAME)
        if isinstance(error, StoreError):  # the disk's fault, while something was only read
            box.setText(trouble_sentence(error))
        else:
            box.setText(_("The program made a mistake. What you saved before is not touched."))
        box.setInformativeText(kept or _("Copy what you typed before you close the program."))
        if kept is None:
            box.addButton(QMessageBox.StandardButton.Ok)
            copy = box.addButton(_("&Copy it now"), QMessageBox.ButtonRole.ActionRole)
            copy.clicked.connect(lambda _checked: put_on_clipboard(typed))
        box.exec()
        self._shown = False

    def _keep(self, text: str) -> str | None:
        """Where it is kept, in a sentence; None when it could not be."""
        if self._hub is not None and not (self._hub.is_at_hand and self._hub.diary.key is None):
            return self._keep_encrypted(self._hub, text)
        if self._draft is None:
            return None
        try:
            descriptor = os.open(self._draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            with os.fdopen(descriptor, "w", encoding="utf-8") as file:
                file.write(text)
        except OSError:
            return None
        return _("What you typed just now was kept in this file:\n{path}").format(path=self._draft)

    def _keep_encrypted(self, hub: Hub, text: str) -> str | None:
        """In the diary, never in a file that anybody can read. What is locked away was kept before."""
        if not hub.is_at_hand:
            return _("Close the program and start it again.")
        try:
            hub.diary.keep_typed(text)
        except StoreError:
            return None
        return _("What you typed just now was kept in your diary. It is shown at the next start.")
