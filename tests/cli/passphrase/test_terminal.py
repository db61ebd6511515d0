"""At a terminal a passphrase is typed unseen, and a new one twice."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from support.locked_from_a_shell import NOW, OTHERS, WORDS, is_plain

pytestmark = pytest.mark.usefixtures("quick_keys")


QUESTIONS = {
    "new": "New passphrase",
    "again": "The new passphrase again",
    "present": "Passphrase of d.db",
}


class Terminal:
    """A process of ours at a terminal of its own, where a person types."""

    def __init__(self, folder: Path, *words: str) -> None:
        self.screen, inside = os.openpty()
        self.process = subprocess.Popen(
            [sys.executable, "-m", "afterneedle", "--diary", "d.db", "--now", NOW, *words],
            cwd=folder,
            stdin=inside,
            stdout=inside,
            stderr=inside,
            start_new_session=True,
        )
        os.close(inside)
        self.shown = ""

    def read_until(self, text: str) -> None:
        while text not in self.shown:
            self.shown += os.read(self.screen, 4096).decode()

    def type(self, text: str) -> None:
        os.write(self.screen, f"{text}\n".encode())

    def end(self) -> int:
        try:
            while piece := os.read(self.screen, 4096):
                self.shown += piece.decode()
        except OSError:  # how a terminal without a program ends
            pass
        os.close(self.screen)
        return self.process.wait()


@pytest.fixture
def terminal(plain, tmp_path) -> Callable[..., Terminal]:
    """Runs one command at a terminal, and answers these questions."""

    def run(*words: str, **answers: str) -> Terminal:
        made = Terminal(tmp_path, *words)
        for question, answer in answers.items():
            made.read_until(f"{QUESTIONS[question]}: ")
            made.type(answer)
        return made

    return run


def test_at_a_terminal_it_is_typed_unseen_and_a_new_one_twice(terminal):
    changed = terminal("passphrase", new=WORDS, again=WORDS)
    assert changed.end() == 0
    assert "Recovery code: " in changed.shown
    assert "short" not in changed.shown
    assert WORDS not in changed.shown
    opened = terminal("flags", present=WORDS)
    assert opened.end() == 0
    assert WORDS not in opened.shown


def test_at_a_terminal_a_short_one_is_called_short_before_it_is_typed_again(terminal, plain):
    changed = terminal("passphrase", new="short")
    changed.read_until("This is short. Whoever has the file could try out all such passphrases. Add words.")
    changed.read_until(f"{QUESTIONS['again']}: ")
    changed.type("a longer one")
    assert changed.end() == 1
    assert is_plain(plain)


def test_two_that_differ_set_nothing(terminal, plain):
    changed = terminal("passphrase", new=WORDS, again=OTHERS)
    assert changed.end() == 1
    assert "The two are not the same. Nothing was changed." in changed.shown
    assert is_plain(plain)
