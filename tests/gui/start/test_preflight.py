"""A person who cannot get a window is told why and what to type, before Qt can end the process."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from afterneedle.gui.start import preflight


@pytest.fixture
def screen(monkeypatch, tmp_path):
    """Says which screens the environment names; at first none."""
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    return monkeypatch.setenv


@pytest.fixture
def a_machine_without(monkeypatch):
    """A machine that has every library but the named ones."""

    def without(*libraries):
        monkeypatch.setattr(preflight, "_loads", lambda library: library not in libraries)

    without()
    return without


@pytest.fixture
def xvfb():
    """A real display that answers."""
    read, write = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), "-screen", "0", "320x240x24", "-nolisten", "tcp", "-noreset"],
        pass_fds=[write],
        stderr=subprocess.DEVNULL,
    )
    os.close(write)
    with os.fdopen(read) as lines:
        display = ":" + lines.readline().strip()
    yield display
    server.terminate()
    server.wait(10)


def test_a_window_can_open_on_a_display_that_answers(screen, xvfb):
    screen("DISPLAY", xvfb)
    assert preflight.has_screen()
    assert preflight.problem() is None


def test_a_display_that_does_not_answer_is_named(screen, a_machine_without):
    screen("DISPLAY", ":4711")
    assert not preflight.has_screen()
    assert ":4711 does not answer" in preflight.problem()


def test_a_wayland_screen_that_does_not_answer_is_named(screen, a_machine_without):
    screen("WAYLAND_DISPLAY", "wayland-9")
    assert not preflight.has_screen()
    assert "wayland-9 does not answer" in preflight.problem()


def test_a_wayland_screen_that_answers_is_a_screen(screen, a_machine_without, monkeypatch, tmp_path):
    import socket

    monkeypatch.chdir(tmp_path)  # a socket's path may have 107 bytes only
    with socket.socket(socket.AF_UNIX) as compositor:
        compositor.bind("wayland-0")
        compositor.listen()
        screen("XDG_RUNTIME_DIR", ".")
        screen("WAYLAND_DISPLAY", "wayland-0")
        assert preflight.has_screen()
        assert preflight.problem() is None


def test_without_a_screen_the_commands_are_offered(screen, a_machine_without):
    assert not preflight.has_screen()
    assert "no screen here" in preflight.problem()
    assert "afterneedle --help" in preflight.problem()


def test_what_needs_no_screen_is_not_refused_for_the_want_of_one(screen, a_machine_without):
    screen("QT_QPA_PLATFORM", "offscreen")
    assert preflight.problem() is None
    assert not preflight.has_screen()


def test_missing_libraries_are_named_in_one_line_that_installs_them(screen, a_machine_without):
    a_machine_without("libxcb-cursor.so.0", "libEGL.so.1")
    screen("DISPLAY", ":0")
    line = "sudo apt-get install --no-install-recommends libegl1 libxcb-cursor0"
    assert preflight.problem().splitlines()[-1].strip() == line


def test_libraries_of_a_screen_are_not_asked_for_without_one(screen, a_machine_without):
    a_machine_without("libxcb-cursor.so.0", "libwayland-client.so.0")
    screen("QT_QPA_PLATFORM", "offscreen")
    assert preflight.problem() is None


def test_on_wayland_alone_the_libraries_of_x_are_not_asked_for(screen, a_machine_without):
    a_machine_without("libxcb-cursor.so.0", "libwayland-client.so.0")
    screen("WAYLAND_DISPLAY", "wayland-0")
    assert preflight.problem().endswith("libwayland-client0")


def test_a_python_without_the_toolkit_is_sent_to_run(screen, monkeypatch):
    monkeypatch.setattr(preflight, "find_spec", lambda name: None)
    assert "./run" in preflight.problem()


def test_it_asks_with_nothing_installed(tmp_path):
    """`run` imports it with the system's Python, before there is an environment."""
    code = "from afterneedle.gui.start import preflight as p; p.has_screen(); p.missing(p.CORE)"
    package = Path(preflight.__file__).parents[3]
    alone = [sys.executable, "-S", "-c", code]
    environment = {"PYTHONPATH": str(package)}
    done = subprocess.run(alone, env=environment, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
