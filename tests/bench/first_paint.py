"""The time from a program's start to its picture on the screen, seen from outside the program.

An X server of our own is watched, pixel by pixel: no help of the program is needed, so an empty window
that paints early and fills later cannot pass for a fast one.
"""

import ctypes
import os
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median

WIDTH, HEIGHT = 1280, 800
ROWS, STEP = range(10, HEIGHT, 30), 8  # what is looked at of the screen
SETTLED = 0.4  # seconds without a change
PATIENCE = 60.0  # seconds
LOOK_EVERY = 0.002  # seconds
KEPT = ("PATH", "LD_LIBRARY_PATH", "AFTERNEEDLE_VENV")
Picture = tuple[tuple[int, ...], ...]


@dataclass(frozen=True)
class Program:
    """How it is started, and where it finds its data."""

    line: Sequence[str | Path]
    data: Path | None = None


@dataclass(frozen=True)
class Start:
    """One start of a program: seconds to each moment, and of the processors' time."""

    first: float  # anything at all is painted
    settled: float  # the picture changed for the last time
    cpu: float


class Screen:
    """The screen of one X server, black where no window is."""

    def __init__(self, display: str) -> None:
        x = self._x = ctypes.CDLL("libX11.so.6")
        x.XOpenDisplay.restype = x.XGetImage.restype = ctypes.c_void_p
        x.XDefaultRootWindow.argtypes = x.XDestroyImage.argtypes = x.XCloseDisplay.argtypes = [
            ctypes.c_void_p
        ]
        x.XDefaultRootWindow.restype = x.XGetPixel.restype = ctypes.c_ulong
        area = (ctypes.c_int, ctypes.c_int, ctypes.c_uint, ctypes.c_uint)
        x.XGetImage.argtypes = [ctypes.c_void_p, ctypes.c_ulong, *area, ctypes.c_ulong, ctypes.c_int]
        x.XGetPixel.argtypes = [ctypes.c_void_p, ctypes.c_int, ctypes.c_int]
        self._display = x.XOpenDisplay(display.encode())
        self._root = x.XDefaultRootWindow(self._display)

    def close(self) -> None:
        self._x.XCloseDisplay(self._display)

    def is_black(self) -> bool:
        """Looks at three rows only, to be quick."""
        return not any(any(self._row(y)) for y in (40, 220, 400))

    def picture(self) -> Picture:
        return tuple(self._row(y) for y in ROWS)

    def _row(self, y: int) -> tuple[int, ...]:
        all_planes, by_pixel = 0xFFFFFFFF, 2
        image = self._x.XGetImage(self._display, self._root, 0, y, WIDTH, 1, all_planes, by_pixel)
        try:
            return tuple(self._x.XGetPixel(image, x, 0) for x in range(0, WIDTH, STEP))
        finally:
            self._x.XDestroyImage(image)


@contextmanager
def own_screen() -> Iterator[tuple[Screen, dict[str, str]]]:
    """A screen, and the environment for programs that shall use it; home is a new, empty folder."""
    reading, writing = os.pipe()
    line = ["Xvfb", "-displayfd", str(writing), "-screen", "0", f"{WIDTH}x{HEIGHT}x24"]
    server = subprocess.Popen(
        [*line, "-nolisten", "tcp", "-noreset", "-nocursor"],
        pass_fds=[writing],
        stderr=subprocess.DEVNULL,
    )
    os.close(writing)
    with os.fdopen(reading) as announced:
        display = f":{announced.readline().strip()}"  # to the newline, else Xvfb ends itself
    with tempfile.TemporaryDirectory() as home:
        kept = {name: os.environ[name] for name in KEPT if name in os.environ}
        places = {"HOME": home, "TMPDIR": home, "XDG_RUNTIME_DIR": home, "LANG": "C.UTF-8"}
        screen = Screen(display)
        try:
            yield screen, kept | places | {"DISPLAY": display, "QT_QPA_PLATFORM": "xcb"}
        finally:
            screen.close()
            server.terminate()
            server.wait()


def starts(
    programs: Mapping[str, Program], screen: Screen, environment: Mapping[str, str], times: int
) -> dict[str, Start]:
    """The median of each program's starts; they take turns, so that what else runs slows all alike."""
    found: dict[str, list[Start]] = {name: [] for name in programs}
    for program in programs.values():
        _start(program, screen, environment)  # the first fills the caches of the system and of Python
    for _ in range(times):
        for name, program in programs.items():
            found[name].append(_start(program, screen, environment))
    return {name: _median(of) for name, of in found.items()}


def _median(of: Sequence[Start]) -> Start:
    return Start(median(s.first for s in of), median(s.settled for s in of), median(s.cpu for s in of))


def _start(program: Program, screen: Screen, environment: Mapping[str, str]) -> Start:
    while not screen.is_black():
        time.sleep(LOOK_EVERY)
    place = {"XDG_DATA_HOME": str(program.data)} if program.data else {}
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    begin = time.perf_counter()
    running = subprocess.Popen(program.line, env={**environment, **place}, start_new_session=True, **quiet)
    try:
        while screen.is_black():
            if running.poll() is not None:
                raise RuntimeError(f"{program.line} ended before it painted")
            if time.perf_counter() - begin > PATIENCE:
                raise RuntimeError(f"{program.line} painted nothing")
            time.sleep(LOOK_EVERY)
        first = last = time.perf_counter()
        picture = screen.picture()
        while time.perf_counter() - last < SETTLED:
            if (new := screen.picture()) != picture:
                picture, last = new, time.perf_counter()
            time.sleep(LOOK_EVERY)
    finally:
        if running.returncode is None:
            os.killpg(running.pid, signal.SIGTERM)  # the group that we began, no other
            _, running.returncode, used = os.wait4(running.pid, 0)
    return Start(first - begin, last - begin, used.ru_utime + used.ru_stime)
