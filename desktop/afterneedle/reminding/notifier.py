"""Who puts a reminder before the person's eyes while no window of ours is open."""

import sys
from enum import Enum, auto
from typing import Protocol

from PySide6.QtCore import QObject, SignalInstance
from PySide6.QtWidgets import QSystemTrayIcon

from afterneedle import NAME
from afterneedle.content.wording.reminders import button_words


class Reach(Enum):
    """What the person can press on a notification of this desktop."""

    BUTTONS = auto()
    PLAIN = auto()  # at most the notification itself


class Press(Enum):
    """What the person pressed; a click on the notification itself is a check-in."""

    CHECK_IN = auto()
    LATER = auto()


class Notifier(Protocol):
    """Shows one notification at a time. Nothing here raises, as a desktop can refuse at any time."""

    @property
    def pressed(self) -> SignalInstance:
        """A Press, and the activation token for the window that opens, "" without one."""

    @property
    def reach(self) -> Reach: ...

    @property
    def server(self) -> str:
        """Who shows it, for people: "dunst 1.9.0"."""

    def show(self, title: str, body: str) -> bool:
        """Show this in place of what is shown; False when the desktop refused."""

    def withdraw(self) -> None:
        """Take away what is shown; harmless when nothing is."""

    def close(self) -> None:
        """Let go of the desktop; what is shown stays."""


def find_notifier(
    tray: QSystemTrayIcon | None = None, parent: QObject | None = None, *, hears: bool = True
) -> Notifier | None:
    """The best way on this desktop; None when there is none at the moment.

    `hears`: whether somebody stays to hear of a press; without, it shows no buttons.
    """
    if sys.platform.startswith("linux"):
        from afterneedle.reminding.bus import NoAnswer
        from afterneedle.reminding.freedesktop import FreedesktopNotifier

        try:
            return FreedesktopNotifier(NAME, button_words() if hears else None, parent)
        except NoAnswer:
            pass
    from afterneedle.reminding.tray import TrayNotifier, can_show

    return TrayNotifier(tray, parent) if tray is not None and can_show(tray) else None
