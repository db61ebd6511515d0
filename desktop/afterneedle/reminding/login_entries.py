"""What a system reads at login to start a program: the texts of the files, as values."""

import re
from collections.abc import Sequence

from afterneedle.content.language import _
from afterneedle.reminding.errors import Unstartable

ID = "afterneedle"
LONGEST_RUN = 260  # characters: Windows runs no longer line at login


def desktop_entry(command: Sequence[str]) -> bytes:
    """An entry of the XDG autostart folder. Raises Unstartable.

    GLib looks for the program before it reads %% as %, so one with a % in its path is never found.
    """
    if "%" in command[0] or any(re.search(r"[\0-\x1f\x7f]", word) for word in command):
        raise Unstartable(command[0])
    lines = (
        "[Desktop Entry]",
        "Type=Application",
        f"Name={_escaped(_('AfterNeedle reminders'))}",
        f"Icon={ID}",
        f"Exec={_escaped(' '.join(map(_quoted, command)))}",
        "Terminal=false",
        "StartupNotify=false",
        "X-GNOME-UsesNotifications=true",
    )
    try:
        return "".join(f"{line}\n" for line in lines).encode()
    except UnicodeEncodeError:  # a path that is no text
        raise Unstartable(command[0]) from None


def _quoted(word: str) -> str:
    """One word of a command line, in quotes where it needs them."""
    safe = re.fullmatch(r"[\w%+,./:=@^-]+", word)
    return (word if safe else '"' + re.sub(r'["`$\\]', r"\\\g<0>", word) + '"').replace("%", "%%")


def _escaped(value: str) -> str:
    return value.replace("\\", "\\\\")


def starts(entry: bytes) -> bool:
    """Whether the desktop runs this autostart entry; its settings switch one off by a line in it."""
    said = [line.partition("=") for line in entry.decode(errors="replace").split("\n")]
    pairs = [(key.strip(), value.strip()) for key, _sign, value in said]
    switched_off = ("Hidden", "true") in pairs or any(
        key.endswith("Autostart-enabled") and value == "false" for key, value in pairs
    )
    return not switched_off and any(key == "Exec" and value for key, value in pairs)


def launch_agent(command: Sequence[str]) -> bytes:
    """An agent of macOS's launchd, run in each session with a screen. Raises Unstartable."""
    from plistlib import dumps

    agent = {
        "Label": ID,
        "ProgramArguments": list(command),
        "RunAtLoad": True,
        "LimitLoadToSessionType": "Aqua",
    }
    try:
        return dumps(agent)
    except ValueError:  # a control character, or a path that is no text
        raise Unstartable(command[0]) from None


def run_value(command: Sequence[str]) -> str:
    """A value of the Run key of Windows. Raises Unstartable."""
    from subprocess import list2cmdline

    line = list2cmdline(command)
    if len(line) > LONGEST_RUN:
        raise Unstartable(command[0])
    return line
