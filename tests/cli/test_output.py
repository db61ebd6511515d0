"""What a command says arrives, wherever its output goes; or that it did not is said in a sentence."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from afterneedle.diary import Diary

Program = Callable[..., subprocess.CompletedProcess[bytes]]
NAME = "d\N{SNOWMAN}.db"


@pytest.fixture
def program(tmp_path: Path) -> Program:
    """Runs a command as a process, with its output in this encoding."""
    Diary.create(tmp_path / NAME).close()

    def run(*words: str | bytes, encoding: str = "utf-8", **options: object):
        line = [sys.executable, "-P", "-m", "afterneedle", "--diary", NAME, *words]
        environment = {**os.environ, "PYTHONIOENCODING": f"{encoding}:strict"}
        errors = subprocess.PIPE
        return subprocess.run(line, cwd=tmp_path, env=environment, stderr=errors, check=False, **options)

    return run


def test_a_letter_that_the_output_cannot_show_is_shown_by_its_number(program: Program) -> None:
    done = program("verify", encoding="cp1252", stdout=subprocess.PIPE)
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout == b"The diary d\\u2603.db is whole.\n"


def test_a_name_that_is_no_text_is_saved_to_and_said(program: Program, tmp_path: Path) -> None:
    done = program("export", b"no\xfftext.json", stdout=subprocess.PIPE)
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.startswith(b"Saved no\\udcfftext.json.\n")
    assert (tmp_path / os.fsdecode(b"no\xfftext.json")).is_file()


def test_whoever_reads_only_the_beginning_gets_no_complaint(program: Program) -> None:
    reads, writes = os.pipe()
    os.close(reads)
    done = program("flags", stdout=writes)
    os.close(writes)
    assert (done.returncode, done.stderr) == (1, b"")


def test_an_output_that_is_full_is_told_of_in_a_sentence(program: Program) -> None:
    with Path("/dev/full").open("wb") as full:
        done = program("flags", stdout=full)
    assert done.returncode == 1
    assert done.stderr == b"The disk is full. stdout was not saved. Free some space, then try again.\n"
