"""Started at login: by which file or value, how a person's own settings count, and a system that refuses."""

import sys

import pytest

from afterneedle.reminding.autostart import (
    APPROVED,
    RUN,
    RunKey,
    find_autostart,
    mac_autostart,
    xdg_autostart,
)
from afterneedle.reminding.errors import AutostartError, Unstartable
from support.windows_registry import WindowsRegistry

COMMAND = ["/opt/AfterNeedle/bin/python", "-P", "-m", "afterneedle", "--background"]
REPEATS = '#!/bin/sh\nfor word in "$0" "$@"; do printf "%s\\n" "$word"; done > "$(dirname "$0")/said"\n'


@pytest.fixture
def registry(monkeypatch):
    """A Windows on which nothing starts at login."""
    made = WindowsRegistry()
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setitem(sys.modules, "winreg", made)
    return made


@pytest.fixture(params=["linux", "darwin", "win32"])
def autostart(request, tmp_path):
    """The way of each system, on an account that never heard of us."""
    match request.param:
        case "linux":
            return xdg_autostart(tmp_path / "config" / "autostart")
        case "darwin":
            return mac_autostart(tmp_path / "Library" / "LaunchAgents")
    request.getfixturevalue("registry")
    return RunKey()


def test_nothing_starts_until_the_person_says_so_and_after_they_say_no(autostart):
    assert not autostart.is_enabled()
    autostart.disable()
    autostart.enable(COMMAND)
    assert autostart.is_enabled()
    autostart.enable(COMMAND)
    assert autostart.is_enabled()
    autostart.disable()
    assert not autostart.is_enabled()
    autostart.disable()


def test_no_leaves_nothing_behind(autostart, tmp_path, request):
    autostart.enable(COMMAND)
    autostart.disable()
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


@pytest.mark.parametrize(
    ("system", "place"),
    [("linux", "config/autostart/afterneedle.desktop"), ("darwin", "Library/LaunchAgents/afterneedle.plist")],
)
def test_each_system_is_given_its_file_where_it_looks(monkeypatch, tmp_path, system, place):
    monkeypatch.setattr(sys, "platform", system)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    find_autostart().enable(COMMAND)
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == [tmp_path / place]


def test_windows_is_given_a_value(registry):
    find_autostart().enable([r"C:\Program Files\AfterNeedle\pythonw.exe", "-P", "--background"])
    assert registry.values == {
        (RUN, "afterneedle"): r'"C:\Program Files\AfterNeedle\pythonw.exe" -P --background'
    }


@pytest.mark.parametrize(("note", "runs"), [(b"\x02" + bytes(11), True), (b"\x03" + bytes(11), False)])
def test_what_the_task_manager_switched_off_does_not_run(registry, note, runs):
    RunKey().enable(COMMAND)
    registry.values[APPROVED, "afterneedle"] = note
    assert RunKey().is_enabled() is runs
    RunKey().enable(COMMAND)
    assert RunKey().is_enabled()
    assert (APPROVED, "afterneedle") not in registry.values


def test_windows_runs_no_line_longer_than_260_characters(registry):
    RunKey().enable(["C:\\" + "a" * 257])
    with pytest.raises(Unstartable):
        RunKey().enable(["C:\\" + "a" * 258])
    assert RunKey().is_enabled()


@pytest.mark.parametrize("verb", [lambda: RunKey().enable(COMMAND), lambda: RunKey().disable()])
def test_a_registry_that_refuses_says_so(registry, verb):
    RunKey().enable(COMMAND)
    registry.refuses = True
    with pytest.raises(AutostartError, match=r"was not changed: .*\\Run cannot be written"):
        verb()
    registry.refuses = False
    assert RunKey().is_enabled()


@pytest.mark.parametrize(
    "line",
    ["Hidden=true", "Hidden = true", "X-GNOME-Autostart-enabled=false", "X-MATE-Autostart-enabled=false"],
)
def test_what_the_desktops_settings_switched_off_does_not_run(tmp_path, line):
    autostart = xdg_autostart(tmp_path)
    autostart.enable(COMMAND)
    with (tmp_path / "afterneedle.desktop").open("a") as entry:
        entry.write(f"{line}\n")
    assert not autostart.is_enabled()
    autostart.enable(COMMAND)
    assert autostart.is_enabled()


@pytest.mark.parametrize("text", [b"", b"[Desktop Entry]\nType=Application\n", b"\xff\xfe", b"Exec="])
def test_an_entry_that_starts_nothing_counts_as_none(tmp_path, text):
    (tmp_path / "afterneedle.desktop").write_bytes(text)
    assert not xdg_autostart(tmp_path).is_enabled()


@pytest.mark.parametrize("make", [xdg_autostart, mac_autostart])
def test_a_folder_that_cannot_be_written_says_so(tmp_path, make):
    in_the_way = tmp_path / "autostart"
    in_the_way.write_text("a file")
    autostart = make(in_the_way)
    with pytest.raises(AutostartError, match=f"was not changed: {in_the_way}/.* cannot be written"):
        autostart.enable(COMMAND)
    with pytest.raises(AutostartError):
        autostart.disable()
    assert not autostart.is_enabled()
