"""./run sets up once and then only starts; what goes wrong is a sentence and exit 69."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).parents[1]
UNAVAILABLE = 69

pytestmark = pytest.mark.checkout


class Checkout:
    """A small one: the real `run`, the real question for a screen, a program that repeats its words."""

    def __init__(self, folder):
        self.folder = folder
        program = folder / "desktop/afterneedle"
        (program / "gui/start").mkdir(parents=True)
        for package in ("", "gui", "gui/start"):
            (program / package / "__init__.py").touch()
        (program / "__main__.py").write_text("import sys; print(sys.argv[1:], end='')")
        shutil.copy(CHECKOUT / "desktop/afterneedle/gui/start/preflight.py", program / "gui/start")
        shutil.copy(CHECKOUT / "run", folder)
        self.lock("# nothing is needed to run")
        self.lock("# nothing is needed to encrypt", "requirements-encryption.lock")

    def lock(self, text, name="requirements.lock"):
        (self.folder / name).write_text(text + "\n")

    def start(self, *words, **environment):
        return subprocess.Popen(
            [sys.executable, self.folder / "run", *words],
            cwd=self.folder,
            env=os.environ | {"DISPLAY": "", "WAYLAND_DISPLAY": "", "AFTERNEEDLE_VENV": ""} | environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def run(self, *words, **environment):
        """The exit code, the program's words and what `run` said."""
        process = self.start(*words, **environment)
        out, err = process.communicate()
        return process.returncode, out, err


@pytest.fixture(scope="module")
def checkout(tmp_path_factory):
    """One that two people started at the same time, for the first time."""
    made = Checkout(tmp_path_factory.mktemp("Zoë's checkout "))
    both = [made.start("first"), made.start("second")]
    assert sorted(process.communicate()[0] for process in both) == ["['first']", "['second']"]
    return made


def test_the_words_reach_the_program_as_they_are(checkout):
    assert checkout.run("report", "a page.pdf", "--paper", "a4") == (
        0,
        "['report', 'a page.pdf', '--paper', 'a4']",
        "",
    )


def test_a_folder_with_any_letters_in_its_name_is_found_in_every_locale(checkout):
    assert checkout.run("flags", LC_ALL="C") == (0, "['flags']", "")


def test_without_words_and_without_a_screen_it_is_the_demo(checkout):
    for display in ("", ":4711"):
        code, out, said = checkout.run(DISPLAY=display)
        assert (code, out) == (0, "['demo']")
        assert "no screen answers here" in said


def test_a_changed_lock_is_installed_before_the_start(checkout):
    checkout.lock("# still nothing, said in other words")
    code, out, said = checkout.run("flags")
    assert (code, out) == (0, "['flags']")
    assert "setting up" in said
    assert checkout.run("flags") == (0, "['flags']", "")


def test_what_cannot_be_installed_is_a_sentence_and_tried_again(checkout):
    checkout.lock("--no-index\nnot-there==1 --hash=sha256:" + "0" * 64)
    code, out, said = checkout.run("flags")
    assert (code, out) == (UNAVAILABLE, "")
    assert "packages could not be installed" in said
    assert "not-there==1" in said
    assert "needs the internet" in said
    assert "Traceback" not in said
    checkout.lock("# nothing again")
    assert checkout.run("flags")[:2] == (0, "['flags']")


def test_without_what_encrypts_it_starts_and_says_so_in_one_line_once(checkout):
    lacking = "--no-index\nnot-there==1 --hash=sha256:" + "0" * 64
    checkout.lock(lacking, "requirements-encryption.lock")
    code, out, said = checkout.run("flags")
    assert (code, out) == (0, "['flags']")
    (setting_up, passphrase) = said.splitlines()
    assert "setting up" in setting_up
    assert "cannot get a passphrase here" in passphrase
    assert checkout.run("flags") == (0, "['flags']", "")


def test_what_encrypts_is_tried_again_with_another_lock(checkout):
    checkout.lock("# it can be had by now", "requirements-encryption.lock")
    code, out, said = checkout.run("flags")
    assert (code, out, len(said.splitlines())) == (0, "['flags']", 1)


def test_a_developers_lock_holds_what_encrypts_too(checkout):
    checkout.lock("# no tools", "requirements-dev.lock")
    checkout.lock("--no-index\nnot-there==1 --hash=sha256:" + "0" * 64, "requirements-encryption.lock")
    (checkout.folder / ".ci").mkdir()
    (checkout.folder / ".ci" / "check.py").write_text("print('checked', end='')")
    code, out, said = checkout.run("check")
    assert (code, out) == (0, "checked")
    assert "passphrase" not in said
    assert checkout.run("flags") == (0, "['flags']", "")


def test_a_folder_that_holds_something_else_is_left_alone(checkout, tmp_path):
    (tmp_path / "letter").write_text("to my sister")
    code, _, said = checkout.run("flags", AFTERNEEDLE_VENV=str(tmp_path))
    assert code == UNAVAILABLE
    assert f"{tmp_path} holds something else" in said
    assert (tmp_path / "letter").read_text() == "to my sister"


def test_where_nothing_can_be_written_it_asks_for_another_folder(checkout, tmp_path):
    (tmp_path / "file").touch()
    code, out, said = checkout.run("flags", AFTERNEEDLE_VENV=str(tmp_path / "file" / "venv"))
    assert (code, out) == (UNAVAILABLE, "")
    assert "Name one: AFTERNEEDLE_VENV=FOLDER" in said
