"""A day of use under strace: no socket but those of the desktop, and nothing written where it may not."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from ordeal.traces import Call, calls
from support.first_day import check_in, start_the_diary
from support.reader import PATIENCE
from support.screen import Screen

EVENING = "2026-03-03T20:00:00+00:00"
NETWORK = ("socket", "socketpair", "connect", "bind", "accept", "accept4")
FILES = ("openat", "open", "creat", "rename", "renameat", "renameat2", "link", "linkat", "mkdir", "truncate")
WRITING = ("O_WRONLY", "O_RDWR", "O_CREAT")
PAGES = ("Timeline", "History", "Sessions", "Guidance", "Report", "Settings", "Today")


class Day:
    """The programs of one day, and what each asked of the system."""

    def __init__(self, screen: Screen, home: Path) -> None:
        self.screen, self.home, self._log = screen, home, home / "strace"
        self.kept, self.cache = home / "kept", home / "cache"
        for folder in (self._log, self.kept, self.cache):
            folder.mkdir()
        screen.environment["XDG_CACHE_HOME"] = str(self.cache)
        self.by = [
            *("strace", "-ff", "--seccomp-bpf", "-y", "-xx", "-s", "4096"),  # a file for each thread
            *("-o", str(self._log / "of"), "-e", f"trace=execve,{','.join((*NETWORK, *FILES))}"),
        ]

    def in_the_window(self) -> None:
        """The first start, a check-in, a look at every page."""
        program = self.screen.program("--now", EVENING, by=self.by)
        window = self.screen.listen()
        start_the_diary(window)
        check_in(window, 3)
        for page in PAGES:
            window.find("radio button", page).press()
            window.find("radio button", page).wait_for("checked")
            window.find("label", page)
        self.screen.focus("AfterNeedle")
        self.screen.keys("ctrl+q")
        assert program.wait(timeout=PATIENCE) == 0

    def in_the_shell(self) -> None:
        """Everything that leaves the diary, and what comes in."""
        out = str(self.kept / "out.json")
        for words in (
            ("flags", "--json"),
            ("export", out),
            ("report", str(self.kept / "report.pdf")),
            ("remind", "--once"),
            ("backup",),
            ("verify",),
            ("import", out),
        ):
            program = self.screen.program("--now", EVENING, *words, by=self.by)
            assert program.wait(timeout=120) == 0, words

    def calls(self, *names: str) -> Iterator[Call]:
        """The calls of these names that worked."""
        for log in sorted(self._log.iterdir()):
            yield from (call for call in calls(log) if call.name in names)

    def texts(self, *names: str) -> set[str]:
        """Everything that these calls name: paths of files and sockets."""
        return {
            word.decode() for call in self.calls(*names) for word in call.words if isinstance(word, bytes)
        }

    def written(self) -> set[Path]:
        """Every file and folder that was opened for writing, made or renamed."""
        opened = {
            call.path
            for call in self.calls("openat", "open")
            if call.path and any(way in str(word) for word in call.words for way in WRITING)
        }
        made = self.texts(*(name for name in FILES if name not in ("openat", "open")))
        return opened | set(map(Path, made))


@pytest.fixture
def day(screen: Screen, tmp_path: Path) -> Day:
    return Day(screen, tmp_path)


def test_a_day_of_use_opens_no_network_and_writes_only_where_it_may(day: Day, screen: Screen) -> None:
    day.in_the_window()
    day.in_the_shell()

    assert {str(call.words[0]) for call in day.calls("socket", "socketpair")} == {"AF_UNIX"}

    display = f"/tmp/.X11-unix/X{screen.environment['DISPLAY'].removeprefix(':')}"
    session_bus = screen.bus.split("path=")[1].split(",")[0]
    readers_bus = day.home / "run" / "at-spi"
    strangers = day.texts("connect") - {display, session_bus}
    assert {path for path in strangers if readers_bus not in Path(path).parents} == set()

    # The socket of the single window: Qt makes it under a name of its own, then gives it ours.
    (made,) = map(Path, day.texts("bind"))
    sockets = {path for path in day.texts("rename") if Path(path).name.startswith("afterneedle-")}
    assert len(sockets) == 1

    own = (day.home / "data" / "afterneedle", day.home / "config", day.cache, day.kept, made.parent)
    elsewhere = {
        path
        for path in day.written() - {Path("/dev/null"), *map(Path, sockets)}
        if "__pycache__" not in path.parts  # Python's, of the program itself
        and not any(path == root or root in path.parents or path in root.parents for root in own)
    }
    assert elsewhere == set()

    assert {call.words[0] for call in day.calls("execve")} == {sys.executable.encode()}


def test_the_watch_would_notice_the_network_and_a_file_elsewhere(day: Day, tmp_path: Path) -> None:
    script = "import socket, sys; socket.socket(); open(sys.argv[1], 'w')"
    subprocess.run([*day.by, sys.executable, "-c", script, tmp_path / "elsewhere"], check=True)
    assert "AF_INET" in {str(call.words[0]) for call in day.calls("socket")}
    assert tmp_path / "elsewhere" in day.written()
