"""Qt as a start imports it: soon, and it still says what is wrong with a call."""

import subprocess
import sys

import pytest

START = """
import builtins, sys
plain = builtins.__import__
from afterneedle.gui.start.imports import import_qt
import_qt()
import_qt()  # a second time changes nothing
assert builtins.__import__ is plain
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QLabel
app = QApplication(["tests", "-platform", "offscreen"])
label = QLabel("words")
label.show()
app.processEvents()
parts = [type(m).__name__ for n, m in sys.modules.items() if n.startswith("shibokensupport.signature.lib.")]
assert parts and set(parts) == {"_Later"}, parts
"""


def says(wrong: str) -> str:
    """What the program says at the end of itself, after this wrong line."""
    line = [sys.executable, "-P", "-c", START + wrong]
    return subprocess.run(line, capture_output=True, text=True, timeout=60, check=False).stderr


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ("label.setText(3.5)", "setText(arg__1: str, /)"),
        ("label.resize('wide')", "resize(w: int, h: int, /)"),
        ("QLabel(colour='red')", "'colour' is not a Qt property or a signal"),
        ("QObject(3)", "Supported signatures"),
        ("QObject(parent=3)", "Found signature"),
    ],
)
def test_a_wrong_call_is_explained_though_what_explains_it_was_not_loaded(wrong, said):
    told = says(wrong)
    assert "Traceback" in told
    assert said in told
