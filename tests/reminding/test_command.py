"""How the program is started once more."""

import subprocess
import sys

import pytest

import afterneedle
from afterneedle.reminding.command import own_command


@pytest.fixture
def python(tmp_path, monkeypatch):
    """A Python on a system, with these files beside it."""

    def put(system, *files):
        for name in files:
            (tmp_path / name).touch()
        monkeypatch.setattr(sys, "platform", system)
        monkeypatch.setattr(sys, "executable", str(tmp_path / files[0]))
        return tmp_path

    return put


def test_it_is_this_very_program(tmp_path):
    done = subprocess.run(own_command("--version"), cwd=tmp_path, capture_output=True, text=True, check=True)
    assert done.stdout == f"afterneedle {afterneedle.__version__}\n"


def test_a_program_that_brings_its_own_python_is_started_by_its_name(python, monkeypatch):
    folder = python("linux", "AfterNeedle")
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert own_command("--open", "check-in") == [str(folder / "AfterNeedle"), "--open", "check-in"]


def test_on_windows_no_console_opens_beside_the_window(python):
    folder = python("win32", "python.exe", "pythonw.exe")
    assert own_command("--background")[0] == str(folder / "pythonw.exe")


def test_on_windows_without_the_silent_python_it_is_the_other(python):
    folder = python("win32", "python.exe")
    assert own_command()[0] == str(folder / "python.exe")
