"""A desktop of its own for a test: X server, window manager, session bus, home folder."""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from support.reader import PATIENCE, Bus, Node, Silent, soon
from support.session_bus import bus_line

EARS = Path("/usr/share/dbus-1/services/org.a11y.Bus.service")  # the only service of the real desktop
KEPT = ("PATH", "LD_LIBRARY_PATH", "PYTHONPATH")


class Screen:
    """Everything is started for one test and ended with it; nothing of the real desktop is touched."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self._children: list[subprocess.Popen] = []
        self._ears: list[Bus] = []
        self._heard: Node | None = None
        self._short = tempfile.TemporaryDirectory(prefix="afterneedle-")  # a socket's path may have 107 bytes
        runtime = home / "run"
        runtime.mkdir(mode=0o700)
        kept = {name: os.environ[name] for name in KEPT if name in os.environ}
        display = self._announced(
            "Xvfb", "-displayfd", "{fd}", "-screen", "0", "1280x900x24", "-nolisten", "tcp", "-noreset"
        )
        self.environment = kept | {
            "DISPLAY": f":{display}",
            "HOME": str(home),
            "LANG": "C.UTF-8",
            "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
            "QT_QPA_PLATFORM": "xcb",
            "TMPDIR": self._short.name,
            "TZ": "Europe/London",
            "XDG_CONFIG_HOME": str(home / "config"),
            "XDG_DATA_HOME": str(home / "data"),
            "XDG_RUNTIME_DIR": str(runtime),
        }
        self.bus = self._announced(*bus_line(home, [EARS]), "--print-address={fd}")
        self.environment["DBUS_SESSION_BUS_ADDRESS"] = self.bus
        self._start(["openbox"])

    def program(self, *words: str, by: Sequence[str] = ()) -> subprocess.Popen:
        """Starts the program as a person would, or has another program start it."""
        return self._start([*by, sys.executable, "-P", "-m", "afterneedle", *words])

    def start(self, *line: str) -> subprocess.Popen:
        """Starts another program of the desktop."""
        return self._start(list(line))

    def command(self, *words: str, typed: str = "") -> subprocess.CompletedProcess:
        """Runs a command of the program to its end. `typed`: what comes on its standard input."""
        line = [sys.executable, "-P", "-m", "afterneedle", *words]
        return subprocess.run(
            line,
            env=self.environment,
            cwd=self.home,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
            input=typed,
        )

    def listen(self, program: subprocess.Popen | None = None) -> Node:
        """The program's window, as a screen reader finds it; of several programs, name one."""
        ear = Bus.of(self.bus)
        self._ears.append(ear)
        self._heard = ear.program("AfterNeedle") if program is None else ear.process(program.pid)
        return self._heard

    def keys(self, *names: str) -> None:
        """Presses keys, one after the other, wherever the focus is."""
        for name in names:
            *held, last = name.split("+")
            strokes = [("keydown", key) for key in held]
            strokes += [("key", last), *(("keyup", key) for key in reversed(held))]
            for stroke in strokes:
                self._tool("xdotool", *stroke)
                self._wait_until_heard()

    def type(self, text: str) -> None:
        self._tool("xdotool", "type", "--delay", "20", text)

    def focus(self, title: str) -> None:
        """Waits for the window of this title, and until it has the keyboard: an earlier key would be lost."""
        ends = time.monotonic() + PATIENCE
        while time.monotonic() < ends:
            found = self._tool("xdotool", "search", "--onlyvisible", "--name", title).split()
            if found:
                self._tool("xdotool", "windowactivate", "--sync", found[-1])
                if self._heard is not None:
                    self._heard.wait_for_keyboard()
                return
            time.sleep(0.1)
        raise LookupError(title)

    def click(self, window: str, button: int) -> None:
        """Presses a button of the mouse near the window's corner. 1: left, 2: middle, 3: right."""

        def is_there() -> bool | None:  # a window that was just shown may yet be moved
            self._tool("xdotool", "mousemove", "--window", window, "20", "20")
            at = self._tool("xdotool", "getmouselocation", "--shell").split()
            return True if f"WINDOW={window}" in at else None

        soon(is_there, f"mouse in window {window}")
        self._tool("xdotool", "click", str(button))

    def photograph(self, file: Path) -> None:
        """All that a person sees now, as a picture in `file`."""
        look = "import sys; from PySide6.QtGui import QGuiApplication as App; app = App([])\n"
        look += "app.primaryScreen().grabWindow(0).save(sys.argv[1])"
        subprocess.run([sys.executable, "-c", look, file], env=self.environment, check=True, timeout=PATIENCE)

    def windows(self, title: str) -> list[str]:
        """The windows of this title that can be seen, by their numbers."""
        return self._tool("xdotool", "search", "--onlyvisible", "--name", title).split()

    def minimise(self, title: str) -> None:
        """Puts the window of this title away, as its minimise button does."""
        for window in self.windows(title):
            self._tool("xdotool", "windowminimize", "--sync", window)

    def active(self) -> str:
        """The title of the window that has the keyboard."""
        return self._tool("xdotool", "getactivewindow", "getwindowname")

    def end(self, program: subprocess.Popen) -> int:
        """Asks a program to end, and waits until it has."""
        program.terminate()
        return program.wait(timeout=PATIENCE)

    def close(self) -> None:
        for ear in self._ears:
            ear.connection.close()
        for child in reversed(self._children):
            if child.poll() is None:
                child.terminate()
                try:
                    child.wait(timeout=5)
                except subprocess.TimeoutExpired:
                    child.kill()
                    child.wait()
        self._short.cleanup()

    def _wait_until_heard(self) -> None:
        # Alt, its letter and its end together at a busy program: Qt takes the Alt for a lone one, and the
        # menu bar takes the focus. What a program answers it says after all that came before.
        if self._heard is None:
            raise LookupError("no program is listened to")
        for _twice in range(2):
            with suppress(Silent):  # the key ended it
                _ = self._heard.name

    def _tool(self, *line: str) -> str:
        done = subprocess.run(
            line, env=self.environment, capture_output=True, text=True, timeout=PATIENCE, check=False
        )
        return done.stdout.strip()

    def _start(self, line: list[str], **more: object) -> subprocess.Popen:
        environment = getattr(self, "environment", os.environ)
        log = (self.home / f"{Path(line[0]).name}-{len(self._children)}.log").open("wb")
        child = subprocess.Popen(line, env=environment, cwd=self.home, stdout=log, stderr=log, **more)
        log.close()
        self._children.append(child)
        return child

    def _announced(self, *line: str) -> str:
        """Starts a server that writes one line to a descriptor when it is ready."""
        reading, writing = os.pipe()
        self._start([word.format(fd=writing) for word in line], pass_fds=[writing])
        os.close(writing)
        with os.fdopen(reading) as announced:
            return announced.readline().strip()  # to the newline, else Xvfb ends itself
