"""Finds what shows reminders on this desktop."""

import sys

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QSystemTrayIcon

from afterneedle import NAME
from afterneedle.content.wording.reminders import button_words
from afterneedle.reminding.notifier import Notifier


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
