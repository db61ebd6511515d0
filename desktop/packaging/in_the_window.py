"""What a patient does in the window of an installed program, heard from outside of its machine."""

import json
import os
import signal
import tempfile
from collections.abc import Sequence
from contextlib import ExitStack, closing
from pathlib import Path

from afterneedle.reminding.background import is_running
from support.first_day import check_in, start_the_diary
from support.notification_service import NotificationService
from support.passphrase import recover, set_a_passphrase, unlock
from support.reader import Node, soon
from support.screen import Screen

EVENING, NEXT_EVENING = "2026-03-03T20:00:00+00:00", "2026-03-04T20:30:00+00:00"
FORM = {"format": "afterneedle-diary", "version": 1}
WORDS, OTHER_WORDS = "four calm green words", "Ünïcode ☂ words"
ELSEWHERE = {"id": "s1", "ended_at": "2026-02-20T10:00:00+00:00", "sites": ["low_back.l"]}


def use_the_window(root: Path) -> None:
    """First day, files out and in, reminders with the window closed, a passphrase. `root`: the machine."""
    with ExitStack() as ends:
        home = Path(ends.enter_context(tempfile.TemporaryDirectory(prefix="afterneedle-", dir="/tmp")))
        diary = home / "d.db"
        inside = ("chroot", str(root), "afterneedle", "--diary", str(diary))
        screen = ends.enter_context(closing(Screen(home)))
        service = ends.enter_context(closing(NotificationService(screen.bus)))
        ends.callback(end_all, root)
        program = screen.start(*inside, "--now", EVENING)
        window = screen.listen()
        start_the_diary(window)
        check_in(window, soreness=3)
        window.find("push button", "Yes, also when it is closed").press()
        soon(lambda: is_running(diary) or None, "the reminders' own process")
        screen.focus("AfterNeedle")
        export_and_import(screen, window, home)
        screen.end(program)
        assert is_running(diary), "the reminders ended with the window"
        end_all(root)
        be_reminded(screen, service, (*inside, "--now", NEXT_EVENING))
        end_all(root)
        keep_it_locked(screen, diary, (*inside, "--now", NEXT_EVENING))


def export_and_import(screen: Screen, window: Node, home: Path) -> None:
    """Both are done by a process of their own, which is the program once more."""
    taken_out = home / "out.json"
    screen.keys("alt+f", "x")
    window.find("radio button", "Diary file").wait_for("focused")
    screen.keys("alt+s")
    _name_file(screen, window, taken_out)
    window.find("label", f"Saved as {taken_out}")
    assert len(json.loads(taken_out.read_text("utf-8"))["check_ins"]) == 1
    window.find("push button", "Open folder").wait_for("focused")
    screen.keys("Escape")
    other = home / "other.json"
    other.write_text(json.dumps(FORM | {"sessions": [ELSEWHERE]}), "utf-8")
    window.find("push button", "Something happened now").wait_for("showing")
    screen.keys("alt+f", "i")
    _name_file(screen, window, other)
    window.find("push button", "Import").wait_for("focused")
    screen.keys("space")
    window.find("label", "Imported. New: 1 session")


def be_reminded(screen: Screen, service: NotificationService, line: Sequence[str]) -> None:
    """The next evening a notification comes with no window open, and a press on it opens one."""
    screen.start(*line, "--background")
    assert service.wait_for_note().title == "Your check-in is ready"
    service.press("check-in")
    screen.listen().find("check box", "Chest pain")


def keep_it_locked(screen: Screen, diary: Path, line: Sequence[str]) -> None:
    """A passphrase locks the diary, opens it, and is forgotten; the recovery code opens it then."""
    program = screen.start(*line)
    window = screen.listen(program)
    window.find("push button", "Check in now")
    code = set_a_passphrase(window, WORDS)
    assert b"SQLite format" not in diary.read_bytes()
    screen.focus("AfterNeedle")
    screen.keys("ctrl+l")
    unlock(window, WORDS)
    window.find("push button", "Change the passphrase")
    screen.focus("AfterNeedle")
    screen.keys("ctrl+l")
    assert recover(window, code, OTHER_WORDS) != code
    screen.end(program)
    program = screen.start(*line)
    again = screen.listen(program)
    unlock(again, OTHER_WORDS)
    again.find("push button", "Check in now")
    screen.end(program)


def end_all(root: Path) -> None:
    """End every process of the machine in this folder, also what the program started by itself."""
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if (process / "root").readlink() == root:
                os.kill(int(process.name), signal.SIGKILL)
        except OSError:  # it has ended, or is the system's
            continue


def _name_file(screen: Screen, window: Node, file: Path) -> None:
    window.find("text", "File name").wait_for("focused")
    window.find("text", "File name").write(str(file))
    screen.keys("Return")
