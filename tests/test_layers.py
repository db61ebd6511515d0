"""The import contracts hold, and a change that breaks one is refused by its name."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import afterneedle
from layers import DOCUMENT, diagram, with_diagram

PACKAGE = Path(afterneedle.__file__).parent
LINT = "from importlinter.cli import lint_imports_command; lint_imports_command()"
CONTRACTS = Path(__file__).parents[1] / "pyproject.toml"

BREAKS = {
    "the domain reads the diary": ("domain/days.py", "import afterneedle.diary", "Imports point down"),
    "content reads the store": ("content/language.py", "import afterneedle.store", "Imports point down"),
    "paper needs the window": ("paper/__init__.py", "import afterneedle.gui", "Imports point down"),
    "a drawing needs the window": ("drawing/body.py", "import afterneedle.gui", "Imports point down"),
    "the diary draws": ("diary.py", "import afterneedle.drawing", "Imports point down"),
    "a command needs the window": ("cli/output.py", "import afterneedle.gui", "Imports point down"),
    "a stray module": ("helpers.py", "", "Imports point down"),
    "a reminder needs the window": ("reminding/tray.py", "import afterneedle.gui", "Imports point down"),
    "a reminder typesets": ("reminding/tray.py", "import afterneedle.paper", "Imports point down"),
    "a command needs Qt": (
        "cli/output.py",
        "import PySide6.QtCore",
        "Qt only in the window, its drawings and",
    ),
    "the report needs Qt": ("paper/__init__.py", "import PySide6", "Qt only in the window, its drawings and"),
    "a page asks SQLite": ("gui/pages/shortcut.py", "import sqlite3", "SQL only in the store"),
    "the diary asks SQLite": ("diary.py", "import sqlite_utils", "SQL only in the store"),
    "a page typesets": ("gui/pages/shortcut.py", "import typst", "Typesetting only on paper"),
    "a page asks the bus": ("gui/pages/shortcut.py", "import jeepney", "D-Bus only for reminders"),
    "a rule asks the clock": ("domain/days.py", "import time", "The domain is pure"),
    "a rule writes a log": ("domain/days.py", "import logging", "The domain is pure"),
    "a page knows another": (
        "gui/pages/shortcut.py",
        "import afterneedle.gui.pages.shortcut_of_it",
        "Pages do not know each other",
    ),
    "a widget asks the diary": (
        "gui/widgets/flags/contact.py",
        "import afterneedle.diary",
        "Widgets are given what they show",
    ),
    "a widget knows a page": (
        "gui/widgets/flags/contact.py",
        "import afterneedle.gui.pages",
        "Widgets are given what they show",
    ),
    "the window skips the diary": (
        "gui/theme.py",
        "import afterneedle.store",
        "The window reaches the store only through the diary",
    ),
}


@pytest.fixture
def program(tmp_path):
    """A copy of the package, free to be spoilt."""
    copy = tmp_path / "afterneedle"
    shutil.copytree(PACKAGE, copy, ignore=shutil.ignore_patterns("resources", "__pycache__"))
    return copy


def contracts_of(program):
    """What lint-imports says of `program`: its exit code and its words."""
    lint = [sys.executable, "-c", LINT, "--config", CONTRACTS, "--no-cache", "--no-logo"]
    done = subprocess.run(lint, cwd=program.parent, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


def test_the_program_keeps_every_contract(program):
    code, said = contracts_of(program)
    assert code == 0, said
    assert "9 kept, 0 broken" in said


@pytest.mark.parametrize(("file", "line", "contract"), BREAKS.values(), ids=BREAKS.keys())
def test_a_broken_contract_is_refused_by_its_name(program, file, line, contract):
    (program / "gui/pages/shortcut_of_it.py").touch()
    with (program / file).open("a", encoding="utf-8") as module:
        module.write(f"\n{line}\n")
    code, said = contracts_of(program)
    assert code == 1, said
    [broken] = [row for row in said.splitlines() if row.endswith("BROKEN") or " BROKEN " in row]
    assert broken.startswith(contract)


@pytest.mark.checkout
def test_the_diagram_of_the_layers_is_that_of_the_contract():
    document = DOCUMENT.read_text("utf-8")
    assert document == with_diagram(document), "type ./run layers"
    parts = {path.stem for path in PACKAGE.iterdir() if path.is_dir() or path.suffix == ".py"}
    assert parts - {"__init__", "__pycache__", "resources"} == set(re.findall(r"\w+", diagram()))
