"""What a system reads at login starts this very program, whatever its folder and the diary are called."""

import plistlib
import subprocess
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from afterneedle.reminding.errors import Unstartable
from afterneedle.reminding.login_entries import desktop_entry, launch_agent

COMMAND = ["/opt/AfterNeedle/bin/python", "-P", "-m", "afterneedle", "--background"]
SAYS_ITS_WORDS = '#!/bin/sh\nprintf \'%s\\n\' "$0" "$@"\n'
FOLDERS = ["plain", "My programs", 'the "best" one', "it's", "$HOME", "a\\b", "`id`", "a=b", "Müller", "日本"]
WORDS = st.text(st.characters(exclude_categories=("Cc", "Cs")))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("login")


def put_program(folder: Path) -> str:
    """A program that says how it was started."""
    folder.mkdir(exist_ok=True)
    program = folder / "afterneedle"
    program.write_text(SAYS_ITS_WORDS)
    program.chmod(0o755)
    return str(program)


def words_at_login(entry: Path) -> list[str]:
    """The command line that GLib makes of an entry, as GNOME, Xfce, MATE and Cinnamon do at login."""
    done = subprocess.run(["gio", "launch", entry], capture_output=True, text=True, check=True)
    return done.stdout.removesuffix("\n").split("\n")


def test_the_entry_of_a_linux_desktop_reads_like_this():
    assert desktop_entry(COMMAND).decode() == (
        "[Desktop Entry]\n"
        "Type=Application\n"
        "Name=AfterNeedle reminders\n"
        "Icon=afterneedle\n"
        "Exec=/opt/AfterNeedle/bin/python -P -m afterneedle --background\n"
        "Terminal=false\n"
        "StartupNotify=false\n"
        "X-GNOME-UsesNotifications=true\n"
    )


@pytest.mark.parametrize("name", FOLDERS)
def test_a_desktop_starts_the_program_from_a_folder_of_any_name(folder, name):
    command = [put_program(folder / name), "--background", "--diary", f"/home/anna/{name}/100% diary.db"]
    entry = folder / "afterneedle.desktop"
    entry.write_bytes(desktop_entry(command))
    judged = subprocess.run(["desktop-file-validate", entry], capture_output=True, text=True, check=False)
    assert (judged.returncode, judged.stdout) == (0, "")
    assert words_at_login(entry) == command


@settings(max_examples=40)
@given(words=st.lists(WORDS, min_size=1, max_size=5))
def test_a_desktop_hands_over_any_words_as_they_are(folder, words):
    command = [put_program(folder / "any"), *words]
    entry = folder / "afterneedle.desktop"
    entry.write_bytes(desktop_entry(command))
    assert words_at_login(entry) == command


@pytest.mark.parametrize("program", ["/opt/100% mine/python", "/opt/two\nlines/python", "/opt/\udcff/python"])
def test_a_program_that_no_desktop_would_find_is_refused_by_its_place(folder, program):
    with pytest.raises(Unstartable, match="cannot start at login from /opt/") as refused:
        desktop_entry([program, "--background"])
    str(refused.value).encode()


def test_a_desktop_would_not_find_a_program_with_a_percent_sign(folder):
    """Why it is refused."""
    program = put_program(folder / "plain")
    marked = put_program(folder / "100%")
    entry = folder / "afterneedle.desktop"
    entry.write_bytes(desktop_entry([program]).replace(b"plain", b"100%%"))
    assert Path(marked).exists()
    done = subprocess.run(["gio", "launch", entry], capture_output=True, check=False)
    assert done.returncode != 0


def test_the_agent_of_a_mac_reads_like_this():
    assert launch_agent(["/Applications/My & mine/AfterNeedle", "--background"]).decode() == (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" '
        '"http://www.apple.com/DTDs/PropertyList-1.0.dtd">\n'
        '<plist version="1.0">\n'
        "<dict>\n"
        "\t<key>Label</key>\n"
        "\t<string>afterneedle</string>\n"
        "\t<key>LimitLoadToSessionType</key>\n"
        "\t<string>Aqua</string>\n"
        "\t<key>ProgramArguments</key>\n"
        "\t<array>\n"
        "\t\t<string>/Applications/My &amp; mine/AfterNeedle</string>\n"
        "\t\t<string>--background</string>\n"
        "\t</array>\n"
        "\t<key>RunAtLoad</key>\n"
        "\t<true/>\n"
        "</dict>\n"
        "</plist>\n"
    )


@given(words=st.lists(WORDS, min_size=1))
def test_a_mac_hands_over_any_words_as_they_are(words):
    assert plistlib.loads(launch_agent(words))["ProgramArguments"] == words


def test_a_mac_is_not_given_a_place_that_is_no_text():
    with pytest.raises(Unstartable):
        launch_agent(["/opt/\udcff/AfterNeedle"])
