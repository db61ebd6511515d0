"""Started at login, if the person wishes: by one file of this account, or one value in Windows' registry."""

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from afterneedle.reminding.errors import AutostartError
from afterneedle.reminding.login_entries import ID, desktop_entry, launch_agent, run_value, starts

RUN = r"Software\Microsoft\Windows\CurrentVersion\Run"
APPROVED = r"Software\Microsoft\Windows\CurrentVersion\Explorer\StartupApproved\Run"


class Autostart(Protocol):
    """The way of one system."""

    def enable(self, command: Sequence[str]) -> None:
        """Have this command line run at each login from the next one on. Raises AutostartError."""

    def disable(self) -> None:
        """Have nothing run; harmless when nothing would. Raises AutostartError."""

    def is_enabled(self) -> bool:
        """Whether it will run: neither we nor the person in the system's settings ended that."""


def find_autostart() -> Autostart:
    """The way of this system, for this account."""
    if sys.platform == "win32":
        return RunKey()
    if sys.platform == "darwin":
        return mac_autostart(Path.home() / "Library" / "LaunchAgents")
    from platformdirs import user_config_path

    return xdg_autostart(user_config_path() / "autostart")


def xdg_autostart(folder: Path) -> Autostart:
    """Linux: an entry in the autostart folder."""
    return StartupFile(folder / f"{ID}.desktop", desktop_entry, starts)


def mac_autostart(folder: Path) -> Autostart:
    """macOS: an agent in the folder of them. What its settings say about one cannot be read."""
    return StartupFile(folder / f"{ID}.plist", launch_agent, bool)


@dataclass(frozen=True)
class StartupFile:
    """A file that has the program started while it is there."""

    path: Path
    text_of: Callable[[Sequence[str]], bytes]
    is_on: Callable[[bytes], bool]

    def enable(self, command: Sequence[str]) -> None:
        text = self.text_of(command)
        with _plainly(str(self.path)):
            self.path.parent.mkdir(parents=True, exist_ok=True)
            self.path.write_bytes(text)

    def disable(self) -> None:
        with _plainly(str(self.path)):
            self.path.unlink(missing_ok=True)

    def is_enabled(self) -> bool:
        try:
            return self.is_on(self.path.read_bytes())
        except OSError:
            return False


class RunKey:
    """A value in what Windows runs at login. The Task Manager notes elsewhere what a person switched off."""

    def enable(self, command: Sequence[str]) -> None:
        line = run_value(command)
        if sys.platform == "win32":
            import winreg

            with _plainly(RUN), winreg.CreateKey(winreg.HKEY_CURRENT_USER, RUN) as key:
                winreg.SetValueEx(key, ID, 0, winreg.REG_SZ, line)
            self._remove(APPROVED)

    def disable(self) -> None:
        self._remove(RUN)

    def is_enabled(self) -> bool:
        note = self._value(APPROVED)
        switched_off = isinstance(note, bytes) and bool(note[0] & 1)
        return bool(self._value(RUN)) and not switched_off

    def _remove(self, path: str) -> None:
        if sys.platform == "win32":
            import winreg

            with (
                _plainly(path),
                suppress(FileNotFoundError),
                winreg.OpenKey(winreg.HKEY_CURRENT_USER, path, 0, winreg.KEY_SET_VALUE) as key,
            ):
                winreg.DeleteValue(key, ID)

    def _value(self, path: str) -> object:
        if sys.platform == "win32":
            import winreg

            with suppress(OSError), winreg.OpenKey(winreg.HKEY_CURRENT_USER, path) as key:
                return winreg.QueryValueEx(key, ID)[0]
        return None


@contextmanager
def _plainly(place: str) -> Iterator[None]:
    """Turns what the system refuses into an AutostartError."""
    try:
        yield
    except OSError:
        raise AutostartError(place) from None
