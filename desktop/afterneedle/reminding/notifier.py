"""What puts a reminder before the person's eyes while no window of ours is open."""

from enum import Enum, auto
from typing import Protocol

from PySide6.QtCore import SignalInstance


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
