"""What desktops and software centres read of the program is valid, and leads to it."""

import configparser
import shlex
import subprocess
from xml.etree import ElementTree as ET

import pytest
from PySide6.QtGui import QImage

from afterneedle.__main__ import parser
from afterneedle.gui.application import APP_ID
from bundle import HERE
from icons import write_icon

ENTRY = HERE / f"linux/{APP_ID}.desktop"
METAINFO = HERE / f"linux/{APP_ID}.metainfo.xml"


@pytest.fixture
def entry():
    read = configparser.RawConfigParser()
    read.optionxform = str
    read.read_string(ENTRY.read_text("utf-8"))
    return read


def test_the_entry_of_the_menu_is_valid():
    judged = subprocess.run(["desktop-file-validate", ENTRY], capture_output=True, text=True, check=False)
    assert (judged.returncode, judged.stdout) == (0, "")


def test_the_words_for_a_software_centre_are_valid():
    """But for its name: that would be an internet domain backwards, and the project has none."""
    line = ["appstreamcli", "validate", "--no-net", "--override=cid-desktopapp-is-not-rdns=info", METAINFO]
    judged = subprocess.run(line, capture_output=True, text=True, check=False)
    assert judged.returncode == 0, judged.stdout


def test_a_desktop_knows_the_window_by_the_name_of_the_entry(entry):
    assert entry["Desktop Entry"]["Icon"] == APP_ID
    assert entry["Desktop Entry"]["StartupWMClass"] == APP_ID
    component = ET.parse(METAINFO).getroot()
    assert component.findtext("id") == APP_ID
    assert component.findtext("launchable") == ENTRY.name
    assert component.findtext("icon") == APP_ID


def test_every_line_of_the_entry_is_one_that_the_program_takes(entry):
    for section in entry.values():
        if "Exec" in section:
            program, *words = shlex.split(section["Exec"])
            assert program == APP_ID
            parser().parse_args(words)


def test_check_in_now_is_offered_in_the_menu(entry):
    assert "check-in" in entry["Desktop Entry"]["Actions"].split(";")
    assert entry["Desktop Action check-in"]["Name"] == "Check in now"
    assert entry["Desktop Action check-in"]["Exec"] == f"{APP_ID} --open check-in"


@pytest.mark.parametrize("ending", ["png", "ico"])
def test_a_system_gets_the_icon_in_its_form(qapp, tmp_path, ending):
    file = tmp_path / f"icons/afterneedle.{ending}"
    write_icon(file, 128)
    drawn = QImage(str(file))
    assert (drawn.width(), drawn.height()) == (128, 128)
    assert drawn.pixelColor(64, 8).name() == "#1f6f6b"
    assert drawn.pixelColor(0, 0).alpha() == 0


def test_an_icon_that_cannot_be_written_is_not_passed_over(qapp, tmp_path):
    with pytest.raises(OSError, match="could not be written"):
        write_icon(tmp_path / "afterneedle.nothing", 32)
