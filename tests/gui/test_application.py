"""What every window has, whatever the system lacks."""

import os
import subprocess
import sys

NO_FONTS = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig></fontconfig>"""
FAMILY = """
from PySide6.QtGui import QFontInfo
from afterneedle.gui.application import make_application
print(QFontInfo(make_application().font()).family())
"""


def test_where_the_system_has_no_font_the_window_has_the_letters_of_the_report(tmp_path):
    (tmp_path / "fonts.conf").write_text(NO_FONTS)
    bare = {"FONTCONFIG_FILE": str(tmp_path / "fonts.conf"), "QT_QPA_PLATFORM": "offscreen"}
    line = [sys.executable, "-P", "-c", FAMILY]
    done = subprocess.run(line, env=os.environ | bare, capture_output=True, text=True, check=True)
    assert done.stdout == "Noto Sans\n"
